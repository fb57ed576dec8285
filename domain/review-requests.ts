import type { Account, Ticket } from '../prisma/generated/client.ts'
import { showTicket } from './cards.ts'
import { clockLine, restartClock, runningClocks, satisfyClocks } from './clocks.ts'
import type { Work } from './context.ts'
import { DomainError } from './errors.ts'
import { appendEvent } from './events.ts'
import { appendWords, type WrittenWords } from './letters.ts'
import { post } from './outbox.ts'
import { lockOwnTicket, ownTickets } from './ownership.ts'
import { civilDateOf } from './rules/civil-date.ts'
import { decideRules, type ReviewRight, type ReviewStage, requestRules, reviewRight } from './rules/review-rights.ts'
import { moveTicket, numberOf } from './tickets.ts'

/**
 * The resident asks the organ above for a review of the opinion (条例 35): the matter is in review, the thirty days for
 * the decision begin, and the receipt says until when it is due. The reasons are further words of the matter, so that
 * they can be corrected and recalled like any others. Throws `review-over` with the day on which the right ended,
 * `review-not-open` where there is no opinion to be reviewed, `words-missing`, and `ticket-not-found`: see
 * `lockOwnTicket`.
 */
export function requestReview(
  work: Work,
  ticketId: string,
  account: Account,
  words: WrittenWords[],
  begunOn?: string,
): Promise<Ticket> {
  return request(work, 'review', ticketId, account, words, begunOn)
}

/**
 * The same for the recheck of a review's decision (条例 36). When the review itself is late nobody has to wait for it:
 * then the recheck can be asked for at once.
 */
export function requestRecheck(
  work: Work,
  ticketId: string,
  account: Account,
  words: WrittenWords[],
  begunOn?: string,
): Promise<Ticket> {
  return request(work, 'recheck', ticketId, account, words, begunOn)
}

/** The matters of an account's person with what it may ask for there; those that were never decided are among them. */
export async function listRights(
  work: Work,
  account: Account,
  stage: ReviewStage,
): Promise<{ ticket: Ticket; right: ReviewRight }[]> {
  const tickets = await work.tx.ticket.findMany({
    where: await ownTickets(work, account),
    include: { clocks: { where: { satisfiedAt: null } } },
    orderBy: [{ receivedAt: 'desc' }, { sequence: 'desc' }],
    take: 20,
  })
  const on = civilDateOf(work.at)
  return tickets.map(({ clocks, ...ticket }) => ({ ticket, right: reviewRight(stage, ticket.state, clocks, on) }))
}

async function request(
  work: Work,
  stage: ReviewStage,
  ticketId: string,
  account: Account,
  words: WrittenWords[],
  begunOn: string | undefined,
): Promise<Ticket> {
  const ticket = await lockOwnTicket(work, ticketId, account, begunOn)
  const on = civilDateOf(work.at)
  const right = reviewRight(stage, ticket.state, await runningClocks(work, ticketId), on)
  const about = { number: numberOf(ticket), ticketId, stage, state: ticket.state }
  if (right.kind === 'over') throw new DomainError('review-over', { ...about, endedOn: right.endedOn })
  if (right.kind === 'none') throw new DomainError('review-not-open', about)
  if (words.length === 0) throw new DomainError('words-missing')
  await moveTicket(work, ticket, stage === 'review' ? 'requestReview' : 'requestRecheck', {
    closedAt: null,
    askDoneOn: null,
  })
  // A decision that did not come in time is waited for no more.
  const ended = stage === 'review' ? [requestRules.review] : [requestRules.recheck, decideRules.review]
  await satisfyClocks(work, ticketId, ended, 'review-requested')
  await restartClock(work, ticketId, decideRules[stage], on)
  const said = { stage, text: '', late: right.late }
  const seq = await appendEvent(work, ticket, 'review-requested', { kind: 'resident' }, said)
  for (const piece of words) await appendWords(work, ticket, account, piece)
  await postReceipt(work, ticket, account, stage, right.late, seq)
  await showTicket(work, ticket, 'added')
  return ticket
}

async function postReceipt(
  work: Work,
  ticket: Ticket,
  account: Account,
  stage: ReviewStage,
  late: boolean,
  eventSeq: number,
): Promise<void> {
  const clocks = await runningClocks(work, ticket.id)
  await post(work, [
    {
      dedupeKey: `reviewReceived:${ticket.id}:${eventSeq}`,
      lane: 'receipt',
      kind: 'reviewReceived',
      params: {
        ticketId: ticket.id,
        number: numberOf(ticket),
        stage,
        late,
        receivedOn: civilDateOf(work.at),
        clocks: clocks.filter((clock) => clock.rule === decideRules[stage]).map(clockLine),
      },
      to: { account: account.id },
      owner: ticket.accountId,
      stays: true,
      ticketId: ticket.id,
      eventSeq,
      statutory: true,
    },
  ])
}
