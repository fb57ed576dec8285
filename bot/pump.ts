import type { Log } from '../domain/log.ts'

export interface Pump {
  start(): void
  /** There may be something to do: look now rather than at the next round. */
  wake(): void
  /** Finishes what is under way and takes nothing more. */
  stop(): Promise<void>
}

/** What a pump moves: `claim` takes up to so many, `handle` does one and does not throw. */
export interface Pumped<T> {
  name: string
  /** How many are under way at most. */
  limit: number
  claim(most: number): Promise<T[]>
  handle(one: T): Promise<void>
}

/**
 * Between two claims, ms: many taken at once cost hardly more than one. The longer breath is for a trickle, in which each
 * would else be claimed by itself.
 */
const breathMs = { flood: 5, trickle: 20 }

/**
 * Takes work while there is any, up to `limit` at once, so that a slow one holds up no other; otherwise looks when
 * woken, and at the latest after `idleMs`. A claim that fails is logged and tried again, it never ends the pump.
 */
export function createPump<T>(log: Log, { name, limit, claim, handle }: Pumped<T>, idleMs = 1_000): Pump {
  const underWay = new Set<Promise<void>>()
  let stopped = false
  let woken = false
  let isIdle = false
  let rouse = () => {}
  let running = Promise.resolve()

  async function run(): Promise<void> {
    for (let failures = 0; !stopped; ) {
      woken = false
      const free = limit - underWay.size
      let taken: T[] = []
      try {
        if (free > 0) taken = await claim(free)
        failures = 0
      } catch (err) {
        failures += 1
        log.error({ err, loop: name, attempt: failures }, 'Nothing could be claimed; it goes on')
      }
      for (const one of taken) begin(one)
      const isFlood = taken.length * 2 >= limit
      if (!stopped) await rest(isFlood ? breathMs.flood : breathMs.trickle)
      isIdle = taken.length === 0 && !woken && !stopped
      if (isIdle) await rest(Math.min(idleMs * 2 ** failures, 10_000))
      isIdle = false
    }
    await Promise.all(underWay)
  }

  function begin(one: T): void {
    const task: Promise<void> = handle(one).finally(() => {
      underWay.delete(task)
      wake()
    })
    underWay.add(task)
  }

  function rest(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms)
      rouse = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  function wake(): void {
    woken = true
    if (isIdle) rouse()
  }

  return {
    start() {
      running = run()
    },
    wake,
    async stop() {
      stopped = true
      rouse()
      await running
    },
  }
}
