import { toHalfWidth } from '../../domain/rules/personal-numbers.ts'
import { readDoorCode } from '../../domain/rules/reception/door-codes.ts'
import { readDay } from '../../domain/rules/typed-day.ts'

/** What an officer wants of the reception days. Days are civil dates. */
export type ReceptionWish =
  | { kind: 'days' }
  | { kind: 'move'; on: string; to: string; reason: string }
  | { kind: 'close' | 'reopen'; on: string; reason: string }
  | { kind: 'swap'; on: string; other: string; reason: string }
  | { kind: 'tour'; township: string; on: string; place: string; reason: string }
  /** Without a day: the next. */
  | { kind: 'list'; on?: string }
  | { kind: 'book'; on: string; visitor: string }
  | { kind: 'checkIn'; code: string }
  | { kind: 'call' }
  /** By the number in the queue, or by the time of the seat. */
  | { kind: 'absent'; who: string }
  | { kind: 'finish'; who: string; text: string }
  | { kind: 'promises'; number?: string }
  /** `which`: of several, by its place in the list. */
  | { kind: 'keep'; number: string; which?: number; how: string }
  /** It begins like one of these and cannot be read. */
  | { kind: 'unclear' }

/**
 * Reads an officer's words about reception days; undefined for anything else, which may be talk among colleagues. What is
 * written is read after the words that every one of them begins with.
 */
export function readReceptionWish(text: string, today: string): ReceptionWish | undefined {
  const words = text.replace(/^[\s\p{Cf}]+/u, '').trim()
  for (const [pattern, read] of forms) {
    const found = pattern.exec(words)
    if (found)
      return read(
        found.slice(1).map((part) => part?.trim() ?? ''),
        today,
      )
  }
  return undefined
}

type Read = (parts: string[], today: string) => ReceptionWish | undefined

const day = String.raw`(\S+)`
const rest = '([\\s\\S]*)'
const form = (pattern: string, read: Read): [RegExp, Read] => [new RegExp(`^${pattern}$`, 'iu'), read]
const reasonOf = (text = '') => text.replace(/^(?:原因|because)[\s:：]*/iu, '').trim()

/** 12月15日 and what is behind it: undefined when it is no day. */
function withDay(typed: string | undefined, today: string, then: (on: string) => ReceptionWish): ReceptionWish {
  const on = readDay(typed ?? '', today)
  return on === undefined ? { kind: 'unclear' } : then(on)
}

const forms: [RegExp, Read][] = [
  form('[/／]?(?:接待日|reception)', () => ({ kind: 'days' })),
  form(`(?:接待日|reception)\\s+${day}\\s*(?:改到|move)\\s*${day}${rest}`, ([from, to, reason], today) =>
    withDay(from, today, (on) =>
      withDay(to, today, (other) => ({ kind: 'move', on, to: other, reason: reasonOf(reason) })),
    ),
  ),
  form(`(?:接待日|reception)\\s+${day}\\s*(?:停|取消|close)(?=\\s|[:：]|$)[\\s:：]*${rest}`, ([from, reason], today) =>
    withDay(from, today, (on) => ({ kind: 'close', on, reason: reasonOf(reason) })),
  ),
  form(`(?:接待日|reception)\\s+${day}\\s*(?:恢复|reopen)(?=\\s|[:：]|$)[\\s:：]*${rest}`, ([from, reason], today) =>
    withDay(from, today, (on) => ({ kind: 'reopen', on, reason: reasonOf(reason) })),
  ),
  form(`(?:接待日|reception)\\s+${day}\\s*(?:换|swap)\\s*${day}${rest}`, ([from, to, reason], today) =>
    withDay(from, today, (on) =>
      withDay(to, today, (other) => ({ kind: 'swap', on, other, reason: reasonOf(reason) })),
    ),
  ),
  form(
    `(?:(?:接待日|reception)\\s+)?(?:下访|tour)\\s+(\\S+)\\s+${day}\\s*(?:地点|at)[\\s:：]*([^\\n]*?)(?:[\\s，,]*(?:原因|because)[\\s:：]*${rest})?`,
    ([township = '', from, place = '', reason], today) =>
      withDay(from, today, (on) => ({ kind: 'tour', township, on, place, reason: reasonOf(reason) })),
  ),
  form(`(?:接待日|reception|下访)\\s+${rest}`, () => ({ kind: 'unclear' })),
  form('(?:名单|visitors)', () => ({ kind: 'list' })),
  form(`(?:名单|visitors)\\s+${day}`, ([from], today) => withDay(from, today, (on) => ({ kind: 'list', on }))),
  form(`(?:约|book)\\s+${day}${rest}`, ([from, visitor = ''], today) => {
    const on = readDay(from ?? '', today)
    // 约 alone begins many a sentence.
    return on === undefined ? undefined : { kind: 'book', on, visitor }
  }),
  form('(?:到|here)\\s+(.{5,20})', ([typed]) => {
    const code = readDoorCode(typed ?? '')
    return code === undefined ? undefined : { kind: 'checkIn', code }
  }),
  form('(?:叫号|下一位|call)', () => ({ kind: 'call' })),
  form('(?:未到|absent)\\s*([0-9０-９:：]{1,5})号?', ([who = '']) => ({ kind: 'absent', who: toHalfWidth(who) })),
  // With a # before it, it is the number of a matter.
  form(`(?:办结|finish)\\s*([0-9０-９]{1,3})号?(?=[\\s:：，,]|$)[\\s:：，,]*${rest}`, ([who = '', text = '']) => ({
    kind: 'finish',
    who: toHalfWidth(who),
    text,
  })),
  form('(?:承诺|promises)', () => ({ kind: 'promises' })),
  form('(?:承诺|promises)\\s*[#＃]\\s*([0-9０-９-]+)号?', ([number = '']) => ({
    kind: 'promises',
    number: toHalfWidth(number),
  })),
  form(
    `(?:兑现|kept)\\s*[#＃]\\s*([0-9０-９-]+)号?[\\s:：]*(?:([0-9]{1,2})[\\s.、:：]+)?${rest}`,
    ([number = '', which = '', how = '']) => ({
      kind: 'keep',
      number: toHalfWidth(number),
      ...(which !== '' && { which: Number(which) }),
      how,
    }),
  ),
]

/** What was seen and promised: words first, then 承诺: what 由 unit 在 day 前 (promise: what by unit before day), each on a line or behind a mark of its own. */
export function readOutcome(
  text: string,
  today: string,
): { text: string; promises: { text: string; unit: string; dueOn: string }[] } | 'unclear' {
  const [said = '', ...promised] = text.split(/[\s。；;]*(?:承诺|promise)[:：]/iu)
  const promises = promised.map((words) => {
    const found =
      /^\s*(.+?)[，,、\s]*(?:由|\bby\s)\s*(\S+?)[，,、\s]*(?:在|于|，|,|\s|before\s)\s*(\S.*?)[。.；;\s]*$/su.exec(
        words,
      )
    const dueOn = found && readDay(found[3] ?? '', today)
    return found && dueOn ? { text: found[1] ?? '', unit: found[2] ?? '', dueOn } : undefined
  })
  if (promises.some((promise) => promise === undefined)) return 'unclear'
  return { text: said.trim(), promises: promises.flatMap((promise) => promise ?? []) }
}

/** Who comes, in one line: name；phone；what it is about；what they need. Only the name has to be there. */
export function readVisitor(text: string, isPhone: (part: string) => boolean) {
  const parts = text
    .split(/[；;\n]/u)
    .map((part) => part.trim())
    .filter(Boolean)
  const phone = parts.find(isPhone)
  const [name, words, needs] = parts.filter((part) => part !== phone)
  return { name, phone, words, needs }
}
