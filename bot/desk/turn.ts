import type { Work } from '../../domain/context.ts'
import type { Account, Officer, Room } from '../../prisma/generated/client.ts'
import type { Incoming } from '../message.ts'
import type { DeskAct, Say } from '../text/sentences.ts'

/** One message of an officer being answered, within one transaction. */
export interface DeskTurn {
  work: Work
  account: Account
  officer: Officer
  /** Absent in the officer's private talk with the bot. */
  room?: Room
  incoming: Incoming
  /** The ticket of the message this one answers, when it answers one. */
  repliedTicketId?: string
}

/** What an officer has begun and not finished: one thing at a time. */
export interface DeskState {
  version: typeof deskStateVersion
  pending?: Pending
  /** When it was begun: it does not wait for ever. */
  askedAt?: string
}

export type Pending =
  | { kind: 'words'; act: DeskAct; number: string; ground?: string }
  | { kind: 'redirect'; number: string; ground: string; text: string }
  | { kind: 'collision'; number: string; text: string; asks: boolean }

export const deskStateVersion = 1

export interface DeskAnswer {
  state: DeskState
  /** Said where the officer spoke. */
  says: Say[]
  /** Said to the officer in private. */
  privately?: Say[]
  /** Tickets to be shown where the officer spoke. */
  shows?: string[]
}
