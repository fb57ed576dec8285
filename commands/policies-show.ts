import { type Context, type Work, withWork } from '../domain/context.ts'
import { DomainError } from '../domain/errors.ts'
import { listPolicies, type VersionHead, viewPolicy } from '../domain/policies/policies.ts'
import { civilDateOf } from '../domain/rules/civil-date.ts'
import { noPolicies } from '../domain/rules/policy-search/index.ts'
import type { Deps, Print } from './operator-command.ts'

/** What is in the base, and what waits to be published. */
export async function list(
  { context, now }: Deps,
  request: { part: string; json: boolean },
  print: Print,
): Promise<number> {
  const { policies } = await read(context, now(), (work) =>
    listPolicies(work, { staff: true, query: request.part, limit: 100_000 }),
  )
  if (request.json) {
    print(JSON.stringify(policies))
    return 0
  }
  for (const { id, drafts, supersededBy, ...head } of policies) {
    print(`${id}  ${head.title}  ${tell(head)}`)
    if (supersededBy) print(`            its place has taken ${supersededBy.policyId} ${supersededBy.title}`)
    for (const draft of drafts) {
      if (draft.versionId !== head.versionId)
        print(`            draft: version ${draft.version}, ${draft.clauses} clauses`)
    }
  }
  if (policies.length === 0) print('There are no policies. Import some: npm run policies -- import <path…> --publish')
  return 0
}

/** One policy with its versions and clauses. */
export async function show(
  { context, now }: Deps,
  { id, version, json }: { id: string; version: number | undefined; json: boolean },
  print: Print,
): Promise<number> {
  const viewed = await read(context, now(), (work) =>
    viewPolicy(work, id, { staff: true, ...(version !== undefined && { version }) }),
  )
  if (!viewed) throw new DomainError('policy-not-found', { id })
  if (json) {
    print(JSON.stringify(viewed))
    return 0
  }
  const { shown, clauses, versions, supersededBy } = viewed
  print(`${id}  ${shown.title}`)
  print(`Version ${shown.version}: ${tell(shown)}`)
  for (const [name, value] of [
    ['Number', shown.number],
    ['Issuer', shown.issuer],
    ['Region', shown.region],
    ['Takes the place of', shown.supersedes.join('、')],
    ['Its place has taken', supersededBy?.title],
    ['Link', shown.link],
    ['From', `${shown.source}, by ${shown.importedBy} on ${civilDateOf(shown.importedAt)}`],
  ]) {
    if (value) print(`${name}: ${value}`)
  }
  print('Versions:')
  for (const one of versions) print(`  ${one.version}  ${tell(one)}  ${one.versionId}`)
  print('Clauses:')
  for (const { clauseId, article, heading, text } of clauses) {
    print(`  ${clauseId}  ${[heading, article].filter(Boolean).join(' ')}`)
    for (const line of text.split('\n')) print(`    ${line}`)
  }
  return 0
}

/** Nothing is looked up, so no index need be built for it. */
function read<T>(context: Context, at: Date, task: (work: Work) => Promise<T>): Promise<T> {
  return withWork({ ...context, policies: async () => noPolicies }, at, task)
}

function tell(head: VersionHead): string {
  const { state, version, effectiveOn, expiresOn, publishedAt, endedAt, decoy, summary, clauses } = head
  const when =
    state === 'rejected' && publishedAt !== null
      ? `withdrawn on ${civilDateOf(endedAt ?? publishedAt)}`
      : state === 'published' && publishedAt
        ? `published on ${civilDateOf(publishedAt)} by ${head.publishedBy}`
        : state
  return [
    `version ${version}`,
    when,
    `${clauses} clauses`,
    ...(effectiveOn ? [`from ${effectiveOn}`] : []),
    ...(expiresOn ? [`until ${expiresOn}`] : []),
    ...(summary ? ['a summary'] : []),
    ...(decoy ? ['decoy'] : []),
  ].join(', ')
}
