import type { SendMsgBody } from '@wecom/aibot-node-sdk'
import type { Outcome } from '../../message.ts'
import type { Attachment } from './attachments.ts'
import { type Answer, attempt, type Carrier } from './carrier.ts'
import { minute } from './chat-budget.ts'
import type { Composed } from './compose.ts'
import { describeFailure, type Failure, limitMs, outcomeOf } from './outcome.ts'
import { uploadAll } from './upload.ts'

export interface Letter {
  chat: string
  to: 'group' | 'person'
  /** Our name for it: WeCom gives a message none. */
  id: string
  attachments: Attachment[]
  /** The names of files that cannot go. */
  left: string[]
  /** As messages, in which the names of `left` are told. `isShort`: without cards. */
  compose(left: string[], isShort: boolean): Composed
}

/** Sends all of a letter: its words, the buttons below, then the files. Does not throw. */
export async function deliver(carrier: Carrier, letter: Letter): Promise<Outcome> {
  const { chat, to, id } = letter
  if (!hasRoom(carrier, letter)) return tooMany
  // First what may fail without anything having been shown.
  const uploads = await uploadAll(carrier, letter)
  if ('kind' in uploads) return uploads
  const { uploaded, left } = uploads
  const { words, buttons, instead } = composeWithin(carrier, letter, left, uploaded.length)
  const steps = [...words, ...uploaded]
  let out = 0
  const outcomeOfStep = (failure: Failure): Outcome => {
    const outcome = outcomeOf(failure, to)
    if (out === 0) return outcome
    const reason = `Only ${out} of ${steps.length} parts: ${describeFailure(failure)}`
    // What will never be taken would only be begun again and again.
    const isFinal = outcome.kind === 'refused' || outcome.kind === 'unreachable'
    return { kind: isFinal ? outcome.kind : 'uncertain', reason }
  }
  const send = (body: SendMsgBody) => {
    carrier.budget.spend(chat)
    return attempt(carrier, carrier.signal, (client) => client.sendMessage(chat, body))
  }
  for (const body of words) {
    const answer = await send(body)
    if (!answer.ok) return outcomeOfStep(answer.failure)
    out++
  }
  await sendButtons(buttons, instead, send)
  for (const body of uploaded) {
    const answer = await send(body)
    if (!answer.ok) return outcomeOfStep(answer.failure)
    out++
  }
  return { kind: 'sent', messageId: id, delivered: true }
}

const tooMany: Outcome = { kind: 'retry', afterMs: limitMs, reason: 'The chat has had all that it takes for now' }

/** Whether the chat takes all of it now but for the cards; of what is more than it ever takes, as much as it does. */
function hasRoom({ budget }: Carrier, { chat, attachments, left, compose }: Letter): boolean {
  const count = compose(left, true).words.length + attachments.length
  return budget.left(chat) >= Math.min(count, minute.most)
}

/** With its cards, unless they would be more than the chat takes now. */
function composeWithin({ budget }: Carrier, { chat, compose }: Letter, left: string[], files: number): Composed {
  const whole = compose(left, false)
  const count = whole.words.length + whole.buttons.length + files
  return whole.buttons.length === 0 || count <= budget.left(chat) ? whole : compose(left, true)
}

/** What can be tapped can be typed too: the words are out, and count, whatever becomes of the buttons. */
async function sendButtons(
  buttons: SendMsgBody[],
  instead: SendMsgBody[],
  send: (body: SendMsgBody) => Promise<Answer<unknown>>,
): Promise<void> {
  for (const body of buttons) {
    const answer = await send(body)
    if (answer.ok) continue
    // Without an answer they may be there, and nothing else would arrive either.
    if (answer.failure.kind === 'answered') for (const words of instead) await send(words)
    return
  }
}
