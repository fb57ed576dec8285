import type { MatterClock } from '../../../domain/matter-view.ts'
import type { Office } from '../../../domain/office.ts'
import { findRule } from '../../../domain/rules/rule-pack.ts'
import { terms } from './terms.ts'

/** One clock of a matter as its resident reads it: by when, by which article, and how that was counted. */
export function matterClockWords(clock: MatterClock): string {
  const rule = findRule(clock.rule, clock.version)
  const period = rule ? `${terms.period({ days: rule.days + clock.extendedDays, unit: rule.unit })} ` : ''
  const paused = clock.pausedDays > 0 ? `, ${clock.pausedDays} days of pause not counted` : ''
  const moved =
    clock.rawLastDay === clock.dueOn ? '' : `, to ${terms.date(clock.rawLastDay)}, moved on because of rest days`
  const late = clock.daysLate > 0 ? `\n  It is ${clock.daysLate} ${clock.daysLate === 1 ? 'day' : 'days'} late.` : ''
  return `${terms.clockLine(clock)}\n  Counted ${period}from the day after ${terms.date(clock.startedOn)}${paused}${moved}.${late}`
}

/** What a resident can do when the office is late. */
export function lateWays({ phone }: Pick<Office, 'phone'>): string[] {
  return [
    'Being late is our fault, and you need not file again. You can:',
    phone ? `· call us: ${phone}` : '',
    '· turn to the authority above us, or to the local petitions office, with the matter number.',
  ].filter(Boolean)
}
