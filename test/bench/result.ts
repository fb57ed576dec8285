import { ratioOf, type Sample, type Spread, spreadOf } from './sample.ts'

/** What was measured of one contender, round by round. */
export interface Series {
  name: string
  work: 'message' | 'ticket'
  samples: Sample[]
}

/** All that was measured: the floors, and the program's. */
export interface Measured {
  echo: Series
  store: Series
  messages: Series[]
  tickets: Series[]
}

/** What it comes to. Ratios compare one of them with one message of a floor. */
export interface Result extends Omit<Series, 'samples'> {
  cpu: Spread
  perSecond: Spread
  /** Absent for the floors. */
  ratios?: { echo: Spread; store: Spread }
  goal?: { most: number; isMet: boolean }
}

/** So many times the CPU of the floor that stores, at most. */
const goals = { message: 3, ticket: 8 }

/** The floors first. Throws when there was no round. */
export function sumUp({ echo, store, messages, tickets }: Measured): Result[] {
  const plain = ({ name, work, samples }: Series): Result => ({
    name,
    work,
    cpu: spreadOf(samples.map(({ cpu }) => cpu)),
    perSecond: spreadOf(samples.map(({ perSecond }) => perSecond)),
  })
  const compared = (series: Series): Result => {
    const ratios = {
      echo: ratioOf(series.samples, echo.samples),
      store: ratioOf(series.samples, store.samples),
    }
    const most = goals[series.work]
    return { ...plain(series), ratios, goal: { most, isMet: ratios.store.median <= most } }
  }
  return [plain(echo), plain(store), ...[...messages, ...tickets].map(compared)]
}
