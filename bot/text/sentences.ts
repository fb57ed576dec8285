import type { CardContent } from '../../domain/cards.ts'
import type { MatterView } from '../../domain/matter-view.ts'
import type { Office } from '../../domain/office.ts'
import type { Decision, Opinion, ProposalKind } from '../../domain/open-proposals.ts'
import type { QueueLine } from '../../domain/queue.ts'
import type { ClockHistory } from '../../domain/reminder-history.ts'
import type { ReviewStage } from '../../domain/rules/review-rights.ts'
import type { OutgoingFile, RefusedFile } from '../message.ts'

/**
 * Every sentence we say, by kind, with what it needs to know. The outbox holds these kinds and parameters; they become
 * words only when they are sent, in the reader's language.
 */
export interface Sentences extends DialogueSentences, AfterwardsSentences, NoticeSentences, DeskSentences {}

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
  matters: { matters: MatterLine[] }
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

export type FlowName = 'report' | 'question' | 'add' | 'track' | 'reopen' | 'review' | 'recheck' | 'notDone' | 'rate'

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
