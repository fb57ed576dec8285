import type { Clause, SearchOptions } from './clause.ts'

/** May the clause at a place be shown for a question asked there and then? */
export type MayShow = (at: number) => boolean

/**
 * What is in force and holds in the region; decoys never, and a summary only where none of the clauses it is about is in
 * force. Civil dates compare as texts.
 */
export function createInForce(
  clauses: readonly Clause[],
  stoodFor: ReadonlyMap<number, number[]>,
): (options: SearchOptions) => MayShow {
  const days = new Map<string, Uint8Array>()

  const readDay = (on: string): Uint8Array => {
    const day = Uint8Array.from(clauses, ({ decoy, effectiveOn, expiresOn }) =>
      !decoy && (!effectiveOn || effectiveOn <= on) && (!expiresOn || expiresOn > on) ? 1 : 0,
    )
    for (const [summary, originals] of stoodFor) if (originals.some((at) => day[at] === 1)) day[summary] = 0
    return day
  }

  return ({ on, region }) => {
    let day = days.get(on)
    if (!day) {
      // Questions are asked today; whoever asks for other days asks for few.
      if (days.size > 7) days.clear()
      day = readDay(on)
      days.set(on, day)
    }
    const shown = day
    return (at) => shown[at] === 1 && holdsIn(clauses[at], region)
  }
}

/** 云溪县 lies in 青山省云溪县, and 云溪县青石镇 in 云溪县. */
function holdsIn(clause: Clause | undefined, region: string | undefined): boolean {
  const own = clause?.region ?? ''
  return region === undefined || own === '' || region.includes(own) || own.includes(region)
}
