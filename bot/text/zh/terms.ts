import { civilDateOf, timeOfDay } from '../../../domain/rules/civil-date.ts'
import { findRule, type LegalRule } from '../../../domain/rules/rule-pack.ts'
import type { RunningClock } from '../dialogue-sentences.ts'
import type { Terms } from '../terms.ts'

const clock: Record<string, string> = {
  NOTICE_15D: '书面告诉您受不受理、由谁办',
  HANDLE_60D: '给您办理结果',
  REVIEW_DECIDE_30D: '上一级机关给您复查意见',
  RECHECK_DECIDE_30D: '给您复核意见',
  PROMISE: '把答应您的事办好',
}

export const terms: Terms = {
  state: {
    received: '已收到',
    accepted: '办理中',
    redirected: '已告知去处',
    answered: '已答复',
    executing: '落实中',
    inReview: '复查中',
    inRecheck: '复核中',
    closed: '已办结',
    withdrawn: '已撤回',
  },
  kind: { consultation: '咨询', suggestion: '建议意见', claim: '申诉求决', accusation: '检举控告' },
  step: {
    opened: '提交',
    'words-added': '您说',
    accepted: '受理',
    'handed-over': '转给别的单位或同事办',
    'asked-back': '工作人员问您',
    replied: '答复',
    redirected: '告知去处',
    closed: '办结',
    reopened: '重新打开',
    withdrawn: '撤回',
    'withdrawal-undone': '恢复',
    opinion: '处理意见',
    extended: '延期',
    'transfer-objected': '转回原来的单位',
    'review-decided': '复查或复核的意见',
    'hearing-held': '听证开始，停止计时',
    'hearing-ended': '听证结束',
    'carried-out': '落实',
    merged: '和同样的事合在一起办',
    'done-asked': '我们问您办好了没有',
    'told-late': '我们告诉您办晚了',
    'clock-recounted': '放假安排公布，日期重新算过',
    'visit-booked': '约接待日',
    'visit-moved': '接待改了时间',
    'visit-cancelled': '接待预约取消',
    'visit-came': '来访登记',
    'visit-ended': '接待结果',
    promised: '答应您',
    'promise-done': '答应的事办好',
    'promise-asked': '我们问您答应的事办好了没有',
  },
  clock,
  duty: {
    NOTICE_15D: '书面告知',
    OBJECT_5WD: '提出异议',
    HANDLE_60D: '办结答复',
    REVIEW_DECIDE_30D: '复查意见',
    RECHECK_DECIDE_30D: '复核意见',
    PROMISE: '答应的事',
  },
  date,
  moment(at) {
    const [, month, day] = civilDateOf(new Date(at)).split('-').map(Number)
    return `${month}月${day}日 ${timeOfDay(new Date(at))}`
  },
  daysLeft(days) {
    if (days === 0) return '今天到期'
    return days > 0 ? `还剩 ${days} 天` : `已超 ${-days} 天`
  },
  period: ({ days, unit }) => (unit === 'working' ? `${days} 个工作日` : `${days} 天`),
  cite,
  clockLine,
  movedLine: ({ from, ...clock }) => `${clockLine(clock)}。原来是 ${date(from)}。`,
}

function clockLine({ rule: id, version, dueOn, provisional }: RunningClock): string {
  const rule = findRule(id, version)
  const source = rule ? `（${cite(rule)}）` : ''
  const note = provisional ? '，放假安排公布后可能有小变动' : ''
  return `最晚 ${date(dueOn)}：${clock[id] ?? rule?.title ?? id}${source}${note}`
}

function cite({ law, article }: Pick<LegalRule, 'law' | 'article'>): string {
  return `${law}${article}`
}

function date(on: string): string {
  const [year, month, day] = on.split('-').map(Number)
  return `${year}年${month}月${day}日`
}
