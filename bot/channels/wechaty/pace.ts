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
  /** That the host answers is noted at most this often: at each answer to a ding. */
  aliveMs: number
  /** What closing a bot may take before the next is built, and at the end, when what is open ends with the process. */
  closeMs: number
  lastCloseMs: number
  /** What one question about a message may take, and how often it is asked: with the waits between, for a minute. */
  askMs: number
  asks: number
  /** What a call that sends may take, and a whole send with all its parts. */
  callMs: number
  sendMs: number
  /** For so long WeChat may take to say that somebody does not let us write to them. */
  refusalMs: number
  /** Between two messages of ours: faster than people write is what accounts are shut for. */
  gapMs: number
  /** For so long a message may wait for those before it. */
  queueMs: number
  /** Between two requests of friendship that are accepted. */
  friendMs: number
  /** How often it is looked who is in the rooms. */
  membersMs: number
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
  aliveMs: 5_000,
  // The library waits five seconds for a start that hangs, and holds the host's only stream meanwhile.
  closeMs: 7_000,
  lastCloseMs: 1_500,
  askMs: 10_000,
  asks: 7,
  callMs: 30_000,
  sendMs: 45_000,
  refusalMs: 2_000,
  gapMs: 1_500,
  queueMs: 15_000,
  friendMs: 20_000,
  membersMs: 300_000,
  downloadMs: 60_000,
  stopMs: 6_500,
}

/** It took too long; what was asked for may happen yet. */
export class LateError extends Error {
  override name = 'LateError'
}

/**
 * What `work` resolves with. Throws LateError when that takes longer than `ms` or the signal aborts before, and what
 * `work` throws.
 */
export async function within<T>(ms: number, work: Promise<T>, signal?: AbortSignal): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  let cut = () => {}
  const late = new Promise<never>((_, reject) => {
    cut = () => reject(new LateError('It took too long'))
    timer = setTimeout(cut, ms)
    signal?.addEventListener('abort', cut)
    if (signal?.aborted) cut()
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', cut)
  }
}
