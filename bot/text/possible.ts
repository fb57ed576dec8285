import { type MoveName, mayMove, type State } from '../../domain/rules/moves.ts'
import type { Labels } from './labels.ts'

type Act = keyof Labels['acts']

/** The moves behind the acts that a state allows or forbids. */
const movesOf: Partial<Record<Act, MoveName>> = {
  accept: 'accept',
  reply: 'reply',
  askBack: 'askBack',
  opinion: 'proposeOpinion',
  extend: 'askExtension',
  carryOut: 'carryOut',
  review: 'proposeReview',
  recheck: 'proposeRecheck',
  hearingStart: 'holdHearing',
  handOver: 'handOver',
  redirect: 'redirect',
  reopen: 'reopen',
  note: 'note',
}

/** What an officer can do with a ticket in this state, for who tried something else. */
export function possibleActs(state: State): Act[] {
  const acts = (Object.entries(movesOf) as [Act, MoveName][]).filter(([, move]) => mayMove(state, move))
  return acts.map(([act]) => act)
}
