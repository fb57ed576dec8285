import type { Officer, ReceptionDay } from '../../prisma/generated/client.ts'
import type { Work } from '../context.ts'

/** What of a day somebody has set by hand: the rule leaves it alone from then on. */
export type DayField = 'on' | 'place' | 'video' | 'seats' | 'director'

/** One change of a reception day, kept with it: who, when, why. */
export interface DayChange {
  what: 'added' | 'moved' | 'changed' | 'swapped' | 'closed' | 'reopened'
  /** `officer:<id>`, or `system` when a holiday notice moved it. */
  by: string
  /** ISO instant. */
  at: string
  words: string
  fields: DayField[]
  /** Dates of a move, names of a swap. */
  from?: string
  to?: string
}

type Changed = Pick<ReceptionDay, 'reasonWords'>

/** Everything that was changed of a day, the oldest first. The column holds it as JSON; entries are only ever added. */
export function readChanges({ reasonWords }: Changed): DayChange[] {
  return reasonWords === null ? [] : (JSON.parse(reasonWords) as DayChange[])
}

/** In the words of whoever changed or closed the day last; null when nobody has. */
export function lastWords(day: Changed): string | null {
  return readChanges(day).findLast(({ words }) => words !== '')?.words ?? null
}

/** What of a day was set by hand. */
export function setByHand(day: Changed): Set<DayField> {
  return new Set(readChanges(day).flatMap(({ by, fields }) => (by === 'system' ? [] : fields)))
}

/** The column's new content, with one change more. */
export function withChange(
  work: Pick<Work, 'at'>,
  day: Changed,
  by: Officer | 'system',
  change: Omit<DayChange, 'by' | 'at'>,
): string {
  const actor = by === 'system' ? by : `officer:${by.id}`
  return JSON.stringify([...readChanges(day), { ...change, by: actor, at: work.at.toISOString() }])
}
