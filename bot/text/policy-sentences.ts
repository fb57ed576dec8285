import type { AnsweredNews, ClauseName } from '../../domain/policies/answered-questions.ts'
import type { WordEntry, WordPage } from '../../domain/policies/dictionary.ts'
import type { GapDigest } from '../../domain/policies/gap-digest.ts'
import type { Empty } from './empty.ts'

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
