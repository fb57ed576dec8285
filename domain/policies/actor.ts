import type { Officer } from '../../prisma/generated/client.ts'

/** Who changes the policies: an officer, the operator at the command line, or the program with what it brings along. */
export type PolicyActor = { kind: 'officer'; officer: Pick<Officer, 'id'> } | { kind: 'operator' } | { kind: 'system' }

/** As it is noted in rows: `officer:<id>`, `operator` or `system`. */
export function noteOf(actor: PolicyActor): string {
  return actor.kind === 'officer' ? `officer:${actor.officer.id}` : actor.kind
}
