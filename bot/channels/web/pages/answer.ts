import type { PostOutcome } from './outbox-queue.ts'

/** What became of one request. */
export type Answer<T> =
  | { kind: 'ok'; body: T }
  /** Not let in: the cookie is missing or has ended. */
  | { kind: 'signed-out'; error: string }
  | { kind: 'refused'; error: string }
  /** No connection, or the office is busy or starting. */
  | { kind: 'later'; afterMs?: number }

/** What a failed answer means. `retryAfter` is the header, in seconds. */
export function readFailure(
  status: number,
  retryAfter: string | null,
  text: string,
): Exclude<Answer<never>, { kind: 'ok' }> {
  if (status >= 500 || status === 408 || status === 425 || status === 429) {
    const seconds = Number(retryAfter ?? Number.NaN)
    return seconds > 0 ? { kind: 'later', afterMs: Math.min(seconds, 120) * 1000 } : { kind: 'later' }
  }
  return { kind: status === 401 ? 'signed-out' : 'refused', error: readError(text) }
}

/** What became of a post, for the queue. Whoever is signed out keeps the message until let in again. */
export function outcomeOf(answer: Answer<unknown>): PostOutcome {
  if (answer.kind === 'ok') return { kind: 'stored' }
  if (answer.kind === 'refused') return { kind: 'refused', error: answer.error }
  return answer.kind === 'later' && answer.afterMs !== undefined
    ? { kind: 'later', afterMs: answer.afterMs }
    : { kind: 'later' }
}

function readError(text: string): string {
  try {
    const { error } = JSON.parse(text)
    return typeof error === 'string' ? error : ''
  } catch {
    return ''
  }
}
