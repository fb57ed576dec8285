import { askDoneJob } from './ask-done.ts'
import { askPromisesJob } from './ask-promises.ts'
import { checkCalendar } from './check-calendar.ts'
import { forgetDrafts } from './forget-drafts.ts'
import { gapDigest } from './gap-digest.ts'
import type { Job } from './job.ts'
import { offerSeats } from './offer-seats.ts'
import { planReception } from './plan-reception.ts'
import { reconcile } from './reconcile.ts'
import { recountClocksJob } from './recount-clocks.ts'
import { releaseClaims } from './release-claims.ts'
import { remindDeadlines } from './remind-deadlines.ts'
import { remindReception } from './remind-reception.ts'
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
    offerSeats,
    remindReception,
    askPromisesJob,
    releaseClaims,
    settleWithdrawalsJob,
    reconcile,
    checkCalendar,
    gapDigest,
    recountClocksJob,
    planReception,
    forgetDrafts,
    watchChannels,
    retryParkedJob,
  ].map((job) => [job.name, job]),
)
