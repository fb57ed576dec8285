/** How many people came from a place; null for all the places that are not named. */
export interface PlaceCount {
  place: string | null
  people: number
}

/** Below this a number could tell who it was. */
const leastPeople = 5

/**
 * Counts by place as they may be shown: places with fewer than five people are put together, and when those are fewer
 * than five still, the next smallest goes with them, so that no difference tells what was left out. When nothing can be
 * shown so, nothing is. The largest first, the rest last.
 */
export function groupPlaces(counts: readonly PlaceCount[]): PlaceCount[] {
  const sorted = counts.filter(({ people }) => people > 0).toSorted((a, b) => b.people - a.people)
  const shown = sorted.filter(({ people, place }) => people >= leastPeople && place !== null)
  let rest = sorted.filter((count) => !shown.includes(count)).reduce((sum, { people }) => sum + people, 0)
  while (rest > 0 && rest < leastPeople && shown.length > 0) rest += shown.pop()?.people ?? 0
  return rest >= leastPeople ? [...shown, { place: null, people: rest }] : shown
}
