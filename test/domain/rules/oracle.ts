/**
 * A second, slow way to count a period, which knows nothing of the first: it turns the leaves of a calendar one by one,
 * by its own arithmetic, and never asks a Date, a clock or a time zone.
 */
export interface Leaf {
  on: string
  year: number
  /** 0 for Sunday. */
  weekday: number
}

/** Every day of the years 2021 to 2030. 1 January 2021 was a Friday. */
export const leaves: readonly Leaf[] = printLeaves(2021, 2030, 5)

const places = new Map(leaves.map((leaf, place) => [leaf.on, place]))

/** Where a day lies among the leaves. */
export function placeOf(on: string): number {
  const place = places.get(on)
  if (place === undefined) throw new RangeError(`The oracle has no leaf ${on}`)
  return place
}

/** What is printed in red on a calendar, and which weekends are worked. */
export interface Almanac {
  off: ReadonlySet<string>
  worked: ReadonlySet<string>
  years: ReadonlySet<number>
}

/** The same as `countDeadline`, leaf by leaf. */
export function consult(
  rule: { days: number; unit: 'calendar' | 'working' },
  start: string,
  almanac: Almanac,
  { extended, paused }: { extended: number; paused: number },
) {
  const rests = (place: number) => {
    const { on, weekday } = at(place)
    if (almanac.worked.has(on)) return false
    return almanac.off.has(on) || weekday === 0 || weekday === 6
  }
  let place = placeOf(start)
  let left = rule.days + extended
  while (left > 0) {
    place++
    if (rule.unit === 'calendar' || !rests(place)) left--
  }
  for (let held = 0; held < paused; held++) place++
  const raw = place
  while (rests(place)) place++
  const due = place
  place = raw
  while (rests(place)) place--
  const remind = place

  const turned: number[] = []
  for (let leaf = rule.unit === 'working' ? placeOf(start) + 1 : raw; leaf <= due; leaf++) turned.push(leaf)
  return {
    rawLastDay: at(raw).on,
    dueOn: at(due).on,
    remindOn: at(remind).on,
    provisional: [...turned, remind].some((leaf) => !almanac.years.has(at(leaf).year)),
    skipped: turned.filter(rests).map((leaf) => at(leaf).on),
  }
}

function at(place: number): Leaf {
  const leaf = leaves[place]
  if (!leaf) throw new RangeError('The oracle’s calendar is over')
  return leaf
}

function printLeaves(first: number, last: number, weekdayOfFirst: number): Leaf[] {
  const printed: Leaf[] = []
  for (let year = first; year <= last; year++) {
    const isLeap = year % 4 === 0
    for (const [index, length] of [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31].entries()) {
      for (let day = 1; day <= length; day++) {
        const on = `${year}-${String(index + 1).padStart(2, '0')}-${String(day).padStart(2, '0')}`
        printed.push({ on, year, weekday: (weekdayOfFirst + printed.length) % 7 })
      }
    }
  }
  return printed
}
