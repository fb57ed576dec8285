import type { Say } from '../text/sentences.ts'
import { say } from '../text/sentences.ts'
import { leaveWithAccusation, stopBeforeCode } from './border.ts'
import { askAgain, continueFlow } from './flow.ts'
import { keep, offerKept } from './kept.ts'
import { flowOf, settled, withFlow } from './state.ts'
import type { Answered, DialogueState, OpenFlow, Said, Turn, Words } from './turn.ts'

/** Takes what was said into the open form. */
export async function inFlow(turn: Turn, state: DialogueState, flow: OpenFlow, said: Said): Promise<Answered> {
  const result = await continueFlow(flowOf(flow), flow, said, turn)
  const next = withFlow(state, result.flow)
  const left = (await leaveWithAccusation(turn, next)) ?? (await stopBeforeCode(turn, next))
  if (left) return left
  const { keptForLater, ...rest } = next
  if (next.flow || !keptForLater || !rest.kept) return { state: next, says: result.says }
  const offered = await offerKept(turn, rest)
  return { ...offered, says: [...withoutMenu(result.says), ...offered.says] }
}

/** The person has told whether to go on with a form that was left alone. */
export async function resume(turn: Turn, state: DialogueState, value: string): Promise<Answered> {
  const { paused = [], flow, ...rest } = state
  if (!flow) return { state: rest, says: [say('menu', { hello: false })] }
  if (value === 'resume:no') return dropForm(turn, rest, paused)
  const fresh = { ...flow, touchedAt: turn.work.at.toISOString() }
  let answered: Answered = { state: { ...rest, flow: fresh }, says: [askAgain(flowOf(fresh), fresh, turn)] }
  // What was said meanwhile counts as said now: all of it where words are taken, else the latest alone.
  for (const said of fresh.step === 'words' ? paused : paused.slice(-1)) {
    if (answered.state.flow) answered = await inFlow(turn, answered.state, answered.state.flow, said)
  }
  return answered
}

/** What waited beside the form, and what was said meanwhile, is not dropped with it. */
async function dropForm(turn: Turn, state: DialogueState, paused: Words[]): Promise<Answered> {
  const rest: DialogueState = { ...settled(state), ...(state.kept && { kept: state.kept }) }
  const hasMore = paused.length > 0 || state.kept !== undefined
  const answered = hasMore ? await keep(turn, rest, paused) : { state: rest, says: [say('menu', { hello: false })] }
  return { ...answered, says: [say('cancelled', {}), ...answered.says] }
}

function withoutMenu(says: Say[]): Say[] {
  return says.filter(({ kind }) => kind !== 'menu')
}
