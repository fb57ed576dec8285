import type { Needs } from '../../domain/reception/booking-rows.ts'
import type { BookingView } from '../../domain/reception/booking-view.ts'
import type { DayBrief, DayList, DirectorBrief, DirectorMissing } from '../../domain/reception/briefs.ts'
import type { DayNews } from '../../domain/reception/news.ts'
import type { PromiseLine } from '../../domain/reception/promises.ts'
import type { DaySummary } from '../../domain/reception/summaries.ts'
import type { Empty } from './empty.ts'
import type { MatterLine } from './matter-line.ts'

/** What becomes of a reception day, to those who booked it and to the office. */
export interface ReceptionDaySentences {
  /** `time`, `fromTime`: of their visit, the office's time; null while they wait for a seat. `waits`: on the waiting list. */
  receptionDayMoved: VisitorNews & {
    from: string
    fromTime: string | null
    why: 'holiday' | 'office'
    words: string | null
    place: string
    director: string | null
  }
  /** What is null stays as it was. */
  receptionDayChanged: VisitorNews & {
    fromTime: string | null
    place: string | null
    video: boolean | null
    director: string | null
    words: string
  }
  /** `next` is the next day; it has an id when it can be booked by now. */
  receptionDayClosed: VisitorNews & {
    words: string
    next: { dayId: string | null; on: string; director: string | null } | null
  }
  receptionDayReopened: VisitorNews & { words: string; place: string }
  receptionNews: DayNews
}

export interface VisitorNews {
  bookingId: string
  on: string
  time: string | null
  waits: boolean
}

/** What is sent before a reception day because its time has come, and the morning after it. */
export interface ReceptionNoticeSentences {
  visitReminder: BookedVisit & { daysLeft: number; people: number }
  waitReminder: BookedVisit & { daysLeft: number; waitingPlace: number }
  dayBrief: DayBrief
  dayList: DayList
  directorBrief: DirectorBrief
  directorMissing: DirectorMissing
  daySummary: DaySummary & { page: string }
}

/** What becomes of a visit on a reception day, and of what was promised there. */
export interface BookingSentences {
  /** `given`: from the waiting list, without having been asked, for the day is near. */
  bookingConfirmed: BookedVisit & { given?: boolean }
  bookingWaiting: BookedVisit & { waitingPlace: number }
  /** `until`: an ISO instant. */
  seatOffered: BookedVisit & { until: string }
  seatOfferOver: BookedVisit & { why: 'ranOut' | 'dayOver' | 'notReached' }
  bookingCancelled: BookedVisit & { reason: string }
  bookingMoved: BookedVisit & { fromOn: string; fromStartsAt: string | null; reason?: string }
  yourTurnSoon: BookedVisit & { ahead: number; queueNumber: number | null }
  yourTurn: BookedVisit & { queueNumber: number | null }
  /** `number` is null for a visit about nothing that was filed, where nothing was promised. */
  visitEnded: { number: string | null; ticketId?: string; on: string; text: string; promises: PromiseLine[] }
  promiseMade: { number: string; ticketId: string; promises: PromiseLine[] }
  /** `how`: in the words of the office. */
  promiseDone: PromiseNews & { unit: string; how: string }
  promiseAsk: PromiseNews
  /** To the office: somebody without an account has got a seat. */
  visitorToCall: { bookingId: string; on: string; startsAt: string | null }
  promiseUnkept: PromiseNews & { unit: string }
}

/** A booking. `startsAt`: the office's time; null without a seat. `category` is the matter's. */
export interface BookedVisit {
  bookingId: string
  on: string
  startsAt: string | null
  place: string
  video: boolean
  director: string | null
  number: string | null
  category: string | null
  doorCode: string
}

/** What is talked about on the way to a visit, and about one that is booked. */
export interface BookingTalkSentences {
  /** `moves`: for a visit that is booked. */
  askDay: { days: BookableDay[]; opening: OpeningDay[]; moves?: boolean }
  /** No day can be booked; `opening` are those that will be. */
  noDays: { opening: OpeningDay[]; phone?: string; address?: string }
  /** `asksHalf`: more seats than stand under one question. None at all: the waiting list. */
  askSeat: {
    on: string
    township: string
    seats: SeatLine[]
    elder: boolean
    offersElder: boolean
    asksHalf?: boolean
  }
  askAbout: { matters: MatterLine[] }
  bringFiles: Empty
  askPeople: { most: number }
  tooManyPeople: { most: number; named: number }
  askNeeds: { needs: Needs; asks?: 'dialect' | 'words' }
  askVisitContact: Empty
  bookReadBack: BookDraft
  askBookChange: { fields: BookField[] }
  seatGone: Empty
  dayNotOpen: { on: string }
  dayFull: { on: string }
  /** Somebody else's: nothing is told of it. `by` which of what was said it was found. */
  bookingElsewhere: { by: 'phone' | 'matter'; phone?: string; address?: string }
  /** `already`: it stood in the way of another. */
  visit: OwnVisit & { already?: boolean }
  visits: { visits: VisitLine[] }
  moveReadBack: { fromOn: string; fromStartsAt: string | null; on: string; startsAt: string | null }
  cancelVisitConfirm: { bookingId: string; on: string; startsAt: string | null; waits: boolean }
  visitCancelled: { on: string }
  /** It has come to something, or was called off. */
  visitOver: { on: string }
  offerOver: { on: string }
  offerDeclined: Empty
  visitCalendar: { bookingId: string; link: string; days: number }
  bookingGone: Empty
  promiseReopened: { number: string; ticketId: string }
  promiseStillOpen: { number: string; ticketId: string }
  receptionNone: Empty
}

/** A reception day that can be booked; `free` seats for everybody. `township` is empty but for a tour. */
export interface BookableDay {
  id: string
  on: string
  township: string
  director: string | null
  place: string
  free: number
}

/** One that can be booked from `opensOn`; null for any moment now. */
export interface OpeningDay {
  on: string
  township: string
  director: string | null
  opensOn: string | null
}

export interface SeatLine {
  id: string
  startsAt: string
}

export type BookField = 'day' | 'seat' | 'about' | 'people' | 'needs' | 'contact'

/** A filled form for a visit. `startsAt` is null for any seat, `waits` where none was free. */
export interface BookDraft {
  on: string
  township: string
  place: string
  director: string | null
  startsAt: string | null
  waits: boolean
  elder: boolean
  matter?: { number: string; category: string }
  texts: string[]
  people: string[]
  needs: Needs
  name?: string
  phone?: string
}

/** A booking in a list. */
export interface VisitLine {
  bookingId: string
  on: string
  startsAt: string | null
  state: BookingView['state']
  waitingPlace: number | null
}

/** A booking as it stands. `offeredUntil`: an ISO instant. `ahead`: so many are called before them, on the day. */
export type OwnVisit = BookedVisit & {
  state: BookingView['state']
  waitingPlace: number | null
  offeredUntil: string | null
  queueNumber: number | null
  ahead: number | null
}

/** What officers are told of reception days, visitors and promises where they type. */
export interface ReceptionDeskSentences {
  receptionList: {
    days: {
      on: string
      township: string
      director: string | null
      state: 'planned' | 'open' | 'closed'
      provisional: boolean
      booked: number
      waiting: number
      free: number
    }[]
  }
  receptionChanged: {
    what: 'moved' | 'closed' | 'reopened' | 'swapped' | 'added'
    on: string
    to?: string
    told?: number
    toCall?: number
  }
  receptionWrong: { why: 'words' | 'not-today' | 'code' | 'ended' | 'tries' | 'number' }
  receptionInPrivate: Empty
  receptionOnPage: { page: string }
  /** `personal`: with names and words, in private. */
  visitList: { on: string; visits: DeskVisit[]; personal: boolean }
  askVisitor: { on: string }
  visitorDropped: Empty
  /** What is read out or copied for somebody without a phone. */
  visitSlip: {
    already: boolean
    on: string
    startsAt: string | null
    place: string
    director: string | null
    doorCode: string
    name: string | null
    waitingPlace: number | null
    category: string | null
  }
  visitArrived: {
    queueNumber: number | null
    ahead: number | null
    timing: 'early' | 'in-time' | 'late'
    again: boolean
  }
  visitOtherDay: { on: string }
  visitCalled: DeskVisit & { waiting: number }
  nobodyToCall: { toCome: number }
  visitAbsent: { who: string }
  howToFinish: { who: string }
  visitFinished: { who: string; promises: PromiseLine[]; onPaper: boolean }
  /** Without a number: those of all matters that are open. `asks`: one of them was to be named. */
  promiseList: { number?: string; promises: DeskPromise[]; asks?: boolean }
  promiseKept: { number: string; text: string; isNew: boolean }
}

/** A visit in the office's list; what is personal is absent where others read along. */
export interface DeskVisit {
  state: BookingView['state']
  startsAt: string | null
  queueNumber: number | null
  number: string | null
  name?: string | null
  phone?: string | null
  words?: string | null
  people?: string[]
  needs?: Needs
}

export interface DeskPromise {
  number: string
  text: string
  unit: string
  dueOn: string
  daysLate: number
  isDone: boolean
}

export interface PromiseNews {
  ticketId: string
  number: string
  promiseId: string
  /** What was promised. */
  text: string
}
