import { forgetTalks } from '../domain/conversations.ts'
import { forgetRuns } from '../domain/job-runs.ts'
import type { Job } from './job.ts'
import { withRehearsal } from './rehearse.ts'

const dayMs = 24 * 3600_000
const talkDays = 30
const runDays = 90

export const forgetDrafts: Job = {
  name: 'forget-drafts',
  describe: 'Forgets half-filled forms that nobody has touched for 30 days, and the record of job runs after 90.',
  async run(context, at, { dry }) {
    const before = (days: number) => new Date(at.getTime() - days * dayMs)
    return withRehearsal(context, at, dry, async (work) => {
      const talks = await forgetTalks(work, before(talkDays))
      const runs = await forgetRuns(work, before(runDays))
      return { count: talks + runs, lines: [`${talks} talks were forgotten, and ${runs} records of job runs.`] }
    })
  },
}
