import { consentVersion } from './consents.ts'
import { foreignChannels } from './rules/borders.ts'

/**
 * What a person with several accounts may be told on any of them. Receipts and whatever holds a code stay where it was
 * asked for; so does what only one account asked about.
 */
export const personalKinds: ReadonlySet<string> = new Set([
  'answer',
  'askedBack',
  'accepted',
  'redirected',
  'closed',
  'reopenedByOffice',
  'opinion',
  'extended',
  'reviewReceived',
  'reviewDecision',
  'hearingHeld',
  'hearingEnded',
  'carriedOut',
  'merged',
  'dateMoved',
  'lateNotice',
  'rightEnding',
  'askDone',
  'promiseMade',
  'promiseDone',
  'promiseAsk',
  'visitEnded',
  'visitReminder',
  'waitReminder',
  'bookingConfirmed',
  'bookingWaiting',
  'bookingCancelled',
  'bookingMoved',
  'seatOffered',
  'seatOfferOver',
  'yourTurnSoon',
  'yourTurn',
  'receptionDayMoved',
  'receptionDayChanged',
  'receptionDayClosed',
  'receptionDayReopened',
])

/** Parts of a statement about a notice: whose it is, and what it is about. */
interface NoticeParts {
  /** An account of the person. */
  of: string
  /** The account that it was filed or booked with; it may have what came of that wherever it is. */
  filing: string
  /** The matter, or NULL. */
  ticketId: string
  /** Whether the office is strict about what goes abroad. */
  strict: string
  /** What else must hold of the account `c`. */
  also: string
}

/**
 * The account `c.id` of a person, in a statement, that a notice goes to: the one they prefer, the one it was filed with,
 * or else the one they last wrote on; first those that can be reached. None for somebody with one account. Nothing of a
 * sealed matter goes abroad, and of others only what was agreed to (个人信息保护法 39).
 */
export function chooseAccount({ of, filing, ticketId, strict, also }: NoticeParts): string {
  return `SELECT c.id FROM "Account" f
    JOIN "Person" h ON h.id = f."personId"
    JOIN "Account" c ON c."personId" = h.id
    WHERE f.id = ${of} AND c."officerId" IS NULL AND ${also}
      AND (c.id = ${filing} OR NOT c.channel = ANY('{${[...foreignChannels].join()}}')
        OR (NOT ${strict} AND c."consentedAt" IS NOT NULL AND c."consentVersion" = ${consentVersion}
          AND NOT EXISTS (SELECT 1 FROM "Ticket" t WHERE t.id = ${ticketId} AND t.sealed)))
    ORDER BY c."unreachableAt" IS NOT NULL, c.id IS DISTINCT FROM h."preferredAccountId", c.id IS DISTINCT FROM ${filing},
      (SELECT max(s."updatedAt") FROM "Conversation" s WHERE s."accountId" = c.id) DESC NULLS LAST, c."createdAt", c.id
    LIMIT 1`
}
