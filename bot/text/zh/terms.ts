import { findRule } from '../../../domain/rules/rule-pack.ts'
import type { RunningClock } from '../sentences.ts'

/** The words for a ticket's states, as residents and officers read them. */
export const stateName = {
  received: '已收到',
  accepted: '办理中',
  redirected: '已告知去处',
  answered: '已答复',
  executing: '落实中',
  inReview: '复查中',
  inRecheck: '复核中',
  closed: '已办结',
  withdrawn: '已撤回',
} as const

export const kindName = {
  consultation: '咨询',
  suggestion: '建议意见',
  claim: '申诉求决',
  accusation: '检举控告',
} as const

const steps: Record<string, string> = {
  opened: '提交',
  'words-added': '您说',
  accepted: '受理',
  'handed-over': '转交办理单位',
  'asked-back': '工作人员问您',
  replied: '答复',
  redirected: '告知去处',
  closed: '办结',
  reopened: '重新打开',
  withdrawn: '撤回',
  'withdrawal-undone': '恢复',
}

export function stepName(kind: string): string {
  return steps[kind] ?? kind
}

const clockName: Record<string, string> = {
  NOTICE_15D: '书面告知您怎么办理',
  HANDLE_60D: '作出处理意见',
}

/** One line for each date that runs: what is due, by when, by which article. */
export function clockLines(clocks: RunningClock[]): string[] {
  return clocks.map((clock) => {
    const rule = findRule(clock.rule)
    const source = rule ? `（${rule.law}${rule.article}）` : ''
    const note = clock.provisional ? '，放假安排公布后可能微调' : ''
    return `最晚 ${date(clock.dueOn)}${clockName[clock.rule] ?? rule?.title ?? clock.rule}${source}${note}`
  })
}

export function clockTitle(rule: string): string {
  return clockName[rule] ?? rule
}

/** `2026-08-03` → `2026年8月3日` */
export function date(on: string): string {
  const [year, month, day] = on.split('-').map(Number)
  return `${year}年${month}月${day}日`
}

/** An ISO instant as the office's clock shows it: `8月3日 09:05`. */
export function moment(at: string): string {
  const parts = new Intl.DateTimeFormat('zh-CN', {
    timeZone: 'Asia/Shanghai',
    month: 'numeric',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(new Date(at))
  const part = (type: string) => parts.find((piece) => piece.type === type)?.value ?? ''
  return `${part('month')}月${part('day')}日 ${part('hour')}:${part('minute')}`
}
