import { type DayTold, findDaysToTell, tellReceptionDay } from '../domain/reception/reminders.ts'
import type { Job } from './job.ts'
import { withRehearsal } from './rehearse.ts'

export const remindReception: Job = {
  name: 'remind-reception',
  describe:
    'Reminds visitors 3 days and 1 day before their reception day, sends its brief and its final list to the staff rooms ' +
    'and the director, and tells the rooms the next working morning how it went.',
  async run(context, at, { dry }) {
    const days = await withRehearsal(context, at, dry, findDaysToTell)
    const lines: string[] = []
    for (const day of days) {
      // A transaction for each: nobody who books on one day waits for another.
      lines.push(...linesOf(await withRehearsal(context, at, dry, (work) => tellReceptionDay(work, day))))
    }
    return { count: lines.length, lines }
  },
}

function linesOf({ on, reminded, office }: DayTold): string[] {
  return [
    ...(reminded > 0 ? [`${on}: ${reminded} visitors reminded`] : []),
    ...office.map(({ kind, readers }) => `${on}: ${kind} to ${readers}`),
  ]
}
