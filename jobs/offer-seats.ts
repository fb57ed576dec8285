import { type Dealt, findDaysToDeal, offerFreeSeats, settleDay } from '../domain/reception/waiting-list.ts'
import type { Job } from './job.ts'
import { withRehearsal } from './rehearse.ts'

export const offerSeats: Job = {
  name: 'offer-seats',
  describe:
    'Passes free seats of reception days on to those who wait for one, when an offer has run out or a seat has become ' +
    'free, and ends what was open on a day that is over.',
  async run(context, at, { dry }) {
    const days = await withRehearsal(context, at, dry, findDaysToDeal)
    const lines: string[] = []
    let count = 0
    for (const day of days) {
      // A transaction for each: nobody who books on one day waits for another.
      const [dealt, settled] = await withRehearsal(
        context,
        at,
        dry,
        async (work): Promise<[Dealt, number]> => [await offerFreeSeats(work, day), await settleDay(work, day)],
      )
      const { expired, offered, given } = dealt
      if (expired + offered + given + settled === 0) continue
      count += expired + offered + given + settled
      lines.push(
        `day ${day}: ${expired} offers ran out, ${offered} seats offered, ${given} given, ${settled} visits ended`,
      )
    }
    return { count, lines }
  },
}
