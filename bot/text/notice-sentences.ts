import type { MatterView } from '../../domain/matter-view.ts'
import type { Decision, Opinion } from '../../domain/open-proposals.ts'
import type { ReviewStage } from '../../domain/rules/review-rights.ts'
import type { RunningClock } from './dialogue-sentences.ts'
import type { Empty } from './empty.ts'

export interface NoticeSentences {
  receipt: {
    number: string
    /** Taken out once it has been sent. */
    code?: string
    kind: MatterView['kind']
    receivedOn: string
    unit: string
    files: number
    clocks: RunningClock[]
  }
  /** `unit` is null where it is kept sealed: then named people handle it, whatever unit they sit in. */
  accepted: { number: string; unit: string | null; clocks: RunningClock[] }
  redirected: { number: string; ground: string; article: string; text: string }
  /** `asksRating`: how did they find it? Asked once. */
  closed: { number: string; text: string; ticketId?: string; asksRating?: boolean }
  answer: { number: string; unit: string | null; text: string }
  askedBack: { number: string; unit: string | null; text: string }
  reopenedByOffice: { number: string; text: string }
  opinion: OpinionNotice
  /** `on` is the civil date on which it was granted: the law as of then is cited. */
  extended: { number: string; days: number; reason: string; dueOn: string; provisional: boolean; on: string }
  reviewDecision: DecisionNotice
  hearingHeld: { number: string; from: string }
  hearingEnded: { number: string; days: number; dueOn: string; provisional: boolean }
  carriedOut: { number: string; text: string; ticketId?: string; asksRating?: boolean }
  merged: { number: string; unit: string }
  /** The office has not done by `dueOn` what the rule asks of it. */
  lateNotice: { number: string; rule: string; version: string; dueOn: string }
  /** Dates that were promised and are other ones now; `from` is what was promised. */
  dateMoved: { number: string; clocks: (RunningClock & { from: string })[] }
  parked: Empty
}

/** `claim`: the rights of review are named. `on` is the civil date of the approval: the law as of then is cited. */
export type OpinionNotice = Opinion & {
  number: string
  ticketId?: string
  unit: string | null
  claim: boolean
  on: string
}

export type DecisionNotice = Decision & { number: string; ticketId?: string; stage: ReviewStage; on: string }
