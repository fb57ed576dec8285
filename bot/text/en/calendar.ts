import type { CalendarWords } from '../calendar-words.ts'
import { terms } from './terms.ts'

export const calendar: CalendarWords = {
  name: (number) => `Dates of ${number}`,
  summary: (date, number) => {
    switch (date.kind) {
      case 'right':
        return `${number}: last day to ask for a ${date.stage === 'review' ? 'review' : 'second review'}`
      case 'duty':
        return `${number}: due by this day: ${terms.clock[date.rule] ?? 'an answer for you'}`
      case 'remedy':
        return `${number}: by this day what was promised is done`
    }
  },
  description: (date, number, rule) =>
    [
      date.kind === 'right'
        ? `${number}: ${terms.date(date.on)} is the last day. Whether you ask is up to you.`
        : `${number}: what is due to you is due by ${terms.date(date.on)}. If you have not heard by then, please ask us.`,
      rule ? `By ${terms.cite(rule)}.` : '',
      date.kind === 'duty' && date.provisional ? 'It may move a little when the holidays are announced.' : '',
      'If the dates change, please save them again under My matters.',
    ]
      .filter(Boolean)
      .join('\n'),
  alarm: (date, number, days) =>
    `${number}: ${days} days left${date.kind === 'right' ? ` to ask for a ${date.stage === 'review' ? 'review' : 'second review'}` : ''}, until ${terms.date(date.on)}`,
}
