/** A rule of the office was broken. Words for it are chosen in bot/text and api/errors.ts, never here. */
export class DomainError extends Error {
  override name = 'DomainError'
  constructor(
    readonly code: DomainErrorCode,
    readonly detail: Record<string, string | number> = {},
  ) {
    super(code)
  }
}

export type DomainErrorCode =
  /** The ticket is in a state from which this move is not allowed. */
  | 'move-not-allowed'
  /** No such ticket, or not one this person may see: the two are told apart nowhere. */
  | 'ticket-not-found'
  /** Only the officer who holds the ticket may. */
  | 'not-the-holder'
  /** No officer, unit or ground of that name. */
  | 'unknown-officer'
  | 'unknown-unit'
  | 'unknown-township'
  | 'unknown-ground'
  /** Words are needed and none were given. */
  | 'words-missing'
  /** Too late to take back. */
  | 'already-sent'
  /** The seven days are over. */
  | 'undo-over'
  /** The time to ask for the review or the recheck is over; `endedOn` says when it ended. */
  | 'review-over'
  /** There is nothing to be reviewed yet, or it was asked for already. */
  | 'review-not-open'
  /** No custodian can receive an accusation. */
  | 'no-custodian'
  /** The code was used, has run out, or never was. */
  | 'invite-invalid'
  /** A claim is closed after an opinion has arrived, a review after its decision, what was supported when it is carried out. */
  | 'opinion-missing'
  | 'decision-missing'
  | 'carry-out-first'
  /** Something that must be said is empty: `slot` tells what. */
  | 'slot-missing'
  | 'date-wrong'
  | 'days-wrong'
  /** One proposal at a time; none; one's own; not for this officer to decide or to take back; nobody is there to decide. */
  | 'proposal-waits'
  | 'no-proposal'
  | 'own-proposal'
  | 'not-the-approver'
  | 'not-the-proposer'
  | 'no-approver'
  /** The sixty days do not run, are over, or were extended before. */
  | 'extension-over'
  | 'extended-already'
  /** Only the unit that received a transfer may object to it, and only within its period. */
  | 'not-the-unit'
  | 'objection-over'
  /** No hearing is held; one is held already. */
  | 'no-hearing'
  | 'hearing-open'
  /** `why` these two cannot be handled as one. */
  | 'merge-refused'
  /** No such reception day; no such booking, or not one this person may see. */
  | 'day-not-found'
  | 'booking-not-found'
  /** More may not come about one matter; `most` says how many may. */
  | 'too-many-people'
  /** Only a supervisor, a director or an administrator changes reception days. */
  | 'reception-not-yours'
  /** The office file says nothing of reception days. */
  | 'reception-none'
  /** `why` the day cannot be changed so: it is past, closed, has begun, or is open. */
  | 'reception-day-over'
  /** `why` it cannot be held on that date. */
  | 'reception-date-wrong'
  /** The hours hold `most` visits of that length. */
  | 'reception-hours-wrong'
  /** `count` visits that would go have a visitor, at these `times`. */
  | 'reception-seats-taken'
  /** It is one day, or one director. */
  | 'reception-swap-refused'
  /** The visit does not stand where this can be done: `state` tells where it does. */
  | 'visit-not-there'
  /** Nothing of that kind was promised, or not to this person. */
  | 'promise-not-found'
  /** Only the question of a consultation can be kept for others. */
  | 'not-a-question'
  /** One of a matter waits already; nothing waits or counts (any more); it is one's own to be decided by a colleague. */
  | 'answered-waits'
  | 'no-answered'
  | 'own-answered'
  /** Without what is personal nothing is left of it. */
  | 'question-empty'
  /** No such clause is published; `like` names several that may be meant; it is in force no more; more than `most`. */
  | 'unknown-clause'
  | 'clause-unclear'
  | 'clause-ended'
  | 'too-many-clauses'
  /** A word of the dictionary or what it means is empty, too long or the same; it is not there. */
  | 'word-wrong'
  | 'unknown-word'
  /** No such policy or version; it is no draft (any more), `state` tells what it is; a colleague has to publish what one imports. */
  | 'policy-not-found'
  | 'policy-not-draft'
  | 'same-officer'
