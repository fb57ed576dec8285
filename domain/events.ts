import { createHash } from 'node:crypto'
import type { Ticket, TicketEvent } from '../prisma/generated/client.ts'
import type { Work } from './context.ts'

/** What each kind of event carries. Names, phones and platform ids never stand here: they are the resident's row. */
export interface EventPayloads {
  opened: { channel: string; categories: string[] }
  'words-added': { text: string; files: string[]; by: 'resident' | 'helper' }
  /** `of` is the seq of the words that were changed; the old ones stay. */
  'words-edited': { of: number; text: string }
  'words-recalled': { of: number }
  claimed: { until: string }
  released: { why: 'let-go' | 'ran-out' | 'left' }
  accepted: { unit: string }
  'handed-over': { fromUnit: string; toUnit: string; toOfficer?: string; reason: string }
  'asked-back': { text: string }
  note: { text: string }
  replied: { text: string }
  'reply-taken-back': { of: number }
  'reply-delivered': { of: number; channel: string }
  'reply-undeliverable': { of: number; why: string }
  redirected: { ground: string; article: string; text: string }
  closed: { text: string }
  reopened: { text: string }
  withdrawn: Record<string, never>
  'withdrawal-undone': Record<string, never>
  'identity-read': Record<string, never>
  'files-read': { files: string[] }
  'code-reset': Record<string, never>
  /** `proposal` is the row of the same id; nothing of its words stands here before it is approved. */
  'opinion-proposed': { proposal: string }
  'extension-asked': { proposal: string; days: number; reason: string }
  'review-proposed': { proposal: string; stage: 'review' | 'recheck' }
  'proposal-returned': { proposal: string; reason: string }
  'proposal-taken-back': { proposal: string }
  /** The approved opinion as the resident reads it (条例 32). `remedyOn` only when it is supported. */
  opinion: {
    outcome: 'supported' | 'explained' | 'notSupported'
    text: string
    ground: string
    remedy: string
    remedyOn?: string
  }
  extended: { days: number; reason: string; dueOn: string }
  'transfer-objected': { toUnit: string; reason: string }
  'review-requested': { stage: 'review' | 'recheck'; text: string; late: boolean }
  'review-decided': { stage: 'review' | 'recheck'; text: string; ground: string; upheld: boolean }
  'hearing-held': { from: string }
  'hearing-ended': { days: number }
  'carried-out': { text: string }
  merged: { into: string; reason: string }
  'joined-by': { ticketId: string }
  rated: { stars: number; text: string }
  'done-asked': Record<string, never>
  'done-said': { done: boolean }
  /** The resident wants not to be asked any more, about this matter or another. */
  'done-declined': Record<string, never>
  'clock-recounted': { rule: string; from: string; to: string }
  'told-late': { rule: string; dueOn: string }
  /** A seat of a reception day, or without `startsAt` a place on its waiting list. */
  'visit-booked': { on: string; startsAt?: string }
  'visit-moved': { on: string; startsAt: string }
  'visit-cancelled': { on: string; reason: string }
  'visit-came': { on: string }
  /** What came of it, as the resident reads it. */
  'visit-ended': { on: string; text: string }
  /** `promise` is the row of the same id. */
  promised: { promise: string; text: string; unit: string; dueOn: string }
  'promise-done': { promise: string; text: string }
  'promise-asked': { promise: string }
  /** What the visitor says of it. */
  'promise-said': { promise: string; done: boolean }
}

export type EventKind = keyof EventPayloads

/** Who did it, as it is written in the history. */
export type Actor = { kind: 'resident' } | { kind: 'officer'; id: string } | { kind: 'system' }

export interface ReadEvent<K extends EventKind = EventKind> {
  seq: number
  kind: K
  actor: Actor
  at: Date
  payload: EventPayloads[K]
}

/** An event as it is stored. */
export type EventRow = Omit<TicketEvent, 'payloadEnc'> & { payloadEnc: string }

/**
 * Appends an event to a ticket's history, chained by hash to the one before. The caller holds the ticket's row lock
 * (`lockTicket`), which is what keeps the chain in one line. `source` names the message it came from, for later edits.
 * Returns the event's seq and keeps `ticket` in step.
 */
export async function appendEvent<K extends EventKind>(
  work: Work,
  ticket: Ticket,
  kind: K,
  actor: Actor,
  payload: EventPayloads[K],
  source?: string,
): Promise<number> {
  const row = chainEvent(work, ticket, kind, actor, payload, source)
  await work.sql(writeEvent, [JSON.stringify(row), ticket.id, row.seq, row.hash])
  return row.seq
}

/** The next event of a history, chained and sealed; `ticket` is in step with it, and nothing is written yet. */
export function chainEvent<K extends EventKind>(
  work: Pick<Work, 'vault' | 'at'>,
  ticket: Ticket,
  kind: K,
  actor: Actor,
  payload: EventPayloads[K],
  source?: string,
): EventRow {
  const seq = ticket.eventCount + 1
  const plain = JSON.stringify(payload)
  const event = {
    ticketId: ticket.id,
    seq,
    kind,
    actor: actor.kind === 'officer' ? `officer:${actor.id}` : actor.kind,
    at: work.at,
    payloadEnc: work.vault.seal('TicketEvent', 'payloadEnc', `${ticket.id}:${seq}`, plain),
    commitment: work.vault.hash('event', `${ticket.id}:${seq}:${plain}`),
    sourceHash: source === undefined ? null : work.vault.hash('source', source),
  }
  const hash = chainHash(ticket.eventHash, event)
  ticket.eventCount = seq
  ticket.eventHash = hash
  return { ...event, hash }
}

const writeEvent = `
  WITH counted AS (
    UPDATE "Ticket" SET "eventCount" = $3, "eventHash" = $4 WHERE id = $2::uuid)
  INSERT INTO "TicketEvent" SELECT * FROM jsonb_populate_record(NULL::"TicketEvent", $1::jsonb)`

/** A ticket's history, oldest first. An event whose words were erased comes back without them. */
export async function readEvents(work: Work, ticketId: string): Promise<ReadEvent[]> {
  const rows = await work.sql<TicketEvent>(
    `SELECT "ticketId", seq, kind, actor, at, "payloadEnc" FROM "TicketEvent"
    WHERE "ticketId" = $1::uuid AND "payloadEnc" IS NOT NULL ORDER BY seq`,
    [ticketId],
  )
  return rows.map((row) => openEvent(work, row))
}

/** The event that a message became, when it became one. */
export async function findEventBySource(work: Work, source: string): Promise<{ ticketId: string; seq: number } | null> {
  return work.tx.ticketEvent.findFirst({
    where: { sourceHash: work.vault.hash('source', source), kind: 'words-added' },
    select: { ticketId: true, seq: true },
  })
}

/** The newest wording of words that were edited, by the seq they were first said under. */
export function latestEdits(events: ReadEvent[]): Map<number, string> {
  const edits = new Map<number, string>()
  for (const event of events) {
    if (event.kind !== 'words-edited') continue
    const { of, text } = event.payload as EventPayloads['words-edited']
    edits.set(of, text)
  }
  return edits
}

/** The seq of the first event that does not follow from the one before it, or undefined when the chain is whole. */
export async function findBrokenLink(work: Work, ticketId: string): Promise<number | undefined> {
  const rows = await work.tx.ticketEvent.findMany({ where: { ticketId }, orderBy: { seq: 'asc' } })
  const ticket = await work.tx.ticket.findUniqueOrThrow({ where: { id: ticketId } })
  let previous = ''
  for (const [index, row] of rows.entries()) {
    if (row.seq !== index + 1 || row.hash !== chainHash(previous, row)) return row.seq
    previous = row.hash
  }
  return previous === ticket.eventHash ? undefined : rows.length + 1
}

/** A stored event with its words. */
export function openEvent(
  work: Work,
  row: Pick<TicketEvent, 'ticketId' | 'seq' | 'kind' | 'actor' | 'at' | 'payloadEnc'>,
): ReadEvent {
  const plain = work.vault.open('TicketEvent', 'payloadEnc', `${row.ticketId}:${row.seq}`, row.payloadEnc ?? '')
  const actor: Actor = row.actor.startsWith('officer:')
    ? { kind: 'officer', id: row.actor.slice('officer:'.length) }
    : { kind: row.actor === 'resident' ? 'resident' : 'system' }
  return { seq: row.seq, kind: row.kind as EventKind, actor, at: row.at, payload: JSON.parse(plain) }
}

function chainHash(
  previous: string,
  event: Pick<TicketEvent, 'ticketId' | 'seq' | 'kind' | 'actor' | 'at' | 'commitment' | 'sourceHash'>,
): string {
  const line = [
    previous,
    event.ticketId,
    event.seq,
    event.kind,
    event.actor,
    event.at.toISOString(),
    event.commitment,
    event.sourceHash ?? '',
  ].join('\n')
  return createHash('sha256').update(line).digest('base64url')
}
