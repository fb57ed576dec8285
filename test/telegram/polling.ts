import { integer, type Params } from './params.ts'
import { Refusal } from './refusal.ts'
import { everyKind, type Update, type Updates, usualKinds } from './updates.ts'

/** getUpdates: one who asks waits; who asks later takes the place. */
export interface Polling {
  /** Answers once: at once, when there is an update, or when the time is up. Returns what gives the wait up. */
  ask(params: Params, answer: (found: Update[] | Refusal) => void): () => void
  wake(): void
  /** Whoever waits is sent away. */
  end(words: string): void
}

export function createPolling(updates: Updates, now: () => number): Polling {
  let waiting:
    | { offset: number; limit: number; timer: NodeJS.Timeout; answer: (found: Update[] | Refusal) => void }
    | undefined
  let waking = false
  let previous: { offset: number; at: number } | undefined

  function finish(found: Update[] | Refusal): void {
    if (!waiting) return
    const { timer, answer } = waiting
    clearTimeout(timer)
    waiting = undefined
    answer(found)
  }

  const polling: Polling = {
    ask(params, answer) {
      const offset = integer(params, 'offset')
      let limit = clamp(integer(params, 'limit', 100), 1, 100)
      let timeout = clamp(integer(params, 'timeout'), 0, 50)
      allow(updates, params)
      // A client that asks for the same again in a hurry is slowed down.
      if (previous?.offset === offset) {
        const since = now() - previous.at
        if (timeout < 3 && since < 3000) timeout = 3
        if (since < 500) limit = 1
      }
      previous = { offset, at: now() }
      const found = updates.read(offset, limit)
      if (found.length > 0 || timeout === 0) {
        answer(found)
        return () => undefined
      }
      polling.end('terminated by other getUpdates request; make sure that only one bot instance is running')
      const timer = setTimeout(() => finish([]), timeout * 1000)
      const mine = { offset: Math.max(offset, 0), limit, timer, answer }
      waiting = mine
      return () => {
        clearTimeout(timer)
        if (waiting === mine) waiting = undefined
      }
    },
    wake() {
      if (!waiting || waking) return
      waking = true
      // What comes in the same moment goes out together.
      setImmediate(() => {
        waking = false
        if (!waiting) return
        const found = updates.read(waiting.offset, waiting.limit)
        if (found.length > 0) finish(found)
      })
    },
    end(words) {
      finish(new Refusal(409, `Conflict: ${words}`))
    },
  }
  return polling
}

/** `allowed_updates` holds until others are named; an empty list means the usual ones. */
export function allow(updates: Updates, params: Params): void {
  const given = params.allowed_updates
  if (!Array.isArray(given)) return
  const known = given.filter((kind): kind is string => typeof kind === 'string' && everyKind.has(kind))
  updates.allowed = known.length > 0 ? new Set(known) : usualKinds
}

const clamp = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value))
