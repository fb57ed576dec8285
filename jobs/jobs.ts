import { askDoneJob } from './ask-done.ts'
import { checkCalendar } from './check-calendar.ts'
import { forgetDrafts } from './forget-drafts.ts'
import type { Job } from './job.ts'
import { reconcile } from './reconcile.ts'
import { recountClocksJob } from './recount-clocks.ts'
import { releaseClaims } from './release-claims.ts'
import { remindDeadlines } from './remind-deadlines.ts'
import { remindResidentsJob } from './remind-residents.ts'
import { retryParkedJob } from './retry-parked.ts'
import { settleWithdrawalsJob } from './settle-withdrawals.ts'
import { watchChannels } from './watch-channels.ts'

/** Every job by its name. */
export const jobs: ReadonlyMap<string, Job> = new Map(
  [
    remindDeadlines,
    remindResidentsJob,
    askDoneJob,
    releaseClaims,
    settleWithdrawalsJob,
    reconcile,
    checkCalendar,
    recountClocksJob,
    forgetDrafts,
    watchChannels,
    retryParkedJob,
  ].map((job) => [job.name, job]),
)
