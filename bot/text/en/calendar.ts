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
      case 'promise':
        return `${number}: by this day what was promised is done`
    }
  },
  description: (date, number, rule) =>
    [
      date.kind === 'right'
        ? `${number}: ${terms.date(date.on)} is the last day. Whether you ask is up to you.`
        : `${number}: what is due to you is due by ${terms.date(date.on)}. If you have not heard by then, please ask us.`,
      rule ? `By ${terms.cite(rule)}.` : '',
      'provisional' in date && date.provisional ? 'It may move a little when the holidays are announced.' : '',
      'If the dates change, please save them again under My matters.',
    ]
      .filter(Boolean)
      .join('\n'),
  alarm: (date, number, days) =>
    `${number}: ${days} days left${date.kind === 'right' ? ` to ask for a ${date.stage === 'review' ? 'review' : 'second review'}` : ''}, until ${terms.date(date.on)}`,
  visit: {
    summary: 'Reception day',
    description: (video) =>
      `The code for the door is in the message that you got. ${video ? 'You can take part by video too. ' : ''}If the time changes, please save it again.`,
  },
}
