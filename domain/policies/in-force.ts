import type { Work } from '../context.ts'
import { civilDateOf } from '../rules/civil-date.ts'
import { type VersionHead, type ViewedPolicy, viewPolicy } from './policies.ts'
import { earlier } from './supersession.ts'

/**
 * A policy as it is in force today, for the public. Where the published version comes into force on a later day, the one
 * before it stands until then, as in the search. Undefined when there is none that may be seen.
 */
export async function viewInForce(work: Work, id: string): Promise<ViewedPolicy | undefined> {
  const policy = await viewPolicy(work, id)
  const former = policy && standingBefore(policy, civilDateOf(work.at))
  if (!former) return policy
  const stands = await viewPolicy(work, id, { version: former.version })
  return stands && { ...stands, shown: former }
}

/** The version that is in force until the shown one is; undefined when that one is in force, or comes first. */
function standingBefore({ shown, versions }: ViewedPolicy, today: string): VersionHead | undefined {
  if (shown.state !== 'published' || !shown.effectiveOn || shown.effectiveOn <= today) return undefined
  const [former] = versions
    .filter(({ state, effectiveOn }) => state === 'replaced' && (!effectiveOn || effectiveOn <= today))
    .toSorted((a, b) => (b.endedAt?.getTime() ?? 0) - (a.endedAt?.getTime() ?? 0))
  return former && { ...former, expiresOn: earlier(former.expiresOn, shown.effectiveOn) ?? null }
}
