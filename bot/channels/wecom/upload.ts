import type { SendMsgBody } from '@wecom/aibot-node-sdk'
import type { Outcome } from '../../message.ts'
import { type Attachment, upload } from './attachments.ts'
import { attempt, type Carrier } from './carrier.ts'
import { describeFailure, type Failure, isPassing, outcomeOf } from './outcome.ts'

export interface Uploads {
  /** The messages that show them. */
  uploaded: SendMsgBody[]
  /** The names of those that did not go up. */
  left: string[]
}

/** A file of which nobody knows what became is put up anew after this, ms: there twice it shows once. */
const againMs = 5_000

/**
 * Puts the files of a letter where messages can name them. Those that WeCom does not take, or that take too long, are
 * left; an outcome instead when all of it should be begun anew: WeCom cannot be had, or gave no answer.
 */
export async function uploadAll(
  carrier: Carrier,
  { attachments, left, to }: { attachments: Attachment[]; left: string[]; to: 'group' | 'person' },
): Promise<Uploads | Outcome> {
  const uploads: Uploads = { uploaded: [], left: [...left] }
  const late = new AbortController()
  const cut = () => late.abort()
  const timer = setTimeout(cut, carrier.uploadMs)
  carrier.signal.addEventListener('abort', cut)
  if (carrier.signal.aborted) cut()
  try {
    for (const attachment of attachments) {
      if (late.signal.aborted) {
        uploads.left.push(attachment.name)
        continue
      }
      const answer = await attempt(carrier, late.signal, (client) => upload(client, attachment))
      if (answer.ok) {
        const media = { media_id: answer.result }
        uploads.uploaded.push(
          attachment.type === 'image' ? { msgtype: 'image', image: media } : { msgtype: 'file', file: media },
        )
      } else if (late.signal.aborted || isRefusal(answer.failure)) uploads.left.push(attachment.name)
      else return againFor(carrier, answer.failure, to)
    }
    return carrier.signal.aborted ? { kind: 'retry', afterMs: againMs, reason: 'It took too long' } : uploads
  } finally {
    clearTimeout(timer)
    carrier.signal.removeEventListener('abort', cut)
  }
}

/** WeCom has looked at it, and does not take it. */
function isRefusal(failure: Failure): boolean {
  return failure.kind === 'answered' && !isPassing(failure)
}

function againFor({ doubted }: Carrier, failure: Failure, to: 'group' | 'person'): Outcome {
  const outcome = outcomeOf(failure, to)
  if (outcome.kind === 'retry' && !isOutOfOrder(failure)) return outcome
  doubted()
  return { kind: 'retry', afterMs: againMs, reason: describeFailure(failure) }
}

/** WeCom's own word for what it knows nothing of; the SDK has asked three times by then. */
function isOutOfOrder(failure: Failure): boolean {
  return failure.kind === 'answered' && failure.code === -1
}
