import type { ParsedClause, ParsedPolicy } from '../../domain/policies/files/parsed-policy.ts'

/** A policy as a file would have given it; clauses as `article: text`. */
export function parsedPolicy(clauses: Record<string, string>, more: Partial<ParsedPolicy> = {}): ParsedPolicy {
  return {
    title: '云溪县移民安置办法',
    effectiveOn: '2024-05-01',
    region: '',
    supersedes: [],
    decoy: false,
    summary: false,
    clauses: Object.entries(clauses).map(
      ([article, text]): ParsedClause => ({ article, heading: '', text, standsFor: [] }),
    ),
    tables: 0,
    warnings: [],
    ...more,
  }
}
