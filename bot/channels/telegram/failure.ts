import { GrammyError, HttpError } from 'grammy'
import { TransportError } from '../transport.ts'
import { StrangeAnswerError } from './bot-api-fetch.ts'

/** Why a call did not do what it should. Holds nothing that may not be logged but `description`. */
export type Failure =
  /** The Bot API said no: it was not done. */
  | { kind: 'answered'; code: number; description: string; retryAfterMs?: number; movedTo?: string }
  /** It surely did not reach Telegram. */
  | { kind: 'unsent'; why: string }
  /** It may or may not have been done. */
  | { kind: 'unknown'; why: string }

/** What grammY threw, without the address in it: that carries the token. */
export function failureOf(error: unknown): Failure {
  if (error instanceof GrammyError) {
    const { retry_after, migrate_to_chat_id } = error.parameters
    return {
      kind: 'answered',
      code: error.error_code,
      description: String(error.description),
      ...(retry_after !== undefined && { retryAfterMs: retry_after * 1000 }),
      ...(migrate_to_chat_id !== undefined && { movedTo: String(migrate_to_chat_id) }),
    }
  }
  const cause = error instanceof HttpError ? error.error : error
  if (cause instanceof TransportError) return { kind: cause.begun ? 'unknown' : 'unsent', why: cause.message }
  if (cause instanceof StrangeAnswerError) {
    // A gateway's 5xx may come after Telegram has done it; a redirect or a 4xx comes instead of Telegram.
    const isInstead = cause.status >= 300 && cause.status < 500
    return { kind: isInstead ? 'unsent' : 'unknown', why: cause.message }
  }
  return { kind: 'unknown', why: cause instanceof Error && / timed out /.test(cause.message) ? 'timed out' : 'failed' }
}

/** The failure in words that hold no id, no words of anybody and no token. */
export function describeFailure(failure: Failure): string {
  if (failure.kind !== 'answered') return failure.why
  return `${failure.code} ${labelOf(failure.description)}`
}

/** The kinds of description that are known to hold nothing but themselves. */
const plain =
  /chat not found|user not found|message to edit not found|message can't be edited|message is not modified|message thread not found|message to be replied not found|message text is empty|message is too long|file is too big|wrong file_id|bot was blocked by the user|user is deactivated|bot was kicked|bot is not a member|bot can't initiate conversation|bot can't send messages to bots|group chat was deleted|group chat was deactivated|group chat was upgraded|not enough rights|have no rights|Too Many Requests|Unauthorized|Not Found|terminated by other getUpdates|webhook is active|query is too old|Internal Server Error|Bad Gateway|can't parse|button/i

function labelOf(description: string): string {
  const unquoted = description.replace(/["'“][^"'”]*["'”]/g, ' ')
  return /\b[A-Z]{2,}(?:_[A-Z]+)+\b/.exec(unquoted)?.[0] ?? plain.exec(description)?.[0] ?? 'other'
}
