import { randomBytes, randomUUID } from 'node:crypto'
import type { Account, Ticket, TicketKind } from '../prisma/generated/client.ts'
import { type Contact, recordResident } from './accounts.ts'
import { cardPosting, showTicket } from './cards.ts'
import { clockLine, countClock, type NewClock } from './clocks.ts'
import type { Work } from './context.ts'
import { DomainError } from './errors.ts'
import { chainEvent } from './events.ts'
import { type ChainedWords, chainWords, ownFiles, type WrittenWords } from './letters.ts'
import { custodianAccounts } from './officers.ts'
import { insertPostings, type Posting, sealPostings } from './outbox.ts'
import { isDomestic } from './rules/borders.ts'
import { civilDateOf } from './rules/civil-date.ts'
import { createQueryCode, normalizeQueryCode } from './rules/query-code.ts'
import { findCategory, routeTicket } from './rules/routing.ts'
import { numberOf } from './tickets.ts'

/** A filled form, read back to the resident and submitted. */
export interface Draft {
  /** The form's own id: a form becomes one ticket, however often it is submitted. */
  id: string
  category: string
  township?: string
  village?: string
  /** A place in the resident's own words. */
  place?: string
  words: WrittenWords[]
  /** Absent when the resident stays anonymous. */
  contact?: Contact
  /** Accusations: the unit it is about, when the resident named one. */
  accusedUnit?: string
}

/**
 * Makes a submitted form a ticket: number, query code, clocks, the receipt for the resident and the card for the staff
 * rooms (or a private word to the custodians), all in this transaction. Submitted again, it returns the ticket there is
 * without a code. Throws `no-custodian` when nobody may receive an accusation.
 */
export async function openTicket(
  work: Work,
  account: Account,
  draft: Draft,
): Promise<{ ticket: Ticket; isNew: boolean }> {
  const kind = kindOf(work, draft.category)
  const sealed = kind === 'accusation'
  // The dialogue hands it over before; nothing of it may ever lie behind a number that was given abroad.
  if (sealed && !isDomestic(account.channel)) throw new Error('An accusation was submitted on a channel abroad')
  if (sealed && (await custodianAccounts(work, draft.accusedUnit)).length === 0) throw new DomainError('no-custodian')

  const code = createQueryCode(randomBytes)
  const filed = await fillTicket(work, account, draft, kind, code)
  if (!filed) return { ticket: await findByDraft(work, draft.id), isNew: false }
  await writeFiled(work, filed, code)
  // Kept from every room: the custodians hear of it in private.
  if (sealed) await showTicket(work, filed.ticket, 'new')
  return { ticket: filed.ticket, isNew: true }
}

/** A ticket with everything that it begins with, made ready and not written. */
interface Filed extends ChainedWords {
  ticket: Ticket
  clocks: NewClock[]
  /** The rooms that see it. */
  rooms: string[]
}

/** Undefined when the form has become a ticket before. */
async function fillTicket(
  work: Work,
  account: Account,
  draft: Draft,
  kind: TicketKind,
  code: string,
): Promise<Filed | undefined> {
  const { category, township, village } = draft
  const { unit } = routeTicket(work.office, { category, ...(township && { township }), ...(village && { village }) })
  const year = Number(civilDateOf(work.at).slice(0, 4))
  const given = await takeNumber(work, draft.id, year, unit)
  if (!given) return undefined
  const residentId = draft.contact ? await recordResident(work, account, draft.contact) : null
  const ticket = newTicket(work, account, draft, { kind, unit, year, sequence: given.sequence, residentId, code })
  const own = await ownFiles(
    work,
    account,
    draft.words.flatMap((words) => words.files),
  )
  const opened = { channel: account.channel, categories: [category] }
  const events = [chainEvent(work, ticket, 'opened', { kind: 'resident' }, opened)]
  const words = draft.words.map((piece) => chainWords(work, ticket, piece, own))
  return {
    ticket,
    events: [...events, ...words.flatMap((piece) => piece.events)],
    attachments: words.flatMap((piece) => piece.attachments),
    // 条例 22, 23: the written notice is due after receipt. Accusations follow discipline rules instead (条例 30).
    clocks: ticket.sealed ? [] : [countClock(work, ticket.id, 'NOTICE_15D', ticket.receivedOn)],
    rooms: ticket.sealed ? [] : given.rooms,
  }
}

/** All of it in one statement: a form is filed whole or not at all, and everybody waits for the numbers. */
async function writeFiled(work: Work, filed: Filed, code: string): Promise<void> {
  const { ticket, events, attachments, clocks, rooms } = filed
  const cards = rooms.map((roomId) => ({ ticketId: ticket.id, roomId, version: 1 }))
  await work.sql(insertFiled, [
    ...[[ticket], events, attachments, clocks, cards].map((rows) => JSON.stringify(rows)),
    sealPostings(work, [receiptOf(filed, code), ...cards.map((card) => cardPosting(card))]),
    work.at,
  ])
}

const insertFiled = `
  WITH ticket AS (INSERT INTO "Ticket" SELECT * FROM jsonb_populate_recordset(NULL::"Ticket", $1::jsonb)),
  events AS (INSERT INTO "TicketEvent" SELECT * FROM jsonb_populate_recordset(NULL::"TicketEvent", $2::jsonb)),
  attached AS (
    INSERT INTO "Attachment" SELECT * FROM jsonb_populate_recordset(NULL::"Attachment", $3::jsonb) ON CONFLICT DO NOTHING),
  clocks AS (INSERT INTO "Clock" SELECT * FROM jsonb_populate_recordset(NULL::"Clock", $4::jsonb)),
  cards AS (
    INSERT INTO "Card" ("ticketId", "roomId", version)
    SELECT "ticketId", "roomId", version FROM jsonb_populate_recordset(NULL::"Card", $5::jsonb)),
  posted AS (${insertPostings('$6', '$7')})
  SELECT pg_notify('outbox', '')`

/**
 * The next number of a year, and the rooms that see a unit's tickets. Undefined when the form has a number already: then
 * none is used up.
 */
async function takeNumber(
  work: Work,
  draftId: string,
  year: number,
  unit: string,
): Promise<{ sequence: number; rooms: string[] } | undefined> {
  const [given] = await work.sql<{ sequence: number; rooms: string[] }>(
    `WITH counted AS (
      INSERT INTO "TicketCounter" (year, last)
      SELECT $1::int, 1 WHERE NOT EXISTS (SELECT 1 FROM "Ticket" WHERE "draftId" = $2::uuid)
      ON CONFLICT (year) DO UPDATE SET last = "TicketCounter".last + 1
      RETURNING last)
    SELECT last AS sequence, ARRAY(
      SELECT id::text FROM "Room" WHERE "closedAt" IS NULL AND unit IN ('', $3) ORDER BY "createdAt") AS rooms
    FROM counted`,
    [year, draftId, unit],
  )
  return given
}

function findByDraft(work: Work, draftId: string): Promise<Ticket> {
  return work.tx.ticket.findUniqueOrThrow({ where: { draftId } })
}

function kindOf(work: Work, categoryId: string): TicketKind {
  const category = findCategory(work.office, categoryId)
  if (!category) throw new Error(`The office file has no category ${categoryId}`)
  return category.kind
}

interface Numbered {
  kind: TicketKind
  unit: string
  year: number
  sequence: number
  residentId: string | null
  code: string
}

function newTicket(work: Work, account: Account, draft: Draft, numbered: Numbered): Ticket {
  const { kind, unit, year, sequence, residentId, code } = numbered
  const id = randomUUID()
  return {
    id,
    year,
    sequence,
    draftId: draft.id,
    kind,
    state: 'received',
    sealed: kind === 'accusation',
    category: draft.category,
    township: draft.township ?? null,
    village: draft.village ?? null,
    placeEnc: draft.place ? work.vault.seal('Ticket', 'placeEnc', id, draft.place) : null,
    unit,
    accusedUnit: draft.accusedUnit ?? null,
    anonymous: !draft.contact,
    accountId: account.id,
    residentId,
    language: account.language,
    queryCodeHash: work.vault.hash('query-code', normalizeQueryCode(code) ?? code),
    consentVersion: isDomestic(account.channel) ? null : account.consentVersion,
    holderId: null,
    claimUntil: null,
    receivedAt: work.at,
    receivedOn: civilDateOf(work.at),
    acceptedOn: null,
    answeredAt: null,
    closedAt: null,
    withdrawnAt: null,
    outcome: null,
    remedyOn: null,
    mergedIntoId: null,
    askDoneOn: null,
    stateBefore: null,
    eventCount: 0,
    eventHash: '',
  }
}

function receiptOf({ ticket, clocks, attachments }: Filed, code: string): Posting {
  return {
    dedupeKey: `receipt:${ticket.id}`,
    lane: 'receipt',
    kind: 'receipt',
    params: {
      number: numberOf(ticket),
      code,
      kind: ticket.kind,
      receivedOn: ticket.receivedOn,
      unit: ticket.unit,
      files: attachments.length,
      clocks: clocks.map(clockLine),
    },
    to: { account: ticket.accountId },
    ticketId: ticket.id,
    statutory: true,
  }
}
