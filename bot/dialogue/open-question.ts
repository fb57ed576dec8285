import type { Say } from '../text/sentences.ts'
import { say } from '../text/sentences.ts'
import { askAgain } from './flow.ts'
import { flowOf } from './state.ts'
import type { DialogueState, OpenFlow, Turn } from './turn.ts'

/** After this long a half-filled form is asked about before anything goes into it. */
const resumeAfterMs = 30 * 60_000

/** What is being asked, once more. What only told something is not said again: then it is the menu. */
export function openQuestion(state: DialogueState, turn: Turn): Say[] {
  const { flow } = state
  if (flow) return [isIdle(flow, turn) ? say('resume', { flow: flow.name }) : askAgain(flowOf(flow), flow, turn)]
  const asked = state.asked?.say
  // Asked in another language or after something else it is asked in full.
  if (asked?.kind === 'askConsent') return [say('askConsent', { ...asked.params, again: false })]
  return asked && questions.has(asked.kind) ? [asked] : [say('menu', { hello: false })]
}

const questions: ReadonlySet<Say['kind']> = new Set([
  'kept',
  'keptFor',
  'matters',
  'matter',
  'withdrawConfirm',
  'askStars',
  'visit',
  'visits',
  'cancelVisitConfirm',
  'whichMatter',
  'askPolicy',
  'policyAnswer',
  'policySuggest',
  'policyNone',
  'policyUseless',
  'policyClause',
  'policyShown',
])

/** Whether a form was left alone for so long that the person may have something else in mind. */
export function isIdle(flow: OpenFlow, turn: Turn): boolean {
  return turn.work.at.getTime() - new Date(flow.touchedAt).getTime() > resumeAfterMs
}
