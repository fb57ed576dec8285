import { setLanguage } from '../../domain/accounts.ts'
import { takeHandOver } from '../../domain/hand-overs.ts'
import { say } from '../text/sentences.ts'
import { askAgain } from './flow.ts'
import type { CarriedTalk } from './hand-over.ts'
import { offerKept } from './kept.ts'
import { openQuestion } from './open-question.ts'
import { flowOf, readState, withFlow } from './state.ts'
import type { Answered, DialogueState, Turn } from './turn.ts'
import { wordsIn } from './words.ts'

/** Goes on with a talk that came from another channel. A form that is open here already goes first. */
export async function takeOver(turn: Turn, state: DialogueState, code: string): Promise<Answered> {
  const { work, account } = turn
  const taking = await takeHandOver(work, account, code)
  if (taking.kind === 'gone') {
    const next = state.flow ? await openQuestion(state, turn) : [say('menu', { hello: false })]
    return { state, says: [say('handOverGone', {}), ...next] }
  }
  const { language, state: before } = taking.talk as CarriedTalk
  await setLanguage(work, account.id, language)
  account.language = language
  const carried = readState(before)
  return state.flow ? keepForLater(turn, state, carried) : goOn(turn, state, carried)
}

async function goOn(turn: Turn, state: DialogueState, { flow, kept = [] }: DialogueState): Promise<Answered> {
  const told = say('handOverTaken', { what: 'goOn' })
  const words = [...(state.kept ?? []), ...kept]
  const next = { ...state, ...(words.length > 0 && { kept: words }) }
  if (!flow) {
    const offered = await offerKept(turn, next)
    return { ...offered, says: [told, ...offered.says] }
  }
  const open = { ...flow, touchedAt: turn.work.at.toISOString() }
  const later = words.length > 0 ? { keptForLater: true as const } : {}
  return { state: { ...withFlow(next, open), ...later }, says: [told, askAgain(flowOf(open), open, turn)] }
}

async function keepForLater(turn: Turn, state: DialogueState, carried: DialogueState): Promise<Answered> {
  const words = [...(carried.kept ?? []), ...wordsIn(carried.flow)]
  const next: DialogueState =
    words.length > 0 ? { ...state, kept: [...(state.kept ?? []), ...words], keptForLater: true } : state
  const told = say('handOverTaken', { what: words.length > 0 ? 'keepForLater' : 'finishFirst' })
  return { state: next, says: [told, ...(await openQuestion(next, turn))] }
}
