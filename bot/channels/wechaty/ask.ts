import { backoffMs } from '../backoff.ts'
import { pause } from '../pause.ts'
import { failureOf, isFinal } from './failure.ts'
import { type Pace, within } from './pace.ts'
import type { Online, Presence } from './presence.ts'
import type { WechatySettings } from './settings.ts'

export interface Ask {
  /**
   * What the puppet that is online answers. Waits until there is one, and asks again, over a minute or so, while none
   * gives an answer. Throws what the last time threw.
   */
  again<T>(question: (online: Online) => Promise<T>): Promise<T>
  /** The same; undefined when it is not to be had. */
  known<T>(question: (online: Online) => Promise<T>): Promise<T | undefined>
  /** What it answers at once; undefined when it does not, for what can be done without. */
  once<T>(question: (online: Online) => Promise<T>): Promise<T | undefined>
}

export interface AskParts extends Pick<WechatySettings, 'chance'> {
  presence: Pick<Presence, 'current' | 'whenOnline'>
  pace: Pick<Pace, 'askMs' | 'asks' | 'firstRetryMs' | 'lastRetryMs'>
}

/** The signal ends the waiting: what is asked then is asked a last time. */
export function createAsk({ presence, pace, chance }: AskParts, signal: AbortSignal): Ask {
  async function again<T>(question: (online: Online) => Promise<T>): Promise<T> {
    for (let failures = 1; ; failures++) {
      // Whichever is online by now: the one that told of it may be dead.
      const online = await presence.whenOnline(signal)
      if (!online) throw new Error('There is nobody to ask any more')
      try {
        return await within(pace.askMs, question(online))
      } catch (error) {
        if (failures >= pace.asks || signal.aborted || isFinal(failureOf(error))) throw error
      }
      await pause(backoffMs(pace, failures, chance()), signal)
    }
  }

  return {
    again,
    known: (question) => again(question).catch(() => undefined),
    async once(question) {
      const online = presence.current()
      if (!online) return undefined
      try {
        return await within(pace.askMs, question(online))
      } catch {
        return undefined
      }
    },
  }
}
