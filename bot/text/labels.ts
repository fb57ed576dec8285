import type { ChangeField, DeskAct } from './sentences.ts'

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
}
