import type { Clock, Ticket } from '../prisma/generated/client.ts'
import type { Work } from './context.ts'
import { officerNames } from './officers.ts'
import { findOpenProposal, type ReadProposal } from './open-proposals.ts'
import { civilDateOf, daysBetween } from './rules/civil-date.ts'
import { numberOf } from './tickets.ts'

/** How far the office has come with a ticket, beside its state: what a card shows of it. */
export interface Progress {
  outcome: Ticket['outcome']
  /** By when what was supported is to be carried out, until it is. */
  remedy: { dueOn: string; daysLeft: number } | null
  /** What waits for another officer's word, masked. */
  proposal: (Pick<ReadProposal, 'kind' | 'payload' | 'at'> & { by: string }) | null
  /** Since when a hearing has stopped the period of the recheck. */
  hearingSince: string | null
  /** The ticket that this one is handled with, and those that are handled with this one. */
  mergedInto: string | null
  joined: string[]
}

/** Reads it. `clocks` are those that run; `mask` takes out of words what a staff room may not see. */
export async function readProgress(
  work: Work,
  ticket: Ticket,
  clocks: Clock[],
  mask: (text: string) => string,
): Promise<Progress> {
  const { outcome, remedyOn } = ticket
  // Nothing is proposed for what nobody has taken on, and nothing is merged into it.
  const isNew = ticket.state === 'received' && ticket.mergedIntoId === null
  const open = isNew ? undefined : await findOpenProposal(work, ticket.id)
  const names = await officerNames(work, open ? [open.by] : [])
  const family = isNew ? [] : await findFamily(work, ticket)
  const main = family.find((other) => other.id === ticket.mergedIntoId)
  const joined = family.filter((other) => other.id !== ticket.mergedIntoId)
  return {
    outcome,
    remedy:
      ticket.state === 'executing' && remedyOn
        ? { dueOn: remedyOn, daysLeft: daysBetween(civilDateOf(work.at), remedyOn) }
        : null,
    proposal: open ? { ...maskProposal(open, mask), at: open.at, by: names.get(open.by) ?? '' } : null,
    hearingSince: clocks.find((clock) => clock.pausedOn !== null)?.pausedOn ?? null,
    mergedInto: main ? numberOf(main) : null,
    joined: joined.map(numberOf),
  }
}

/** The ticket that this one was merged into, and those that were merged into this one. */
function findFamily(work: Work, { id, mergedIntoId }: Ticket): Promise<Pick<Ticket, 'id' | 'year' | 'sequence'>[]> {
  return work.sql(
    `SELECT id, year, sequence FROM "Ticket" WHERE "mergedIntoId" = $1::uuid OR id = $2::uuid ORDER BY year, sequence`,
    [id, mergedIntoId],
  )
}

function maskProposal(open: ReadProposal, mask: (text: string) => string): Pick<ReadProposal, 'kind' | 'payload'> {
  if (open.kind === 'extension')
    return { kind: open.kind, payload: { ...open.payload, reason: mask(open.payload.reason) } }
  if (open.kind === 'opinion')
    return { kind: open.kind, payload: maskWords(open.payload, ['text', 'ground', 'remedy'], mask) }
  return { kind: open.kind, payload: maskWords(open.payload, ['text', 'ground'], mask) }
}

/** The same with these of its words masked. */
export function maskWords<T extends object, K extends keyof T>(
  said: T,
  keys: readonly K[],
  mask: (text: string) => string,
): T {
  return { ...said, ...Object.fromEntries(keys.map((key) => [key, mask(String(said[key]))])) }
}
