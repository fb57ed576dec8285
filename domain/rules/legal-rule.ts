/** One period that the law sets. */
export interface LegalRule {
  id: string
  /** As one cites it: 第三十四条. */
  article: string
  /** The same in figures, for tables: 34. */
  articleNo: string
  title: string
  /** What the article says, in its own words as far as the period goes. */
  text: string
  days: number
  unit: 'calendar' | 'working'
  /** The event whose day is day zero. */
  startsAt: StartEvent
  /** Whose time runs: the office's duty, or the resident's right. */
  holder: 'office' | 'resident'
  law: string
  jurisdiction: Jurisdiction
  /** Of the pack it stands in. A clock keeps the one it was counted with. */
  version: string
  /** The first and the last day on which a period can begin under it. */
  validFrom: string
  validTo?: string
  enabled: boolean
  /** The rule by which it can be lengthened. */
  extendedBy?: RuleId
  /** The days of a hearing do not count. */
  excludesHearings?: true
}

/** Whose rules an office follows: the national ones, or those of a province where it has its own. */
export const jurisdictions = ['CN', 'CN-ZJ'] as const

export type Jurisdiction = (typeof jurisdictions)[number]

/** The rules of one law, as of one version of our reading of it. */
export interface RulePack {
  version: string
  jurisdiction: Jurisdiction
  /** The law and where its text was published. */
  source: string
  /** What a later law has taken from it, and what is for an office's own lawyers to confirm. */
  notes: readonly string[]
  rules: readonly LegalRule[]
}

export type StartEvent =
  | 'received'
  | 'transfer-received'
  | 'accepted'
  | 'handling-ends'
  | 'reply-received'
  | 'review-requested'
  | 'review-reply-received'
  | 'recheck-requested'

export type RuleId =
  | 'NOTICE_15D'
  | 'OBJECT_5WD'
  | 'HANDLE_60D'
  | 'EXTEND_30D'
  | 'REVIEW_REQUEST_30D'
  | 'REVIEW_DECIDE_30D'
  | 'RECHECK_REQUEST_30D'
  | 'RECHECK_DECIDE_30D'
  | 'SIMPLE_10WD'
