import type { MatterView } from '../../domain/matter-view.ts'
import type { LegalRule } from '../../domain/rules/legal-rule.ts'
import type { RunningClock } from './dialogue-sentences.ts'

/** The words that come back in many sentences, in one language. */
export interface Terms {
  state: Record<MatterView['state'], string>
  kind: Record<MatterView['kind'], string>
  /** What happened to a matter, by event kind, as its resident reads it. */
  step: Record<string, string>
  /** What is due to the resident when a rule's clock runs out, by rule id. */
  clock: Record<string, string>
  /** The same as the office calls it. */
  duty: Record<string, string>
  /** A civil date in words. */
  date(on: string): string
  /** An ISO instant as the office's clock shows it, without the year. */
  moment(at: string): string
  /** How many days are left until a date; negative when it is past. */
  daysLeft(days: number): string
  /** How long a rule gives: `30 天`, `5 个工作日`. */
  period(rule: Pick<LegalRule, 'days' | 'unit'>): string
  /** The law and its article, as one cites it. */
  cite(rule: Pick<LegalRule, 'law' | 'article' | 'articleNo'>): string
  /** One line for a date that runs: what is due, by when, by which article. */
  clockLine(clock: RunningClock): string
  /** The same for a date that is another one now. */
  movedLine(clock: RunningClock & { from: string }): string
}
