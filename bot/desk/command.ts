import type { DeskAct } from '../text/sentences.ts'

/** What an officer's words mean. */
export type Command =
  | { kind: 'help' }
  | { kind: 'list'; list: 'open' | 'mine' | 'due'; page: number }
  | { kind: 'find'; query: string }
  | { kind: 'act'; act: DeskAct; number: string; rest: string }
  /** A number, but no act we know behind it. */
  | { kind: 'unclear'; number: string }
  /** An act without a number or a card to say which ticket. */
  | { kind: 'which' }
  /** A slash command we do not know. */
  | { kind: 'unknown' }
  /** Officers talking among themselves. */
  | { kind: 'talk' }

const actWords: Record<DeskAct, string[]> = {
  claim: ['认领', 'claim'],
  release: ['放下', 'release'],
  accept: ['受理', 'accept'],
  reply: ['回复', '答复', 'reply'],
  askBack: ['追问', '询问', 'ask'],
  note: ['备注', '内部', 'note'],
  handOver: ['转交', '转办', 'hand'],
  redirect: ['告知去处', '告知', '不受理', 'redirect'],
  close: ['办结', 'close'],
  reopen: ['重开', '重新打开', 'reopen'],
  undo: ['撤回答复', '撤回追问', '撤回', 'undo'],
  identity: ['看身份', '身份', 'identity'],
}

const lists: Record<string, 'open' | 'mine' | 'due'> = {
  open: 'open',
  待办: 'open',
  mine: 'mine',
  我的: 'mine',
  due: 'due',
  到期: 'due',
}

/**
 * Reads an officer's words. `cardNumber` is the ticket of the card the words answer, when they answer one: then words
 * without an act are a reply to the resident. Words that begin with an act are that act, so that a note to colleagues
 * under a card stays a note.
 */
export function readCommand(text: string, cardNumber: string | undefined): Command {
  const words = text.trim()
  const slash = /^[/／]([\p{L}]+)(?:@\S+)?\s*(.*)$/su.exec(words)
  if (slash) return readSlash(slash[1] ?? '', slash[2] ?? '')
  const numbered = /^[#＃]\s*([0-9０-９]{4}\s*[-－—]\s*[0-9０-９]{1,6}|[0-9０-９]{1,6})(?![0-9０-９])\s*(.*)$/su.exec(
    words,
  )
  if (numbered) {
    const number = (numbered[1] ?? '').normalize('NFKC').replace(/[\s—]+/g, (found) => (found.includes('—') ? '-' : ''))
    const found = readAct(numbered[2] ?? '')
    return found ? { kind: 'act', number, ...found } : { kind: 'unclear', number }
  }
  const bare = readAct(words)
  if (cardNumber !== undefined) {
    return { kind: 'act', number: cardNumber, ...(bare ?? { act: 'reply', rest: words }) }
  }
  if (bare && bare.rest === '') return { kind: 'which' }
  return { kind: 'talk' }
}

function readSlash(name: string, rest: string): Command {
  const word = name.toLowerCase()
  if (['help', '帮助', 'start'].includes(word)) return { kind: 'help' }
  if (['find', '找', '查'].includes(word)) return { kind: 'find', query: rest.trim() }
  const list = Object.hasOwn(lists, word) ? lists[word] : undefined
  if (!list) return { kind: 'unknown' }
  const page = Number.parseInt(rest, 10)
  return { kind: 'list', list, page: Number.isInteger(page) && page > 0 ? page : 1 }
}

function readAct(text: string): { act: DeskAct; rest: string } | undefined {
  const words = text.trim()
  for (const { word, act } of longestFirst) {
    if (!words.toLowerCase().startsWith(word)) continue
    const rest = words.slice(word.length)
    // 备注写错了 is a sentence, 备注 写错了 and 备注：写错了 are notes.
    if (rest !== '' && !/^[\s:：,，]/u.test(rest)) continue
    return { act, rest: rest.replace(/^[\s:：,，]+/u, '') }
  }
  return undefined
}

const longestFirst = (Object.entries(actWords) as [DeskAct, string[]][])
  .flatMap(([act, words]) => words.map((word) => ({ act, word })))
  .sort((a, b) => b.word.length - a.word.length)
