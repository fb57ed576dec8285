import type { Card, Ticket } from '../prisma/generated/client.ts'
import { readResident } from './accounts.ts'
import { type CardLine, readLines } from './card-lines.ts'
import type { Work } from './context.ts'
import type { ReadEvent } from './events.ts'
import { custodianAccounts, officerNames } from './officers.ts'
import { type Posting, post } from './outbox.ts'
import { type Progress, readProgress } from './progress.ts'
import { civilDateOf, daysBetween } from './rules/civil-date.ts'
import { maskText } from './rules/masking.ts'
import { numberOf } from './tickets.ts'
import { readWholeTicket, type TicketVisit } from './whole-ticket.ts'

export type CardNews = 'new' | 'added' | 'moved'

/** Everything a staff room may see of a ticket: no name, no phone, no id number. */
export interface CardContent extends Progress {
  ticketId: string
  number: string
  kind: Ticket['kind']
  state: Ticket['state']
  sealed: boolean
  category: string
  township: string | null
  village: string | null
  place: string | null
  unit: string
  anonymous: boolean
  holder: string | null
  /** When the holder's claim runs out; null once accepted. */
  claimUntil: Date | null
  receivedOn: string
  clocks: { rule: string; dueOn: string; daysLeft: number; provisional: boolean }[]
  /** Open matters about the same in the same village, this one among them; zero when they are few. */
  alike: number
  /** Its visit on a reception day that is still to come to something. */
  visit: TicketVisit | null
  lines: CardLine[]
  canUndoReply: boolean
}

/**
 * Shows a ticket as it now stands: its card in every room that may see it is made or edited in place. A sealed ticket
 * is told to the custodians in private instead, each time anew.
 */
export async function showTicket(work: Work, ticket: Ticket, news: CardNews): Promise<void> {
  if (ticket.sealed) return tellCustodians(work, ticket, news)
  const cards = await work.sql<{ roomId: string; version: number }>(turnCards, [ticket.id, ticket.unit])
  await post(
    work,
    cards.map((card) => cardPosting({ ticketId: ticket.id, ...card })),
  )
}

/** One version of a ticket's card in one room, on its way. */
export function cardPosting({ ticketId, roomId, version }: Pick<Card, 'ticketId' | 'roomId' | 'version'>): Posting {
  return {
    dedupeKey: `card:${ticketId}:${roomId}:${version}`,
    lane: 'card',
    kind: 'card',
    params: { ticketId },
    to: { room: roomId },
    ticketId,
  }
}

/**
 * A new version of the card in the rooms that see the ticket now (`roomsOf`) and in those that did. What waits unsent of
 * it would only be overtaken: the newest carries the whole.
 */
const turnCards = `
  WITH overtaken AS (
    UPDATE "Outbox" SET status = 'superseded'
    WHERE "ticketId" = $1::uuid AND kind = 'card' AND status = 'waiting' AND attempts = 0)
  INSERT INTO "Card" ("ticketId", "roomId", version)
  SELECT $1::uuid, r.id, 1 FROM "Room" r
  WHERE r."closedAt" IS NULL AND (r.unit IN ('', $2)
    OR EXISTS (SELECT 1 FROM "Card" c WHERE c."ticketId" = $1::uuid AND c."roomId" = r.id))
  ORDER BY r."createdAt"
  ON CONFLICT ("ticketId", "roomId") DO UPDATE SET version = "Card".version + 1
  RETURNING "roomId", version`

/** What the card of a ticket shows now, masked. Read when it is sent, so that a late send is not a stale one. */
export async function readCard(work: Work, ticketId: string): Promise<CardContent> {
  const { ticket, events, clocks, held, sends, alike, visit } = await readWholeTicket(work, ticketId)
  const officers = officersIn(events)
  const names = await officerNames(work, ticket.holderId ? [...officers, ticket.holderId] : officers)
  const resident = ticket.residentId ? await readResident(work, ticket.residentId) : undefined
  const mask = (text: string) => maskText(text, resident ? [resident.name] : [])
  const today = civilDateOf(work.at)
  return {
    ticketId,
    number: numberOf(ticket),
    kind: ticket.kind,
    state: ticket.state,
    sealed: ticket.sealed,
    category: ticket.category,
    township: ticket.township,
    village: ticket.village,
    place: ticket.placeEnc ? mask(work.vault.open('Ticket', 'placeEnc', ticket.id, ticket.placeEnc)) : null,
    unit: ticket.unit,
    anonymous: ticket.anonymous,
    holder: ticket.holderId ? (names.get(ticket.holderId) ?? null) : null,
    claimUntil: ticket.claimUntil,
    receivedOn: ticket.receivedOn,
    clocks: clocks
      // While a hearing is held it has no last day: the hearing stands on the card instead.
      .filter((clock) => clock.holder === 'office' && clock.pausedOn === null)
      .map(({ rule, dueOn, provisional }) => ({ rule, dueOn, provisional, daysLeft: daysBetween(today, dueOn) })),
    alike,
    visit,
    lines: await readLines(work, ticketId, events, names, { held, sends }, mask),
    canUndoReply: held.size > 0,
    ...(await readProgress(work, ticket, clocks, mask)),
  }
}

async function tellCustodians(work: Work, ticket: Ticket, news: CardNews): Promise<void> {
  if (news === 'moved') return
  const accounts = await custodianAccounts(work, ticket.accusedUnit ?? undefined)
  await post(
    work,
    accounts.map((account) => ({
      dedupeKey: `sealed:${ticket.id}:${ticket.eventCount}:${account.id}`,
      lane: 'card' as const,
      kind: 'sealedCard',
      params: { ticketId: ticket.id, news },
      to: { account: account.id },
      ticketId: ticket.id,
      statutory: true,
    })),
  )
}

function officersIn(events: ReadEvent[]): string[] {
  return events.flatMap((event) => (event.actor.kind === 'officer' ? [event.actor.id] : []))
}
