import { pause } from '../pause.ts'

/** Of one talk, from when it began. */
export interface RefusalWatch {
  isRefused(): boolean
  /** Whether it is refused by then, ms; sooner when it is, or when the signal aborts. */
  within(ms: number, signal: AbortSignal): Promise<boolean>
  end(): void
}

export interface Refusals {
  /** WeChat has said in the talk with an account that our words do not arrive. */
  note(account: string): void
  watch(account: string): RefusalWatch
}

/**
 * Who does not let us write: WeChat takes a message for them all the same, and says so a moment later in a line of the
 * talk.
 */
export function createRefusals(): Refusals {
  const watches = new Map<AbortController, string>()
  return {
    note(account) {
      for (const [refused, whose] of watches) if (whose === account) refused.abort()
    },
    watch(account) {
      const refused = new AbortController()
      watches.set(refused, account)
      return {
        isRefused: () => refused.signal.aborted,
        async within(ms, signal) {
          await pause(ms, AbortSignal.any([refused.signal, signal]))
          return refused.signal.aborted
        },
        end: () => void watches.delete(refused),
      }
    },
  }
}
