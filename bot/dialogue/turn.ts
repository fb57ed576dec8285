import type { Work } from '../../domain/context.ts'
import type { WrittenWords } from '../../domain/letters.ts'
import type { Advice } from '../../domain/rules/advised-search.ts'
import type { Account } from '../../prisma/generated/client.ts'
import type { Incoming, IncomingFile } from '../message.ts'
import type { FlowName } from '../text/dialogue-sentences.ts'
import type { Language } from '../text/names.ts'
import type { Say } from '../text/sentences.ts'

/** One message of a resident being answered, within one transaction. */
export interface Turn {
  work: Work
  account: Account
  incoming: Incoming
  /** What a message is known by later, when it is edited: `channel:messageId`. */
  source: string
  /** What is said here stays in the country. */
  domestic: boolean
  /** An id for a new form. */
  newId(): string
  /** How the policy question in it may be found better. */
  advice?: Advice | undefined
}

/** What the person said, once buttons, numbers and labels have become the same. */
export type Said =
  | { kind: 'choice'; value: string }
  /** `forwarded`: somebody else's words, passed on. */
  | { kind: 'text'; text: string; source: string; forwarded?: true }
  | { kind: 'media'; files: IncomingFile[]; text?: string; source: string; forwarded?: true }
  | { kind: 'contact'; phone: string; name?: string }

/** Something said that is no choice. */
export type Words = Exclude<Said, { kind: 'choice' }>

/** The language a person is spoken to in. */
export function languageOf({ account }: Pick<Turn, 'account'>): Language {
  return account.language === 'en' ? 'en' : 'zh'
}

/** What is kept of a talk between two messages. Small and versioned: another version begins anew. */
export interface DialogueState {
  version: typeof stateVersion
  flow?: OpenFlow
  /** A form that goes on once the person has agreed to servers abroad. */
  waiting?: OpenFlow
  /** The question whose buttons are in force. */
  asked?: Asked
  /** What was said without a question, until the person has told what it is. */
  kept?: WrittenWords[]
  /** What is kept is to be asked about when the open form is over. */
  keptForLater?: true
  /** What was said while we asked whether to go on with a half-filled form. */
  paused?: Words[]
  /** The question about policy that is being talked about. */
  policy?: PolicyTalk
}

export interface PolicyTalk {
  /** What it is kept as; absent while the question is waited for. */
  ask?: string
  /** The question in the person's own words: they can still become a matter. */
  words: WrittenWords[]
  touchedAt: string
}

export const stateVersion = 1

export interface OpenFlow {
  name: FlowName
  version: number
  /** The form's own id: whatever happens, it becomes one ticket. */
  draft: string
  step: string
  answers: unknown
  touchedAt: string
  cancelling?: boolean
  /** The open step was gone to from the read-back, to change one part: 返回 leads there again. */
  changing?: boolean
}

export interface Asked {
  /** The dedupe key it was posted under. */
  id: string
  say: Say
}

/** What a turn leaves behind. */
export interface Answered {
  state: DialogueState
  says: Say[]
}
