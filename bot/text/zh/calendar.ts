import type { CalendarWords } from '../calendar-words.ts'
import { terms } from './terms.ts'

export const calendar: CalendarWords = {
  name: (number) => `${number} 的日子`,
  summary: (date, number) => {
    switch (date.kind) {
      case 'right':
        return `${number}：请求${date.stage === 'review' ? '复查' : '复核'}的最后一天`
      case 'duty':
        return `${number} 最晚这天：${terms.clock[date.rule] ?? '答复您'}`
      case 'remedy':
      case 'promise':
        return `${number} 最晚这天：把答应的事办好`
    }
  },
  description: (date, number, rule) =>
    [
      date.kind === 'right'
        ? `${number}，${terms.date(date.on)}是最后一天。不请求也可以，由您自己定。`
        : `${number}，该给您办的，最晚 ${terms.date(date.on)}办到。到时候没有消息，可以来问我们。`,
      rule ? `依据：${terms.cite(rule)}。` : '',
      'provisional' in date && date.provisional ? '放假安排公布后，这一天可能有小变动。' : '',
      '日子变了，请在“我的事项”里重新存一次。',
    ]
      .filter(Boolean)
      .join('\n'),
  alarm: (date, number, days) =>
    `${number}：${date.kind === 'right' ? `请求${date.stage === 'review' ? '复查' : '复核'}` : '期限'}还有 ${days} 天，到${terms.date(date.on)}为止`,
  visit: {
    summary: '接待日',
    description: (video) => `进门码在约好时的消息里。${video ? '也可以视频参加。' : ''}改了时间，请重新存一次。`,
  },
}
