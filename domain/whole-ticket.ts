import type { BookingState, Clock, OutboxStatus, Ticket } from '../prisma/generated/client.ts'
import { type AlikeRow, alikeSince, alikeTo, tellAlike } from './alike.ts'
import type { Work } from './context.ts'
import { openEvent, type ReadEvent } from './events.ts'
import { liveStates } from './reception/booking-rows.ts'
import { openStates } from './rules/moves.ts'
import { reviveInstants } from './store/sql.ts'

/** A ticket with what has happened to it and what runs, as of one statement. */
export interface WholeTicket {
  ticket: Ticket
  /** Oldest first; those whose words were erased are left out. */
  events: ReadEvent[]
  /** Those that still run, the nearest first. */
  clocks: Clock[]
  /** The events whose words are held back and can be taken back until then. */
  held: ReadonlySet<number>
  /** What was to be said to the resident, the first first, but for what needs not go any more. */
  sends: TicketSend[]
  /** See `countAlike`; zero when it is sealed or nobody has to do anything for it any more. */
  alike: number
  /** Its visit on a reception day that is still to come to something. */
  visit: TicketVisit | null
}

/** Where the words of an event went, or should have gone. */
export interface TicketSend {
  eventSeq: number
  channel: string
  status: Exclude<OutboxStatus, 'cancelled' | 'superseded'>
  /** They could not go, and a notice went in their place. */
  pointed: boolean
}

/** When a visit is, and how it stands; without a time for who waits for a seat. */
export interface TicketVisit {
  on: string
  startsAt: string | null
  state: BookingState
}

/** Reads a ticket for its card: one statement, for each send of a card asks for it. Throws when there is no such ticket. */
export async function readWholeTicket(work: Work, ticketId: string): Promise<WholeTicket> {
  const [row] = await work.sql<{
    ticket: Record<string, unknown>
    events: Record<string, unknown>[]
    clocks: Record<string, unknown>[]
    sends: (TicketSend & { held: boolean })[]
    alike: AlikeRow | null
    visit: TicketVisit | null
  }>(readWhole, [ticketId, work.at, alikeSince(work), openStates])
  if (!row) throw new Error(`There is no ticket ${ticketId}`)
  return {
    ticket: reviveInstants<Ticket>(row.ticket),
    events: row.events.map((event) => openEvent(work, reviveInstants(event))),
    clocks: row.clocks.map((clock) => reviveInstants<Clock>(clock)),
    held: new Set(row.sends.flatMap(({ held, eventSeq }) => (held ? [eventSeq] : []))),
    sends: row.sends.map(({ held: _, ...send }) => send),
    alike: row.alike ? tellAlike(row.alike) : 0,
    visit: row.visit,
  }
}

const readWhole = `
  SELECT to_jsonb(t) AS ticket,
    coalesce((SELECT jsonb_agg(to_jsonb(e) ORDER BY e.seq) FROM "TicketEvent" e
      WHERE e."ticketId" = t.id AND e."payloadEnc" IS NOT NULL), '[]') AS events,
    coalesce((SELECT jsonb_agg(to_jsonb(c) ORDER BY c."dueOn") FROM "Clock" c
      WHERE c."ticketId" = t.id AND c."satisfiedAt" IS NULL), '[]') AS clocks,
    coalesce((SELECT jsonb_agg(jsonb_build_object('eventSeq', o."eventSeq", 'channel', a.channel, 'status', o.status,
        'pointed', o."pointedAt" IS NOT NULL,
        'held', o.status = 'waiting' AND o.attempts = 0 AND o."notBefore" > $2::timestamptz) ORDER BY o.id)
      FROM "Outbox" o JOIN "Account" a ON a.id = o."accountId"
      WHERE o."ticketId" = t.id AND o."eventSeq" IS NOT NULL AND o.status NOT IN ('cancelled', 'superseded')), '[]') AS sends,
    CASE WHEN NOT t.sealed AND t.state::text = ANY($4::text[])
      THEN (SELECT to_jsonb(a) FROM (${alikeTo('t.village', 't.category', '$3', '$4')}) a) END AS alike,
    (SELECT jsonb_build_object('on', d."on", 'startsAt', s."startsAt", 'state', b.state)
      FROM "Booking" b JOIN "ReceptionDay" d ON d.id = b."dayId" LEFT JOIN "Seat" s ON s.id = b."seatId"
      WHERE b."ticketId" = t.id AND b.state IN ${liveStates}) AS visit
  FROM "Ticket" t WHERE t.id = $1::uuid`
