import type { Office } from '../../domain/office.ts'
import type { DeskSentences } from './desk-sentences.ts'
import type { AfterwardsSentences, DialogueSentences } from './dialogue-sentences.ts'
import type { JoiningSentences } from './joining-sentences.ts'
import type { NoticeSentences } from './notice-sentences.ts'
import type { PolicyDeskSentences, PolicySentences } from './policy-sentences.ts'
import type {
  BookingSentences,
  BookingTalkSentences,
  ReceptionDaySentences,
  ReceptionDeskSentences,
  ReceptionNoticeSentences,
} from './reception-sentences.ts'

/**
 * Every sentence we say, by kind, with what it needs to know. The outbox holds these kinds and parameters; they become
 * words only when they are sent, in the reader's language.
 */
export interface Sentences
  extends DialogueSentences,
    AfterwardsSentences,
    JoiningSentences,
    PolicySentences,
    NoticeSentences,
    DeskSentences,
    PolicyDeskSentences,
    ReceptionDaySentences,
    ReceptionNoticeSentences,
    BookingSentences,
    BookingTalkSentences,
    ReceptionDeskSentences {}

export type Kind = keyof Sentences

/** Kinds that show a ticket as it is when they are sent: they are posted with its id alone. */
export type FreshKind = 'card' | 'sealedCard' | 'found'

/** What officers are told in plain sentences, beside the cards. */
export type PlainDeskSentences = Omit<DeskSentences, FreshKind>

/** Something to say, ready for words. */
export type Worded = { [K in Kind]: { kind: K; params: Sentences[K] } }[Kind]

/** Something to say: a kind with its parameters. */
export type Say = { [K in Exclude<Kind, FreshKind>]: { kind: K; params: Sentences[K] } }[Exclude<Kind, FreshKind>]

/** Makes a `Say` of a kind whose parameters fit it. */
export function say<K extends Exclude<Kind, FreshKind>>(kind: K, params: Sentences[K]): Say {
  return { kind, params } as Say
}

export interface Reader {
  office: Office
}

/** Sentences in one language: a missing one does not compile. */
export type Catalogue<S> = { [K in keyof S]: (params: S[K], reader: Reader) => string }
