import type { Ticket } from '../prisma/generated/client.ts'
import { readResident } from './accounts.ts'
import { runningClocks } from './clocks.ts'
import type { Work } from './context.ts'
import { type EventPayloads, latestEdits, type ReadEvent, readEvents } from './events.ts'
import { custodianAccounts, officerNames } from './officers.ts'
import { post } from './outbox.ts'
import { roomsOf } from './rooms.ts'
import { civilDateOf, daysBetween } from './rules/civil-date.ts'
import { maskText } from './rules/masking.ts'
import { numberOf } from './tickets.ts'

export type CardNews = 'new' | 'added' | 'moved'

/** One line of the talk on a card, masked. */
export interface CardLine {
  kind: 'resident' | 'reply' | 'ask' | 'note' | 'end'
  /** The officer who wrote it; absent for the resident. */
  officer?: string
  text: string
  files: { file: string; media: string; name: string }[]
  edited: boolean
  /** Taken back on its platform by the resident; the office keeps what it received. */
  recalled: boolean
  at: Date
  /** Replies: where they are on their way. */
  delivery?: 'held' | 'on-its-way' | 'delivered' | 'undeliverable'
}

/** Everything a staff room may see of a ticket: no name, no phone, no id number. */
export interface CardContent {
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
  lines: CardLine[]
  canUndoReply: boolean
}

/**
 * Shows a ticket as it now stands: its card in every room that may see it is made or edited in place. A sealed ticket
 * is told to the custodians in private instead, each time anew.
 */
export async function showTicket(work: Work, ticket: Ticket, news: CardNews): Promise<void> {
  if (ticket.sealed) return tellCustodians(work, ticket, news)
  const rooms = await roomsOf(work, ticket)
  const former = await work.tx.card.findMany({ where: { ticketId: ticket.id } })
  const roomIds = new Set([...rooms.map((room) => room.id), ...former.map((card) => card.roomId)])
  // What waits unsent of this card would only be overtaken: the newest carries the whole.
  await work.tx.outbox.updateMany({
    where: { ticketId: ticket.id, kind: 'card', status: 'waiting', attempts: 0 },
    data: { status: 'superseded' },
  })
  for (const roomId of roomIds) {
    const card = await work.tx.card.upsert({
      where: { ticketId_roomId: { ticketId: ticket.id, roomId } },
      create: { ticketId: ticket.id, roomId, version: 1 },
      update: { version: { increment: 1 } },
    })
    await post(work, [
      {
        dedupeKey: `card:${ticket.id}:${roomId}:${card.version}`,
        lane: 'card',
        kind: 'card',
        params: { ticketId: ticket.id },
        to: { room: roomId },
        ticketId: ticket.id,
      },
    ])
  }
}

/** What the card of a ticket shows now, masked. Read when it is sent, so that a late send is not a stale one. */
export async function readCard(work: Work, ticketId: string): Promise<CardContent> {
  const ticket = await work.tx.ticket.findUniqueOrThrow({ where: { id: ticketId } })
  const events = await readEvents(work, ticketId)
  const officers = officersIn(events)
  const names = await officerNames(work, ticket.holderId ? [...officers, ticket.holderId] : officers)
  const resident = ticket.residentId ? await readResident(work, ticket.residentId) : undefined
  const mask = (text: string) => maskText(text, resident ? [resident.name] : [])
  const today = civilDateOf(work.at)
  const clocks = await runningClocks(work, ticketId)
  const pending = await work.tx.outbox.findMany({
    where: { ticketId, eventSeq: { not: null }, status: 'waiting', attempts: 0, notBefore: { gt: work.at } },
    select: { eventSeq: true },
  })
  const held = new Set(pending.map((row) => row.eventSeq))
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
      .filter((clock) => clock.holder === 'office')
      .map(({ rule, dueOn, provisional }) => ({ rule, dueOn, provisional, daysLeft: daysBetween(today, dueOn) })),
    lines: await readLines(work, ticketId, events, names, held, mask),
    canUndoReply: held.size > 0,
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

async function readLines(
  work: Work,
  ticketId: string,
  events: ReadEvent[],
  names: Map<string, string>,
  held: Set<number | null>,
  mask: (text: string) => string,
): Promise<CardLine[]> {
  const attachments = await work.tx.attachment.findMany({ where: { ticketId }, include: { file: true } })
  const edits = latestEdits(events)
  const fates = replyFates(events)
  const recalled = new Set(
    events.filter((e) => e.kind === 'words-recalled').map((e) => (e.payload as EventPayloads['words-recalled']).of),
  )
  return events.flatMap((event): CardLine[] => {
    const kind = lineKinds[event.kind]
    if (!kind) return []
    const text = wordsOf(event)
    // A resident who confirms or reopens does it without words, and a reason need not be given; the state shows it.
    if (kind !== 'resident' && text === '') return []
    const officer = event.actor.kind === 'officer' ? names.get(event.actor.id) : undefined
    const fate = fates.get(event.seq)
    if (fate === 'taken-back') return []
    const edited = edits.get(event.seq)
    return [
      {
        kind,
        ...(officer !== undefined && { officer }),
        text: mask(edited ?? text),
        files: attachments
          .filter((row) => row.eventSeq === event.seq)
          .map(({ file }) => ({ file: file.id, media: file.media, name: fileLabel(file.mime) })),
        edited: edited !== undefined,
        recalled: recalled.has(event.seq),
        at: event.at,
        ...((kind === 'reply' || kind === 'ask' || kind === 'end') && {
          delivery: held.has(event.seq) ? ('held' as const) : (fate ?? ('on-its-way' as const)),
        }),
      },
    ]
  })
}

const lineKinds: Partial<Record<ReadEvent['kind'], CardLine['kind']>> = {
  'words-added': 'resident',
  replied: 'reply',
  'asked-back': 'ask',
  note: 'note',
  redirected: 'end',
  closed: 'end',
  reopened: 'end',
  'handed-over': 'note',
}

function wordsOf({ payload }: ReadEvent): string {
  if ('reason' in payload) return payload.reason
  return 'text' in payload ? payload.text : ''
}

function replyFates(events: ReadEvent[]): Map<number, 'taken-back' | 'delivered' | 'undeliverable'> {
  const fates = new Map<number, 'taken-back' | 'delivered' | 'undeliverable'>()
  for (const event of events) {
    const { of } = event.payload as { of?: number }
    if (of === undefined) continue
    if (event.kind === 'reply-taken-back') fates.set(of, 'taken-back')
    if (event.kind === 'reply-delivered') fates.set(of, 'delivered')
    if (event.kind === 'reply-undeliverable') fates.set(of, 'undeliverable')
  }
  return fates
}

/** A file's own name may hold a person's; in the room it is called by what it is. */
function fileLabel(mime: string): string {
  return mime.split('/').at(-1) ?? mime
}
