import type { Sample } from './sample.ts'
import type { Town } from './town.ts'

/** A bot in a process of its own, with a town of its own. */
export interface Contender {
  name: string
  town: Town
  /**
   * Begins to count CPU time; what it returns tells how much it was until then, in µs, when all that was begun is done.
   * What counting itself costs is not in it.
   */
  count(): Promise<() => Promise<number>>
}

/** Lets a contender do `units` of something that takes `work` so many ms, and says what one of them cost. */
export async function measure(contender: Contender, units: number, work: () => Promise<number>): Promise<Sample> {
  const counted = await contender.count()
  const ms = await work()
  return { cpu: (await counted()) / units, perSecond: (units / ms) * 1000 }
}
