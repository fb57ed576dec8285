import type { MatterClock } from '../../../domain/matter-view.ts'
import type { Office } from '../../../domain/office.ts'
import { findRule } from '../../../domain/rules/rule-pack.ts'
import { terms } from './terms.ts'

/** One clock of a matter as its resident reads it: by when, by which article, and how that was counted. */
export function matterClockWords(clock: MatterClock): string {
  const rule = findRule(clock.rule, clock.version)
  const period = rule ? `，${terms.period({ days: rule.days + clock.extendedDays, unit: rule.unit })}` : ''
  const paused = clock.pausedDays > 0 ? `，停了 ${clock.pausedDays} 天不算` : ''
  const moved = clock.rawLastDay === clock.dueOn ? '' : `，数到${terms.date(clock.rawLastDay)}，遇休息日顺延`
  const late = clock.daysLate > 0 ? `\n　　已经晚了 ${clock.daysLate} 天。` : ''
  return `${terms.clockLine(clock)}\n　　从${terms.date(clock.startedOn)}的第二天算起${period}${paused}${moved}。${late}`
}

/** What a resident can do when the office is late. */
export function lateWays({ phone }: Pick<Office, 'phone'>): string[] {
  return [
    '办晚了是我们的责任，您不用重新提交。您可以：',
    phone ? `· 打电话问我们：${phone}` : '',
    '· 向我们的上一级机关，或者当地的信访部门反映，报上事项号。',
  ].filter(Boolean)
}
