/**
 * The wait after the `failures`-th failure in a row, ms. `chance`, from 0 to 1, makes it up to a quarter shorter or longer,
 * so that several do not come back at once.
 */
export function backoffMs(
  { firstRetryMs, lastRetryMs }: { firstRetryMs: number; lastRetryMs: number },
  failures: number,
  chance = 0.5,
): number {
  const ms = Math.min(firstRetryMs * 2 ** Math.min(failures - 1, 20), lastRetryMs)
  return Math.round(ms * (0.75 + chance / 2))
}
