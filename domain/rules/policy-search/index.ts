import { buildSteps } from './building.ts'
import type { PolicyBase, PolicyIndex } from './clause.ts'
import type { Simplify } from './normal-text.ts'

export type { Simplify } from './normal-text.ts'

/** Builds the index of a base; about a second for 12,000 clauses. */
export function createPolicyIndex(base: PolicyBase, revision: number, simplify: Simplify): PolicyIndex {
  const steps = buildSteps(base, revision, simplify)
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

/**
 * The same, awaiting `breathe` after every 20 ms of work or so, that a server may go on answering meanwhile. The base must not
 * change until it is done.
 */
export async function buildPolicyIndex(
  base: PolicyBase,
  revision: number,
  simplify: Simplify,
  breathe: () => Promise<void>,
): Promise<PolicyIndex> {
  const steps = buildSteps(base, revision, simplify)
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
    await breathe()
  }
}

/** A base with nothing in it. */
export const noPolicies: PolicyIndex = {
  revision: 0,
  size: 0,
  search: () => ({ band: 'abstain', confidence: 0, doubt: 'nothing', results: [] }),
  clause: () => undefined,
  policy: () => [],
}
