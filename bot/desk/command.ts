import { toHalfWidth } from '../../domain/rules/personal-numbers.ts'
import type { DeskAct } from '../text/desk-acts.ts'

/** What an officer's words mean. */
export type Command =
  | { kind: 'help' }
  | { kind: 'list'; list: 'open' | 'mine' | 'due'; page: number }
  | { kind: 'find'; query: string }
  | { kind: 'act'; act: DeskAct; number: string; rest: string }
  /** Words under a card with no act before them: for the resident, unless something else was asked for. */
  | { kind: 'words'; number: string; text: string }
  /** A number, but no act we know behind it. */
  | { kind: 'unclear'; number: string }
  /** An act without a number or a card to say which ticket. */
  | { kind: 'which' }
  /** A slash command we do not know. */
  | { kind: 'unknown' }
  /** Officers talking among themselves. */
  | { kind: 'talk' }

/** Among them the labels of a card's buttons: they can be typed. */
const actWords: Record<DeskAct, string[]> = {
  claim: ['认领', 'claim'],
  release: ['放下', 'release'],
  accept: ['受理', 'accept'],
  reply: ['回复', '答复', 'reply'],
  askBack: ['追问', '询问', 'ask', 'ask back'],
  note: ['备注', '内部', 'note'],
  handOver: ['转交', '转办', 'hand', 'hand over'],
  redirect: ['告知去处', '告知', '不受理', 'redirect'],
  close: ['办结', 'close'],
  reopen: ['重开', '重新打开', 'reopen'],
  opinion: ['意见', 'opinion'],
  approve: ['批准', 'approve'],
  sendBack: ['退回', 'return'],
  takeBackProposal: ['撤回意见', '撤回延期', 'retract'],
  extend: ['延期', 'extend'],
  object: ['异议', 'object'],
  review: ['复查意见', 'review', 'decide review'],
  recheck: ['复核意见', 'recheck', 'decide second review'],
  hearingStart: ['听证开始', 'hearing', 'hearing begins'],
  hearingEnd: ['听证结束', 'hearing-end', 'hearing ends'],
  carryOut: ['落实', 'done', 'carried out'],
  merge: ['并入', 'merge'],
  cite: ['据此', 'cite'],
  nearest: ['依据', 'nearest'],
  gap: ['库里没有', 'gap'],
  notOurs: ['不属本局', 'not-ours'],
  agree: ['同意', 'agree'],
  disagree: ['不同意', 'disagree'],
  uncite: ['撤回据此', 'uncite'],
  undo: ['撤回答复', '撤回追问', '撤回', 'undo', 'take back'],
  identity: ['看身份', '身份', 'identity'],
  files: ['看附件', '附件', 'files'],
  why: ['为什么', 'why'],
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
 * without an act are for the resident. Words that begin with an act are that act, so that a note to colleagues under a
 * card stays a note; what only may be one, or is said to a colleague, is asked about and goes nowhere.
 */
export function readCommand(text: string, cardNumber: string | undefined): Command {
  const words = text.replace(/^[\s\p{Cf}]+/u, '').trim()
  const slash = /^[/／]([\p{L}]+)(?:@\S+)?\s*(.*)$/su.exec(words)
  if (slash) return readSlash(slash[1] ?? '', slash[2] ?? '', cardNumber)
  const numbered = readNumber(words)
  if (numbered) {
    const found = readAct(numbered.rest)
    return found ? { kind: 'act', number: numbered.number, ...found } : { kind: 'unclear', number: numbered.number }
  }
  const bare = readAct(words)
  if (cardNumber !== undefined) {
    // 依据：…… is a part of an opinion, or of an answer.
    if (bare && (bare.act !== 'nearest' || bare.rest === '')) return { kind: 'act', number: cardNumber, ...bare }
    return mayBeForColleagues.test(words)
      ? { kind: 'unclear', number: cardNumber }
      : { kind: 'words', number: cardNumber, text: words }
  }
  const after = bare && readNumber(bare.rest)
  if (bare && after) return { kind: 'act', act: bare.act, ...after }
  if (bare && bare.rest === '' && !saidAmongColleagues.has(bare.act)) return { kind: 'which' }
  return { kind: 'talk' }
}

/** 为什么 or 同意 alone is what colleagues say to each other. */
const saidAmongColleagues: ReadonlySet<DeskAct> = new Set([
  'why',
  'cite',
  'nearest',
  'gap',
  'notOurs',
  'agree',
  'disagree',
])

/** 内部… without a mark behind it can begin an answer too, and @ somebody a word to a colleague. */
const mayBeForColleagues = /^(?:内部|[@＠])/u

/** `#123` or `#2026-000123` at the beginning, in full-width or half-width signs. */
function readNumber(words: string): { number: string; rest: string } | undefined {
  const found = /^[#＃]\s*([0-9０-９]{4}\s*[-－—]\s*[0-9０-９]{1,6}|[0-9０-９]{1,6})(?![0-9０-９])号?\s*(.*)$/su.exec(
    words,
  )
  if (!found) return undefined
  const number = toHalfWidth(found[1] ?? '')
    .replaceAll('—', '-')
    .replace(/\s/g, '')
  return { number, rest: found[2] ?? '' }
}

function readSlash(name: string, rest: string, cardNumber: string | undefined): Command {
  const word = name.toLowerCase()
  if (['help', '帮助', 'start'].includes(word)) return { kind: 'help' }
  if (['find', '找', '查'].includes(word)) return { kind: 'find', query: rest.trim() }
  if (actWords.why.includes(word)) {
    const number = rest.trim() === '' ? cardNumber : readNumber(rest.trim().replace(/^(?=[0-9０-９])/, '#'))?.number
    return number === undefined ? { kind: 'which' } : { kind: 'act', act: 'why', number, rest: '' }
  }
  const list = Object.hasOwn(lists, word) ? lists[word] : undefined
  if (!list) return { kind: 'unknown' }
  const page = Number.parseInt(rest, 10)
  return { kind: 'list', list, page: Number.isInteger(page) && page > 0 ? page : 1 }
}

function readAct(text: string): { act: DeskAct; rest: string } | undefined {
  const words = text.trim()
  const plain = toHalfWidth(words).toLowerCase()
  // The card writes 【备注】, and so do officers.
  const from = /^[【[(「“"]/u.test(plain) ? 1 : 0
  for (const { word, act } of longestFirst) {
    if (!plain.startsWith(word, from)) continue
    const after = words.slice(from + word.length)
    const rest = from === 1 ? after.replace(/^\s*[】\]］)）」”"＂]/u, ' ') : after
    // 受理好了 is a sentence; 受理 and 受理：好了 are acts. 备注 is a note however it is written.
    if (rest !== '' && word !== '备注' && !/^[\s:：,，、]/u.test(rest)) continue
    return { act, rest: rest.replace(/^[\s:：,，、]+/u, '') }
  }
  return undefined
}

const longestFirst = (Object.entries(actWords) as [DeskAct, string[]][])
  .flatMap(([act, words]) => words.map((word) => ({ act, word })))
  .sort((a, b) => b.word.length - a.word.length)
