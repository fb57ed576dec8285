import { editWords, recallWords, type WrittenWords } from '../../domain/letters.ts'
import { forgetQuestion } from '../../domain/policies/asks.ts'
import { numberOf } from '../../domain/tickets.ts'
import { say } from '../text/sentences.ts'
import { borderOf, stopAtBorder } from './border.ts'
import { offerKept } from './kept.ts'
import { openQuestion } from './open-question.ts'
import type { Answered, DialogueState, Turn } from './turn.ts'
import { rewriteWords, withoutWords, withWords, wordsIn } from './words.ts'

/**
 * A message was edited: what is not filed is changed, what is filed gets a new version. Undefined when it was an answer
 * to a question, or is not known any more: then it is something said now, so that nothing is lost.
 */
export async function edit(turn: Turn, state: DialogueState, of: string, text: string): Promise<Answered | undefined> {
  const source = sourceOf(turn, of)
  const changed = await changeUnfiled(turn, state, (words) => rewriteWords(words, source, text))
  if (changed) return { ...changed, says: [say('edited', {}), ...changed.says] }
  // A new version is new words: they wait for consent like any others.
  if (borderOf(turn) !== 'open') return undefined
  const ticket = await editWords(turn.work, source, turn.account, text)
  return ticket && { state, says: [say('edited', { number: numberOf(ticket) })] }
}

/** A message was recalled: what is not filed is taken out, what is filed is marked. */
export async function recall(turn: Turn, state: DialogueState, of: string): Promise<Answered> {
  const source = sourceOf(turn, of)
  const forgotten = await forgetAsked(turn, state, source)
  const changed = await changeUnfiled(turn, forgotten ?? state, (words) => withoutWords(words, source))
  if (changed) return { ...changed, says: [say('recalled', {}), ...changed.says] }
  if (forgotten) return { state: forgotten, says: [say('recalled', {}), say('menu', { hello: false })] }
  const ticket = await recallWords(turn.work, source, turn.account)
  return { state, says: [ticket ? say('recalled', { number: numberOf(ticket) }) : say('notNow', { what: 'recall' })] }
}

/** Changes words that are in a half-filled form or kept, and asks on; undefined when they are in neither. */
async function changeUnfiled(
  turn: Turn,
  state: DialogueState,
  change: (words: WrittenWords[]) => WrittenWords[] | undefined,
): Promise<Answered | undefined> {
  for (const where of ['flow', 'waiting'] as const) {
    const form = state[where]
    const words = form && change(wordsIn(form))
    if (words) return asked(turn, { ...state, [where]: withWords(form, words) })
  }
  const kept = change(state.kept ?? [])
  if (!kept) return undefined
  const { kept: _, ...rest } = state
  if (state.flow || state.waiting || kept.length === 0) return asked(turn, kept.length > 0 ? { ...rest, kept } : rest)
  return offerKept(turn, { ...rest, kept })
}

/** Takes a question about policy out of the talk, and out of what is kept of it; undefined when it is not that. */
async function forgetAsked(turn: Turn, state: DialogueState, source: string): Promise<DialogueState | undefined> {
  const { policy, ...rest } = state
  const isIt = policy?.words.some((words) => words.source === source) ?? false
  if (!isIt) return undefined
  if (policy?.ask !== undefined) await forgetQuestion(turn.work, turn.account, policy.ask)
  return rest
}

async function asked(turn: Turn, state: DialogueState): Promise<Answered> {
  const stopped = state.waiting && (await stopAtBorder(turn, state))
  if (stopped) return stopped
  return { state, says: state.flow ? await openQuestion(state, turn) : [say('menu', { hello: false })] }
}

function sourceOf({ incoming }: Turn, of: string): string {
  return `${incoming.channel}:${of}`
}
