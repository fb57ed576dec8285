import { type Reminder, remindOffice } from '../domain/reminders.ts'
import { numberOf } from '../domain/tickets.ts'
import type { Job } from './job.ts'
import { withRehearsal } from './rehearse.ts'

export const remindDeadlines: Job = {
  name: 'remind-deadlines',
  describe:
    'Reminds the office of running deadlines: half time, 7, 3, 1 and 0 days before, and when it is late; then it tells ' +
    'the resident too.',
  async run(context, at, { dry }) {
    const { reminders, late } = await withRehearsal(context, at, dry, remindOffice)
    return {
      count: reminders.length + late.length,
      lines: [
        ...reminders.map(toLine),
        ...late.map(({ ticket, rule, dueOn }) => `${numberOf(ticket)} ${rule}, due on ${dueOn}: late, to the resident`),
      ],
    }
  },
}

function toLine({ line, step, to, urgent }: Reminder): string {
  const where = 'room' in to ? `room ${to.room}` : `account ${to.account}`
  return `${line.number} ${line.rule}, due on ${line.dueOn}: ${step} to ${where}${urgent ? '' : ', in a digest'}`
}
