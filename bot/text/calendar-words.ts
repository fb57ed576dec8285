import type { MatterDate } from '../../domain/matter-dates.ts'
import type { LegalRule } from '../../domain/rules/legal-rule.ts'

/** The words of a calendar file, in one language. Calendars are seen by others: they name the number and the date only. */
export interface CalendarWords {
  /** The calendar's own name. */
  name(number: string): string
  summary(date: MatterDate, number: string): string
  /** `rule` as it holds for the date; undefined where no rule gives it. */
  description(date: MatterDate, number: string, rule: LegalRule | undefined): string
  /** What an alarm says so many days before. */
  alarm(date: MatterDate, number: string, days: number): string
  /** A visit on a reception day. What it is about stands nowhere. */
  visit: {
    summary: string
    description(video: boolean): string
  }
}
