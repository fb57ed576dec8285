import { listMatters } from '../../domain/matters.ts'
import { numberOf } from '../../domain/tickets.ts'
import { say } from '../text/sentences.ts'
import { add } from './add.ts'
import { beginFlow } from './flow.ts'
import { question, report } from './report.ts'
import { settled, withFlow } from './state.ts'
import type { Answered, DialogueState, KeptWords, Said, Turn } from './turn.ts'
import { written } from './words.ts'

/** Words said without a question are kept, and offered as a question or a matter. */
export async function keep(
  turn: Turn,
  state: DialogueState,
  said: Exclude<Said, { kind: 'choice' }>,
): Promise<Answered> {
  const piece = written(said)
  const kept: KeptWords[] = [
    ...(state.kept ?? []),
    { text: piece.text, files: piece.files, source: piece.source ?? turn.source },
  ]
  const hasMatters = (await listMatters(turn.work, turn.account)).length > 0
  const text = kept
    .map((words) => words.text)
    .filter(Boolean)
    .join('\n')
  const files = kept.reduce((sum, words) => sum + words.files.length, 0)
  return { state: { ...state, kept }, says: [say('kept', { text, files, hasMatters })] }
}

/** Does with the kept words what the person has decided. */
export async function decideKept(turn: Turn, state: DialogueState, decision: string): Promise<Answered> {
  const words = (state.kept ?? []).map((piece) => ({ ...piece }))
  const rest = settled(state)
  if (words.length === 0) return { state: rest, says: [say('menu', { hello: false })] }
  switch (decision) {
    case 'question': {
      const { flow, says } = await beginFlow(question, { words, wordsDone: true }, turn)
      return { state: withFlow(rest, flow), says }
    }
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

async function addKept(turn: Turn, state: DialogueState, rest: DialogueState, words: KeptWords[]): Promise<Answered> {
  const open = (await listMatters(turn.work, turn.account)).filter(
    (ticket) => !['closed', 'withdrawn'].includes(ticket.state),
  )
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
  const words = state.kept ?? []
  const ticket = (await listMatters(turn.work, turn.account)).find((mine) => mine.id === ticketId)
  if (!ticket || words.length === 0) return { state: settled(state), says: [say('matterGone', {})] }
  const { flow, says } = await beginFlow(add, { ticketId: ticket.id, words, wordsDone: true }, turn)
  return { state: withFlow(settled(state), flow), says }
}
