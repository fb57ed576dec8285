import { toHalfWidth } from '../../domain/rules/personal-numbers.ts'
import { readDay } from '../../domain/rules/typed-day.ts'
import type { FormAct, SlotName } from '../text/desk-acts.ts'

/** What of a form has been given, each part as it is kept: choices by their names, a day as a civil date. */
export type Slots = Partial<Record<SlotName, string>>

const slotsOf: Record<FormAct, SlotName[]> = {
  opinion: ['outcome', 'text', 'ground', 'remedy', 'remedyOn'],
  review: ['upheld', 'text', 'ground'],
  recheck: ['upheld', 'text', 'ground'],
}

/** The part that is still to be asked for. Only what is supported has a day. */
export function nextSlot(act: FormAct, slots: Slots): SlotName | undefined {
  return slotsOf[act].find((name) => !slots[name] && (name !== 'remedyOn' || slots.outcome === 'supported'))
}

/** What somebody wrote for one part; undefined when it cannot be read. `today` is a civil date. */
export function readSlot(name: SlotName, text: string, today: string): string | undefined {
  const words = text.trim()
  switch (name) {
    case 'outcome':
    case 'upheld':
      return readChoice(name, words)?.value
    case 'remedyOn':
      return readDay(words, today)
    default:
      return words === '' ? undefined : words
  }
}

/** What was given at once. `wrong` is a part that was named and cannot be read. */
export interface ReadForm {
  slots: Slots
  wrong?: SlotName
}

/**
 * Reads a form that was written in one go: `支持 事实：…… 依据：…… 处理：…… 期限：30天`. It begins with the choice; words
 * between it and the first name of a part are the facts. Any of them may be missing.
 */
export function readForm(act: FormAct, words: string, today: string): ReadForm {
  const pieces = [...words.matchAll(labels)]
  const before = words.slice(0, pieces[0]?.index ?? words.length)
  const choice = act === 'opinion' ? 'outcome' : 'upheld'
  const chosen = readChoice(choice, before.trim())
  const facts = (chosen ? chosen.rest : before).replace(/^[\s:：,，;；。、]+/u, '').trim()
  const read: ReadForm = { slots: { ...(chosen && { [choice]: chosen.value }), ...(facts !== '' && { text: facts }) } }
  for (const [i, piece] of pieces.entries()) {
    const name = slotNamed(piece[1] ?? '', act)
    const said = words.slice((piece.index ?? 0) + piece[0].length, pieces[i + 1]?.index).replace(/[\s;；]+$/u, '')
    if (!name || !slotsOf[act].includes(name)) continue
    const value = readSlot(name, said, today)
    if (value === undefined) read.wrong = name
    else read.slots[name] = name === 'text' && read.slots.text ? `${read.slots.text}\n${value}` : value
  }
  return read
}

/** Whether words name a part of a form. */
export function namesSlot(words: string): boolean {
  return words.search(labels) === 0
}

const named: [SlotName | 'choice', string][] = [
  ['text', '事实和理由|事实与理由|事实理由|事实|facts and reasons|facts'],
  ['ground', '法律依据|政策依据|依据|legal ground|ground'],
  ['remedy', '处理意见|怎么处理|处理|remedy'],
  ['remedyOn', '落实期限|落实日期|期限|by when|by'],
  ['choice', '结论|decision|outcome'],
]

const labels = new RegExp(`(?<=^|[\\s;；。，,])(${named.map(([, words]) => words).join('|')})\\s*[:：]\\s*`, 'giu')

function slotNamed(label: string, act: FormAct): SlotName | undefined {
  const found = named.find(([, words]) => words.split('|').includes(label.toLowerCase()))?.[0]
  return found === 'choice' ? (act === 'opinion' ? 'outcome' : 'upheld') : found
}

const choices: Record<'outcome' | 'upheld', [value: string, words: string[]][]> = {
  outcome: [
    ['notSupported', ['不予支持', '不支持', 'notsupported', 'not supported']],
    ['supported', ['支持', 'supported']],
    ['explained', ['解释说明', '解释', 'explained']],
  ],
  upheld: [
    ['upheld', ['维持原来的意见', '维持', 'upheld']],
    ['changed', ['改变原来的意见', '改变', '变更', '撤销', 'changed']],
  ],
}

/** The choice that words begin with. 支持您的请求 is a sentence, 支持：…… a choice. */
function readChoice(slot: 'outcome' | 'upheld', words: string): { value: string; rest: string } | undefined {
  const plain = toHalfWidth(words).toLowerCase()
  for (const [value, names] of choices[slot]) {
    for (const name of names) {
      const rest = words.slice(name.length)
      if (plain.startsWith(name) && /^(?:[\s:：,，;；。、]|$)/u.test(rest)) return { value, rest }
    }
  }
  return undefined
}
