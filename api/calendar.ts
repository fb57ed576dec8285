import type { FastifyPluginAsync } from 'fastify'
import type { Context } from '../domain/context.ts'
import { weekdayOf } from '../domain/rules/civil-date.ts'
import { answerQuestion, type DeadlineAnswer, type QuestionProblem } from '../domain/rules/deadline-question.ts'

/** Anyone may ask why a date is what it is. */
export function calendarRoutes(context: Pick<Context, 'calendar' | 'office'>): FastifyPluginAsync {
  return async (app) => {
    app.get(
      '/api/calendar/deadline',
      { config: { rateLimit: { max: 300, timeWindow: '1 minute' } } },
      async (request, reply) => {
        const [office, calendar] = await Promise.all([context.office(), context.calendar()])
        const asked = request.query as Record<string, unknown>
        const answered = answerQuestion(asked, office.rules.jurisdiction, calendar, { notInForceToo: true })
        if (answered.kind === 'answer') return toJson(answered.answer)
        return reply.code(400).send({ error: answered.problems.map(toSentence).join(' ') })
      },
    )
  }
}

function toJson({ rule, inForce, start, extended, paused, deadline }: DeadlineAnswer) {
  const { rawLastDay, dueOn, remindOn, provisional, skipped } = deadline
  return {
    rule: rule.id,
    article: rule.article,
    start,
    rawLastDay,
    dueOn,
    remindOn,
    provisional,
    skipped,
    days: skipped.map(({ on, name }) => ({ on, weekday: weekdays[weekdayOf(on)], name })),
    daysCount: rule.days,
    unit: rule.unit,
    extended,
    paused,
    law: rule.law,
    text: rule.text,
    version: rule.version,
    jurisdiction: rule.jurisdiction,
    inForce,
  }
}

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']

function toSentence(problem: QuestionProblem): string {
  switch (problem.why) {
    case 'unknown':
      return `"rule" must be one of ${problem.choices.join(', ')}.`
    case 'disabled':
      return `This "rule" is switched off here. It must be one of ${problem.choices.join(', ')}.`
    case 'no-date':
      return '"start" must be a date like 2026-08-03.'
    case 'not-in-force':
      return `"start" must be a day on which the rule is in force: from ${problem.from}${problem.to ? ` to ${problem.to}` : ''}.`
    case 'not-for-this-rule':
      return `"${problem.field}" must be left out: this rule knows no such days.`
    case 'no-number':
      return `"${problem.field}" must be a whole number from 0 to ${problem.most}.`
  }
}
