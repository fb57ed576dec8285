/** What answers to policy questions are found in, and what is found: the words that all of policy search shares. */

/** One clause of one published policy. */
export interface Clause {
  /** The same in every version of its policy, as far as it is the same clause. */
  id: string
  policyId: string
  versionId: string
  /** The policy's title. */
  title: string
  /** As it stands on the document: 国发〔2006〕17号. */
  number?: string
  issuer?: string
  /** 第三条; empty where the text is not numbered. */
  article: string
  /** The headings above it, from the outermost, separated by ' / '. */
  heading: string
  /** Tables are Markdown tables. */
  text: string
  /** Where in its policy it stands, from 0. */
  position: number
  /** The first civil date on which it is in force; absent: always was. */
  effectiveOn?: string
  /** The first civil date on which it is in force no more. */
  expiresOn?: string
  /** Where it holds; empty: everywhere. */
  region: string
  link?: string
  /** Outside what the office may answer: compared with and never shown. */
  decoy: boolean
  /** Our own words about a law, marked as such wherever they are shown. */
  summary: boolean
  /** For a summary: the clauses it is about, as `title|article`. It gives way to them where they are in the base. */
  standsFor: string[]
}

/** A question that was answered before. */
export interface Answered {
  question: string
  verdict: 'clauses' | 'gap' | 'notOurs'
  clauseIds: string[]
}

/** A word that people use, and what the policies call it. */
export interface DictionaryWord {
  word: string
  means: string[]
}

/** Everything that an index is built from. */
export interface PolicyBase {
  clauses: Clause[]
  answered: Answered[]
  dictionary: DictionaryWord[]
}

export interface SearchOptions {
  /** What is not in force on this civil date never ranks. */
  on: string
  /** Where the question is asked; clauses of other regions never rank. Absent: clauses of every region rank. */
  region?: string
  /** How many results at most, default 10. */
  limit?: number
}

export interface Found {
  clause: Clause
  /** Comparable within one search only. */
  score: number
}

/** `answer`: the first result may be quoted. `suggest`: one of the first three may be meant. `abstain`: say so. */
export type Band = 'answer' | 'suggest' | 'abstain'

/**
 * Why it is no plain answer. `own-case`: about the asker's own file, which no policy holds. `no-value`: a figure, day or
 * number is asked for that the clause does not hold. `not-ours`: for another office. `unsure`: near, and not near enough.
 * `nothing`: the base has nothing on it.
 */
export type Doubt = 'own-case' | 'no-value' | 'not-ours' | 'unsure' | 'nothing'

export interface SearchResult {
  band: Band
  /** 0 to 1: how sure it is that the base answers the question. */
  confidence: number
  doubt?: Doubt
  /** Best first, whatever the band: expired, out-of-region and decoy clauses are never among them. */
  results: Found[]
}

/** The base, ready to be searched. Does not change: a changed base is another index. */
export interface PolicyIndex {
  /** Of the base it was built from. */
  revision: number
  /** How many clauses there are to be found. */
  size: number
  search(question: string, options: SearchOptions): SearchResult
  /** A published clause by its id, in force or not; undefined when there is none (any more). */
  clause(id: string): Clause | undefined
  /** All clauses of a policy in their order; empty when there is no such policy published. */
  policy(policyId: string): Clause[]
}
