/** How long things wait, in milliseconds. */
export interface Pace {
  /** The lease is renewed this often. */
  renewMs: number
  /** How often an instance without the lease asks for it. */
  standbyMs: number
  /** What a connection may take to be made and let in. */
  connectMs: number
  /** How often the connection is tried; two tries without an answer end it. That it answers is noted by these. */
  heartbeatMs: number
  /** The wait after a failure; it doubles up to the last. */
  firstRetryMs: number
  lastRetryMs: number
  /** A connection that held for so long was a good one: the waits begin anew. */
  steadyMs: number
  /** The wait after WeCom did not take the secret: somebody has to mend it first. */
  wrongSecretMs: number
  /** The wait after another process has taken the connection. */
  conflictMs: number
  /** That WeCom was heard is noted this often at most. */
  aliveMs: number
  /** What one send may take, files included: the sender counts it lost after a minute. */
  sendMs: number
  /** What the upload of the files of a message may take of it; what has not gone up by then is told in words. */
  uploadMs: number
  /** What the download of a file may take. */
  downloadMs: number
  /** How long what is under way may go on after the channel was stopped. */
  stopMs: number
}

export const usualPace: Pace = {
  renewMs: 3_000,
  standbyMs: 2_000,
  connectMs: 10_000,
  heartbeatMs: 10_000,
  firstRetryMs: 500,
  lastRetryMs: 15_000,
  steadyMs: 30_000,
  wrongSecretMs: 60_000,
  conflictMs: 15_000,
  aliveMs: 5_000,
  sendMs: 45_000,
  uploadMs: 30_000,
  downloadMs: 60_000,
  stopMs: 6_500,
}
