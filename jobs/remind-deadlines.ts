import { remindOffice } from '../domain/reminders.ts'
import type { Job } from './job.ts'
import { withRehearsal } from './rehearse.ts'

export const remindDeadlines: Job = {
  name: 'remind-deadlines',
  describe: 'Reminds the office of running deadlines: half time, 7, 3, 1 and 0 days before, and when it is late.',
  async run(context, at, { dry }) {
    const reminders = await withRehearsal(context, at, dry, remindOffice)
    return {
      count: reminders.length,
      lines: reminders.map(({ line, step, to, urgent }) => {
        const where = 'room' in to ? `room ${to.room}` : `account ${to.account}`
        return `${line.number} ${line.rule}, due on ${line.dueOn}: ${step} to ${where}${urgent ? '' : ', in a digest'}`
      }),
    }
  },
}
