import type { Work } from './context.ts'
import { numberOf } from './tickets.ts'

/**
 * Tickets that somebody has to see to and that a room has never had the card of, for it could not go there: a line for
 * the operator each. The next news of a ticket brings its card after all.
 */
export async function findLostCards(work: Work): Promise<string[]> {
  const rows = await work.sql<{ id: string; status: string; year: number; sequence: number }>(
    `SELECT DISTINCT ON (c."ticketId", c."roomId") o.id::text, o.status::text, t.year, t.sequence
    FROM "Card" c
    JOIN "Ticket" t ON t.id = c."ticketId" AND t.state NOT IN ('closed', 'withdrawn')
    JOIN "Room" r ON r.id = c."roomId" AND r."closedAt" IS NULL
    JOIN "Outbox" o ON o."ticketId" = c."ticketId" AND o."roomId" = c."roomId" AND o.kind = 'card'
    WHERE c."messageId" IS NULL AND o.status IN ('uncertain', 'refused', 'unreachable')
      AND NOT EXISTS (SELECT 1 FROM "Outbox" n WHERE n."ticketId" = c."ticketId" AND n."roomId" = c."roomId"
        AND n.kind = 'card' AND n.status IN ('waiting', 'sending'))
    ORDER BY c."ticketId", c."roomId", o.id DESC`,
    [],
  )
  return rows.map((row) => `outbox ${row.id}, card of ticket ${numberOf(row)}: ${row.status}`)
}
