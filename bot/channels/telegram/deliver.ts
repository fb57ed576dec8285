import type { Message } from 'grammy/types'
import type { Outcome, Outgoing } from '../../message.ts'
import { pause } from '../pause.ts'
import { type Address, numberOf } from './address.ts'
import type { Answer } from './ask.ts'
import { type Attachment, sendAttachment } from './attachments.ts'
import type { Carrier } from './carrier.ts'
import type { Part } from './compose.ts'
import { isBeyondEdit, isThreadGone, isUnchanged, outcomeOf, outcomeOfEdit } from './outcome.ts'

/** One message on its way, made ready. */
export interface Letter extends Pick<Outgoing, 'edit' | 'replyTo'> {
  address: Address
  parts: Part[]
  attachments: Attachment[]
}

/** Changes the message that stands there already, or sends all of it anew. */
export async function deliver(carrier: Carrier, letter: Letter): Promise<Outcome> {
  const edited = await editStanding(carrier, letter)
  return edited ?? sendAll(carrier, letter)
}

/** Undefined when there is nothing to edit, or it cannot be edited any more. */
async function editStanding({ api, ask }: Carrier, letter: Letter): Promise<Outcome | undefined> {
  const { address, edit, parts } = letter
  const messageId = numberOf(edit)
  const [part, another] = parts
  // What is too long for one message now can only be sent anew.
  if (messageId === undefined || part === undefined || another !== undefined) return undefined
  const answer = await ask((cut) => api.editMessageText(address.chat_id, messageId, part.text, looksOf(part), cut))
  if (answer.ok || isUnchanged(answer.failure)) {
    return { kind: 'sent', messageId: String(messageId), delivered: true }
  }
  if (isBeyondEdit(answer.failure) || isThreadGone(answer.failure)) return undefined
  return outcomeOfEdit(answer.failure)
}

async function sendAll(carrier: Carrier, { address, replyTo, parts, attachments }: Letter): Promise<Outcome> {
  const { api, ask } = carrier
  const steps = [
    ...parts.map((part, index) => (where: Address) => {
      const { chat_id, ...rest } = where
      const answered = index === 0 ? answering(replyTo) : {}
      return ask((cut) => api.sendMessage(chat_id, part.text, { ...rest, ...answered, ...looksOf(part) }, cut))
    }),
    ...attachments.map((file) => (where: Address) => sendAttachment(carrier, where, file)),
  ]
  const ids: string[] = []
  let where = address
  for (const step of steps) {
    let answer = await insist(carrier, () => step(where), ids.length > 0)
    if (!answer.ok && where.message_thread_id !== undefined && isThreadGone(answer.failure)) {
      const { message_thread_id: _, ...group } = where
      where = group
      answer = await insist(carrier, () => step(where), ids.length > 0)
    }
    if (!answer.ok) {
      const outcome = outcomeOf(answer.failure)
      if (ids.length === 0) return outcome
      // What cannot be ended is said so: begun anew, its beginning would come over and over.
      const isFinal = outcome.kind === 'refused' || outcome.kind === 'unreachable' || outcome.kind === 'closed'
      const reason = `Only ${ids.length} of ${steps.length} parts: ${reasonOf(outcome)}`
      return { kind: isFinal ? outcome.kind : 'uncertain', reason }
    }
    ids.push(String(answer.result.message_id))
  }
  return {
    kind: 'sent',
    // Below the words are the files, which bear no buttons.
    messageId: ids[Math.max(parts.length, 1) - 1] ?? '',
    delivered: true,
    ...(ids.length > 1 && { parts: ids }),
    ...(where !== address && { threadGone: true }),
  }
}

/** A message of which a part is out already cannot be begun anew: what was surely not done is done again right here. */
async function insist(
  { signal, msLeft }: Carrier,
  step: () => Promise<Answer<Message>>,
  isBegun: boolean,
): Promise<Answer<Message>> {
  for (;;) {
    const answer = await step()
    if (answer.ok || !isBegun) return answer
    const outcome = outcomeOf(answer.failure)
    if (outcome.kind !== 'retry' || outcome.afterMs >= msLeft()) return answer
    await pause(outcome.afterMs, signal)
    if (signal.aborted) return answer
  }
}

function looksOf({ entities, keyboard }: Part) {
  return {
    link_preview_options: { is_disabled: true },
    ...(entities.length > 0 && { entities }),
    ...(keyboard && { reply_markup: keyboard }),
  }
}

/** What it answers may be gone by now; then it answers nothing. */
function answering(replyTo: string | undefined) {
  const message = numberOf(replyTo)
  return message === undefined ? {} : { reply_parameters: { message_id: message, allow_sending_without_reply: true } }
}

function reasonOf(outcome: Outcome): string {
  return 'reason' in outcome ? outcome.reason : outcome.kind
}
