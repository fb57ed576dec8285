import type { PostInput } from '../../protocol.ts'
import type { TalkRow } from '../talk.ts'

/** What the words being written are about. Without one they are said to the room. */
export interface Binding {
  kind: 'reply' | 'note'
  /** The message replied to. */
  message: string
  number: string
}

/** The matter a message is about: its own card's, or that of the card it answers. */
export function numberOf(row: TalkRow, rows: TalkRow[]): string | undefined {
  const own = row.reply?.card?.number
  if (own) return own
  const answered = row.message?.replyTo
  return answered && rows.find((each) => each.message?.id === answered)?.reply?.card?.number
}

/** Whether a button of the bot begins a note. */
export function beginsNote(value: string): boolean {
  return /^note(?![a-z])/.test(value)
}

/**
 * What is posted for words written under a binding. A note names its matter and itself in words and answers no
 * message, so that nothing on its way could take it for a reply to the resident.
 */
export function inputOf(text: string, binding: Binding | undefined): PostInput {
  if (!binding) return { kind: 'text', text }
  if (binding.kind === 'note') return { kind: 'text', text: `#${binding.number} 备注 ${text}` }
  return { kind: 'text', text, replyTo: binding.message }
}
