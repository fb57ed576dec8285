import { DomainError } from '../../domain/errors.ts'
import {
  type AnsweredMove,
  approveAnswered,
  type ClauseName,
  declineAnswered,
  findWaitingAnswered,
  nameClause,
  proposeAnswered,
  withdrawAnsweredOf,
} from '../../domain/policies/answered-questions.ts'
import { readQuestionOf, stripWordsFor } from '../../domain/policies/asked-questions.ts'
import { findNamedClauses, nearestClauses } from '../../domain/policies/named-clauses.ts'
import { holdsQuestion } from '../../domain/rules/question-words.ts'
import type { DeskAct } from '../text/desk-acts.ts'
import { say } from '../text/sentences.ts'
import type { ActOutcome, DeskTurn, Pending } from './turn.ts'

/** The acts by which what an officer answered is kept for the next who asks. */
export type AnsweredAct = Extract<DeskAct, 'cite' | 'nearest' | 'gap' | 'notOurs' | 'agree' | 'disagree' | 'uncite'>

type Listed = Extract<Pending, { kind: 'listed' }>
type Answered = Extract<Pending, { kind: 'answered' }>

/** Does one of them on the ticket of that full number. Nothing counts before another officer has agreed. */
export async function keepAnswered(
  turn: DeskTurn,
  act: AnsweredAct,
  number: string,
  rest: string,
): Promise<ActOutcome> {
  switch (act) {
    case 'cite':
    case 'nearest':
      return rest ? cite(turn, number, rest) : showNearest(turn, number)
    case 'gap':
    case 'notOurs':
      // Words behind it may be an answer to the resident that begins with them.
      return rest ? unclear(number) : check(turn, number, act, [])
    case 'agree':
      return rest ? unclear(number) : decide(turn, await waitingOf(turn, number), true)
    case 'disagree':
      return decide(turn, await waitingOf(turn, number), false, rest)
    case 'uncite': {
      if (rest) return unclear(number)
      return told(turn, await withdrawAnsweredOf(turn.work, turn.officer, number), 'withdrawn')
    }
  }
}

/** Takes the clause that was shown at a place of the list. When that list is gone, it is shown anew. */
export function citeListed(turn: DeskTurn, number: string, place: string): Promise<ActOutcome> {
  return turn.pending?.kind === 'listed' && turn.pending.number === number
    ? cite(turn, number, place)
    : showNearest(turn, number)
}

/** Decides on what waits, by the id it was shown under. */
export async function decide(turn: DeskTurn, id: string, agrees: boolean, reason = ''): Promise<ActOutcome> {
  const { work, officer } = turn
  if (agrees) return told(turn, await approveAnswered(work, officer, id), 'approved')
  return told(turn, await declineAnswered(work, officer, id, reason), 'declined')
}

/** Sends what the officer has seen to a colleague. */
export async function sendAnswered(turn: DeskTurn, pending: Answered): Promise<ActOutcome> {
  const { number, verdict, clauseIds, question } = pending
  const { rooms } = await proposeAnswered(turn.work, turn.officer, number, { verdict, clauseIds, question })
  // Where it stands in the room already, with its buttons, nothing more is to be said.
  return { says: isAmong(turn, rooms) ? [] : [say('answeredSent', { number })] }
}

/** Asks for other words of the question. */
export function askWords(pending: Answered): ActOutcome {
  const { number, question } = pending
  return { says: [say('askAnsweredWords', { number, question })], pending: { ...pending, isReworded: true } }
}

/**
 * Whether words are for what the officer has begun, and not for the resident or a colleague: the number of a clause in the
 * list, 改成 ……, 送审, or whatever they were asked for.
 */
export function isForAnswered(pending: Pending, text: string): boolean {
  if (pending.kind === 'listed') return /^[\d\s,，、]+$/u.test(text.trim())
  if (pending.kind !== 'answered') return false
  return pending.isReworded || isSend(text) || newWords(text) !== undefined
}

/** Goes on with what the officer has begun. Undefined when the words are for somebody else. */
export async function goOnAnswered(
  turn: DeskTurn,
  pending: Listed | Answered,
  text: string,
): Promise<ActOutcome | undefined> {
  const isClause = pending.kind === 'listed' && /第\s*\S{1,8}\s*条/u.test(text)
  if (!isClause && !isForAnswered(pending, text)) return undefined
  if (pending.kind === 'listed') return cite(turn, pending.number, text)
  if (isSend(text)) return sendAnswered(turn, pending)
  const { number, verdict, clauseIds } = pending
  const question = await stripWordsFor(turn.work, turn.officer, number, newWords(text) ?? text)
  return show(turn, { number, verdict, clauseIds, question })
}

/** The words behind 改成, also where the number of a ticket stands before it; undefined without them. */
export function newWords(text: string): string | undefined {
  return /^\s*(?:[#＃][\d０-９\s\p{Pd}]+号?\s*)?(?:改成|改为|change to)[\s:：,，]*(.+)$/isu.exec(text)?.[1]?.trim()
}

function isSend(text: string): boolean {
  return /^\s*(?:送审|send for approval)\s*$/iu.test(text)
}

async function showNearest({ work, officer }: DeskTurn, number: string): Promise<ActOutcome> {
  const { words, stripped } = await readQuestionOf(work, officer, number)
  const clauses = nearestClauses(work, words)
  const says = [say('answeredNearest', { number, question: stripped, clauses: clauses.map(nameClause) })]
  return { says, pending: { kind: 'listed', number, clauseIds: clauses.map(({ id }) => id) } }
}

async function cite(turn: DeskTurn, number: string, words: string): Promise<ActOutcome> {
  const { work, officer, pending } = turn
  const listed =
    pending?.kind === 'listed' && pending.number === number
      ? pending.clauseIds
      : nearestClauses(work, (await readQuestionOf(work, officer, number)).words).map(({ id }) => id)
  const clauses = await findNamedClauses(work, words, listed)
  return check(
    turn,
    number,
    'clauses',
    clauses.map(({ id }) => id),
  )
}

async function check(
  turn: DeskTurn,
  number: string,
  verdict: Answered['verdict'],
  clauseIds: string[],
): Promise<ActOutcome> {
  const { stripped } = await readQuestionOf(turn.work, turn.officer, number)
  if (await findWaitingAnswered(turn.work, turn.officer, number)) throw new DomainError('answered-waits', { number })
  return show(turn, { number, verdict, clauseIds, question: stripped })
}

/** What would be kept, before it is sent; without a word left of the question, those are asked for first. */
function show({ work }: DeskTurn, draft: Omit<Answered, 'kind' | 'isReworded'>): ActOutcome {
  const pending: Answered = { kind: 'answered', isReworded: false, ...draft }
  if (!holdsQuestion(draft.question)) return askWords(pending)
  const { number, verdict, clauseIds, question } = draft
  const clauses: ClauseName[] = clauseIds.flatMap((id) => work.policies.clause(id) ?? []).map(nameClause)
  return { says: [say('answeredCheck', { number, verdict, question, clauses })], pending }
}

async function waitingOf({ work, officer }: DeskTurn, number: string): Promise<string> {
  const waiting = await findWaitingAnswered(work, officer, number)
  if (!waiting) throw new DomainError('no-answered', { number })
  return waiting.id
}

/** The rooms that see the matter hear of it; who did it elsewhere is told where they are. */
function told(turn: DeskTurn, { news, rooms }: AnsweredMove, came: 'approved' | 'declined' | 'withdrawn'): ActOutcome {
  return { says: isAmong(turn, rooms) ? [] : [say('answeredDecided', { ...news, came })] }
}

function isAmong({ room }: DeskTurn, rooms: string[]): boolean {
  return room !== undefined && rooms.includes(room.id)
}

function unclear(number: string): ActOutcome {
  return { says: [say('actUnclear', { number })] }
}
