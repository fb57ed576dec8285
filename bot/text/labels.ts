import type { DeskAct } from './desk-acts.ts'
import type { ChangeField } from './dialogue-sentences.ts'
import type { BookField } from './reception-sentences.ts'

/** What stands on the buttons, in one language. The values behind them are the same in every language (choices.ts). */
export interface Labels {
  back: string
  cancel: string
  home: string
  otherLanguage: string

  report: string
  question: string
  mine: string
  track: string
  reception: string

  keptQuestion: string
  keptReport: string
  keptAdd: string
  keptDrop: string
  resumeYes: string
  resumeNo: string
  keepOn: string
  cancelYes: string
  consentYes: string
  consentWeb: string
  agreeNotices: string

  accusedOther: string
  placeOther: string
  placeAgain: string
  done: string
  startOver: string
  contactGive: string
  contactNone: string
  submit: string
  change: string
  changes: Record<ChangeField, string>

  askStaff: string
  policyUseful: string
  policyUseless: string
  policyOther: string
  wholeClause: string
  clauseBefore: string
  clauseAfter: string
  askAnother: string
  isMatter: string
  progress: string
  askThisPolicy: string
  readPolicy: string
  stopNews: string

  /** A matter in a list: its number and topic, and the words for its state. */
  matter(name: string, state: string): string
  addWords: string
  confirm: string
  notSettled: string
  withdraw: string
  undoWithdrawal: string
  newCode: string
  saveDates: string
  requestReview: string
  requestRecheck: string
  rate: string
  /** One to five. */
  stars(count: number): string
  ratingWords: string
  ratingChange: string
  doneYes: string
  doneNo: string
  doneStop: string
  toMatter: string
  bookVisit: string
  bookingMove: string
  bookingCancel: string
  waitNoMore: string
  seatAccept: string
  seatDecline: string
  /** On the way to a visit of a reception day. */
  visits: {
    /** `date`: a civil date. `free`: how many seats; none is the waiting list. */
    day(date: string, free: number, township: string): string
    anySeat: string
    waitingList: string
    elder: string
    morning: string
    afternoon: string
    newMatter: string
    justTalk: string
    onlyMe: string
    wheelchair: string
    dialect: string
    homeVisit: string
    otherNeed: string
    noNeed: string
    noContact: string
    book: string
    move: string
    changes: Record<BookField, string>
    stays: string
    callOff: string
    another: string
    see: string
    /** A booking in a list: its date and time. */
    line(date: string, time: string): string
  }
  /** Joining the accounts of one person. */
  joining: {
    join: string
    type: string
    code: string
    where: string
    whereFiled: string
    unjoin: string
    /** An account by its channel and when it was last used: `here` now, null nobody knows. */
    place(channel: string, heard: string | null): string
  }
  withdrawNo: string
  withdrawYes: string

  acts: Record<Exclude<DeskAct, 'release'>, string>
  takeBack: string
  dontSend: string
  sendAnyway: string
  redirectYes: string
  propose: string
  outcomes: Record<'supported' | 'explained' | 'notSupported', string>
  upheld: Record<'upheld' | 'changed', string>
  nextPage: string
  /** Of a question that an officer answered. */
  keepNothing: string
  reword: string
  removeWord: string
  restoreWord: string
}
