/** One line of the public rota. */
export interface RotaLine {
  name: string
  /** 1 to 12; a line without months takes its turn in those that nobody has. */
  months?: readonly number[] | undefined
}

/**
 * Who receives in the month of a date: whoever has the month, otherwise the others in turn, month by month over the
 * years. Null when the rota names nobody for it.
 */
export function directorOf(rota: readonly RotaLine[], on: string): string | null {
  const [year, month] = [Number(on.slice(0, 4)), Number(on.slice(5, 7))]
  const holder = rota.find(({ months }) => months?.includes(month))
  if (holder) return holder.name
  const inTurn = rota.filter(({ months }) => months === undefined)
  const free = freeMonths(rota)
  // Only the months that are anybody's are counted: a turn is never lost to a month that is somebody's own.
  const turn = year * free.length + free.indexOf(month)
  return inTurn[turn % inTurn.length]?.name ?? null
}

/** The months that no line has for itself. */
export function freeMonths(rota: readonly RotaLine[]): number[] {
  const held = new Set(rota.flatMap(({ months }) => months ?? []))
  return Array.from({ length: 12 }, (_, i) => i + 1).filter((month) => !held.has(month))
}
