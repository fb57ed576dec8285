const FIRST_MS = 1_000
const LONGEST_MS = 30_000

/**
 * How long to wait after `failures` failures in a row (1 or more), in milliseconds: doubling from a second to half a
 * minute, less up to a quarter of it. `chance` is between 0 and 1; it keeps a thousand pages from coming back at once.
 */
export function backoff(failures: number, chance: number): number {
  const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.max(0, failures - 1))
  return Math.round(full * (1 - chance / 4))
}
