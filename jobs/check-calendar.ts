import { watchHolidays } from '../domain/holiday-watch.ts'
import type { Job } from './job.ts'
import { withRehearsal } from './rehearse.ts'

export const checkCalendar: Job = {
  name: 'check-calendar',
  describe: 'Alarms when a holiday notice is missing: of this year, and from November of the next.',
  async run(context, at, { dry }) {
    const years = await withRehearsal(context, at, dry, watchHolidays)
    const missing = years.map(
      (year) => `The holidays of ${year} are not known. When they are out: npm run calendar -- import ${year}.json`,
    )
    return { count: years.length, lines: missing.length > 0 ? missing : ['Every notice that is out is in.'] }
  },
}
