import type { MatterView } from '../../domain/matter-view.ts'
import type { ReviewStage } from '../../domain/rules/review-rights.ts'
import type { RefusedFile } from '../message.ts'
import type { Empty } from './empty.ts'
import type { MatterLine } from './matter-line.ts'
import type { VisitLine } from './reception-sentences.ts'

export interface DialogueSentences {
  /** `page`: words said here pass through servers abroad, and there they do not. */
  menu: { hello: boolean; page?: string }
  help: Empty
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
  /** The platform lets us write first only to those who agreed. `filed`: something was filed just now; it says that too. */
  askNotices: { filed: boolean }
  /** We may always write first here. */
  noticesAlways: Empty

  noMatters: Empty
  /** What other accounts of the person filed under seal. */
  sealedElsewhere: { count: number }
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
  /** Number and code are right, and it is sealed: not to be shown abroad. */
  sealedOnPage: { page: string }
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
  | 'join'
  | 'noticesPlace'
  | 'unjoin'

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

export interface RunningClock {
  rule: string
  /** Of the rule pack it was counted with. */
  version?: string
  dueOn: string
  provisional: boolean
}
