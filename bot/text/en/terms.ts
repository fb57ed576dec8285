import { civilDateOf, timeOfDay } from '../../../domain/rules/civil-date.ts'
import { findRule, type LegalRule } from '../../../domain/rules/rule-pack.ts'
import type { RunningClock } from '../dialogue-sentences.ts'
import type { Terms } from '../terms.ts'

const clock: Record<string, string> = {
  NOTICE_15D: 'written notice of whether and by whom it is handled',
  HANDLE_60D: 'the result for you',
  REVIEW_DECIDE_30D: 'the decision on the review for you',
  RECHECK_DECIDE_30D: 'the decision on the second review for you',
  PROMISE: 'what was promised to you',
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

export const terms: Terms = {
  state: {
    received: 'received',
    accepted: 'being handled',
    redirected: 'you were told where to go',
    answered: 'answered',
    executing: 'being carried out',
    inReview: 'under review',
    inRecheck: 'under second review',
    closed: 'closed',
    withdrawn: 'withdrawn',
  },
  kind: { consultation: 'question', suggestion: 'suggestion', claim: 'claim', accusation: 'accusation' },
  step: {
    opened: 'filed',
    'words-added': 'you said',
    accepted: 'accepted',
    'handed-over': 'passed to another unit or colleague',
    'asked-back': 'the office asked you',
    replied: 'answer',
    redirected: 'told where to go',
    closed: 'closed',
    reopened: 'opened again',
    withdrawn: 'withdrawn',
    'withdrawal-undone': 'restored',
    opinion: 'opinion',
    extended: 'given more time',
    'transfer-objected': 'passed back to the unit before',
    'review-decided': 'decision on the review',
    'hearing-held': 'hearing begins, the days do not count',
    'hearing-ended': 'hearing ended',
    'carried-out': 'carried out',
    merged: 'joined with others about the same thing',
    'done-asked': 'we asked you whether it was done',
    'told-late': 'we told you that we are late',
    'clock-recounted': 'holidays announced, dates counted again',
    'visit-booked': 'reception day booked',
    'visit-moved': 'visit moved',
    'visit-cancelled': 'visit cancelled',
    'visit-came': 'came to the reception',
    'visit-ended': 'what came of the visit',
    promised: 'promised to you',
    'promise-done': 'what was promised is done',
    'promise-asked': 'we asked you whether what was promised is done',
  },
  clock,
  duty: {
    NOTICE_15D: 'Written notice',
    OBJECT_5WD: 'Objection',
    HANDLE_60D: 'Decision',
    REVIEW_DECIDE_30D: 'Decision on the review',
    RECHECK_DECIDE_30D: 'Decision on the second review',
    PROMISE: 'Promise',
  },
  date,
  moment(at) {
    const [, month = 1, day] = civilDateOf(new Date(at)).split('-').map(Number)
    return `${day} ${months[month - 1]}, ${timeOfDay(new Date(at))}`
  },
  daysLeft(days) {
    if (days === 0) return 'due today'
    return days > 0 ? `${inDays(days)} left` : `${inDays(-days)} late`
  },
  period: ({ days, unit }) => (unit === 'working' ? `${days} working ${days === 1 ? 'day' : 'days'}` : inDays(days)),
  cite,
  clockLine,
  movedLine: ({ from, ...clock }) => `${clockLine(clock)}. It was ${date(from)}.`,
}

function clockLine({ rule: id, version, dueOn, provisional }: RunningClock): string {
  const rule = findRule(id, version)
  const source = rule ? ` (${cite(rule)})` : ''
  const note = provisional ? '; it may move a little when the holidays are announced' : ''
  return `By ${date(dueOn)}: ${clock[id] ?? id}${source}${note}`
}

/** What has no number, such as a trial measure as a whole, is cited by the law alone. */
function cite({ law, articleNo }: Pick<LegalRule, 'law' | 'articleNo'>): string {
  return articleNo ? `${law} art. ${articleNo}` : law
}

function date(on: string): string {
  const [year, month = 1, day] = on.split('-').map(Number)
  return `${day} ${months[month - 1]} ${year}`
}

function inDays(days: number): string {
  return days === 1 ? '1 day' : `${days} days`
}
