import type { CardContent } from '../../domain/cards.ts'
import type { MatterView } from '../../domain/matter-view.ts'
import type { Office } from '../../domain/office.ts'
import type { Decision, Opinion, ProposalKind } from '../../domain/open-proposals.ts'
import type { AnsweredNews, ClauseName } from '../../domain/policies/answered-questions.ts'
import type { WordEntry, WordPage } from '../../domain/policies/dictionary.ts'
import type { GapDigest } from '../../domain/policies/gap-digest.ts'
import type { QueueLine } from '../../domain/queue.ts'
import type { Needs } from '../../domain/reception/booking-rows.ts'
import type { BookingView } from '../../domain/reception/booking-view.ts'
import type { DayBrief, DayList, DirectorBrief, DirectorMissing } from '../../domain/reception/briefs.ts'
import type { DayNews } from '../../domain/reception/news.ts'
import type { PromiseLine } from '../../domain/reception/promises.ts'
import type { DaySummary } from '../../domain/reception/summaries.ts'
import type { ClockHistory } from '../../domain/reminder-history.ts'
import type { ReviewStage } from '../../domain/rules/review-rights.ts'
import type { OutgoingFile, RefusedFile } from '../message.ts'

/**
 * Every sentence we say, by kind, with what it needs to know. The outbox holds these kinds and parameters; they become
 * words only when they are sent, in the reader's language.
 */
export interface Sentences
  extends DialogueSentences,
    AfterwardsSentences,
    PolicySentences,
    NoticeSentences,
    DeskSentences,
    PolicyDeskSentences,
    ReceptionDaySentences,
    ReceptionNoticeSentences,
    BookingSentences,
    BookingTalkSentences,
    ReceptionDeskSentences {}

export interface DialogueSentences {
  /** `page`: words said here pass through servers abroad, and there they do not. */
  menu: { hello: boolean; page?: string }
  stale: Empty
  notUnderstood: Empty
  languageSet: Empty
  kept: { text: string; files: number; hasMatters: boolean }
  keptDropped: Empty
  keptFor: { matters: MatterLine[] }
  resume: { flow: FlowName }
  nothingToGoBackTo: Empty
  cancelConfirm: Empty
  cancelled: Empty
  notNow: { what: 'location' | 'contact' | 'recall' }
  unsupported: Empty
  filesLeft: { left: { why: RefusedFile['why']; count: number }[]; mostMegabytes: number; page: string }

  /**
   * `version` of what it tells, see `consentVersion`. `noted`: something was said already. `again`: it stands just above
   * in full.
   */
  askConsent: { platform: string; version: number; noted: boolean; again: boolean }
  consentDeclined: Empty
  consentWithdrawn: { dropped: boolean; page: string }
  handedOver: {
    why: 'accusation' | 'strict' | 'chosen'
    said: boolean
    page: string
    hours: number
    /** Taken out once it has been sent. */
    code?: string
  }
  /** What becomes of it here, where another form may be open. */
  handOverTaken: { what: 'goOn' | 'keepForLater' | 'finishFirst' }
  handOverGone: Empty

  askCategory: { group?: string }
  askAccused: Empty
  askTownship: Empty
  askVillage: { township: string }
  placeGuess: { villages: string[] }
  askPlaceWords: Empty
  askWords: { flow: FlowName; texts: number; files: number }
  wordsMissing: Empty
  askContact: { sealed: boolean }
  askName: Empty
  nameTooLong: Empty
  askPhone: Empty
  phoneWrong: Empty
  readBack: ReadBack
  askChange: { fields: ChangeField[] }
  noCustodian: Empty
  filed: Empty

  noMatters: Empty
  matters: { matters: MatterLine[]; visits?: VisitLine[] }
  matter: { view: MatterView; savesDates?: boolean }
  /** Good for `days` days; it opens the dates only. */
  calendarLink: { ticketId: string; number: string; link: string; days: number }
  matterGone: Empty
  askNumber: Empty
  numberWrong: Empty
  askCode: { number: string }
  codeWrong: Empty
  codeWait: { minutes: number }
  added: { number: string }
  addedToClosed: { number: string }
  withdrawConfirm: { ticketId: string; number: string; days: number }
  withdrawn: { ticketId: string; number: string; until: string }
  withdrawalUndone: { number: string }
  undoOver: { number: string }
  confirmed: { number: string; ticketId: string; asksRating: boolean }
  reopened: { number: string }
  codeReset: { number: string; code?: string }
  edited: { number?: string }
  /** Without a number it was taken out of what is not filed yet. */
  recalled: { number?: string }
  moveRefused: { number: string; state: MatterView['state'] }
}

/** What is talked about once a matter has been answered: review and recheck, rating, whether it was done. */
export interface AfterwardsSentences {
  reviewReadBack: { stage: ReviewStage; number: string; texts: string[]; files: number }
  reviewAsked: { stage: ReviewStage; number: string }
  reviewOver: {
    stage: ReviewStage
    number: string
    ticketId: string
    endedOn: string
    canAdd: boolean
    canReopen: boolean
  }
  reviewNotOpen: { stage: ReviewStage; number: string; state: MatterView['state'] }
  whichMatter: { what: ReviewStage | 'rate'; matters: MatterLine[] }
  noneFor: { what: ReviewStage | 'rate' }
  askStars: { ticketId: string; number: string; stars?: number }
  rated: { ticketId: string; number: string; stars: number; text: string }
  askRatingWords: { number: string; stars: number }
  ratingWordsOnly: Empty
  doneNoted: { number: string }
  askingStopped: Empty
  notDoneTaken: { number: string }

  reviewReceived: {
    ticketId: string
    number: string
    stage: ReviewStage
    /** The review was late, so it need not be waited for. */
    late: boolean
    receivedOn: string
    clocks: RunningClock[]
  }
  /** A right of the resident's ends on `until`, the last day by the bare count. */
  rightEnding: {
    ticketId: string
    number: string
    stage: ReviewStage
    until: string
    daysLeft: number
    rule: string
    version: string
  }
  askDone: { ticketId: string; number: string }
}

/** What is asked about policy and answered with its clauses; `ask` is the question's id. */
export interface PolicySentences {
  /** `about`: of one policy, by its title. */
  askPolicy: { about?: { policyId: string; title: string } }
  /** `lacksFigure`: how many, when or which number was asked, and the clause does not say it. */
  policyAnswer: QuotedClause & { ask: string; lacksFigure?: boolean }
  policySuggest: { ask: string; options: OfferedClause[] }
  policyNone: { ask: string; why: PolicyGap }
  /** Nothing was found, and what was asked goes to an officer: it is read back next. */
  policyToOfficer: { why: PolicyGap }
  policyUseful: Empty
  policyUseless: { ask: string }
  /** As much as there is of one clause. `before`, `after`: the positions of its neighbours. */
  policyClause: QuotedClause & { ask?: string; before?: number; after?: number }
  policyShown: PolicyFace
  /** The clause or the policy is not there any more. */
  policyGone: Empty
  /** `more`: so many others of the same policy have changed too. `on`: the civil date from which it is so. */
  policyChanged: {
    policyId: string
    title: string
    page: string
    on: string
    clauses: ChangedLine[]
    more: number
  }
  policyMuted: Empty
}

export type PolicyGap = 'nothing' | 'ownCase' | 'notOurs'

/** A clause word for word, with everything that tells where it stands. */
export interface QuotedClause {
  policyId: string
  position: number
  title: string
  number?: string
  issuer?: string
  /** 第三条; the heading above it where it has no number. */
  article: string
  effectiveOn?: string
  /** It is in force no more since then. */
  endedOn?: string
  quote: string
  isWhole: boolean
  summary: boolean
  /** Our own page of it, and where it was published. */
  page: string
  source?: string
}

/** A clause that may be the one that is meant. */
export interface OfferedClause {
  title: string
  /** Short enough for a button. */
  label: string
  /** How it begins. */
  beginning: string
}

/** A policy as a whole. */
export interface PolicyFace {
  policyId: string
  title: string
  number?: string
  issuer?: string
  effectiveOn?: string
  endedOn?: string
  summary: boolean
  /** Its first headings, or what its first clauses are called. */
  headings: string[]
  hasMore: boolean
  clauses: number
  page: string
  source?: string
}

/** What became of a clause that somebody was answered with; without a beginning it is no more. */
export interface ChangedLine {
  article: string
  position?: number
  beginning?: string
  isWhole?: boolean
  page?: string
}

export interface NoticeSentences {
  receipt: {
    number: string
    /** Taken out once it has been sent. */
    code?: string
    kind: MatterView['kind']
    receivedOn: string
    unit: string
    files: number
    clocks: RunningClock[]
  }
  /** `unit` is null where it is kept sealed: then named people handle it, whatever unit they sit in. */
  accepted: { number: string; unit: string | null; clocks: RunningClock[] }
  redirected: { number: string; ground: string; article: string; text: string }
  /** `asksRating`: how did they find it? Asked once. */
  closed: { number: string; text: string; ticketId?: string; asksRating?: boolean }
  answer: { number: string; unit: string | null; text: string }
  askedBack: { number: string; unit: string | null; text: string }
  reopenedByOffice: { number: string; text: string }
  opinion: OpinionNotice
  /** `on` is the civil date on which it was granted: the law as of then is cited. */
  extended: { number: string; days: number; reason: string; dueOn: string; provisional: boolean; on: string }
  reviewDecision: DecisionNotice
  hearingHeld: { number: string; from: string }
  hearingEnded: { number: string; days: number; dueOn: string; provisional: boolean }
  carriedOut: { number: string; text: string; ticketId?: string; asksRating?: boolean }
  merged: { number: string; unit: string }
  /** The office has not done by `dueOn` what the rule asks of it. */
  lateNotice: { number: string; rule: string; version: string; dueOn: string }
  /** Dates that were promised and are other ones now; `from` is what was promised. */
  dateMoved: { number: string; clocks: (RunningClock & { from: string })[] }
  parked: Empty
}

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

/** `claim`: the rights of review are named. `on` is the civil date of the approval: the law as of then is cited. */
export type OpinionNotice = Opinion & {
  number: string
  ticketId?: string
  unit: string | null
  claim: boolean
  on: string
}

export type DecisionNotice = Decision & { number: string; ticketId?: string; stage: ReviewStage; on: string }

export interface DeskSentences {
  card: CardContent
  sealedCard: CardContent & { news: 'new' | 'added' }
  digest: { count: number; villages: string[]; numbers: string[] }
  deskHelp: { private: boolean }
  queue: {
    list: 'open' | 'mine' | 'due'
    lines: (QueueLine & { holder: string | null })[]
    total: number
    page: number
    pages: number
  }
  found: CardContent
  replyHeld: { number: string; text: string; seconds: number; asks: boolean }
  replyTakenBack: { number: string; text: string }
  collision: { number: string; by: string; theirs?: string; text: string; asks: boolean }
  notSent: { number: string; text: string }
  acted: { act: DeskAct; number: string; detail?: string }
  claimTaken: { number: string; by: string }
  askDeskWords: { act: DeskAct; number: string; ground?: string }
  askGround: { number: string }
  askReceiver: { number: string; officers: { id: string; name: string }[] }
  redirectCheck: { number: string; ground: string; text: string }
  /** `again`: what was written for it could not be read. */
  askSlot: { act: FormAct; number: string; slot: SlotName; again: boolean }
  /** What the resident would read. */
  opinionCheck: OpinionNotice
  decisionCheck: DecisionNotice
  /** Without names anybody else may approve it. */
  proposed: { number: string; what: ProposalKind; approvers: string[] }
  approved: { number: string; what: ProposalKind; seconds?: number; dueOn?: string }
  approvalAsked: { number: string; what: ProposalKind; by: string }
  proposalDecided: { number: string; what: ProposalKind; approved: boolean; by: string; reason?: string }
  transferObjected: { number: string; byUnit: string; reason: string }
  actCancelled: { act: DeskAct; number: string }
  identity: { number: string; name?: string; phone?: string }
  identityInPrivate: { number: string }
  ticketFiles: { number: string; files: OutgoingFile[] }
  ticketFilesInPrivate: { number: string }
  noTicketFiles: { number: string }
  /** What may not be shown where the officer is; the page is in the country. */
  lookOnPage: { what: 'identity' | 'files'; number: string; page: string }
  deskError: { code: string; detail: Record<string, string | number> }
  whichTicket: Empty
  actUnclear: { number: string }
  filesStayHere: Empty
  notStaff: Empty
  commandUnknown: { text: string }
  messageParked: { count: number }
  officerWelcome: { name: string }
  bindHow: { private: boolean }
  bindWrong: Empty
  bindWait: { minutes: number }
  /** A room's code was said in private, where there is no room. */
  bindInGroup: Empty
  /** An officer's code was said before everybody. */
  codeSeen: Empty
  roomWelcome: { name: string; unit: string | null }
  roomFixed: Empty
  roomUnbound: { name: string }
  unbindRefused: Empty
  anonymousAdmin: Empty
  /** `room` is empty for a room of the office file. */
  officerLeft: { name: string; role: string; unit: string; room: string; held: number }
  why: { number: string; state: MatterView['state']; clocks: ClockHistory[] }
  reminder: { number: string; step: string; rule: string; dueOn: string; daysLeft: number; holder: string | null }
  reminderDigest: { lines: { number: string; rule: string; dueOn: string; daysLeft: number; holder: string | null }[] }
  alarm: { what: string; count: number; name?: string }
}

/** What officers keep of the questions they answered, the dictionary, and what the policies lack. */
export interface PolicyDeskSentences {
  answeredOffer: { number: string }
  answeredNearest: { number: string; question: string; clauses: ClauseName[] }
  answeredCheck: Omit<AnsweredNews, 'by'>
  askAnsweredWords: { number: string; question: string }
  answeredSent: { number: string }
  answeredNotKept: { number: string }
  answeredAsked: AnsweredNews & { id: string }
  answeredDecided: AnsweredNews & { came: 'approved' | 'declined' | 'withdrawn' }
  /** `part`: what was looked for; empty for all. */
  dictionary: WordPage & { part: string }
  wordKept: { entry: WordEntry; before?: WordEntry }
  wordRemoved: { entry: WordEntry }
  gapDigest: GapDigest
}

export type FlowName =
  | 'report'
  | 'question'
  | 'add'
  | 'track'
  | 'reopen'
  | 'review'
  | 'recheck'
  | 'notDone'
  | 'rate'
  | 'book'
  | 'moveVisit'

/** What an officer can do with a ticket. */
export const deskActs = [
  'claim',
  'release',
  'accept',
  'reply',
  'askBack',
  'note',
  'handOver',
  'redirect',
  'close',
  'reopen',
  'opinion',
  'approve',
  'sendBack',
  'takeBackProposal',
  'extend',
  'object',
  'review',
  'recheck',
  'hearingStart',
  'hearingEnd',
  'carryOut',
  'merge',
  'cite',
  'nearest',
  'gap',
  'notOurs',
  'agree',
  'disagree',
  'uncite',
  'undo',
  'identity',
  'files',
  'why',
] as const

export type DeskAct = (typeof deskActs)[number]

/** Acts that take several parts, asked for one by one or given at once. */
export type FormAct = Extract<DeskAct, 'opinion' | 'review' | 'recheck'>

export type SlotName = 'outcome' | 'upheld' | 'text' | 'ground' | 'remedy' | 'remedyOn'

export type ChangeField = 'category' | 'accused' | 'place' | 'words' | 'contact'

export interface ReadBack {
  category: string
  accusedUnit?: string
  township?: string
  village?: string
  place?: string
  texts: string[]
  files: number
  name?: string
  phone?: string
  sealed: boolean
  question: boolean
  /** Others have reported the same: how many open matters. */
  alike?: number
  /** How to reach the person was not asked yet, and can be told. */
  offersContact?: boolean
  fields: ChangeField[]
}

export interface MatterLine {
  ticketId: string
  number: string
  state: MatterView['state']
  category: string
}

export interface RunningClock {
  rule: string
  /** Of the rule pack it was counted with. */
  version?: string
  dueOn: string
  provisional: boolean
}

export type Empty = Record<string, never>

export type Kind = keyof Sentences

/** Kinds that show a ticket as it is when they are sent: they are posted with its id alone. */
export type FreshKind = 'card' | 'sealedCard' | 'found'

/** What officers are told in plain sentences, beside the cards. */
export type PlainDeskSentences = Omit<DeskSentences, FreshKind>

/** Something to say, ready for words. */
export type Worded = { [K in Kind]: { kind: K; params: Sentences[K] } }[Kind]

/** Something to say: a kind with its parameters. */
export type Say = { [K in Exclude<Kind, FreshKind>]: { kind: K; params: Sentences[K] } }[Exclude<Kind, FreshKind>]

/** Makes a `Say` of a kind whose parameters fit it. */
export function say<K extends Exclude<Kind, FreshKind>>(kind: K, params: Sentences[K]): Say {
  return { kind, params } as Say
}

export interface Reader {
  office: Office
}

/** Sentences in one language: a missing one does not compile. */
export type Catalogue<S> = { [K in keyof S]: (params: S[K], reader: Reader) => string }
