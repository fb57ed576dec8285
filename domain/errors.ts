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
  /** No custodian can receive an accusation. */
  | 'no-custodian'
  /** The code was used, has run out, or never was. */
  | 'invite-invalid'
