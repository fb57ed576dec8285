import { forgetTalks } from '../domain/conversations.ts'
import { forgetHandOvers } from '../domain/hand-overs.ts'
import { forgetHandled } from '../domain/inbox.ts'
import { forgetRuns } from '../domain/job-runs.ts'
import { forgetJoinCodes } from '../domain/join-codes.ts'
import { forgetAsks } from '../domain/policies/asks.ts'
import type { Job } from './job.ts'
import { withRehearsal } from './rehearse.ts'

const dayMs = 24 * 3600_000
const talkDays = 30
const messageDays = 30
const runDays = 90
const askDays = 730

export const forgetDrafts: Job = {
  name: 'forget-drafts',
  describe:
    'Forgets half-filled forms that nobody has touched for 30 days, links and codes to go on elsewhere that have run ' +
    'out, what handled messages said after 30 days (what was filed stays), the record of job runs after 90, and who ' +
    'asked what about policy after two years.',
  async run(context, at, { dry }) {
    const before = (days: number) => new Date(at.getTime() - days * dayMs)
    return withRehearsal(context, at, dry, async (work) => {
      const talks = await forgetTalks(work, before(talkDays))
      const links = (await forgetHandOvers(work, at)) + (await forgetJoinCodes(work, at))
      const messages = await forgetHandled(work, before(messageDays))
      const runs = await forgetRuns(work, before(runDays))
      const asks = await forgetAsks(work, before(askDays))
      return {
        count: talks + links + messages + runs + asks,
        lines: [
          `${talks} talks, ${links} links and codes and the words of ${messages} messages were forgotten, ${runs} records of job runs, and who asked ${asks} questions.`,
        ],
      }
    })
  },
}
