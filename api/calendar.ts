import type { FastifyPluginAsync } from 'fastify'
import { z } from 'zod'
import type { Context } from '../domain/context.ts'
import { isCivilDate } from '../domain/rules/civil-date.ts'
import { countDeadline } from '../domain/rules/deadlines.ts'
import { type LegalRule, rulePack } from '../domain/rules/rule-pack.ts'

const ruleIds = rulePack.rules.map((rule) => rule.id)

const query = z.object({
  rule: z
    .string(`"rule" must be one of ${ruleIds.join(', ')}.`)
    .refine((id) => ruleIds.includes(id), `"rule" must be one of ${ruleIds.join(', ')}.`),
  // Dates are counted forward and must stay within the years a civil date can have.
  start: z
    .string('"start" must be a date like 2026-08-03.')
    .refine((on) => isCivilDate(on) && on < '2999-01-01', '"start" must be a date like 2026-08-03.'),
})

/** Anyone may ask why a date is what it is. */
export function calendarRoutes({ calendar }: Pick<Context, 'calendar'>): FastifyPluginAsync {
  return async (app) => {
    app.get(
      '/api/calendar/deadline',
      { config: { rateLimit: { max: 300, timeWindow: '1 minute' } } },
      async (request, reply) => {
        const asked = query.safeParse(request.query)
        if (!asked.success) {
          return reply.code(400).send({ error: asked.error.issues.map((issue) => issue.message).join(' ') })
        }
        const { start } = asked.data
        const rule = rulePack.rules.find((known) => known.id === asked.data.rule) as LegalRule
        const { rawLastDay, dueOn, remindOn, provisional, skipped } = countDeadline(rule, start, calendar)
        return { rule: rule.id, article: rule.article, start, rawLastDay, dueOn, remindOn, provisional, skipped }
      },
    )
  }
}
