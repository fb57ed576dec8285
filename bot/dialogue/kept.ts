import type { WrittenWords } from '../../domain/letters.ts'
import { listMatters } from '../../domain/matters.ts'
import { mayMove } from '../../domain/rules/moves.ts'
import { numberOf } from '../../domain/tickets.ts'
import type { Ticket } from '../../prisma/generated/client.ts'
import { say } from '../text/sentences.ts'
import { add } from './add.ts'
import { stopAtBorder } from './border.ts'
import { beginFlow } from './flow.ts'
import { answer, find, keepAsk } from './policy-answer.ts'
import { isLookedUp, questionOfKept } from './policy-talk.ts'
import { question, type ReportAnswers, report } from './report.ts'
import { settled, withFlow } from './state.ts'
import { type Answered, type DialogueState, languageOf, type Turn, type Words } from './turn.ts'
import { count, written } from './words.ts'

/** Words said without a question are kept, and offered as a question or a matter. */
export function keep(turn: Turn, before: DialogueState, said: Words[]): Promise<Answered> {
  const { policy: _, ...state } = before
  const pieces = said.map((words) => ({ source: turn.source, ...written(words, languageOf(turn)) }))
  return offerKept(turn, { ...state, kept: [...(state.kept ?? []), ...pieces] })
}

/** Asks what shall be done with the words that are kept, once they may be. */
export async function offerKept(turn: Turn, state: DialogueState): Promise<Answered> {
  const stopped = await stopAtBorder(turn, state)
  if (stopped) return stopped
  const kept = state.kept ?? []
  const hasMatters = (await openMatters(turn)).length > 0
  const text = kept
    .map((words) => words.text)
    .filter(Boolean)
    .join('\n')
  return { state, says: [say('kept', { text, files: count(kept).files, hasMatters })] }
}

/** Does with the kept words what the person has decided. */
export async function decideKept(turn: Turn, state: DialogueState, decision: string): Promise<Answered> {
  const words = state.kept ?? []
  const rest = settled(state)
  if (words.length === 0) return { state: rest, says: [say('menu', { hello: false })] }
  switch (decision) {
    case 'question':
      return askKept(turn, state, words)
    case 'report': {
      const { flow, says } = await beginFlow(report, { words }, turn)
      return { state: withFlow(rest, flow), says }
    }
    case 'add':
      return addKept(turn, state, rest, words)
    default:
      return { state: rest, says: [say('keptDropped', {}), say('menu', { hello: false })] }
  }
}

/** Looks in the policies first; what they do not hold goes to an officer, who can. */
async function askKept(turn: Turn, state: DialogueState, words: WrittenWords[]): Promise<Answered> {
  const { kept: _, ...rest } = state
  const asked = turn.work.policies.size > 0 && !isLookedUp(state) ? questionOfKept(state) : undefined
  if (!asked) return toOfficer(turn, rest, { words, wordsDone: true, ...askOf(state) })
  const found = find(turn, asked)
  const { finding } = found
  if (finding.kind !== 'none' || finding.why === 'ownCase') return answer(turn, rest, asked, found)
  const { ask } = await keepAsk(turn, asked, found)
  const answered = await toOfficer(turn, rest, { words, wordsDone: true, contact: 'none', ask })
  return { ...answered, says: [say('policyToOfficer', { why: finding.why }), ...answered.says] }
}

async function toOfficer(turn: Turn, state: DialogueState, answers: ReportAnswers): Promise<Answered> {
  const { flow, says } = await beginFlow(question, answers, turn)
  return { state: withFlow(settled(state), flow), says }
}

/** What is asked of an officer after it was looked up keeps the question it was. */
function askOf(state: DialogueState): Pick<ReportAnswers, 'ask' | 'contact'> {
  return isLookedUp(state) && state.policy?.ask !== undefined ? { ask: state.policy.ask, contact: 'none' } : {}
}

async function addKept(
  turn: Turn,
  state: DialogueState,
  rest: DialogueState,
  words: WrittenWords[],
): Promise<Answered> {
  const stopped = await stopAtBorder(turn, state)
  if (stopped) return stopped
  const open = await openMatters(turn)
  const [only] = open
  if (!only) return { state, says: [say('noMatters', {})] }
  if (open.length > 1) {
    const matters = open.map((ticket) => ({
      ticketId: ticket.id,
      number: numberOf(ticket),
      state: ticket.state,
      category: ticket.category,
    }))
    return { state: { ...state, kept: words }, says: [say('keptFor', { matters })] }
  }
  const { flow, says } = await beginFlow(add, { ticketId: only.id, words, wordsDone: true }, turn)
  return { state: withFlow(rest, flow), says }
}

/** Adds the kept words to the matter the person has picked. */
export async function addKeptTo(turn: Turn, state: DialogueState, ticketId: string): Promise<Answered> {
  const stopped = await stopAtBorder(turn, state)
  if (stopped) return stopped
  const words = state.kept ?? []
  const ticket = (await listMatters(turn.work, turn.account)).find((mine) => mine.id === ticketId)
  if (!ticket || words.length === 0) return { state: settled(state), says: [say('matterGone', {})] }
  const { flow, says } = await beginFlow(add, { ticketId: ticket.id, words, wordsDone: true }, turn)
  return { state: withFlow(settled(state), flow), says }
}

/** The person's matters that words can still be added to. */
async function openMatters({ work, account }: Turn): Promise<Ticket[]> {
  return (await listMatters(work, account)).filter((ticket) => mayMove(ticket.state, 'addWords'))
}
