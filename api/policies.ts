import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import { type Context, outsideTransaction } from '../domain/context.ts'
import { viewInForce } from '../domain/policies/in-force.ts'
import {
  type ListedPolicy,
  listPolicies,
  type VersionHead,
  type ViewedPolicy,
  viewPolicy,
} from '../domain/policies/policies.ts'
import { civilDateOf } from '../domain/rules/civil-date.ts'
import type { Found, SearchResult } from '../domain/rules/policy-search/clause.ts'
import { notFound } from './errors.ts'
import { isKnown } from './pages/page-answers.ts'
import {
  findClauses,
  longestQuestion,
  mostResults,
  type PolicyQuestionProblem,
  readPolicyQuestion,
} from './policy-question.ts'
import type { ApiSettings } from './settings.ts'

/** More than any office keeps. */
const mostListed = 5_000

/**
 * Anyone may look for what the policies say, and read them. `GET /api/policies/search?q=…&limit=10` answers with
 * `{band: 'answer' | 'suggest' | 'abstain', confidence, doubt?, results}`: the clauses that were found, best first, whatever
 * is made of them; `on` (a date) and `region` ask as of another day and for another place than the office's. Nothing is
 * kept of who asked what. `GET /api/policies` lists what is published, `GET /api/policies/:id` gives the text in force
 * with every version there was, `?version=2` another one's text.
 */
export function policyRoutes(context: Context, { now, model }: Pick<ApiSettings, 'now' | 'model'>): FastifyPluginAsync {
  return async (app) => {
    app.get(
      '/api/policies/search',
      { config: { rateLimit: { max: 1_200, timeWindow: '1 minute' } } },
      async (request, reply) => {
        reply.header('cache-control', 'no-store')
        const usual = { on: civilDateOf(now()), region: (await context.office()).county }
        const read = readPolicyQuestion(request.query as Record<string, unknown>, usual)
        if (read.kind === 'wrong') return reply.code(400).send({ error: read.problems.map(toSentence).join(' ') })
        return toFinding(await findClauses(context, model, read.asked), context.publicUrl)
      },
    )

    const reading = { config: { rateLimit: { max: 300, timeWindow: '1 minute' } } }
    app.get('/api/policies', reading, async (request, reply) => {
      if (await isUnchanged(request, reply)) return reply.code(304).send()
      const work = await outsideTransaction(context, now())
      const { policies } = await listPolicies(work, { limit: mostListed })
      return policies.map((policy) => toListed(policy, context.publicUrl))
    })

    app.get('/api/policies/:id', reading, async (request, reply) => {
      const version = readVersion(request.query)
      if (version === 'wrong')
        return reply.code(400).send({ error: '"version" must be the number of a version: 1, 2, …' })
      if (await isUnchanged(request, reply)) return reply.code(304).send()
      const { id } = request.params as { id: string }
      const work = await outsideTransaction(context, now())
      const policy = version === undefined ? await viewInForce(work, id) : await viewPolicy(work, id, { version })
      if (!policy) {
        reply.removeHeader('etag')
        return notFound(request, reply)
      }
      return toRead(policy, context.publicUrl, version !== undefined)
    })

    /** What is read changes with the base, and with the day on which something begins or ends to be in force. */
    async function isUnchanged(request: FastifyRequest, reply: FastifyReply): Promise<boolean> {
      const tag = `"${(await context.policies()).revision}-${civilDateOf(now())}"`
      reply.header('etag', tag).header('cache-control', 'no-cache')
      return isKnown(request, tag)
    }
  }
}

/** The number of a version in an address; undefined when none is asked for. */
export function readVersion(query: unknown): number | 'wrong' | undefined {
  const { version } = query as { version?: unknown }
  if (version === undefined) return undefined
  return typeof version === 'string' && /^[1-9]\d{0,4}$/.test(version) ? Number(version) : 'wrong'
}

function toListed(policy: ListedPolicy, publicUrl: string) {
  const { id, title, version, number, issuer, effectiveOn, expiresOn, region, clauses, summary, supersededBy } = policy
  return withoutNulls({
    id,
    title,
    version,
    number,
    issuer,
    effectiveOn,
    expiresOn,
    region,
    clauses,
    summary,
    supersededBy,
    page: `${publicUrl}/policies/${id}`,
  })
}

function toRead({ id, shown, clauses, versions, supersededBy }: ViewedPolicy, publicUrl: string, isNamed: boolean) {
  const page = `${publicUrl}/policies/${id}${isNamed ? `?version=${shown.version}` : ''}`
  return withoutNulls({
    id,
    ...toVersion(shown),
    number: shown.number,
    issuer: shown.issuer,
    region: shown.region,
    summary: shown.summary,
    link: shown.link,
    supersedes: shown.supersedes,
    supersededBy: shown.state === 'published' ? supersededBy : undefined,
    page,
    versions: versions.map(toVersion),
    clauses: clauses.map(({ clauseId, position, article, heading, text }) => ({
      clauseId,
      article,
      heading,
      text,
      page: `${page}#c-${position}`,
    })),
  })
}

function toVersion({ version, state, title, effectiveOn, expiresOn, publishedAt, endedAt }: VersionHead) {
  return withoutNulls({
    version,
    state: state === 'rejected' ? 'withdrawn' : state,
    title,
    effectiveOn,
    expiresOn,
    publishedAt,
    endedAt,
  })
}

function withoutNulls(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== undefined))
}

function toFinding({ band, confidence, doubt, results }: SearchResult, publicUrl: string) {
  return {
    band,
    confidence: rounded(confidence),
    ...(doubt !== undefined && { doubt }),
    results: results.map((found) => toResult(found, publicUrl)),
  }
}

function toResult({ clause, score }: Found, publicUrl: string) {
  return {
    clauseId: clause.id,
    policy: clause.title,
    policyId: clause.policyId,
    number: clause.number,
    issuer: clause.issuer,
    article: clause.article,
    heading: clause.heading,
    text: clause.text,
    effectiveOn: clause.effectiveOn,
    expiresOn: clause.expiresOn,
    link: clause.link,
    page: `${publicUrl}/policies/${clause.policyId}#c-${clause.position}`,
    summary: clause.summary,
    score: rounded(score),
  }
}

function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000
}

const sentences: Record<PolicyQuestionProblem, string> = {
  'q-missing': '"q" must hold a question.',
  'q-too-long': `"q" must be ${longestQuestion} characters at most.`,
  'limit-wrong': `"limit" must be a whole number from 1 to ${mostResults}.`,
  'on-wrong': '"on" must be a date like 2026-08-03.',
  'region-wrong': '"region" must be the name of one region.',
}

function toSentence(problem: PolicyQuestionProblem): string {
  return sentences[problem]
}
