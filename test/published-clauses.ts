import type { Context } from '../domain/context.ts'
import type { Clause } from '../domain/rules/policy-search/clause.ts'

/** Writes clauses down as the published text of their policies, as an import would have left them. */
export async function publishClauses(context: Context, clauses: readonly Clause[]): Promise<void> {
  const at = new Date('2026-01-05T01:00:00Z')
  const versions = new Map(clauses.map((clause) => [clause.versionId, clause]))
  for (const { policyId, versionId, title, effectiveOn, expiresOn, decoy, summary } of versions.values()) {
    await context.db.policy.upsert({
      where: { id: policyId },
      create: { id: policyId, key: policyId, createdAt: at },
      update: {},
    })
    await context.db.policyVersion.create({
      data: {
        id: versionId,
        policyId,
        version: 1,
        state: 'published',
        title,
        effectiveOn: effectiveOn ?? null,
        expiresOn: expiresOn ?? null,
        decoy,
        summary,
        contentHash: versionId,
        source: 'test',
        importedBy: 'operator',
        importedAt: at,
      },
    })
  }
  await context.db.policyClause.createMany({
    data: clauses.map(({ id, versionId, position, article, heading, text, standsFor }) => ({
      versionId,
      clauseId: id,
      position,
      article,
      heading,
      text,
      standsFor,
      textHash: id,
    })),
  })
}
