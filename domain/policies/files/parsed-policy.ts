/** What files of policies are read into, whatever they were written in. */

/** One policy of a file, cut into clauses. */
export interface ParsedPolicy {
  title: string
  /** As it stands on the document: 国发〔2006〕17号. */
  number?: string
  issuer?: string
  /** The first civil date on which it is in force. */
  effectiveOn?: string
  /** The first civil date on which it is in force no more. */
  expiresOn?: string
  /** Where it holds; empty: everywhere. */
  region: string
  /** Titles or numbers of what it takes the place of. */
  supersedes: string[]
  /** Where it was published: http or https. */
  link?: string
  /** Outside what the office may answer. */
  decoy: boolean
  /** Our own words about a law. */
  summary: boolean
  clauses: ParsedClause[]
  /** How many tables stand in the clauses. */
  tables: number
  warnings: Warning[]
}

export interface ParsedClause {
  /** Given by the file itself; otherwise it is made of the policy's key and the article. */
  id?: string
  /** 第三条; empty where the text is not numbered. */
  article: string
  /** The headings above it, from the outermost, separated by ' / '. */
  heading: string
  /** Tables are Markdown tables. */
  text: string
  /** For a summary: the clauses it is about, as `title|article`. */
  standsFor: string[]
}

/** What whoever imports a file says of it. It wins over what stands in the file. */
export interface Told {
  title?: string
  number?: string
  issuer?: string
  effectiveOn?: string
  expiresOn?: string
  region?: string
  supersedes?: string[]
  link?: string
  decoy?: boolean
  summary?: boolean
}

/** What a file holds, or why nothing was taken from it. */
export type PolicyFile = { ok: true; policies: ParsedPolicy[] } | { ok: false; refusal: Refusal }

/** Why a file was not taken; the words are chosen where it is told. */
export type Refusal =
  /** No file of a kind that is read. `extension` as it was written, without the dot. */
  | { kind: 'unknown-kind'; extension: string }
  /** Word or Excel of before 2007 (doc, xls), or WPS: it is to be saved anew. */
  | { kind: 'old-office' }
  /** More than `mostMegabytes`. */
  | { kind: 'too-large'; mostMegabytes: number }
  /** Grows beyond all measure when it is unpacked. */
  | { kind: 'unpacks-too-large'; mostMegabytes: number }
  /** More than so many characters in one policy, or pages. */
  | { kind: 'too-long'; mostCharacters: number }
  | { kind: 'too-many-pages'; mostPages: number }
  /** Opens with a password only. */
  | { kind: 'locked' }
  /** So many pictures of pages: there is no text in it. */
  | { kind: 'scanned'; pages: number }
  /** Nothing in it. */
  | { kind: 'empty' }
  /** Not what its name says, or damaged. */
  | { kind: 'broken' }
  /** A line of a JSONL file, counted from 1. */
  | { kind: 'line-broken'; line: number; problem: 'no-json' | 'no-text' | 'date' }
  /** A sheet in which no column holds questions, or none holds answers. */
  | { kind: 'no-columns'; sheet: string }
  /** The front matter of a Markdown file cannot be read. */
  | { kind: 'front-matter' }

/** What whoever imports a file should know of it, although it was taken. */
export type Warning =
  /** It says nowhere when it came into force. */
  | { kind: 'no-effective-date' }
  /** Taken from when it was last amended or published, not from a sentence that says so. */
  | { kind: 'effective-date-guessed'; on: string }
  /** Nothing in it looks like a title. */
  | { kind: 'title-from-file-name' }
  /** Pictures are not read. */
  | { kind: 'pictures-left-out'; count: number }
  /** Pages of a PDF without text. */
  | { kind: 'pages-without-text'; count: number }
  /** Rows of a sheet without a question or an answer. */
  | { kind: 'rows-left-out'; count: number }
  /** No address of http or https. */
  | { kind: 'link-left-out' }
  /** Something was written as a date and is none. */
  | { kind: 'date-left-out'; text: string }
  /** The numbers of articles jump: `after` is the last one before the gap. */
  | { kind: 'articles-missing'; after: string }

/** Why a file cannot be taken, thrown where it is found and caught where the file is read. */
export class Refused extends Error {
  override name = 'Refused'
  constructor(readonly refusal: Refusal) {
    super(refusal.kind)
  }
}

/** No more than so much is read, so that no file can take a server down. */
export const limits = {
  /** Of a document. */
  documentBytes: 20 * 1024 * 1024,
  /** Of a file of many policies: JSONL, CSV. */
  listBytes: 64 * 1024 * 1024,
  /** Of what a docx or xlsx unpacks into. */
  unpackedBytes: 150 * 1024 * 1024,
  /** Of one document. The civil code has some 110,000. */
  characters: 500_000,
  pages: 600,
  /** An article beyond this goes on in another clause. */
  clauseCharacters: 4_000,
} as const
