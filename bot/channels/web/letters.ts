import type { Reply } from '../../message.ts'
import type { Letter } from './office.ts'
import type { PostInput, Shown } from './protocol.ts'

/** What lies in a box: what a person posted, or what the office says. */
export type LetterContent =
  | { kind: 'posted'; input: PostInput; by?: { officer: string; name: string } }
  | { kind: 'said'; reply: Omit<Reply, 'secrets'>; replyTo?: string }

/** A letter as a page shows it. `viewer` is the officer who looks, in the staff room. */
export function showLetter(letter: Letter, viewer?: string): Shown {
  const content = letter.content as LetterContent
  const shown = {
    seq: letter.seq,
    id: letter.id,
    at: letter.at.toISOString(),
    ...(letter.editedAt && { editedAt: letter.editedAt.toISOString() }),
  }
  if (content.kind === 'said') {
    const reply = { ...content.reply, ...(letter.secrets && { secrets: letter.secrets }) }
    if (reply.secrets === undefined) reply.text = withoutSecrets(reply.text)
    return { ...shown, from: 'office', reply, ...(content.replyTo && { replyTo: content.replyTo }) }
  }
  const source = letter.sourceKey.slice(postedPrefix.length)
  const isMine = content.by === undefined || content.by.officer === viewer
  const replyTo = 'replyTo' in content.input ? content.input.replyTo : undefined
  return {
    ...shown,
    from: isMine ? 'me' : { name: content.by?.name ?? '' },
    ...(isMine && { source }),
    input: content.input,
    ...(replyTo && { replyTo }),
  }
}

/** What was shown once is gone; dots stand in its place. */
function withoutSecrets(text: string): string {
  return text.replace(/\{\{\w+\}\}/g, '●●●●')
}

const postedPrefix = 'in:'

/** The source key of what was posted with this id. */
export function postedKey(id: string): string {
  return `${postedPrefix}${id}`
}

const saidPrefix = 'out:'

/** The source key of what the office sent with this id. */
export function saidKey(id: string): string {
  return `${saidPrefix}${id}`
}

/** The id that the office sent a letter with, from its source key. */
export function saidId(sourceKey: string | undefined): string | undefined {
  return sourceKey?.startsWith(saidPrefix) ? sourceKey.slice(saidPrefix.length) : undefined
}

/**
 * The message id a post has on this channel: its own id behind a mark of the box, so that nobody can take an id in
 * another's name.
 */
export function messageIdOf(boxKey: string, id: string): string {
  return `${boxKey.slice(0, 12)}.${id}`
}
