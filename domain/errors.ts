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
