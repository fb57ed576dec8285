import { pause } from '../pause.ts'
import { failureOf } from './failure.ts'
import { type Pace, within } from './pace.ts'

export interface Ask {
  /** What the host answers; again and again, for a few times, when it does not. Throws what the last time threw. */
  again<T>(question: () => Promise<T>): Promise<T>
  /** What the host answers; undefined when it does not, for what can be done without. */
  once<T>(question: () => Promise<T>): Promise<T | undefined>
}

export function createAsk(
  { askMs, asks, firstRetryMs }: Pick<Pace, 'askMs' | 'asks' | 'firstRetryMs'>,
  signal: AbortSignal,
): Ask {
  return {
    async again(question) {
      for (let left = asks; ; ) {
        try {
          return await within(askMs, question())
        } catch (error) {
          if (--left <= 0 || signal.aborted || failureOf(error).kind === 'answered') throw error
          await pause(firstRetryMs, signal)
        }
      }
    },
    async once(question) {
      try {
        return await within(askMs, question())
      } catch {
        return undefined
      }
    },
  }
}
