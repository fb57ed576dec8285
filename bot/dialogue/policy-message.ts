import { stopAtBorder } from './border.ts'
import { beginFlow } from './flow.ts'
import { answerPolicyWords, resting } from './policy-answer.ts'
import { isPolicyAsked } from './policy-talk.ts'
import { question } from './report.ts'
import { withFlow } from './state.ts'
import { type Answered, type DialogueState, languageOf, type Turn, type Words } from './turn.ts'
import { written } from './words.ts'

/**
 * Takes what was said outside a form, where it is about policy: words are searched for; files go to an officer, who can
 * look at them. Undefined where it goes the road of all words.
 */
export async function answerPolicyMessage(
  turn: Turn,
  state: DialogueState,
  said: Words,
): Promise<Answered | undefined> {
  if (said.kind !== 'media' || !isPolicyAsked(turn, state)) return answerPolicyWords(turn, state, said)
  const words = [{ source: turn.source, ...written(said, languageOf(turn)) }]
  const { flow, says } = await beginFlow(question, { words }, turn)
  const next = withFlow(resting(state), flow)
  return (await stopAtBorder(turn, next)) ?? { state: next, says }
}
