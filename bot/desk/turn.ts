import type { Work } from '../../domain/context.ts'
import type { AnsweredDraft } from '../../domain/policies/answered-questions.ts'
import { isDomestic } from '../../domain/rules/borders.ts'
import type { Account, Officer, Room } from '../../prisma/generated/client.ts'
import type { Capabilities, Incoming } from '../message.ts'
import type { DeskAct, FormAct } from '../text/desk-acts.ts'
import type { Say } from '../text/sentences.ts'
import type { Slots } from './slots.ts'

/** One message of an officer being answered, within one transaction. */
export interface DeskTurn {
  work: Work
  account: Account
  officer: Officer
  /** Absent in the officer's private talk with the bot. */
  room?: Room
  incoming: Incoming
  /** What the channel it came on can and cannot do. */
  hearing: Hearing
  /** Our id of the message this one answers, when it answers one of ours. */
  repliedTo?: string
  /** The ticket of the message this one answers, when it answers one. */
  repliedTicketId?: string
  /** All that is known of what it answers is that the ticket's number stands in it: it may be a question of ours. */
  quotesNoCard?: true
  /** What the officer had begun. */
  pending?: Pending
}

/** How a channel hears what is said and done in a group. */
export type Hearing = Pick<Capabilities, 'hearsNamedOnly' | 'tellsDepartures'>

/** What an officer has begun and not finished: one thing at a time. */
export interface DeskState {
  version: typeof deskStateVersion
  pending?: Pending
  /** What was asked last with buttons below it: where there are none, its answer is typed. */
  asked?: Say
  /** Our id of the message that asked it. */
  askedId?: string
  /** When it was begun, or asked: it does not wait for ever. */
  askedAt?: string
}

export type Pending =
  | { kind: 'words'; act: DeskAct; number: string; ground?: string }
  | { kind: 'redirect'; number: string; ground: string; text: string }
  /** An opinion or a decision on its way to be proposed. */
  | { kind: 'form'; act: FormAct; number: string; slots: Slots }
  | { kind: 'collision'; number: string; text: string; asks: boolean }
  /** Somebody without a phone is being booked: who comes is waited for. */
  | { kind: 'visitor'; number: ''; dayId: string; on: string; draft: string }
  /** Clauses that were shown by number, to be taken by it. */
  | { kind: 'listed'; number: string; clauseIds: string[] }
  /** What is to be kept of an answered question, shown and not sent yet. `isReworded`: new words for it are waited for. */
  | {
      kind: 'answered'
      number: string
      verdict: AnsweredDraft['verdict']
      clauseIds: string[]
      question: string
      isReworded: boolean
    }

export const deskStateVersion = 1

/** What came of an act: something said, or something still needed. */
export interface ActOutcome {
  says: Say[]
  privately?: Say[]
  pending?: Pending
}

/** Sealed matters are there in private only, and only where what is said stays in the country (条例 30). */
export function seesSealed({ room, account }: Pick<DeskTurn, 'room' | 'account'>): boolean {
  return !room && isDomestic(account.channel)
}

export interface DeskAnswer {
  state: DeskState
  /** Said where the officer spoke. */
  says: Say[]
  /** Said to the officer in private. */
  privately?: Say[]
  /** Tickets to be shown where the officer spoke. */
  shows?: string[]
}
