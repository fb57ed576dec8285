import type { Pointer } from '../message.ts'
import { en } from './en/words.ts'
import type { LanguageWords } from './language.ts'
import type { Language } from './names.ts'
import type { Gist } from './pointer-words.ts'
import type { Kind } from './sentences.ts'
import { zh } from './zh/words.ts'

const wordsOf: Record<Language, LanguageWords> = { zh, en }

/** Everything that is told to residents without their having just written. */
const pointers: Partial<Record<Kind, { kind: Pointer['kind']; gist: Gist }>> = {
  answer: { kind: 'answer', gist: 'answer' },
  askedBack: { kind: 'answer', gist: 'asked' },
  opinion: { kind: 'answer', gist: 'answer' },
  reviewDecision: { kind: 'answer', gist: 'answer' },
  visitEnded: { kind: 'answer', gist: 'answer' },

  receipt: { kind: 'progress', gist: 'receipt' },
  reviewReceived: { kind: 'progress', gist: 'receipt' },
  codeReset: { kind: 'progress', gist: 'news' },
  handedOver: { kind: 'progress', gist: 'news' },
  accepted: { kind: 'progress', gist: 'progress' },
  redirected: { kind: 'progress', gist: 'progress' },
  closed: { kind: 'progress', gist: 'progress' },
  reopenedByOffice: { kind: 'progress', gist: 'progress' },
  extended: { kind: 'progress', gist: 'progress' },
  hearingHeld: { kind: 'progress', gist: 'progress' },
  hearingEnded: { kind: 'progress', gist: 'progress' },
  carriedOut: { kind: 'progress', gist: 'progress' },
  merged: { kind: 'progress', gist: 'progress' },
  dateMoved: { kind: 'progress', gist: 'progress' },
  promiseMade: { kind: 'progress', gist: 'progress' },
  promiseDone: { kind: 'progress', gist: 'progress' },
  bookingConfirmed: { kind: 'progress', gist: 'visit' },
  bookingWaiting: { kind: 'progress', gist: 'visit' },
  bookingMoved: { kind: 'progress', gist: 'visit' },
  bookingCancelled: { kind: 'progress', gist: 'visit' },
  receptionDayMoved: { kind: 'progress', gist: 'visit' },
  receptionDayChanged: { kind: 'progress', gist: 'visit' },
  receptionDayClosed: { kind: 'progress', gist: 'visit' },
  receptionDayReopened: { kind: 'progress', gist: 'visit' },

  lateNotice: { kind: 'reminder', gist: 'progress' },
  rightEnding: { kind: 'reminder', gist: 'date' },
  askDone: { kind: 'reminder', gist: 'asked' },
  accountJoined: { kind: 'reminder', gist: 'news' },
  noticesLed: { kind: 'reminder', gist: 'news' },
  promiseAsk: { kind: 'reminder', gist: 'asked' },
  seatOffered: { kind: 'reminder', gist: 'visit' },
  seatOfferOver: { kind: 'reminder', gist: 'visit' },
  visitReminder: { kind: 'reminder', gist: 'visit' },
  waitReminder: { kind: 'reminder', gist: 'visit' },
  yourTurnSoon: { kind: 'reminder', gist: 'visit' },
  yourTurn: { kind: 'reminder', gist: 'visit' },
  policyChanged: { kind: 'reminder', gist: 'changed' },
}

/** What a message is about, as far as a notice needs to know it. */
export interface PointedMessage {
  kind: string
  /** The number of its matter; absent when it has none, or the matter is sealed. */
  number?: string
  /** It belongs to a sealed matter: the notice says that there is something, and nothing else. */
  sealed: boolean
}

/** The notice that can stand for a message; undefined for what is only said in answer to words. `at`: when it goes. */
export function pointerOf({ kind, number, sealed }: PointedMessage, language: Language, at: Date): Pointer | undefined {
  const known = Object.hasOwn(pointers, kind) ? pointers[kind as Kind] : undefined
  if (!known) return undefined
  const { title, hint } = wordsOf[language].pointers[sealed ? 'news' : known.gist]
  return { kind: known.kind, ...(number !== undefined && !sealed && { number }), title, hint, at }
}
