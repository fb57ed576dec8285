import { DomainError } from '../../domain/errors.ts'
import { editWords, recallWords, type WrittenWords } from '../../domain/letters.ts'
import type { MatterView } from '../../domain/matters.ts'
import { numberOf } from '../../domain/tickets.ts'
import type { Say } from '../text/sentences.ts'
import { say } from '../text/sentences.ts'
import { findAct } from './acts.ts'
import { readText } from './choice.ts'
import { askAgain, continueFlow } from './flow.ts'
import { addKeptTo, decideKept, keep, offerKept } from './kept.ts'
import { flowOf, readState, settled, withFlow } from './state.ts'
import type { Answered, DialogueState, OpenFlow, Said, Turn, Words } from './turn.ts'
import { rewriteWords, type WordsAnswers, withoutWords } from './words.ts'

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
    const rest = settled(state)
    const unfiled = (state.flow?.answers as Partial<WordsAnswers> | undefined)?.words ?? state.kept ?? []
    if (unfiled.length === 0) return { state: rest, says: refusal(error) }
    const offered = await offerKept(turn, { ...rest, kept: unfiled })
    return { ...offered, says: [...refusal(error), ...offered.says] }
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
      return hear(turn, state, readText(input.text, state, turn.work.office, turn.source))
    case 'media':
      return hear(turn, state, {
        kind: 'media',
        files: input.files,
        source: turn.source,
        ...(input.text !== undefined && { text: input.text }),
      })
    case 'location': {
      if (!isOpenTo(state, ['place', 'words'])) return notNow(turn, state, 'location')
      const text = `📍 ${input.latitude.toFixed(5)}, ${input.longitude.toFixed(5)}`
      return hear(turn, state, { kind: 'text', text, source: turn.source })
    }
    case 'contact':
      if (!isOpenTo(state, ['contact', 'phone', 'words'])) return notNow(turn, state, 'contact')
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
  if (isOld && state.flow && isIdle(state.flow, turn))
    return { state, says: [say('resume', { flow: state.flow.name })] }
  if (isOld && (state.flow || !act)) return { state, says: [say('stale', {}), ...openQuestion(state, turn)] }
  return hear(turn, state, { kind: 'choice', value })
}

async function hear(turn: Turn, state: DialogueState, said: Said): Promise<Answered> {
  if (said.kind === 'choice' && said.value.startsWith('language:')) return choose(turn, state, said.value, false)
  if (state.flow && said.kind === 'choice' && said.value.startsWith('resume:')) return resume(turn, state, said.value)
  if (state.flow && isIdle(state.flow, turn)) {
    const paused = [...(state.paused ?? []), ...(said.kind === 'choice' ? [] : [said])]
    return { state: { ...state, paused }, says: [say('resume', { flow: state.flow.name })] }
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
  // Words that wait to be told what they are go into the form that is begun now.
  if (state.kept && (value === 'report' || value === 'question')) return decideKept(turn, state, value)
  const act = findAct(value)
  if (!act) return { state, says: [say('notUnderstood', {}), ...openQuestion(state, turn)] }
  const { flow, says } = await act(turn)
  return { state: withFlow({ ...settled(state), ...(state.kept && { kept: state.kept }) }, flow), says }
}

async function resume(turn: Turn, state: DialogueState, value: string): Promise<Answered> {
  const { paused = [], flow, ...rest } = state
  if (!flow) return { state: rest, says: [say('menu', { hello: false })] }
  if (value === 'resume:no') return dropForm(turn, settled(rest), paused)
  const fresh = { ...flow, touchedAt: turn.work.at.toISOString() }
  let answered: Answered = { state: { ...rest, flow: fresh }, says: [askAgain(flowOf(fresh), fresh, turn)] }
  // What was said meanwhile counts as said now: all of it where words are taken, else the latest alone.
  for (const said of fresh.step === 'words' ? paused : paused.slice(-1)) {
    if (answered.state.flow) answered = await inFlow(turn, answered.state, answered.state.flow, said)
  }
  return answered
}

async function dropForm(turn: Turn, rest: DialogueState, paused: Words[]): Promise<Answered> {
  let answered: Answered = { state: rest, says: [say('menu', { hello: false })] }
  for (const said of paused) answered = await keep(turn, answered.state, said)
  return { ...answered, says: [say('cancelled', {}), ...answered.says] }
}

async function edited(turn: Turn, state: DialogueState, of: string, text: string): Promise<Answered> {
  const source = `${turn.incoming.channel}:${of}`
  const changed = await changeUnfiled(turn, state, (words) => rewriteWords(words, source, text))
  if (changed) return { ...changed, says: [say('edited', {}), ...changed.says] }
  const ticket = await editWords(turn.work, source, turn.account, text)
  if (ticket) return { state, says: [say('edited', { number: numberOf(ticket) })] }
  // It was an answer to a question, or is not known any more: taken as something said now, so that nothing is lost.
  return hear(turn, state, readText(text, state, turn.work.office, turn.source))
}

async function recalled(turn: Turn, state: DialogueState, of: string): Promise<Answered> {
  const source = `${turn.incoming.channel}:${of}`
  const changed = await changeUnfiled(turn, state, (words) => withoutWords(words, source))
  if (changed) return { ...changed, says: [say('recalled', {}), ...changed.says] }
  const ticket = await recallWords(turn.work, source, turn.account)
  return { state, says: [ticket ? say('recalled', { number: numberOf(ticket) }) : say('notNow', { what: 'recall' })] }
}

/** Changes words that are in a half-filled form or kept, and asks on; undefined when they are in neither. */
async function changeUnfiled(
  turn: Turn,
  state: DialogueState,
  change: (words: WrittenWords[]) => WrittenWords[] | undefined,
): Promise<Answered | undefined> {
  const answers = state.flow?.answers as Partial<WordsAnswers> | undefined
  const words = change(answers?.words ?? [])
  if (state.flow && words) {
    const flow = { ...state.flow, answers: { ...answers, words } }
    return { state: { ...state, flow }, says: [askAgain(flowOf(flow), flow, turn)] }
  }
  const kept = change(state.kept ?? [])
  if (!kept) return undefined
  if (kept.length > 0) return offerKept(turn, { ...state, kept })
  const { kept: _, ...rest } = state
  return { state: rest, says: [say('menu', { hello: false })] }
}

/** Whether something that is no text can be taken now: outside a form always, in one at these steps. */
function isOpenTo({ flow }: DialogueState, steps: string[]): boolean {
  return !flow || steps.includes(flow.step)
}

function notNow(turn: Turn, state: DialogueState, what: 'location' | 'contact'): Answered {
  return { state, says: [say('notNow', { what }), ...openQuestion(state, turn)] }
}

/** What is being asked, once more. What only told something is not said again: then it is the menu. */
function openQuestion(state: DialogueState, turn: Turn): Say[] {
  if (state.flow) return [askAgain(flowOf(state.flow), state.flow, turn)]
  const asked = state.asked?.say
  return asked && questions.has(asked.kind) ? [asked] : [say('menu', { hello: false })]
}

const questions: ReadonlySet<Say['kind']> = new Set(['kept', 'keptFor', 'matters', 'matter', 'withdrawConfirm'])

function refusal(error: DomainError): Say[] {
  const number = String(error.detail.number ?? '')
  switch (error.code) {
    case 'undo-over':
      return [say('undoOver', { number })]
    case 'move-not-allowed':
      if (error.detail.move === 'addWords') return [say('addedToClosed', { number })]
      return [say('moveRefused', { number, state: error.detail.state as MatterView['state'] })]
    default:
      return [say('matterGone', {})]
  }
}

function isIdle(flow: OpenFlow, turn: Turn): boolean {
  return turn.work.at.getTime() - new Date(flow.touchedAt).getTime() > resumeAfterMs
}
