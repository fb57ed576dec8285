import type { SendMsgBody, WSClient } from '@wecom/aibot-node-sdk'
import type { Outcome } from '../../message.ts'
import { type Attachment, upload } from './attachments.ts'
import type { Composed } from './compose.ts'
import { describeFailure, type Failure, failureOf, isRefused, outcomeOf } from './outcome.ts'

export interface Letter extends Composed {
  chat: string
  to: 'group' | 'person'
  /** Our name for it: WeCom gives a message none. */
  id: string
  attachments: Attachment[]
}

export interface Carrier {
  client: WSClient
  /** A call failed. */
  failed(failure: Failure): void
}

/** Sends all of a letter: its words, the buttons below, then the files. Does not throw. */
export async function deliver(carrier: Carrier, letter: Letter): Promise<Outcome> {
  const { chat, to, id, attachments } = letter
  // First what may fail without anything having been shown.
  const uploaded: SendMsgBody[] = []
  for (const attachment of attachments) {
    const answer = await attempt(carrier, (client) => upload(client, attachment))
    // Put there twice it shows once, so not knowing is no harm.
    if (!answer.ok) return againFor(answer.failure, to)
    const media = { media_id: answer.result }
    uploaded.push(attachment.type === 'image' ? { msgtype: 'image', image: media } : { msgtype: 'file', file: media })
  }
  const send = (body: SendMsgBody) => attempt(carrier, (client) => client.sendMessage(chat, body))
  const steps = [...letter.words, ...uploaded]
  let out = 0
  const outcomeOfStep = (failure: Failure): Outcome =>
    out === 0
      ? outcomeOf(failure, to)
      : { kind: 'uncertain', reason: `Only ${out} of ${steps.length} parts: ${describeFailure(failure)}` }
  for (const body of letter.words) {
    const answer = await send(body)
    if (!answer.ok) return outcomeOfStep(answer.failure)
    out++
  }
  await sendButtons(letter, send)
  for (const body of uploaded) {
    const answer = await send(body)
    if (!answer.ok) return outcomeOfStep(answer.failure)
    out++
  }
  return { kind: 'sent', messageId: id, delivered: true }
}

/** What can be tapped can be typed too: the words are out, and count, whatever becomes of the buttons. */
async function sendButtons(
  { buttons, instead }: Letter,
  send: (body: SendMsgBody) => Promise<Answer<unknown>>,
): Promise<void> {
  for (const body of buttons) {
    const answer = await send(body)
    if (answer.ok) continue
    if (isRefused(answer.failure)) for (const words of instead) await send(words)
    return
  }
}

type Answer<T> = { ok: true; result: T } | { ok: false; failure: Failure }

async function attempt<T>({ client, failed }: Carrier, call: (client: WSClient) => Promise<T>): Promise<Answer<T>> {
  try {
    return { ok: true, result: await call(client) }
  } catch (error) {
    const failure = failureOf(error)
    failed(failure)
    return { ok: false, failure }
  }
}

function againFor(failure: Failure, to: Letter['to']): Outcome {
  const outcome = outcomeOf(failure, to)
  return outcome.kind === 'uncertain' ? { kind: 'retry', afterMs: 5_000, reason: outcome.reason } : outcome
}
