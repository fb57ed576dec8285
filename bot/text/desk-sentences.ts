import type { CardContent } from '../../domain/cards.ts'
import type { MatterView } from '../../domain/matter-view.ts'
import type { ProposalKind } from '../../domain/open-proposals.ts'
import type { QueueLine } from '../../domain/queue.ts'
import type { ClockHistory } from '../../domain/reminder-history.ts'
import type { OutgoingFile } from '../message.ts'
import type { DeskAct, FormAct, SlotName } from './desk-acts.ts'
import type { Empty } from './empty.ts'
import type { DecisionNotice, OpinionNotice } from './notice-sentences.ts'

export interface DeskSentences {
  card: CardContent
  sealedCard: CardContent & { news: 'new' | 'added' }
  digest: { count: number; villages: string[]; numbers: string[] }
  /** `namedOnly`: nothing is heard there but what names us. `tellsDepartures`: we hear of it when somebody leaves. */
  deskHelp: { private: boolean; namedOnly?: true; tellsDepartures?: true }
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
  askReceiver: { number: string; officers: { id: string; name: string }[] }
  redirectCheck: { number: string; ground: string; text: string }
  /** `again`: what was written for it could not be read. */
  askSlot: { act: FormAct; number: string; slot: SlotName; again: boolean }
  /** What the resident would read. */
  opinionCheck: OpinionNotice
  decisionCheck: DecisionNotice
  /** Without names anybody else may approve it. */
  proposed: { number: string; what: ProposalKind; approvers: string[] }
  approved: { number: string; what: ProposalKind; seconds?: number; dueOn?: string }
  approvalAsked: { number: string; what: ProposalKind; by: string }
  proposalDecided: { number: string; what: ProposalKind; approved: boolean; by: string; reason?: string }
  transferObjected: { number: string; byUnit: string; reason: string }
  actCancelled: { act: DeskAct; number: string }
  identity: { number: string; name?: string; phone?: string }
  identityInPrivate: { number: string }
  ticketFiles: { number: string; files: OutgoingFile[] }
  ticketFilesInPrivate: { number: string }
  noTicketFiles: { number: string }
  /** What may not be shown where the officer is; the page is in the country. */
  lookOnPage: { what: 'identity' | 'files'; number: string; page: string }
  deskError: { code: string; detail: Record<string, string | number> }
  whichTicket: { namedOnly?: true }
  actUnclear: { number: string }
  /** A number or a label that was typed under a card, of which nobody knows what it stands for. */
  choiceUnclear: { number: string; text: string }
  filesStayHere: Empty
  notStaff: Empty
  commandUnknown: { text: string }
  messageParked: { count: number }
  officerWelcome: { name: string }
  bindHow: { private: boolean }
  bindWrong: Empty
  bindWait: { minutes: number }
  /** A room's code was said in private, where there is no room. */
  bindInGroup: Empty
  /** An officer's code was said before everybody. */
  codeSeen: Empty
  roomWelcome: { name: string; unit: string | null }
  roomFixed: Empty
  roomUnbound: { name: string }
  unbindRefused: Empty
  anonymousAdmin: Empty
  /** `room` is empty for a room of the office file. */
  officerLeft: { name: string; role: string; unit: string; room: string; held: number }
  why: { number: string; state: MatterView['state']; clocks: ClockHistory[] }
  reminder: { number: string; step: string; rule: string; dueOn: string; daysLeft: number; holder: string | null }
  reminderDigest: { lines: { number: string; rule: string; dueOn: string; daysLeft: number; holder: string | null }[] }
  /** `from` and `to` are instants (ISO). */
  alarm: { what: string; count: number; name?: string; from?: string; to?: string }
}
