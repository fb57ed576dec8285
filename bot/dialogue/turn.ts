import type { Work } from '../../domain/context.ts'
import type { Account } from '../../prisma/generated/client.ts'
import type { Incoming, IncomingFile } from '../message.ts'
import type { FlowName, Say } from '../text/sentences.ts'

/** One message of a resident being answered, within one transaction. */
export interface Turn {
  work: Work
  account: Account
  incoming: Incoming
  /** What a message is known by later, when it is edited: `channel:messageId`. */
  source: string
  /** An id for a new form. */
  newId(): string
}

/** What the person said, once buttons, numbers and labels have become the same. */
export type Said =
  | { kind: 'choice'; value: string }
  | { kind: 'text'; text: string; source: string }
  | { kind: 'media'; files: IncomingFile[]; text?: string; source: string }
  | { kind: 'contact'; phone: string; name?: string }

/** What is kept of a talk between two messages. Small and versioned: another version begins anew. */
export interface DialogueState {
  version: typeof stateVersion
  flow?: OpenFlow
  /** The question whose buttons are in force. */
  asked?: Asked
  /** What was said without a question, until the person has told what it is. */
  kept?: KeptWords[]
  /** What was said while we asked whether to go on with a half-filled form. */
  paused?: Said
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
}

export interface Asked {
  /** The dedupe key it was posted under. */
  id: string
  say: Say
}

export interface KeptWords {
  text: string
  files: string[]
  source: string
}

/** What a turn leaves behind. */
export interface Answered {
  state: DialogueState
  says: Say[]
}
