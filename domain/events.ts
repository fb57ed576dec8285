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
  released: { why: 'let-go' | 'ran-out' }
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
  'code-reset': Record<string, never>
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
  await work.tx.ticketEvent.create({ data: { ...event, hash } })
  await work.tx.ticket.update({ where: { id: ticket.id }, data: { eventCount: seq, eventHash: hash } })
  ticket.eventCount = seq
  ticket.eventHash = hash
  return seq
}

/** A ticket's history, oldest first. An event whose words were erased comes back without them. */
export async function readEvents(work: Work, ticketId: string): Promise<ReadEvent[]> {
  const rows = await work.tx.ticketEvent.findMany({ where: { ticketId }, orderBy: { seq: 'asc' } })
  return rows.filter((row) => row.payloadEnc !== null).map((row) => openEvent(work, row))
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

function openEvent(work: Work, row: TicketEvent): ReadEvent {
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
