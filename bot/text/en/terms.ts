import { civilDateOf, timeOfDay } from '../../../domain/rules/civil-date.ts'
import { findRule } from '../../../domain/rules/rule-pack.ts'
import type { Terms } from '../terms.ts'

const clock: Record<string, string> = {
  NOTICE_15D: 'written notice of whether and by whom it is handled',
  HANDLE_60D: 'the result for you',
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
  },
  clock,
  duty: { NOTICE_15D: 'Written notice', HANDLE_60D: 'Decision' },
  date,
  moment(at) {
    const [, month = 1, day] = civilDateOf(new Date(at)).split('-').map(Number)
    return `${day} ${months[month - 1]}, ${timeOfDay(new Date(at))}`
  },
  daysLeft(days) {
    if (days === 0) return 'due today'
    return days > 0 ? `${inDays(days)} left` : `${inDays(-days)} late`
  },
  clockLine({ rule: id, dueOn, provisional }) {
    const rule = findRule(id)
    const source = rule ? ` (${rule.law} art. ${rule.articleNo})` : ''
    const note = provisional ? '; it may move a little when the holidays are announced' : ''
    return `By ${date(dueOn)}: ${clock[id] ?? id}${source}${note}`
  },
}

function date(on: string): string {
  const [year, month = 1, day] = on.split('-').map(Number)
  return `${day} ${months[month - 1]} ${year}`
}

function inDays(days: number): string {
  return days === 1 ? '1 day' : `${days} days`
}
