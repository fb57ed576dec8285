import type { Outcome } from '../../message.ts'
import { describeFailure, type Failure } from './failure.ts'

/** A failure that surely changed nothing is tried again this soon. */
const soonMs = 2_000

/** Until somebody mends the token. */
const unknownBotMs = 30_000

/** What became of a send that failed. */
export function outcomeOf(failure: Failure): Exclude<Outcome, { kind: 'sent' }> {
  const reason = describeFailure(failure)
  if (failure.kind === 'unsent') return { kind: 'retry', afterMs: soonMs, reason }
  if (failure.kind === 'unknown') return { kind: 'uncertain', reason }
  const { code, description, retryAfterMs, movedTo } = failure
  if (movedTo !== undefined) return { kind: 'moved', room: movedTo }
  if (code === 429) return { kind: 'retry', afterMs: retryAfterMs ?? soonMs, reason }
  // In its own words the Bot API says that it has not done it.
  if (code >= 500) return { kind: 'retry', afterMs: soonMs, reason }
  // No answer to a send but to a bot that there is not.
  if (code === 401 || code === 404) return { kind: 'retry', afterMs: unknownBotMs, reason }
  if (code === 403 || cannotBeReached.test(description)) return { kind: 'unreachable', reason }
  return { kind: 'refused', reason }
}

/** What became of an edit that failed. Made twice it shows once, so not knowing is no harm. */
export function outcomeOfEdit(failure: Failure): Exclude<Outcome, { kind: 'sent' }> {
  const outcome = outcomeOf(failure)
  return outcome.kind === 'uncertain' ? { kind: 'retry', afterMs: soonMs, reason: outcome.reason } : outcome
}

const cannotBeReached =
  /chat not found|user not found|PEER_ID_INVALID|USER_DEACTIVATED|user is deactivated|USER_IS_BLOCKED|CHAT_WRITE_FORBIDDEN|CHANNEL_PRIVATE|was kicked|not a member|group chat was (?:deleted|deactivated)|have no rights to send|not enough rights to send/i

/** The topic is gone or closed: what was meant for it can go into the group itself. */
export function isThreadGone(failure: Failure): boolean {
  return (
    failure.kind === 'answered' &&
    failure.code === 400 &&
    /message thread not found|TOPIC_(?:CLOSED|DELETED|ID_INVALID)/i.test(failure.description)
  )
}

/** The message shows already what it should. */
export function isUnchanged(failure: Failure): boolean {
  return failure.kind === 'answered' && /message is not modified/i.test(failure.description)
}

/** The message is there no more, or cannot be changed any more. */
export function isBeyondEdit(failure: Failure): boolean {
  return (
    failure.kind === 'answered' &&
    failure.code === 400 &&
    /message to edit not found|message can't be edited|MESSAGE_ID_INVALID|there is no text in the message to edit/i.test(
      failure.description,
    )
  )
}
