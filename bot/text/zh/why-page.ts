import type { WhyPageWords } from '../why-words.ts'
import { terms } from './terms.ts'

export const whyPage: WhyPageWords = {
  title: '为什么是这一天',
  otherLanguage: 'English',
  weekday: ['星期日', '星期一', '星期二', '星期三', '星期四', '星期五', '星期六'],
  startEvent: {
    received: '办理单位收到信访事项',
    'transfer-received': '收到转送、交办',
    accepted: '受理',
    'handling-ends': '办理期限到期',
    'reply-received': '您收到书面答复',
    'review-requested': '收到复查请求',
    'review-reply-received': '您收到复查的书面答复',
    'recheck-requested': '收到复核请求',
  },
  labels: {
    last: '法律上的最后一天',
    who: '由谁来做',
    start: '从哪天数起',
    length: '数多少天',
    counted: '数到的最后一天',
    remind: '什么时候办才稳妥',
    law: '规定是这样写的',
    firstDay: '为什么第一天不算',
    lastDay: '为什么休息日往后移',
  },
  form: { heading: '算另一个日期', rule: '哪一项', start: '从哪天数起', submit: '算一算' },
  ruleName: ({ title }) => title,
  dayName: (name) => name,
  day: (date, weekday) => `${date} ${weekday}`,
  provisional: (isProvisional) =>
    isProvisional
      ? '暂定：那一年的放假安排还没有公布，公布后会重新算，日期变了会告诉您。'
      : '确定：有关年份的放假安排已经公布。',
  who: (holder) =>
    holder === 'office'
      ? '办理单位。这一天以内（含这一天）必须做到，第二天起就是逾期。'
      : '您。这是您的权利，请在这一天以前提出，过了就没有了。',
  start: (date, event) => `${date}（${event}）。这一天不算，从第二天数起。`,
  length: (period, unit, extended, paused) =>
    [
      `${period}（${unit === 'working' ? '只数工作日，调休上班的周末也数' : '休息日也数在内'}）`,
      ...(extended > 0 ? [`加上延长的 ${terms.period({ days: extended, unit })}`] : []),
      ...(paused > 0 ? [`听证用的 ${terms.period({ days: paused, unit: 'calendar' })}不算在内`] : []),
    ].join('，'),
  remind: (date, holder) =>
    holder === 'office' ? `休息日不办公，最好在 ${date} 以前办好。` : `最好在 ${date} 以前提出，不要等往后移的那几天。`,
  skipped: (count) =>
    count > 0 ? `跳过的休息日（${terms.period({ days: count, unit: 'calendar' })}）` : '没有跳过休息日',
  whySkipped: (unit, count) => {
    if (count === 0) return '数到的最后一天是工作日，不用往后移。'
    return unit === 'working' ? '数工作日时，这些日子不算。' : '数到的最后一天是休息日，往后移到第一个工作日。'
  },
  skippedDay: (date, name) => `${date}　${name}`,
  problem: (problem) => {
    switch (problem.why) {
      case 'unknown':
        return '没有这一项规定，请在下面选一项。'
      case 'disabled':
        return '这一项规定在这里没有启用，请在下面另选一项。'
      case 'no-date':
        return '请写清从哪天数起，例如 2026-08-03。'
      case 'not-in-force':
        return `这一项规定从${terms.date(problem.from)}${problem.to ? `到${terms.date(problem.to)}` : '起'}施行，请写这以后的日子。`
      case 'not-for-this-rule':
        return problem.field === 'extended' ? '这一项规定不能延长。' : '这一项规定没有不计算在内的日子。'
      case 'no-number':
        return problem.field === 'extended'
          ? `延长的天数请写 0 到 ${problem.most}。`
          : `不计算在内的天数请写 0 到 ${problem.most}。`
    }
  },
}
