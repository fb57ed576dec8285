import { DomainError } from '../../domain/errors.ts'
import { editWords, recallWords } from '../../domain/letters.ts'
import type { MatterView } from '../../domain/matters.ts'
import { numberOf } from '../../domain/tickets.ts'
import type { Say } from '../text/sentences.ts'
import { say } from '../text/sentences.ts'
import { findAct } from './acts.ts'
import { readText } from './choice.ts'
import { askAgain, continueFlow } from './flow.ts'
import { addKeptTo, decideKept, keep } from './kept.ts'
import { flowOf, readState, settled, withFlow } from './state.ts'
import type { Answered, DialogueState, KeptWords, OpenFlow, Said, Turn } from './turn.ts'
import { rewriteWords, type WordsAnswers } from './words.ts'

/** After this long a half-filled form is asked about before anything goes into it. */
const resumeAfterMs = 30 * 60_000

/**
 * Answers one message of a resident. `keyboard` is the dedupe key of the question that a tapped button stood under.
 * Takes the state the last message left and gives the next; everything it does happens in the turn's transaction.
 */
export async function answerResident(turn: Turn, before: unknown, keyboard: string | undefined): Promise<Answered> {
  const state = readState(before)
  try {
    return await answer(turn, state, keyboard)
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    return { state: settled(state), says: refusal(error) }
  }
}

async function answer(turn: Turn, state: DialogueState, keyboard: string | undefined): Promise<Answered> {
  const { input } = turn.incoming
  switch (input.kind) {
    case 'opened':
      return opened(turn, state)
    case 'edit':
      return edited(turn, state, input.of, input.text)
    case 'recall':
      return recalled(turn, state, input.of)
    case 'membership':
      return { state, says: [] }
    case 'choice': {
      const isOld = input.keyboard !== undefined && keyboard !== state.asked?.id
      return choose(turn, state, input.value, isOld)
    }
    case 'text':
      return hear(turn, state, readText(input.text, state.asked?.say, turn.work.office, turn.source))
    case 'media':
      return hear(turn, state, {
        kind: 'media',
        files: input.files,
        source: turn.source,
        ...(input.text !== undefined && { text: input.text }),
      })
    case 'location': {
      const text = `📍 ${input.latitude.toFixed(5)}, ${input.longitude.toFixed(5)}`
      return hear(turn, state, { kind: 'text', text, source: turn.source })
    }
    case 'contact':
      return hear(turn, state, {
        kind: 'contact',
        phone: input.phone,
        ...(input.name !== undefined && { name: input.name }),
      })
  }
}

async function opened(turn: Turn, state: DialogueState): Promise<Answered> {
  if (state.flow && isIdle(state.flow, turn)) return { state, says: [say('resume', { flow: state.flow.name })] }
  if (state.asked) return { state, says: [] }
  return { state, says: [say('menu', { hello: true })] }
}

async function choose(turn: Turn, state: DialogueState, value: string, isOld: boolean): Promise<Answered> {
  const act = findAct(value)
  // Switching the language disturbs nothing: the open question is simply asked again in it.
  if (value.startsWith('language:') && act) {
    const { says } = await act(turn)
    return { state, says: [...says, ...openQuestion(state, turn)] }
  }
  if (isOld && (state.flow || !act)) return { state, says: [say('stale', {}), ...openQuestion(state, turn)] }
  return hear(turn, state, { kind: 'choice', value })
}

async function hear(turn: Turn, state: DialogueState, said: Said): Promise<Answered> {
  if (said.kind === 'choice' && said.value.startsWith('language:')) return choose(turn, state, said.value, false)
  if (state.flow && said.kind === 'choice' && said.value.startsWith('resume:')) return resume(turn, state, said.value)
  if (state.flow && isIdle(state.flow, turn)) {
    return { state: { ...state, paused: said }, says: [say('resume', { flow: state.flow.name })] }
  }
  if (state.flow) return inFlow(turn, state, state.flow, said)
  if (said.kind === 'choice') return outside(turn, state, said.value)
  return keep(turn, state, said)
}

async function inFlow(turn: Turn, state: DialogueState, flow: OpenFlow, said: Said): Promise<Answered> {
  const result = await continueFlow(flowOf(flow), flow, said, turn)
  return { state: withFlow(state, result.flow), says: result.says }
}

async function outside(turn: Turn, state: DialogueState, value: string): Promise<Answered> {
  if (value.startsWith('keptTo:')) return addKeptTo(turn, state, value.slice('keptTo:'.length))
  if (value.startsWith('kept:')) return decideKept(turn, state, value.slice('kept:'.length))
  const act = findAct(value)
  if (!act) return { state, says: [say('notUnderstood', {}), ...openQuestion(state, turn)] }
  const { flow, says } = await act(turn)
  return { state: withFlow(settled(state), flow), says }
}

async function resume(turn: Turn, state: DialogueState, value: string): Promise<Answered> {
  const { paused, flow, ...rest } = state
  if (!flow) return { state: rest, says: [say('menu', { hello: false })] }
  if (value === 'resume:no') {
    const dropped = settled(rest)
    if (!paused || paused.kind === 'choice')
      return { state: dropped, says: [say('cancelled', {}), say('menu', { hello: false })] }
    const answered = await keep(turn, dropped, paused)
    return { state: answered.state, says: [say('cancelled', {}), ...answered.says] }
  }
  const fresh = { ...flow, touchedAt: turn.work.at.toISOString() }
  if (flow.step === 'words' && paused && paused.kind !== 'choice') return inFlow(turn, rest, fresh, paused)
  return { state: { ...rest, flow: fresh }, says: [askAgain(flowOf(fresh), fresh, turn)] }
}

async function edited(turn: Turn, state: DialogueState, of: string, text: string): Promise<Answered> {
  const source = `${turn.incoming.channel}:${of}`
  const inForm = state.flow && rewriteWords((state.flow.answers as Partial<WordsAnswers>).words ?? [], source, text)
  if (state.flow && inForm) {
    const flow = { ...state.flow, answers: { ...(state.flow.answers as object), words: inForm } }
    return { state: { ...state, flow }, says: [say('edited', {}), askAgain(flowOf(flow), flow, turn)] }
  }
  const kept = rewriteWords(state.kept ?? [], source, text)
  if (kept)
    return { state: { ...state, kept: kept as KeptWords[] }, says: [say('edited', {}), ...openQuestion(state, turn)] }
  const ticket = await editWords(turn.work, source, turn.account, text)
  if (ticket) return { state, says: [say('edited', { number: numberOf(ticket) })] }
  // It was an answer to a question, or is not known any more: taken as something said now, so that nothing is lost.
  return hear(turn, state, { kind: 'text', text, source: turn.source })
}

async function recalled(turn: Turn, state: DialogueState, of: string): Promise<Answered> {
  const ticket = await recallWords(turn.work, `${turn.incoming.channel}:${of}`, turn.account)
  return { state, says: [ticket ? say('recalled', { number: numberOf(ticket) }) : say('notNow', { what: 'recall' })] }
}

function openQuestion(state: DialogueState, turn: Turn): Say[] {
  if (state.flow) return [askAgain(flowOf(state.flow), state.flow, turn)]
  return state.asked ? [state.asked.say] : [say('menu', { hello: false })]
}

function refusal(error: DomainError): Say[] {
  const number = String(error.detail.number ?? '')
  switch (error.code) {
    case 'undo-over':
      return [say('undoOver', { number })]
    case 'move-not-allowed':
      return [say('moveRefused', { number, state: error.detail.state as MatterView['state'] })]
    default:
      return [say('matterGone', {})]
  }
}

function isIdle(flow: OpenFlow, turn: Turn): boolean {
  return turn.work.at.getTime() - new Date(flow.touchedAt).getTime() > resumeAfterMs
}
