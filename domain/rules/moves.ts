/** The states of a ticket and who may move it where. Every other move is refused. */

export type State =
  | 'received'
  | 'accepted'
  | 'redirected'
  | 'answered'
  | 'executing'
  | 'inReview'
  | 'inRecheck'
  | 'closed'
  | 'withdrawn'

interface Move {
  from: readonly State[]
  /** Absent: the state stays as it is. `before`: back to where it was withdrawn from. */
  to?: State | 'before'
  by: 'officer' | 'resident' | 'either' | 'system'
}

const beforeTheEnd = ['received', 'accepted', 'answered', 'executing', 'inReview', 'inRecheck'] as const
const beingHandled = ['received', 'accepted', 'answered', 'executing'] as const

export const moves = {
  claim: { from: ['received', 'accepted', 'answered', 'executing'], by: 'officer' },
  accept: { from: ['received'], to: 'accepted', by: 'officer' },
  handOver: { from: beforeTheEnd, by: 'officer' },
  askBack: { from: beingHandled, by: 'officer' },
  reply: { from: beingHandled, by: 'officer' },
  // An answer counts only when it has arrived (promise 3); a later one does not undo what came after the first.
  deliverReply: { from: ['received', 'accepted', 'answered'], to: 'answered', by: 'system' },
  redirect: { from: ['received', 'accepted'], to: 'redirected', by: 'officer' },
  note: { from: [...beforeTheEnd, 'redirected', 'closed', 'withdrawn'], by: 'officer' },
  addWords: { from: [...beforeTheEnd, 'redirected'], by: 'resident' },
  close: { from: ['answered', 'executing', 'inReview', 'inRecheck'], to: 'closed', by: 'either' },
  reopen: { from: ['answered', 'closed', 'redirected'], to: 'accepted', by: 'either' },
  // 条例 32: the office's opinion, which a second officer approves. It counts when it has arrived.
  proposeOpinion: { from: ['accepted', 'answered', 'executing'], by: 'officer' },
  deliverOpinion: { from: ['accepted', 'answered', 'executing'], to: 'answered', by: 'system' },
  // What was supported stays open until it is carried out (条例 32).
  deliverSupport: { from: ['accepted', 'answered', 'executing'], to: 'executing', by: 'system' },
  carryOut: { from: ['executing'], to: 'closed', by: 'officer' },
  // 条例 34: more time, approved by the head of the office.
  askExtension: { from: ['accepted', 'answered'], by: 'officer' },
  // 条例 23: within five working days of the transfer.
  objectTransfer: { from: ['received', 'accepted'], by: 'officer' },
  // 条例 35, 36. A review that is late itself does not bar the way to the recheck.
  requestReview: { from: ['answered', 'executing', 'closed'], to: 'inReview', by: 'resident' },
  proposeReview: { from: ['inReview'], by: 'officer' },
  deliverReview: { from: ['inReview'], to: 'answered', by: 'system' },
  requestRecheck: { from: ['answered', 'executing', 'closed', 'inReview'], to: 'inRecheck', by: 'resident' },
  proposeRecheck: { from: ['inRecheck'], by: 'officer' },
  holdHearing: { from: ['inRecheck'], by: 'officer' },
  endHearing: { from: ['inRecheck'], by: 'officer' },
  deliverRecheck: { from: ['inRecheck'], to: 'closed', by: 'system' },
  merge: { from: beingHandled, by: 'officer' },
  rate: { from: ['answered', 'executing', 'closed', 'redirected'], by: 'resident' },
  withdraw: { from: beforeTheEnd, to: 'withdrawn', by: 'resident' },
  undoWithdrawal: { from: ['withdrawn'], to: 'before', by: 'resident' },
} as const satisfies Record<string, Move>

export type MoveName = keyof typeof moves

/** Whether a ticket in `state` may make this move. */
export function mayMove(state: State, name: MoveName): boolean {
  const from: readonly State[] = moves[name].from
  return from.includes(state)
}

/** The state after the move; `before` is where a withdrawn ticket came from. */
export function stateAfter(state: State, name: MoveName, before?: State | null): State {
  const move: Move = moves[name]
  if (move.to === 'before') return before ?? 'received'
  return move.to ?? state
}

/** A ticket that somebody still has to do something for. */
export const openStates: readonly State[] = ['received', 'accepted', 'executing', 'inReview', 'inRecheck']

/** A withdrawal can be undone for this many calendar days. */
export const withdrawalDays = 7
