/** How long things wait, in milliseconds unless it says otherwise. */
export interface Pace {
  /** How long Telegram may hold a question for updates open, in seconds. */
  pollSeconds: number
  /** What a call may take beyond that before it counts as hung. */
  hungMs: number
  /** The lease is renewed this often, ... */
  renewMs: number
  /** ... and is not relied on for longer than this after it was last renewed: it runs out after ten seconds. */
  leaseMs: number
  /** How often an instance without the lease asks for it. */
  standbyMs: number
  /** The wait after a failure; it doubles up to the last. */
  firstRetryMs: number
  lastRetryMs: number
  /** The wait after Telegram did not know the token: somebody has to mend it first. */
  wrongTokenMs: number
  /** The wait while another process polls with the same token. */
  conflictMs: number
  /** That Telegram answers is noted this often. */
  aliveMs: number
  /** How often the webhook is looked after. */
  watchMs: number
  /** The wait before the bot's face is set again after a failure. */
  faceMs: number
  /** What a connection may take to be made, a call to be answered, and a whole send with all its parts. */
  connectMs: number
  callMs: number
  sendMs: number
  /** What the download of a file may take. */
  downloadMs: number
  /** How long sends under way may go on after the channel was stopped. */
  stopMs: number
}

export const usualPace: Pace = {
  pollSeconds: 25,
  hungMs: 10_000,
  renewMs: 3_000,
  leaseMs: 9_000,
  standbyMs: 2_000,
  firstRetryMs: 200,
  lastRetryMs: 5_000,
  wrongTokenMs: 30_000,
  conflictMs: 2_000,
  aliveMs: 10_000,
  watchMs: 60_000,
  faceMs: 10 * 60_000,
  connectMs: 10_000,
  callMs: 40_000,
  sendMs: 45_000,
  downloadMs: 60_000,
  stopMs: 6_500,
}
