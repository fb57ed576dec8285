import { randomUUID } from 'node:crypto'
import type { AnsweredQuestion, AnsweredVerdict, Officer, Ticket } from '../../prisma/generated/client.ts'
import type { Work } from '../context.ts'
import { DomainError } from '../errors.ts'
import { maySee, officerName } from '../officers.ts'
import { type Posting, post, type Recipient, targetOf } from '../outbox.ts'
import { roomsOf } from '../rooms.ts'
import type { Clause } from '../rules/policy-search/clause.ts'
import { holdsQuestion } from '../rules/question-words.ts'
import { findTicketByNumber, lockTicket, lockTicketFor, numberOf } from '../tickets.ts'
import { readWords, requireConsultation, stripFor } from './asked-questions.ts'
import { requireClauses } from './named-clauses.ts'
import { movePolicies } from './revision.ts'

/** What an officer says of a question that they answered. */
export interface AnsweredDraft {
  verdict: AnsweredVerdict
  /** The clauses that answer it; none with another verdict. */
  clauseIds: readonly string[]
  /** The question in the officer's words; absent: the resident's, stripped. */
  question?: string
}

/** What was done with one, and the rooms that hear of it. */
export interface AnsweredMove {
  answered: AnsweredQuestion
  news: AnsweredNews
  rooms: string[]
}

/** What is told of one. */
export interface AnsweredNews {
  number: string
  /** The officer who did it. */
  by: string
  verdict: AnsweredVerdict
  question: string
  clauses: ClauseName[]
  reason?: string
}

/** What a clause is called, and how it begins. */
export type ClauseName = Pick<Clause, 'id' | 'title' | 'article' | 'text'>

/**
 * Proposes what a consultation's question is to be answered with from now on, and asks the rooms that see it for a
 * colleague's word. It counts for nothing before. Throws `not-a-question`, `answered-waits`, `question-empty`,
 * `unknown-clause`, `clause-ended`, `too-many-clauses`, and `no-approver` when nobody else is there.
 */
export async function proposeAnswered(
  work: Work,
  officer: Officer,
  number: string,
  { verdict, clauseIds, question }: AnsweredDraft,
): Promise<AnsweredMove> {
  const ticket = await lockTicketFor(work, officer, number)
  requireConsultation(ticket)
  if (await findWaiting(work, ticket.id)) throw new DomainError('answered-waits', { number: numberOf(ticket) })
  const clauses = verdict === 'clauses' ? requireClauses(work, clauseIds) : []
  if (verdict === 'clauses' && clauses.length === 0) throw new DomainError('unknown-clause', { clause: '' })
  const stripped = await stripFor(work, ticket, question ?? (await readWords(work, ticket)))
  if (!holdsQuestion(stripped)) throw new DomainError('question-empty', { number: numberOf(ticket) })
  if (!(await hasColleague(work, officer))) {
    throw new DomainError('no-approver', { number: numberOf(ticket), kind: 'answered' })
  }
  const answered = await work.tx.answeredQuestion.create({
    data: {
      id: randomUUID(),
      question: stripped,
      verdict,
      clauseIds: clauses.map(({ id }) => id),
      approved: null,
      ticketId: ticket.id,
      proposedBy: `officer:${officer.id}`,
      proposedAt: work.at,
    },
  })
  return tell(work, ticket, officer, answered, 'asked')
}

/**
 * Another officer than who proposed it says yes: from now on questions like it find what it found, in place of what was
 * kept of the same matter before. Throws `no-answered` when it was decided meanwhile, and `own-answered`.
 */
export async function approveAnswered(work: Work, officer: Officer, id: string): Promise<AnsweredMove> {
  const { answered, ticket } = await lockWaiting(work, officer, id)
  requireClauses(work, answered.clauseIds)
  await work.tx.answeredQuestion.updateMany({
    where: { ticketId: ticket.id, approved: true },
    data: { approved: false, decidedBy: `officer:${officer.id}`, decidedAt: work.at },
  })
  const decided = await decide(work, answered.id, `officer:${officer.id}`, true)
  await movePolicies(work)
  return tell(work, ticket, officer, decided, 'approved')
}

/** A colleague says no, with a reason or without: nothing is kept. Throws `no-answered` and `own-answered`. */
export async function declineAnswered(work: Work, officer: Officer, id: string, reason = ''): Promise<AnsweredMove> {
  const { answered, ticket } = await lockWaiting(work, officer, id)
  const decided = await decide(work, answered.id, `officer:${officer.id}`, false)
  return tell(work, ticket, officer, decided, 'declined', reason)
}

/** Ends what was kept of a matter, or takes back what waits. Throws `no-answered` when there is nothing. */
export async function withdrawAnsweredOf(work: Work, officer: Officer, number: string): Promise<AnsweredMove> {
  const ticket = await lockTicketFor(work, officer, number)
  const answered =
    (await findWaiting(work, ticket.id)) ??
    (await work.tx.answeredQuestion.findFirst({ where: { ticketId: ticket.id, approved: true } }))
  if (!answered) throw new DomainError('no-answered', { number: numberOf(ticket) })
  const withdrawn = await withdrawAnswered(work, `officer:${officer.id}`, answered.id)
  return tell(work, ticket, officer, withdrawn, 'withdrawn')
}

/**
 * Ends what was kept, be it approved or waiting: it finds nothing any more. `by` is `officer:<id>` or `operator`. Throws
 * `no-answered` when there is none, or it has ended.
 */
export async function withdrawAnswered(work: Work, by: string, id: string): Promise<AnsweredQuestion> {
  const answered = await findAnswered(work, id)
  if (!answered || answered.approved === false) throw new DomainError('no-answered', { id })
  const withdrawn = await decide(work, id, by, false)
  if (answered.approved) await movePolicies(work)
  return withdrawn
}

/** What is kept, or waits to be, the newest first. `state` leaves those that wait, or that count. */
export function listAnswered(
  work: Work,
  { state, limit = 100 }: { state?: 'waiting' | 'approved'; limit?: number } = {},
): Promise<AnsweredQuestion[]> {
  const waiting = state === 'approved' ? [] : [{ approved: null }]
  const counting = state === 'waiting' ? [] : [{ approved: true }]
  return work.tx.answeredQuestion.findMany({
    where: { OR: [...waiting, ...counting] },
    orderBy: [{ proposedAt: 'desc' }, { id: 'asc' }],
    take: limit,
  })
}

/** What waits on a matter for a colleague's word. */
export async function findWaitingAnswered(
  work: Work,
  officer: Officer,
  number: string,
): Promise<AnsweredQuestion | undefined> {
  const ticket = await findTicketByNumber(work, number)
  if (!ticket || !maySee(work, officer, ticket)) throw new DomainError('ticket-not-found', { number })
  return (await findWaiting(work, ticket.id)) ?? undefined
}

function findWaiting(work: Work, ticketId: string): Promise<AnsweredQuestion | null> {
  return work.tx.answeredQuestion.findFirst({ where: { ticketId, approved: null } })
}

/** One by its id, whatever became of it. */
export async function findAnswered(work: Work, id: string): Promise<AnsweredQuestion | null> {
  if (!/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) return null
  return work.tx.answeredQuestion.findUnique({ where: { id } })
}

/**
 * What this officer may decide on, under the lock of its matter, so that two who decide at once decide one after the
 * other.
 */
async function lockWaiting(
  work: Work,
  officer: Officer,
  id: string,
): Promise<{ answered: AnsweredQuestion; ticket: Ticket }> {
  const found = await findAnswered(work, id)
  if (!found?.ticketId) throw new DomainError('no-answered', { id })
  const ticket = await lockTicket(work, found.ticketId)
  if (!maySee(work, officer, ticket)) throw new DomainError('no-answered', { id })
  const answered = await findAnswered(work, id)
  if (answered?.approved !== null) throw new DomainError('no-answered', { id })
  if (answered.proposedBy === `officer:${officer.id}`) {
    throw new DomainError('own-answered', { number: numberOf(ticket) })
  }
  return { answered, ticket }
}

function decide(work: Work, id: string, by: string, approved: boolean): Promise<AnsweredQuestion> {
  return work.tx.answeredQuestion.update({ where: { id }, data: { approved, decidedBy: by, decidedAt: work.at } })
}

/** Who was invited and has never come in can say nothing. */
async function hasColleague(work: Work, officer: Officer): Promise<boolean> {
  const colleagues = await work.tx.officer.count({
    where: { leftAt: null, id: { not: officer.id }, accounts: { some: {} } },
  })
  return colleagues > 0
}

/** Where no room sees the matter, every colleague is told in private. Nothing of it is personal. */
async function tell(
  work: Work,
  ticket: Ticket,
  officer: Officer,
  answered: AnsweredQuestion,
  came: 'asked' | 'approved' | 'declined' | 'withdrawn',
  reason = '',
): Promise<AnsweredMove> {
  const { id, verdict, question, clauseIds } = answered
  const news: AnsweredNews = {
    number: numberOf(ticket),
    by: officerName(work, officer),
    verdict,
    question,
    clauses: clauseIds.flatMap((clauseId) => work.policies.clause(clauseId) ?? []).map(nameClause),
    ...(reason !== '' && { reason }),
  }
  const rooms = (await roomsOf(work, ticket)).map((room) => room.id)
  const readers: Recipient[] =
    rooms.length > 0 ? rooms.map((room) => ({ room })) : await accountsOfColleagues(work, officer)
  await post(
    work,
    readers.map(
      (to): Posting => ({
        dedupeKey: `answered:${id}:${came}:${targetOf(to)}`,
        lane: 'alarm',
        kind: came === 'asked' ? 'answeredAsked' : 'answeredDecided',
        params: came === 'asked' ? { ...news, id } : { ...news, came },
        to,
        // Without the ticket: who answers it says something to us, and nothing to the resident.
      }),
    ),
  )
  return { answered, news, rooms }
}

/** What a message asks a colleague's word on, by the message's key; undefined when it is no such message. */
export function askedAbout(key: string): string | undefined {
  return /^answered:([0-9a-f-]{36}):asked:/.exec(key)?.[1]
}

async function accountsOfColleagues(work: Work, officer: Officer): Promise<Recipient[]> {
  const accounts = await work.tx.account.findMany({ where: { officer: { leftAt: null, id: { not: officer.id } } } })
  return accounts.map(({ id }) => ({ account: id }))
}

/** What stands for a clause in what officers are told. */
export function nameClause({ id, title, article, text }: Clause): ClauseName {
  return { id, title, article, text: [...text].slice(0, 200).join('') }
}
