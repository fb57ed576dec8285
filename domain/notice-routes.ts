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

/** Parts of a statement about a notice: for whom it is, and what it is about. */
interface NoticeParts {
  /** The account that it was filed or booked with; it may have what came of that wherever it is. */
  filing: string
  /** The matter, or NULL. */
  ticketId: string
  /** Whether the office is strict about what goes abroad. */
  strict: string
}

/**
 * The account `c.id`, in a statement, that a notice goes to: the one its person prefers, the one it was filed with, or else
 * the one they last wrote on; first those that can be reached. None for somebody with one account. `also`: what else must
 * hold of `c`.
 */
export function chooseAccount(parts: NoticeParts, also: string): string {
  const { filing } = parts
  return `SELECT c.id FROM "Account" f
    JOIN "Person" h ON h.id = f."personId"
    JOIN "Account" c ON c."personId" = h.id
    WHERE f.id = ${filing} AND ${also} AND ${mayHave(parts)}
    ORDER BY c."unreachableAt" IS NOT NULL, c.id IS DISTINCT FROM h."preferredAccountId", c.id IS DISTINCT FROM ${filing},
      (SELECT max(s."updatedAt") FROM "Conversation" s WHERE s."accountId" = c.id) DESC NULLS LAST, c."createdAt", c.id
    LIMIT 1`
}

/** Whether a notice has strayed, in a statement: the account `account` is not, or is no more, one that may have it. */
export function hasStrayed(account: string, parts: NoticeParts): string {
  return `(${account} <> ${parts.filing} AND NOT EXISTS (
    SELECT 1 FROM "Account" f JOIN "Account" c ON c."personId" = f."personId"
    WHERE f.id = ${parts.filing} AND c.id = ${account} AND ${mayHave(parts)}))`
}

/**
 * Whether the account `c` of a person may have it: what lies under seal only the one it was filed with; what goes abroad
 * has been agreed to there (个人信息保护法 39); an officer's is nobody's own.
 */
function mayHave({ filing, ticketId, strict }: NoticeParts): string {
  return `(c."officerId" IS NULL AND (c.id = ${filing} OR (
    NOT EXISTS (SELECT 1 FROM "Ticket" t WHERE t.id = ${ticketId} AND t.sealed)
    AND (NOT c.channel = ANY('{${[...foreignChannels].join()}}')
      OR (NOT ${strict} AND c."consentedAt" IS NOT NULL AND c."consentVersion" = ${consentVersion})))))`
}
