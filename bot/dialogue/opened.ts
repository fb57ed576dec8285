import { readAbout } from '../../domain/rules/page-links.ts'
import { say } from '../text/sentences.ts'
import { findAct } from './acts.ts'
import { isIdle, openQuestion } from './open-question.ts'
import { showPolicy } from './policy-acts.ts'
import { withoutWaiting } from './state.ts'
import { takeOver } from './take-over.ts'
import type { Answered, DialogueState, Turn } from './turn.ts'

/** The page was opened or the talk begun: what its link was about, else a greeting where none was given yet. */
export async function answerOpened(
  turn: Turn,
  state: DialogueState,
  { about, greet: isAsked = false }: { about?: string; greet?: boolean },
): Promise<Answered> {
  const link = about === undefined ? undefined : readAbout(about)
  // What was handed over to stay in the country is not taken up abroad.
  if (link?.kind === 'handOver' && turn.domestic) return takeOver(turn, state, link.code)
  if (link?.kind === 'matter') return showMatter(turn, state, link.ticketId)
  if (link?.kind === 'policy' && turn.work.policies.size > 0) return openPolicy(turn, state, link.id)
  const isQuiet = !isAsked && link?.kind !== 'policy' && state.asked && !(state.flow && isIdle(state.flow, turn))
  return isQuiet ? { state, says: [] } : greet(turn, state)
}

async function greet(turn: Turn, state: DialogueState): Promise<Answered> {
  if (state.flow || state.waiting) return { state, says: await openQuestion(state, turn) }
  const page = turn.domestic ? {} : { page: turn.work.publicUrl }
  return { state, says: [say('menu', { hello: true, ...page })] }
}

/** The policy a link is about. A form that is open, or waits for consent, is asked for again. */
async function openPolicy(turn: Turn, state: DialogueState, policyId: string): Promise<Answered> {
  const shown = showPolicy(turn, policyId)
  return { state, says: state.flow || state.waiting ? [shown, ...(await openQuestion(state, turn))] : [shown] }
}

/** The matter, when it is the person's own. A form that is open stays open. */
async function showMatter(turn: Turn, state: DialogueState, ticketId: string): Promise<Answered> {
  const shown = await findAct(`matter:${ticketId}`)?.(turn)
  const says = shown?.says ?? []
  if (state.flow) return { state, says: [...says, ...(await openQuestion(state, turn))] }
  return { state: withoutWaiting(state), says }
}
