import type { FastifyPluginAsync } from 'fastify'
import { type Context, outsideTransaction } from '../domain/context.ts'
import { listReceptionDays, type ReceptionDayView } from '../domain/reception/days.ts'
import { addDays, isCivilDate } from '../domain/rules/civil-date.ts'
import type { ApiSettings } from './settings.ts'

/** So many days are answered at once. */
const longest = 800

/** The rule can be asked for the years of which a rest day can be counted. */
const [firstOn, lastOn] = ['2000-01-01', '2998-12-31']

const kinds = ['office', 'tour', 'all'] as const

/**
 * Anyone may ask when a director receives visitors. `GET /api/reception/days?from=2026-01-01&to=2026-12-31` answers with
 * the days that are held in that time, or that the rule names for it (who asks for 15 February finds that it went to the
 * 24th), in the order in which they are held, past years included:
 * `[{kind, ruleOn, on, reason, provisional, published, seats, free, director?, place, video, township?}]`. `ruleOn` is the
 * date of the rule and `on` the one it is held on, both ISO dates; `reason` tells why they differ, or what became of it:
 * '' | 'rest-day' | 'moved' | 'swapped' | 'closed'. `seats` are all visits, `free` those that are neither reserved nor
 * taken; only a `published` day can be booked. `kind=tour` asks for the days in the townships (下访), `kind=all` for both.
 */
export function receptionRoutes(context: Context, { now }: Pick<ApiSettings, 'now'>): FastifyPluginAsync {
  return async (app) => {
    app.get(
      '/api/reception/days',
      { config: { rateLimit: { max: 300, timeWindow: '1 minute' } } },
      async (request, reply) => {
        const { from, to, kind = 'office' } = request.query as Record<string, unknown>
        const problems = findProblems(from, to, kind)
        if (!isDate(from) || !isDate(to) || problems.length > 0) {
          return reply.code(400).send({ error: problems.join(' ') })
        }
        const days = await listReceptionDays(await outsideTransaction(context, now()), from, to)
        return days.filter((day) => kind === 'all' || day.kind === kind).map(toJson)
      },
    )
  }
}

function toJson({ kind, ruleOn, on, reason, provisional, published, ...day }: ReceptionDayView) {
  const { seats, free, director, place, video, township } = day
  return {
    kind,
    ruleOn,
    on,
    reason,
    provisional,
    published,
    seats,
    free,
    ...(director !== null && { director }),
    place,
    video,
    ...(kind === 'tour' && { township }),
  }
}

function findProblems(from: unknown, to: unknown, kind: unknown): string[] {
  const problems = Object.entries({ from, to })
    .filter(([, on]) => !isDate(on))
    .map(([name]) => `"${name}" must be a date like 2026-01-01, from ${firstOn} to ${lastOn}.`)
  if (!kinds.some((known) => known === kind)) problems.push(`"kind" must be one of ${kinds.join(', ')}.`)
  if (!isDate(from) || !isDate(to)) return problems
  if (to < from) return [...problems, '"to" must not be before "from".']
  if (to >= addDays(from, longest)) return [...problems, `"to" must be within ${longest} days of "from".`]
  return problems
}

function isDate(on: unknown): on is string {
  return typeof on === 'string' && isCivilDate(on) && on >= firstOn && on <= lastOn
}
