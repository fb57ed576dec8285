import type { IncomingFile, Media } from '../../message.ts'

/**
 * What the web channel needs of the office: boxes its pages read from, files, and who is staff. Handed in by main.ts;
 * the channel itself knows no ticket and no table.
 */
export interface WebOffice {
  face(): Promise<{ name: { zh: string; en: string }; phone?: string }>
  languageOf(account: string): Promise<'zh' | 'en'>
  /** The page that says why a date is what it is, for what an address asks. */
  why(asked: Record<string, unknown>, language: 'zh' | 'en'): Promise<WhyPage>
  boxes: Boxes
  files: Files
  staff: Staff
}

/** What stands on it, in words of one language. */
export interface WhyPage {
  language: 'zh' | 'en'
  title: string
  office: string
  /** Why there is no answer, in sentences. */
  problems: string[]
  parts: WhyPart[]
  form: {
    heading: string
    rule: { label: string; options: { value: string; label: string; isChosen: boolean }[] }
    start: { label: string; value: string }
    submit: string
  }
  other: { label: string; language: 'zh' | 'en' }
}

export type WhyPart =
  | { kind: 'answer'; label: string; text: string; note: string }
  | { kind: 'facts'; facts: { label: string; text: string }[] }
  /** A law's own words, which are Chinese whatever the page's language is. */
  | { kind: 'law'; label: string; source: string; text: string }
  | { kind: 'days'; heading: string; days: string[]; why: string }

/** An account's private talk, or a room, by the channel's own id. */
export type BoxOwner = { account: string } | { room: string }

export interface Letter {
  id: string
  seq: number
  mine: boolean
  sourceKey: string
  content: unknown
  secrets: Record<string, string> | undefined
  at: Date
  editedAt: Date | undefined
}

export interface Boxes {
  put(
    owner: BoxOwner,
    letter: { sourceKey: string; mine: boolean; content: unknown; secrets?: Record<string, string> },
  ): Promise<{ id: string }>
  /** False when there is no such letter. */
  rewrite(owner: BoxOwner, id: string, content: unknown): Promise<boolean>
  find(owner: BoxOwner, sourceKey: string): Promise<Letter | undefined>
  /** The source key of the letter with this id. */
  sourceKeyOf(owner: BoxOwner, id: string): Promise<string | undefined>
  read(owner: BoxOwner, after: number, limit: number): Promise<{ letters: Letter[]; more: boolean }>
  lastSeq(owner: BoxOwner): Promise<number>
  /** How many letters there are after `seq`, an edited one counted once. */
  countAfter(owner: BoxOwner, seq: number): Promise<number>
  /** By key, for the boxes somebody is looking at. */
  lastSeqs(keys: string[]): Promise<Map<string, number>>
  key(owner: BoxOwner): string
  /** Source keys of the letters up to `seq` that the person has not been known to have. */
  unconfirmed(owner: BoxOwner, seq: number): Promise<string[]>
  /** The person has them all; what may be shown once only is taken out. */
  confirm(owner: BoxOwner, seq: number): Promise<void>
  /** Calls back whenever some box may have changed. */
  onChange(listener: () => void): () => void
}

export interface Files {
  maxSize: number
  take(
    account: string,
    upload: { content: Buffer; name?: string; media: Media },
  ): Promise<
    { kind: 'taken'; file: IncomingFile } | { kind: 'refused'; why: 'too-large' | 'type' | 'broken' | 'empty' }
  >
  /** A file of the account's own. */
  readOwn(account: string, id: string): Promise<StoredFile | undefined>
  /** A file of a matter that an officer may see. */
  readForOfficer(officerId: string, id: string): Promise<StoredFile | undefined>
}

export interface StoredFile {
  content: Buffer
  mime: string
  name?: string
}

export interface StaffMember {
  id: string
  name: string
  role: 'officer' | 'supervisor' | 'director' | 'admin'
  /** As people read it. */
  unit: string
  /** The rooms this officer may enter. */
  rooms: { key: string; name: string }[]
}

export interface Staff {
  /** What the cookie is called that holds the secret. */
  cookie: string
  /**
   * Spends a one-time code, and makes the account that `accountOf` names the officer's. Undefined when the code was
   * used, has run out, or never was.
   */
  enter(
    code: string,
    accountOf: (officerId: string) => string,
  ): Promise<{ secret: string; expiresAt: Date } | undefined>
  /** Undefined when the secret lets nobody in (any more). */
  find(secret: string): Promise<StaffMember | undefined>
  leave(secret: string): Promise<void>
  readMark(officerId: string, owner: BoxOwner): Promise<number>
  moveReadMark(officerId: string, owner: BoxOwner, seq: number): Promise<void>
}

/** The account that an officer's browser speaks as. */
export function officerAccount(officerId: string): string {
  return `officer:${officerId}`
}
