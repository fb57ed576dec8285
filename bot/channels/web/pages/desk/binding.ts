import type { PostInput } from '../../protocol.ts'
import type { TalkRow } from '../talk.ts'

/** What the words being written are about. Without one they are said to the room. */
export interface Binding {
  act: Act
  number: string
  /** The card answered by a reply. */
  message: string
  /** What stood on the button. */
  label: string
  /** The ground of a redirection. */
  argument?: string
}

type Act = 'reply' | keyof typeof typedWords

/**
 * The buttons that need words, and the words that do the same when they are typed behind a number. The page asks for the
 * words itself, so that it can say at once who will read them, and posts the whole command.
 */
const typedWords = { note: '备注', askBack: '追问', close: '办结', reopen: '重开', ground: '告知去处' }

/** The binding a tapped button begins; undefined for buttons that are simply posted. */
export function bindingOf(value: string, label: string, row: TalkRow, rows: TalkRow[]): Binding | undefined {
  const [act = '', named = '', argument] = value.split(':')
  const card = cardOf(row, rows)
  const number = /^\d{4}-\d+$/.test(named) ? named : card?.reply?.card?.number
  const message = (card ?? row).message?.id
  if (!isAct(act) || !number || !message) return undefined
  return { act, number, message, label, ...(argument ? { argument } : {}) }
}

/** The card a message is, or answers. */
export function cardOf(row: TalkRow, rows: TalkRow[]): TalkRow | undefined {
  if (row.reply?.card) return row
  const answered = row.message?.replyTo
  return answered ? rows.find((each) => each.message?.id === answered && each.reply?.card) : undefined
}

/** Whether one may reply to this matter: the bot offers it, or at least has not finished with it. */
export function isReplyOffered({ reply }: TalkRow): boolean {
  const isNamed = reply?.choices?.some((choices) => choices.some((choice) => choice.value.startsWith('reply:')))
  return reply?.card !== undefined && (isNamed || reply.card.tone !== 'done')
}

/**
 * What is posted for words written under a binding. Only a reply answers the card: a note names its matter and itself
 * in words, so that nothing on its way could take it for a reply to the resident.
 */
export function inputOf(text: string, binding: Binding | undefined): PostInput {
  if (!binding) return { kind: 'text', text }
  const { act, number, argument, message } = binding
  if (act === 'reply') return { kind: 'text', text, replyTo: message }
  return { kind: 'text', text: [`#${number}`, typedWords[act], argument, text].filter(Boolean).join(' ') }
}

/** The question of the bot that the next plain words will answer, when it has asked this officer for words. */
export function wordsAwaited(rows: TalkRow[]): string | undefined {
  const mine = rows.map((row) => row.from).lastIndexOf('me')
  const asked = rows.slice(mine + 1).find((row) => row.from === 'office')
  const choices = (asked?.reply?.choices ?? []).flat()
  // Asked for words it offers nothing but to stop.
  return mine >= 0 && choices.length === 1 && choices[0]?.value.startsWith('stop:') ? asked?.reply?.text : undefined
}

function isAct(act: string): act is Act {
  return act === 'reply' || Object.keys(typedWords).includes(act)
}
