/** What one message or ticket came to in one round. */
export interface Sample {
  /** CPU time, in µs. */
  cpu: number
  perSecond: number
}

export interface Spread {
  median: number
  least: number
  most: number
}

/** Throws when there is nothing to sum up. */
export function spreadOf(numbers: number[]): Spread {
  const sorted = [...numbers].sort((one, other) => one - other)
  const [least, most] = [sorted[0], sorted.at(-1)]
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]]
  if (least === undefined || most === undefined || low === undefined || high === undefined) {
    throw new Error('There is no median of nothing')
  }
  return { median: (low + high) / 2, least, most }
}

/**
 * How many times as much CPU as the floor, round by round: what else the machine had to do fell on both of the same
 * round.
 */
export function ratioOf(samples: Sample[], floor: Sample[]): Spread {
  if (samples.length !== floor.length) throw new Error('Rounds are compared with the same rounds')
  return spreadOf(samples.map(({ cpu }, round) => cpu / (floor[round]?.cpu ?? Number.NaN)))
}
