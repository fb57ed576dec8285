import type { CardContent } from '../../domain/cards.ts'
import type { MatterView } from '../../domain/matters.ts'
import type { Office } from '../../domain/office.ts'
import type { QueueLine } from '../../domain/queue.ts'

/**
 * Every sentence we say, by kind, with what it needs to know. The outbox holds these kinds and parameters; they become
 * words only when they are sent, in the reader's language.
 */
export interface Sentences extends DialogueSentences, NoticeSentences, DeskSentences {}

export interface DialogueSentences {
  menu: { hello: boolean }
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
  matter: { view: MatterView }
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
  confirmed: { number: string }
  reopened: { number: string }
  codeReset: { number: string; code?: string }
  edited: { number?: string }
  /** Without a number it was taken out of what is not filed yet. */
  recalled: { number?: string }
  moveRefused: { number: string; state: MatterView['state'] }
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
  closed: { number: string; text: string }
  answer: { number: string; unit: string | null; text: string }
  askedBack: { number: string; unit: string | null; text: string }
  reopenedByOffice: { number: string; text: string }
  parked: Empty
}

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
  askReceiver: { number: string; officers: string[] }
  redirectCheck: { number: string; ground: string; text: string }
  actCancelled: { act: DeskAct; number: string }
  identity: { number: string; name?: string; phone?: string }
  identityInPrivate: { number: string }
  deskError: { code: string; detail: Record<string, string | number> }
  whichTicket: Empty
  actUnclear: { number: string }
  filesStayHere: Empty
  notStaff: Empty
  commandUnknown: { text: string }
  messageParked: { count: number }
  officerWelcome: { name: string }
  reminder: { number: string; step: string; rule: string; dueOn: string; daysLeft: number; holder: string | null }
  reminderDigest: { lines: { number: string; rule: string; dueOn: string; daysLeft: number; holder: string | null }[] }
  alarm: { what: string; count: number }
}

export type FlowName = 'report' | 'question' | 'add' | 'track' | 'reopen'

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
  'undo',
  'identity',
] as const

export type DeskAct = (typeof deskActs)[number]

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
