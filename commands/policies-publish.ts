import { type Work, withWork } from '../domain/context.ts'
import { DomainError } from '../domain/errors.ts'
import { type PolicyMove, publishVersion, rejectVersion, withdrawPolicy } from '../domain/policies/publishing.ts'
import type { Deps, Print } from './operator-command.ts'

/** Puts drafts in force, each by itself: the id of a policy means its newest draft. */
export async function publish({ context, now }: Deps, ids: string[], print: Print): Promise<number> {
  for (const id of ids) {
    const move = await withWork(context, now(), async (work) =>
      publishVersion(work, await findDraft(work, id), { kind: 'operator' }),
    )
    for (const line of tellMove(move)) print(line)
  }
  return 0
}

export async function reject({ context, now }: Deps, ids: string[], print: Print): Promise<number> {
  for (const id of ids) {
    const { title, version } = await withWork(context, now(), async (work) =>
      rejectVersion(work, await findDraft(work, id), { kind: 'operator' }),
    )
    print(`${title}: version ${version} is let go. Its text is kept.`)
  }
  return 0
}

export async function withdraw({ context, now }: Deps, id: string, print: Print): Promise<number> {
  const { version, told } = await withWork(context, now(), (work) => withdrawPolicy(work, id, { kind: 'operator' }))
  print(`${version.title} is out of the base. Its text is kept; imported again it is a new version.`)
  if (told > 0) print(`  ${told} people who were answered with it are told.`)
  return 0
}

/** What a publication changed, in lines. */
export function tellMove({ version, replaced, superseded, changed, told }: PolicyMove): string[] {
  const from = version.effectiveOn ? `, in force from ${version.effectiveOn}` : ''
  return [
    `${version.title}: version ${version.version} is published${from}.`,
    ...(replaced ? [`  in the place of version ${replaced.version}; ${changed.length} clauses changed or went`] : []),
    ...superseded.map(({ policyId, on }) => `  takes the place of ${policyId} from ${on}`),
    ...(told > 0 ? [`  ${told} people who were answered with them are told`] : []),
  ]
}

async function findDraft(work: Work, id: string): Promise<string> {
  if (/^[0-9a-f]{8}-/i.test(id)) return id
  const draft = await work.tx.policyVersion.findFirst({
    where: { policyId: id, state: 'draft' },
    orderBy: { version: 'desc' },
  })
  if (!draft) throw new DomainError('policy-not-found', { id })
  return draft.id
}
