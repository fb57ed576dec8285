import { civilDateOf, timeOfDay } from '../../../domain/rules/civil-date.ts'
import { findRule } from '../../../domain/rules/rule-pack.ts'
import type { Terms } from '../terms.ts'

const clock: Record<string, string> = {
  NOTICE_15D: '书面告诉您受不受理、由谁办',
  HANDLE_60D: '给您办理结果',
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
  },
  clock,
  duty: { NOTICE_15D: '书面告知', HANDLE_60D: '办结答复' },
  date,
  moment(at) {
    const [, month, day] = civilDateOf(new Date(at)).split('-').map(Number)
    return `${month}月${day}日 ${timeOfDay(new Date(at))}`
  },
  daysLeft(days) {
    if (days === 0) return '今天到期'
    return days > 0 ? `还剩 ${days} 天` : `已超 ${-days} 天`
  },
  clockLine({ rule: id, dueOn, provisional }) {
    const rule = findRule(id)
    const source = rule ? `（${rule.law}${rule.article}）` : ''
    const note = provisional ? '，放假安排公布后可能有小变动' : ''
    return `最晚 ${date(dueOn)}：${clock[id] ?? rule?.title ?? id}${source}${note}`
  },
}

function date(on: string): string {
  const [year, month, day] = on.split('-').map(Number)
  return `${year}年${month}月${day}日`
}
