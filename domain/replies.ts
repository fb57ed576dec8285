import type { Officer, Ticket } from '../prisma/generated/client.ts'
import { showTicket } from './cards.ts'
import type { Work } from './context.ts'
import { DomainError } from './errors.ts'
import { appendEvent } from './events.ts'
import { otherHolder } from './handling.ts'
import { officerName } from './officers.ts'
import { post } from './outbox.ts'
import { lockTicketFor, moveTicket, numberOf, requireMove } from './tickets.ts'

export type ReplyKind = 'reply' | 'askBack'

export type ReplyResult =
  | { kind: 'written'; ticket: Ticket; seq: number; sendsAt: Date }
  /** A colleague holds it or has just answered: nothing was sent; ask the officer first. */
  | { kind: 'collision'; ticket: Ticket; by: string; theirs: string | undefined }

/** For how long a colleague's answer makes the next one ask first. */
const collisionMs = 10 * 60_000

/**
 * Writes an answer (or a question back) to the resident. It is held for the undo time of the office file, then sent; the
 * ticket counts as answered only when it has arrived. When a colleague holds the ticket or has written within ten
 * minutes, nothing is written unless `anyway`. Throws `words-missing`, `move-not-allowed`, `ticket-not-found`.
 */
export async function replyToTicket(
  work: Work,
  officer: Officer,
  number: string,
  reply: { kind: ReplyKind; text: string; anyway?: boolean },
): Promise<ReplyResult> {
  const ticket = await lockTicketFor(work, officer, number)
  requireMove(ticket, reply.kind)
  if (reply.text.trim() === '') throw new DomainError('words-missing')
  if (!reply.anyway) {
    const collision = await findCollision(work, officer, ticket)
    if (collision) return { kind: 'collision', ticket, ...collision }
  }
  const eventKind = reply.kind === 'reply' ? 'replied' : 'asked-back'
  const seq = await appendEvent(work, ticket, eventKind, { kind: 'officer', id: officer.id }, { text: reply.text })
  if (!(await otherHolder(work, officer, ticket))) {
    await moveTicket(work, ticket, 'claim', { holderId: officer.id, claimUntil: null })
  }
  const sendsAt = new Date(work.at.getTime() + work.office.undoSeconds * 1000)
  await post(work, [
    {
      dedupeKey: `reply:${ticket.id}:${seq}`,
      lane: 'answer',
      kind: eventKind === 'replied' ? 'answer' : 'askedBack',
      params: { number: numberOf(ticket), text: reply.text, unit: ticket.sealed ? null : ticket.unit },
      to: { account: ticket.accountId },
      ticketId: ticket.id,
      eventSeq: seq,
      statutory: true,
      notBefore: sendsAt,
    },
  ])
  await showTicket(work, ticket, 'moved')
  return { kind: 'written', ticket, seq, sendsAt }
}

/**
 * Takes back the officer's own last reply while it is still held. Throws `already-sent` when it is on its way, was
 * taken back before, or never was.
 */
export async function takeBackReply(
  work: Work,
  officer: Officer,
  number: string,
): Promise<{ ticket: Ticket; text: string }> {
  const ticket = await lockTicketFor(work, officer, number)
  const mine = await work.tx.ticketEvent.findFirst({
    where: { ticketId: ticket.id, kind: { in: ['replied', 'asked-back'] }, actor: `officer:${officer.id}` },
    orderBy: { seq: 'desc' },
  })
  if (!mine?.payloadEnc) throw new DomainError('already-sent', { number: numberOf(ticket) })
  const taken = await work.tx.outbox.updateMany({
    where: { dedupeKey: `reply:${ticket.id}:${mine.seq}`, status: 'waiting', attempts: 0, notBefore: { gt: work.at } },
    data: { status: 'cancelled' },
  })
  if (taken.count === 0) throw new DomainError('already-sent', { number: numberOf(ticket) })
  await appendEvent(work, ticket, 'reply-taken-back', { kind: 'officer', id: officer.id }, { of: mine.seq })
  await showTicket(work, ticket, 'moved')
  const { text } = JSON.parse(work.vault.open('TicketEvent', 'payloadEnc', `${ticket.id}:${mine.seq}`, mine.payloadEnc))
  return { ticket, text }
}

async function findCollision(work: Work, officer: Officer, ticket: Ticket) {
  const takenBack = await work.tx.outbox.findMany({
    where: { ticketId: ticket.id, status: 'cancelled' },
    select: { eventSeq: true },
  })
  const recent = await work.tx.ticketEvent.findFirst({
    where: {
      ticketId: ticket.id,
      kind: { in: ['replied', 'asked-back'] },
      seq: { notIn: takenBack.flatMap((row) => row.eventSeq ?? []) },
      at: { gt: new Date(work.at.getTime() - collisionMs) },
    },
    orderBy: { seq: 'desc' },
  })
  if (recent?.payloadEnc && recent.actor !== `officer:${officer.id}`) {
    const colleague = await work.tx.officer.findUnique({ where: { id: recent.actor.slice('officer:'.length) } })
    const sealed = work.vault.open('TicketEvent', 'payloadEnc', `${ticket.id}:${recent.seq}`, recent.payloadEnc)
    return { by: colleague ? officerName(work, colleague) : '', theirs: (JSON.parse(sealed) as { text: string }).text }
  }
  const holder = await otherHolder(work, officer, ticket)
  return holder ? { by: holder, theirs: undefined } : undefined
}
