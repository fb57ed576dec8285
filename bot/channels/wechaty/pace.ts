/** How long things wait, in milliseconds unless it says otherwise. */
export interface Pace {
  /** The lease is renewed this often, ... */
  renewMs: number
  /** ... and is not relied on for longer than this after it was last renewed: it runs out after ten seconds. */
  leaseMs: number
  /** How often an instance without the lease asks for it. */
  standbyMs: number
  /** The wait before the bot is built anew; it doubles up to the last. */
  firstRetryMs: number
  lastRetryMs: number
  /** The wait when somebody has to mend something first. */
  wrongMs: number
  /** What a start may take. */
  startMs: number
  /** How often the host is asked for a sign of life, and how many questions may stay without one. */
  dingMs: number
  mostUnanswered: number
  /** How long to wait for a login, or for a new code to scan. */
  loginMs: number
  /** That the host answers is noted this often. */
  aliveMs: number
  /** What closing a bot may take. */
  closeMs: number
  /** What one question about a message may take, and how often it is asked. */
  askMs: number
  asks: number
  /** What a call that sends may take, and a whole send with all its parts. */
  callMs: number
  sendMs: number
  /** Between two messages of ours: faster than people write is what accounts are shut for. */
  gapMs: number
  /** For so long a message may wait for those before it. */
  queueMs: number
  /** Between two requests of friendship that are accepted. */
  friendMs: number
  /** What the download of a file may take. */
  downloadMs: number
  /** How long what is under way may go on after the channel was stopped. */
  stopMs: number
}

export const usualPace: Pace = {
  renewMs: 3_000,
  leaseMs: 9_000,
  standbyMs: 2_000,
  firstRetryMs: 1_000,
  lastRetryMs: 60_000,
  wrongMs: 60_000,
  startMs: 30_000,
  dingMs: 10_000,
  mostUnanswered: 3,
  loginMs: 180_000,
  aliveMs: 10_000,
  closeMs: 3_000,
  askMs: 10_000,
  asks: 3,
  callMs: 30_000,
  sendMs: 45_000,
  gapMs: 1_500,
  queueMs: 15_000,
  friendMs: 20_000,
  downloadMs: 60_000,
  stopMs: 6_500,
}

/** It took too long; what was asked for may happen yet. */
export class LateError extends Error {
  override name = 'LateError'
}

/** What `work` resolves with. Throws LateError when that takes longer than `ms`, and what `work` throws. */
export async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new LateError('It took too long')), ms)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
