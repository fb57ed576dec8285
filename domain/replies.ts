import type { Officer, Ticket } from '../prisma/generated/client.ts'
import { showTicket } from './cards.ts'
import { otherHolder } from './claims.ts'
import type { Work } from './context.ts'
import { DomainError } from './errors.ts'
import { appendEvent } from './events.ts'
import { joinedFor, lockFamilyFor } from './family.ts'
import { officerName } from './officers.ts'
import { post } from './outbox.ts'
import { noticeKey, undoUntil } from './resident-notices.ts'
import { moveTicket, numberOf, requireMove } from './tickets.ts'

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
  const family = await lockFamilyFor(work, officer, number)
  const { ticket } = family
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
  const sendsAt = undoUntil(work)
  await postReply(work, ticket, eventKind, seq, reply.text, sendsAt)
  await showTicket(work, ticket, 'moved')
  // A question is for whom it was put to; an answer is for everybody whose matter it is.
  for (const joined of reply.kind === 'reply' ? joinedFor(family, 'reply') : []) {
    const own = await appendEvent(work, joined, eventKind, { kind: 'officer', id: officer.id }, { text: reply.text })
    await postReply(work, joined, eventKind, own, reply.text, sendsAt)
    await showTicket(work, joined, 'moved')
  }
  return { kind: 'written', ticket, seq, sendsAt }
}

async function postReply(
  work: Work,
  ticket: Ticket,
  kind: 'replied' | 'asked-back',
  seq: number,
  text: string,
  sendsAt: Date,
): Promise<void> {
  await post(work, [
    {
      dedupeKey: replyKey(ticket.id, seq),
      lane: 'answer',
      kind: kind === 'replied' ? 'answer' : 'askedBack',
      params: { number: numberOf(ticket), text, unit: ticket.sealed ? null : ticket.unit },
      to: { account: ticket.accountId },
      ticketId: ticket.id,
      eventSeq: seq,
      statutory: true,
      notBefore: sendsAt,
    },
  ])
}

/**
 * Takes back the officer's own last words to the resident while they are still held: a reply, or an opinion or decision
 * they proposed or approved. Throws `already-sent` when they are on their way, were taken back before, or never were.
 */
export async function takeBackReply(
  work: Work,
  officer: Officer,
  number: string,
): Promise<{ ticket: Ticket; text: string }> {
  const { ticket, joined } = await lockFamilyFor(work, officer, number)
  const proposal = await work.tx.proposal.findFirst({
    where: { ticketId: ticket.id, decision: 'approved' },
    orderBy: { decidedAt: 'desc' },
  })
  const mine = await work.tx.ticketEvent.findFirst({
    where: {
      ticketId: ticket.id,
      kind: { in: Object.keys(keyOf) },
      OR: [
        { actor: `officer:${officer.id}` },
        ...(proposal?.proposedBy === officer.id ? [{ kind: { in: ['opinion', 'review-decided'] } }] : []),
      ],
    },
    orderBy: { seq: 'desc' },
  })
  if (!mine?.payloadEnc) throw new DomainError('already-sent', { number: numberOf(ticket) })
  if (!(await cancelSend(work, officer, ticket, mine))) {
    throw new DomainError('already-sent', { number: numberOf(ticket) })
  }
  // What was said with it to those whose matters are handled with this one.
  const same = { ticketId: { in: joined.map(({ id }) => id) }, kind: mine.kind, actor: mine.actor, at: mine.at }
  for (const event of await work.tx.ticketEvent.findMany({ where: same })) {
    const other = joined.find(({ id }) => id === event.ticketId)
    if (other) await cancelSend(work, officer, other, event)
  }
  const { text } = JSON.parse(work.vault.open('TicketEvent', 'payloadEnc', `${ticket.id}:${mine.seq}`, mine.payloadEnc))
  return { ticket, text }
}

/** False when the words of an event are on their way. */
async function cancelSend(
  work: Work,
  officer: Officer,
  ticket: Ticket,
  { kind, seq }: { kind: string; seq: number },
): Promise<boolean> {
  const key = keyOf[kind]?.(ticket.id, seq) ?? ''
  // Somebody with several accounts may have parted them meanwhile: then it is held for another one than before.
  const taken = await work.tx.outbox.updateMany({
    where: {
      OR: [{ dedupeKey: key }, { copyOfKey: key }],
      status: 'waiting',
      attempts: 0,
      notBefore: { gt: work.at },
    },
    data: { status: 'cancelled' },
  })
  if (taken.count === 0) return false
  await appendEvent(work, ticket, 'reply-taken-back', { kind: 'officer', id: officer.id }, { of: seq })
  await showTicket(work, ticket, 'moved')
  return true
}

/** Under which key the words of an event were posted. */
const keyOf: Record<string, (ticketId: string, seq: number) => string> = {
  replied: replyKey,
  'asked-back': replyKey,
  opinion: (ticketId, seq) => noticeKey('opinion', ticketId, seq),
  'review-decided': (ticketId, seq) => noticeKey('reviewDecision', ticketId, seq),
}

function replyKey(ticketId: string, seq: number): string {
  return `reply:${ticketId}:${seq}`
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
