import type { QuestionProblem } from '../../domain/rules/deadline-question.ts'
import type { LegalRule, StartEvent } from '../../domain/rules/rule-pack.ts'

/** The words of the page 为什么是这一天 in one language. */
export interface WhyPageWords {
  title: string
  otherLanguage: string
  weekday: readonly string[]
  startEvent: Record<StartEvent, string>
  labels: Record<'last' | 'who' | 'start' | 'length' | 'counted' | 'remind' | 'law' | 'firstDay' | 'lastDay', string>
  form: Record<'heading' | 'rule' | 'start' | 'submit', string>
  ruleName(rule: LegalRule): string
  dayName(name: string): string
  day(date: string, weekday: string): string
  provisional(isProvisional: boolean): string
  who(holder: LegalRule['holder']): string
  start(date: string, event: string): string
  length(period: string, unit: LegalRule['unit'], extended: number, paused: number): string
  remind(date: string, holder: LegalRule['holder']): string
  skipped(count: number): string
  whySkipped(unit: LegalRule['unit'], count: number): string
  skippedDay(date: string, name: string): string
  problem(problem: QuestionProblem): string
}
