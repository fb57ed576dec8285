import type { Jurisdiction, LegalRule, RuleId, RulePack } from './legal-rule.ts'
import { national } from './packs/cn.ts'
import { zhejiang } from './packs/cn-zj.ts'

export { type Jurisdiction, jurisdictions, type LegalRule, type RuleId, type StartEvent } from './legal-rule.ts'

/** Every pack there ever was: clocks that were counted with an old version still find its wording. */
export const rulePacks: readonly RulePack[] = [national, zhejiang]

/** The built-in pack, which holds wherever no other one does. */
export const rulePack: RulePack = national

export type FoundRule =
  | { kind: 'found'; rule: LegalRule }
  | { kind: 'unknown' }
  /** It is in a pack, but switched off until an office's own lawyers have confirmed it. */
  | { kind: 'disabled' }
  /** No period could begin under it on that day. */
  | { kind: 'not-in-force'; from: string; to?: string }

/**
 * The rule under which a period begins on the civil date `on`: the jurisdiction's own where it has one that is enabled
 * and in force, else the national one.
 */
export function lookUpRule(
  id: string,
  jurisdiction: Jurisdiction,
  on: string,
  packs: readonly RulePack[] = rulePacks,
): FoundRule {
  const rulesOf = (where: Jurisdiction) =>
    packs
      .filter((pack) => pack.jurisdiction === where)
      .flatMap((pack) => pack.rules)
      .filter((rule) => rule.id === id)
  const known = [...rulesOf(jurisdiction), ...(jurisdiction === 'CN' ? [] : rulesOf('CN'))]
  const enabled = known.filter((rule) => rule.enabled)
  const rule = enabled.find(({ validFrom, validTo }) => validFrom <= on && (validTo === undefined || on <= validTo))
  if (rule) return { kind: 'found', rule }
  const other = enabled.at(-1)
  if (other) {
    return {
      kind: 'not-in-force',
      from: other.validFrom,
      ...(other.validTo !== undefined && { to: other.validTo }),
    }
  }
  return { kind: known.length > 0 ? 'disabled' : 'unknown' }
}

/** No period can begin under a rule: it is unknown, switched off, or not in force on that day. */
export class RuleError extends Error {
  override name = 'RuleError'
}

/** The same where there has to be one. Throws RuleError, whose sentence says why there is none. */
export function ruleInForce(id: RuleId, jurisdiction: Jurisdiction, on: string): LegalRule {
  const found = lookUpRule(id, jurisdiction, on)
  switch (found.kind) {
    case 'found':
      return found.rule
    case 'unknown':
      throw new RuleError(`No rule pack has a rule ${id}.`)
    case 'disabled':
      throw new RuleError(`The rule ${id} is switched off in ${jurisdiction}.`)
    case 'not-in-force':
      throw new RuleError(
        `The rule ${id} is in force from ${found.from}${found.to ? ` to ${found.to}` : ''}, not on ${on}.`,
      )
  }
}

/**
 * The rule of that id as a clock was counted with it, whether it is enabled or not; without a version, or with one that
 * is not known, the national one.
 */
export function findRule(id: RuleId, version?: string): LegalRule
export function findRule(id: string, version?: string): LegalRule | undefined
export function findRule(id: string, version?: string): LegalRule | undefined {
  const pack = rulePacks.find((known) => known.version === version)
  return [...(pack?.rules ?? []), ...rulePack.rules].find((rule) => rule.id === id)
}
