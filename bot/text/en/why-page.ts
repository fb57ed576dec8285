import type { RuleId } from '../../../domain/rules/rule-pack.ts'
import type { WhyPageWords } from '../why-words.ts'
import { terms } from './terms.ts'

const rules: Record<RuleId, string> = {
  NOTICE_15D: 'Written notice',
  OBJECT_5WD: 'Objection to a transfer',
  HANDLE_60D: 'Decision and answer',
  EXTEND_30D: 'Extension of the handling period',
  REVIEW_REQUEST_30D: 'Asking for a review',
  REVIEW_DECIDE_30D: 'Decision of a review',
  RECHECK_REQUEST_30D: 'Asking for a second review',
  RECHECK_DECIDE_30D: 'Decision of a second review',
  SIMPLE_10WD: 'Simplified handling',
}

/** As the notices name the days; a name that is not here stays as it is. */
const days: Record<string, string> = {
  周末: 'weekend',
  元旦: 'New Year',
  春节: 'Spring Festival',
  清明节: 'Tomb-Sweeping Day',
  劳动节: 'Labour Day',
  端午节: 'Dragon Boat Festival',
  中秋节: 'Mid-Autumn Festival',
  国庆节: 'National Day',
}

export const whyPage: WhyPageWords = {
  title: 'Why it is this day',
  otherLanguage: '中文',
  weekday: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
  startEvent: {
    received: 'the office received the matter',
    'transfer-received': 'the transfer was received',
    accepted: 'acceptance',
    'handling-ends': 'the handling period ended',
    'reply-received': 'you received the written answer',
    'review-requested': 'the request for a review was received',
    'review-reply-received': 'you received the written answer of the review',
    'recheck-requested': 'the request for a second review was received',
  },
  labels: {
    last: 'The last day in law',
    who: 'Who must act',
    start: 'Counted from',
    length: 'How long',
    counted: 'The last day by the count',
    remind: 'To be on the safe side',
    law: 'What the rule says',
    firstDay: 'Why the first day is not counted',
    lastDay: 'Why rest days move it',
  },
  form: { heading: 'Count another date', rule: 'What is due', start: 'Counted from', submit: 'Count' },
  ruleName: ({ id, title }) => rules[id as RuleId] ?? title,
  dayName: (name) =>
    name
      .split('、')
      .map((one) => days[one] ?? one)
      .join(', '),
  day: (date, weekday) => `${weekday}, ${date}`,
  provisional: (isProvisional) =>
    isProvisional
      ? 'Provisional: the holidays of that year are not announced yet. It is counted again when they are, and you are told if it moves.'
      : 'Certain: the holidays of the years concerned are announced.',
  who: (holder) =>
    holder === 'office'
      ? 'The office. It has to be done on this day at the latest; from the next day on it is late.'
      : 'You. It is your right; please use it by this day, for afterwards it is gone.',
  start: (date, event) => `${date} (${event}). This day is not counted; the next one is the first.`,
  length: (period, unit, extended, paused) =>
    [
      `${period} (${unit === 'working' ? 'only working days are counted, worked weekends among them' : 'rest days are counted too'})`,
      ...(extended > 0 ? [`${terms.period({ days: extended, unit })} of extension`] : []),
      ...(paused > 0 ? [`${terms.period({ days: paused, unit: 'calendar' })} of a hearing not counted`] : []),
    ].join(', '),
  remind: (date, holder) =>
    holder === 'office'
      ? `Nobody works on rest days, so it is best done by ${date}.`
      : `Best asked by ${date}, without waiting for the days it is moved by.`,
  skipped: (count) =>
    count > 0
      ? `Rest days passed over (${terms.period({ days: count, unit: 'calendar' })})`
      : 'No rest day passed over',
  whySkipped: (unit, count) => {
    if (count === 0) return 'The last day by the count is a working day, so it does not move.'
    return unit === 'working'
      ? 'Where working days are counted, these are not.'
      : 'The last day by the count is a rest day, so it moves to the first working day after it.'
  },
  skippedDay: (date, name) => `${date}: ${name}`,
  problem: (problem) => {
    switch (problem.why) {
      case 'unknown':
        return 'There is no such rule. Please choose one below.'
      case 'disabled':
        return 'This rule is not in use here. Please choose another one below.'
      case 'no-date':
        return 'Please say from which day to count, such as 2026-08-03.'
      case 'not-in-force':
        return `This rule is in force from ${terms.date(problem.from)}${problem.to ? ` to ${terms.date(problem.to)}` : ''}. Please give a day within that time.`
      case 'not-for-this-rule':
        return problem.field === 'extended'
          ? 'This rule knows no extension.'
          : 'This rule knows no days that are not counted.'
      case 'no-number':
        return `Please give ${problem.field === 'extended' ? 'the days of extension' : 'the days not counted'} as a number from 0 to ${problem.most}.`
    }
  },
}
