import type { Officer, Outbox } from '../../prisma/generated/client.ts'
import type { Work } from '../context.ts'
import { settleOutcome } from '../deliveries.ts'
import { DomainError } from '../errors.ts'
import { maySee } from '../officers.ts'
import { readParams } from '../outbox.ts'
import { numberOf } from '../tickets.ts'

/**
 * The channel of accounts that were made for people without a phone. Nothing runs it: what is to be told there waits in
 * the outbox until an officer has handed it over, on paper or by word of mouth, and says so.
 */
export const paperChannel = 'paper'

/** Something to be handed over. */
export interface PaperNotice {
  dedupeKey: string
  kind: string
  params: Record<string, unknown>
  ticketId: string
  number: string
  since: Date
}

/** What waits to be handed over on paper, of one matter or of all that the officer may know of, the oldest first. */
export async function listPaperNotices(work: Work, officer: Officer, ticketId?: string): Promise<PaperNotice[]> {
  const rows = await findWaiting(work, ticketId)
  const tickets = await work.tx.ticket.findMany({ where: { id: { in: rows.flatMap((row) => row.ticketId ?? []) } } })
  return rows.flatMap((row): PaperNotice[] => {
    const ticket = tickets.find(({ id }) => id === row.ticketId)
    if (!ticket || !maySee(work, officer, ticket)) return []
    const { dedupeKey, kind, createdAt } = row
    const params = readParams(work, row)
    return [{ dedupeKey, kind, params, ticketId: ticket.id, number: numberOf(ticket), since: createdAt }]
  })
}

/**
 * An officer has handed something over: it counts as arrived, with all that follows from it. False when it was said
 * before. Throws `ticket-not-found` for what is not theirs to see.
 */
export async function handOverOnPaper(work: Work, officer: Officer, dedupeKey: string): Promise<boolean> {
  const row = await work.tx.outbox.findUnique({ where: { dedupeKey }, include: { account: true } })
  const ticket = row?.ticketId ? await work.tx.ticket.findUnique({ where: { id: row.ticketId } }) : null
  const isPaper = row?.account?.channel === paperChannel
  if (!row || !isPaper || !ticket || !maySee(work, officer, ticket))
    throw new DomainError('ticket-not-found', { number: '' })
  const [taken] = await work.sql(
    `UPDATE "Outbox" SET status = 'sending' WHERE id = $1::bigint AND status = 'waiting' RETURNING 1`,
    [String(row.id)],
  )
  if (!taken) return false
  const sent = { kind: 'sent', messageId: paperChannel, delivered: true } as const
  await settleOutcome(work, { ...row, id: String(row.id), joined: false }, sent, {
    name: paperChannel,
    repeatsSafely: true,
  })
  return true
}

/** For the reconciler: what nobody has handed over yet. */
export async function findPaperWaiting(work: Work): Promise<{ number: string; kind: string; since: Date }[]> {
  const rows = await findWaiting(work)
  const tickets = await work.tx.ticket.findMany({ where: { id: { in: rows.flatMap((row) => row.ticketId ?? []) } } })
  return rows.flatMap(({ ticketId, kind, createdAt }) => {
    const ticket = tickets.find(({ id }) => id === ticketId)
    return ticket ? [{ number: numberOf(ticket), kind, since: createdAt }] : []
  })
}

function findWaiting(work: Work, ticketId?: string): Promise<Outbox[]> {
  return work.tx.outbox.findMany({
    where: {
      status: 'waiting',
      notBefore: { lte: work.at },
      account: { channel: paperChannel },
      ...(ticketId !== undefined && { ticketId }),
    },
    orderBy: { id: 'asc' },
  })
}
