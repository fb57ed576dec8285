import { checkCalendar } from './check-calendar.ts'
import { forgetDrafts } from './forget-drafts.ts'
import type { Job } from './job.ts'
import { reconcile } from './reconcile.ts'
import { releaseClaims } from './release-claims.ts'
import { remindDeadlines } from './remind-deadlines.ts'
import { retryParkedJob } from './retry-parked.ts'
import { settleWithdrawalsJob } from './settle-withdrawals.ts'

/** Every job by its name. */
export const jobs: ReadonlyMap<string, Job> = new Map(
  [remindDeadlines, releaseClaims, settleWithdrawalsJob, reconcile, checkCalendar, forgetDrafts, retryParkedJob].map(
    (job) => [job.name, job],
  ),
)
