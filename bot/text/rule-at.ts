import type { Office } from '../../domain/office.ts'
import { findRule, type LegalRule, lookUpRule, type RuleId } from '../../domain/rules/rule-pack.ts'

/**
 * The rule as it holds for an office when a period begins on `on`, to be said in words. What is said must never fail, so
 * that on a day on which no period can begin under it, it is the national wording.
 */
export function ruleAt(id: RuleId, office: Office, on: string): LegalRule {
  const found = lookUpRule(id, office.rules.jurisdiction, on)
  return found.kind === 'found' ? found.rule : findRule(id)
}
