import type { Pace } from './pace.ts'

export interface Gate {
  /** How long to wait, ms, until the next message may go; from then on it is taken. Undefined when that is too long. */
  enter(): number | undefined
  /** When to come again, ms. */
  soonest(): number
}

/** Lets one message through after another with a gap between them, whoever they go to. */
export function createGate({ gapMs, queueMs }: Pick<Pace, 'gapMs' | 'queueMs'>, clock = () => performance.now()): Gate {
  let free = Number.NEGATIVE_INFINITY
  return {
    enter() {
      const at = clock()
      const turn = Math.max(at, free)
      if (turn - at > queueMs) return undefined
      free = turn + gapMs
      return turn - at
    },
    soonest: () => Math.max(gapMs, free - clock()),
  }
}
