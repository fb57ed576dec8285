import type { Calendar } from './calendar.ts'
import { isCivilDate } from './civil-date.ts'
import { countDeadline, type Deadline } from './deadlines.ts'
import { type FoundRule, type Jurisdiction, type LegalRule, lookUpRule, rulePacks } from './rule-pack.ts'

/** Why a date is what it is: the rule, what was counted with it, and what came of it. */
export interface DeadlineAnswer {
  rule: LegalRule
  /** Whether a period can begin under it on that day: false for one that is switched off, or for a day before the law. */
  inForce: boolean
  start: string
  extended: number
  paused: number
  deadline: Deadline
}

/** What is not right about a question, by its field. */
export type QuestionProblem =
  | { field: 'rule'; why: 'unknown' | 'disabled'; choices: string[] }
  | { field: 'start'; why: 'no-date' }
  | { field: 'start'; why: 'not-in-force'; from: string; to?: string }
  | { field: 'extended' | 'paused'; why: 'not-for-this-rule' }
  | { field: 'extended' | 'paused'; why: 'no-number'; most: number }

/** No hearing comes near this; dates stay within the years a civil date can have. */
const longestPause = 180

/** Dates are counted forward and must stay within those years too. */
const latestStart = '2998-12-31'

/**
 * Answers as an address asks it: a rule by its id and the civil date its period began on, and, where the rule knows them,
 * the days it was extended by and those of a hearing. All that is wrong with a question is told at once. With
 * `notInForceToo` it is counted under a rule that is switched off, or before its time, as well.
 */
export function answerQuestion(
  asked: Record<string, unknown>,
  jurisdiction: Jurisdiction,
  calendar: Calendar,
  { notInForceToo = false } = {},
): { kind: 'answer'; answer: DeadlineAnswer } | { kind: 'refused'; problems: QuestionProblem[] } {
  const start = isStart(asked.start) ? asked.start : undefined
  const problems: QuestionProblem[] = start === undefined ? [{ field: 'start', why: 'no-date' }] : []
  // Without a date, whether there is such a rule can still be told.
  const id = typeof asked.rule === 'string' ? asked.rule : ''
  const lookedUp = lookUpRule(id, jurisdiction, start ?? latestStart)
  const otherwise = notInForceToo && lookedUp.kind !== 'found' ? findOf(id, jurisdiction) : undefined
  const found: FoundRule = otherwise ? { kind: 'found', rule: otherwise } : lookedUp
  if (found.kind === 'not-in-force' && start !== undefined) {
    const { from, to } = found
    problems.push({ field: 'start', why: 'not-in-force', from, ...(to !== undefined && { to }) })
  }
  if (found.kind === 'unknown' || found.kind === 'disabled') {
    problems.unshift({ field: 'rule', why: found.kind, choices: askableRules(jurisdiction).map((rule) => rule.id) })
  }
  if (found.kind !== 'found' || start === undefined) return { kind: 'refused', problems }

  const { rule } = found
  const extension = rule.extendedBy && lookUpRule(rule.extendedBy, jurisdiction, start)
  const extended = readDays(asked.extended, extension?.kind === 'found' ? extension.rule.days : undefined)
  const paused = readDays(asked.paused, rule.excludesHearings ? longestPause : undefined)
  if (typeof extended !== 'number') problems.push({ field: 'extended', ...extended })
  if (typeof paused !== 'number') problems.push({ field: 'paused', ...paused })
  if (typeof extended !== 'number' || typeof paused !== 'number') return { kind: 'refused', problems }
  const deadline = countDeadline(rule, start, calendar, { extendedDays: extended, pausedDays: paused })
  const inForce = lookedUp.kind === 'found'
  return { kind: 'answer', answer: { rule, inForce, start, extended, paused, deadline } }
}

/** The rule of that id, in force or not: the jurisdiction's own before the national one. */
function findOf(id: string, jurisdiction: Jurisdiction): LegalRule | undefined {
  const known = rulePacks.flatMap((pack) => pack.rules).filter((rule) => rule.id === id)
  return known.find((rule) => rule.jurisdiction === jurisdiction) ?? known.find((rule) => rule.jurisdiction === 'CN')
}

/** The rules one can ask about: enabled ones, the jurisdiction's own in the place of the national ones. */
export function askableRules(jurisdiction: Jurisdiction): LegalRule[] {
  const enabled = rulePacks.flatMap((pack) => pack.rules).filter((rule) => rule.enabled)
  const national = enabled.filter((rule) => rule.jurisdiction === 'CN')
  return national.map((rule) => enabled.find((own) => own.id === rule.id && own.jurisdiction === jurisdiction) ?? rule)
}

function isStart(asked: unknown): asked is string {
  return typeof asked === 'string' && isCivilDate(asked) && asked <= latestStart
}

/** `most` is undefined where the rule knows no such days. */
function readDays(
  asked: unknown,
  most: number | undefined,
): number | { why: 'not-for-this-rule' } | { why: 'no-number'; most: number } {
  if (asked === undefined || asked === '0') return 0
  if (most === undefined) return { why: 'not-for-this-rule' }
  const days = typeof asked === 'string' && /^\d{1,3}$/.test(asked) ? Number(asked) : Number.NaN
  return days <= most ? days : { why: 'no-number', most }
}
