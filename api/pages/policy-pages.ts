import type { FastifyPluginAsync } from 'fastify'
import { type Context, outsideTransaction } from '../../domain/context.ts'
import { viewInForce } from '../../domain/policies/in-force.ts'
import { listPolicies, viewPolicy } from '../../domain/policies/policies.ts'
import { civilDateOf } from '../../domain/rules/civil-date.ts'
import { readVersion } from '../policies.ts'
import { findClauses, readPolicyQuestion } from '../policy-question.ts'
import type { ApiSettings } from '../settings.ts'
import { answerWithPages, sendPage } from './page-answers.ts'
import { drawPolicyList, type Finding } from './policy-list-page.ts'
import { drawNoPolicy, drawPolicy } from './policy-page.ts'
import { languageIn } from './public-layout.ts'

/** The most that the list shows; the search finds clauses of all. */
const mostListed = 1_000
/** As many as anybody reads. */
const mostFound = '10'

/** What anybody reads: the policies, what is found in them, and each of them as it stands. Nothing runs a script. */
export function policyPages(context: Context, { now, model }: Pick<ApiSettings, 'now' | 'model'>): FastifyPluginAsync {
  return async (app) => {
    await answerWithPages(app, context.publicUrl)
    const often = { config: { rateLimit: { max: 300, timeWindow: '1 minute' } } }

    app.get('/policies', often, async (request, reply) => {
      const { q } = request.query as { q?: unknown }
      const [office, today] = [await context.office(), civilDateOf(now())]
      const finding = q === undefined ? undefined : await find(q, { on: today, region: office.county })
      const listed =
        finding?.kind === 'found'
          ? { policies: [] }
          : await listPolicies(await outsideTransaction(context, now()), { limit: mostListed })
      const page = drawPolicyList({
        office,
        language: languageIn(request.query),
        today,
        question: typeof q === 'string' ? q : '',
        finding,
        policies: listed.policies,
      })
      if (finding === undefined) return sendPage(request, reply, page)
      reply.code(finding.kind === 'wrong' ? 400 : 200).header('cache-control', 'no-store')
      return reply.type('text/html; charset=utf-8').send(page)
    })

    app.get('/policies/:id', often, async (request, reply) => {
      const { id } = request.params as { id: string }
      const version = readVersion(request.query)
      const [office, language] = [await context.office(), languageIn(request.query)]
      const work = await outsideTransaction(context, now())
      const policy =
        version === undefined
          ? await viewInForce(work, id)
          : version === 'wrong'
            ? undefined
            : await viewPolicy(work, id, { version })
      if (!policy) {
        reply.code(404).header('cache-control', 'no-store').type('text/html; charset=utf-8')
        return reply.send(drawNoPolicy({ office, language }))
      }
      const isInForce = version === undefined
      return sendPage(request, reply, drawPolicy({ office, language, today: civilDateOf(now()), policy, isInForce }))
    })
  }

  async function find(q: unknown, usual: { on: string; region: string }): Promise<Finding> {
    const read = readPolicyQuestion({ q, limit: mostFound }, usual)
    if (read.kind === 'wrong') return read
    return { kind: 'found', result: await findClauses(context, model, read.asked) }
  }
}
