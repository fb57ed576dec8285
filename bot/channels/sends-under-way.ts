import type { Outcome } from '../message.ts'
import { pause } from './pause.ts'

export interface SendsUnderWay {
  /** Counts a send until it ends. Its signal aborts when it takes too long, or the channel has stopped and waited. */
  run(send: (signal: AbortSignal) => Promise<Outcome>): Promise<Outcome>
  isStopped(): boolean
  /** Nothing begins any more; what is under way may finish, for a while, and is told to end then. */
  stop(): Promise<void>
  /** When all have ended. For sends that heed their signal. */
  ended(): Promise<unknown>
}

/** The sends of a channel that have begun. `sendMs`: what one may take; `stopMs`: what they may go on for after the stop. */
export function createSendsUnderWay({ sendMs, stopMs }: { sendMs?: number; stopMs: number }): SendsUnderWay {
  const underWay = new Set<Promise<Outcome>>()
  const cuts = new Set<AbortController>()
  let isStopped = false

  async function bounded(send: (signal: AbortSignal) => Promise<Outcome>): Promise<Outcome> {
    const cut = new AbortController()
    const timer = sendMs === undefined ? undefined : setTimeout(() => cut.abort(), sendMs)
    cuts.add(cut)
    try {
      return await send(cut.signal)
    } finally {
      clearTimeout(timer)
      cuts.delete(cut)
    }
  }

  return {
    isStopped: () => isStopped,
    async run(send) {
      const sending = bounded(send)
      underWay.add(sending)
      try {
        return await sending
      } finally {
        underWay.delete(sending)
      }
    },
    async stop() {
      isStopped = true
      const late = new AbortController()
      await Promise.race([Promise.allSettled(underWay), pause(stopMs, late.signal)])
      late.abort()
      for (const cut of cuts) cut.abort()
    },
    ended: () => Promise.allSettled(underWay),
  }
}
