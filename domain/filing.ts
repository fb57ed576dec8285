import { randomBytes, randomUUID } from 'node:crypto'
import type { Account, Ticket, TicketKind } from '../prisma/generated/client.ts'
import { type Contact, recordResident } from './accounts.ts'
import { showTicket } from './cards.ts'
import { runningClocks, startClock } from './clocks.ts'
import type { Work } from './context.ts'
import { DomainError } from './errors.ts'
import { appendEvent } from './events.ts'
import { appendWords, type WrittenWords } from './letters.ts'
import { custodianAccounts } from './officers.ts'
import { post } from './outbox.ts'
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
  const there = await work.tx.ticket.findUnique({ where: { draftId: draft.id } })
  if (there) return { ticket: there, isNew: false }
  const kind = kindOf(work, draft.category)
  const sealed = kind === 'accusation'
  if (sealed && (await custodianAccounts(work, draft.accusedUnit)).length === 0) throw new DomainError('no-custodian')

  const code = createQueryCode(randomBytes)
  const ticket = await createTicketRow(work, account, draft, kind, code)
  const categories = [draft.category]
  await appendEvent(work, ticket, 'opened', { kind: 'resident' }, { channel: account.channel, categories })
  for (const words of draft.words) await appendWords(work, ticket, account, words)
  // 条例 22, 23: the written notice is due 15 days after receipt. Accusations follow discipline rules instead (条例 30).
  if (!sealed) await startClock(work, ticket.id, 'NOTICE_15D', ticket.receivedOn)
  await postReceipt(work, ticket, code)
  await showTicket(work, ticket, 'new')
  return { ticket, isNew: true }
}

function kindOf(work: Work, categoryId: string): TicketKind {
  const category = findCategory(work.office, categoryId)
  if (!category) throw new Error(`The office file has no category ${categoryId}`)
  return category.kind
}

async function createTicketRow(
  work: Work,
  account: Account,
  draft: Draft,
  kind: TicketKind,
  code: string,
): Promise<Ticket> {
  const id = randomUUID()
  const receivedOn = civilDateOf(work.at)
  const year = Number(receivedOn.slice(0, 4))
  const residentId = draft.contact ? await recordResident(work, account, draft.contact) : null
  const { category, township, village } = draft
  const route = routeTicket(work.office, { category, ...(township && { township }), ...(village && { village }) })
  return work.tx.ticket.create({
    data: {
      id,
      year,
      sequence: await nextSequence(work, year),
      draftId: draft.id,
      kind,
      state: 'received',
      sealed: kind === 'accusation',
      category,
      township: township ?? null,
      village: village ?? null,
      placeEnc: draft.place ? work.vault.seal('Ticket', 'placeEnc', id, draft.place) : null,
      unit: route.unit,
      accusedUnit: draft.accusedUnit ?? null,
      anonymous: !draft.contact,
      accountId: account.id,
      residentId,
      language: account.language,
      queryCodeHash: work.vault.hash('query-code', normalizeQueryCode(code) ?? code),
      receivedAt: work.at,
      receivedOn,
    },
  })
}

async function nextSequence(work: Work, year: number): Promise<number> {
  const rows = await work.tx.$queryRaw<{ last: number }[]>`
    INSERT INTO "TicketCounter" (year, last) VALUES (${year}, 1)
    ON CONFLICT (year) DO UPDATE SET last = "TicketCounter".last + 1
    RETURNING last`
  return rows[0]?.last ?? 1
}

async function postReceipt(work: Work, ticket: Ticket, code: string): Promise<void> {
  const clocks = await runningClocks(work, ticket.id)
  const pieces = await work.tx.attachment.count({ where: { ticketId: ticket.id } })
  await post(work, [
    {
      dedupeKey: `receipt:${ticket.id}`,
      lane: 'receipt',
      kind: 'receipt',
      params: {
        number: numberOf(ticket),
        code,
        kind: ticket.kind,
        receivedOn: ticket.receivedOn,
        unit: ticket.unit,
        files: pieces,
        clocks: clocks.map(({ rule, dueOn, provisional }) => ({ rule, dueOn, provisional })),
      },
      to: { account: ticket.accountId },
      ticketId: ticket.id,
      statutory: true,
    },
  ])
}
