import type { ChannelLease } from '../message.ts'

/** A lease while it is ours. */
export interface Held {
  /** Aborts when it is lost, and when the channel stops. */
  signal: AbortSignal
  /** Renews it. False when that was not possible now: what needs it has to wait. */
  renew(): Promise<boolean>
}

export interface HoldParts {
  lease: ChannelLease
  /** The channel stops. */
  stopped: AbortSignal
  pace: {
    /** It is renewed this often, ms, ... */
    renewMs: number
    /** ... and is not relied on for longer than this after it was last asked for, ms: it runs out after ten seconds. */
    leaseMs: number
  }
  /**
   * It is relied on until the database says that another instance has it, also while that cannot be asked: on a platform
   * that lets in one of us only, and keeps nothing for us while we are away.
   */
  untilTold?: true
  /** The database could not be asked. */
  away(): void
  /** It was asked and has answered. */
  back(): void
}

/**
 * Keeps a lease from its first `renew` on until `end`, which gives it back. Nothing of it is relied on that the database
 * has not said in time.
 */
export function holdLease({ lease, stopped, pace, untilTold, away, back }: HoldParts): Held & { end(): Promise<void> } {
  const lost = new AbortController()
  const lose = () => lost.abort()
  let expiry: NodeJS.Timeout | undefined
  let isOurs = false
  let underWay: Promise<boolean> | undefined

  /** One at a time: who asks while another one waits gets the same answer. */
  function renew(): Promise<boolean> {
    underWay ??= renewOnce().finally(() => {
      underWay = undefined
    })
    return underWay
  }

  async function renewOnce(): Promise<boolean> {
    if (lost.signal.aborted) return false
    let answer: boolean
    const askedAt = performance.now()
    try {
      answer = await lease.hold()
    } catch {
      away()
      return false
    }
    back()
    clearTimeout(expiry)
    isOurs = answer
    // The database counts from when it was asked: what the answer took is gone already.
    const leftMs = pace.leaseMs - (performance.now() - askedAt)
    const isHeld = answer && (untilTold || leftMs > 0)
    if (!isHeld) lose()
    else if (!untilTold) expiry = setTimeout(lose, leftMs)
    return isHeld
  }

  stopped.addEventListener('abort', lose)
  // The timer renews by itself, for what is done under it may take longer than a lease lasts.
  const renewing = setInterval(() => {
    if (isOurs) void renew()
  }, pace.renewMs)
  return {
    signal: lost.signal,
    renew,
    async end() {
      clearInterval(renewing)
      stopped.removeEventListener('abort', lose)
      lose()
      // A renewal that ended after the release would take the lease once more, for nobody.
      await underWay
      clearTimeout(expiry)
      if (isOurs) await lease.release().catch(() => {})
    },
  }
}
