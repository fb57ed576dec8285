import type { Work } from './context.ts'
import { type EventPayloads, latestEdits, type ReadEvent } from './events.ts'
import type { Decision, Opinion } from './open-proposals.ts'
import { maskWords } from './progress.ts'
import { type Delivery, deliveryOf, readFates } from './reply-fates.ts'
import type { WholeTicket } from './whole-ticket.ts'

/** One line of the talk on a card, masked. */
export interface CardLine {
  kind: 'resident' | 'reply' | 'ask' | 'note' | 'end'
  /** The officer who wrote it; absent for the resident. */
  officer?: string
  text: string
  files: { file: string; media: string; name: string }[]
  edited: boolean
  /** Taken back on its platform by the resident; the office keeps what it received. */
  recalled: boolean
  at: Date
  /** What the resident asked for or said with a button; their reasons are lines of their own. */
  mark?: ResidentMark
  /** With the mark `rated`: one to five. */
  stars?: number
  /** What an officer did with it, where that is not plain from its kind. */
  did?: OfficerMark
  /** An opinion or a decision, whole; its text is the facts and reasons. */
  opinion?: Opinion
  decision?: Decision
  /** By which unit and when what was promised is done; its text is the promise. */
  promised?: { unit: string; dueOn: string }
  /** Replies: where they are on their way. */
  delivery?: Delivery
}

export type ResidentMark = 'review' | 'recheck' | 'recheckLate' | 'done' | 'notDone' | 'rated' | 'kept' | 'unkept'

export type OfficerMark =
  | 'opinion'
  | 'review'
  | 'recheck'
  | 'extended'
  | 'returned'
  | 'objected'
  | 'carriedOut'
  | 'merged'
  | 'received'
  | 'promised'
  | 'kept'

/** The talk of a ticket as its card shows it, oldest first. `mask` takes out of words what a staff room may not see. */
export async function readLines(
  work: Work,
  ticketId: string,
  events: ReadEvent[],
  names: Map<string, string>,
  { held, sends }: Pick<WholeTicket, 'held' | 'sends'>,
  mask: (text: string) => string,
): Promise<CardLine[]> {
  const hasFiles = events.some(({ payload }) => 'files' in payload && payload.files.length > 0)
  const attachments = hasFiles
    ? await work.tx.attachment.findMany({ where: { ticketId }, include: { file: true } })
    : []
  const edits = latestEdits(events)
  const fates = readFates(events)
  const recalled = new Set(
    events.filter((e) => e.kind === 'words-recalled').map((e) => (e.payload as EventPayloads['words-recalled']).of),
  )
  const lastRated = events.findLast((event) => event.kind === 'rated')?.seq
  return events.flatMap((event): CardLine[] => {
    const kind = lineKinds[event.kind]
    // It can be changed; what it was before is no longer what they think.
    if (!kind || (event.kind === 'rated' && event.seq !== lastRated)) return []
    const text = wordsOf(event)
    // A resident who confirms or reopens does it without words, and a reason need not be given; the state shows it.
    if (kind !== 'resident' && text === '') return []
    const officer = event.actor.kind === 'officer' ? names.get(event.actor.id) : undefined
    const fate = fates.get(event.seq)
    if (fate?.kind === 'taken-back') return []
    const ways = sends.filter(({ eventSeq }) => eventSeq === event.seq)
    const edited = edits.get(event.seq)
    return [
      {
        kind,
        ...(officer !== undefined && { officer }),
        text: mask(edited ?? text),
        files: attachments
          .filter((row) => row.eventSeq === event.seq)
          .map(({ file }) => ({ file: file.id, media: file.media, name: fileLabel(file.mime) })),
        edited: edited !== undefined,
        recalled: recalled.has(event.seq),
        ...markOf(event),
        ...deedOf(event, mask),
        at: event.at,
        ...((kind === 'reply' || kind === 'ask' || kind === 'end') && {
          delivery: held.has(event.seq) ? { kind: 'held' as const } : deliveryOf(fate, ways),
        }),
      },
    ]
  })
}

const lineKinds: Partial<Record<ReadEvent['kind'], CardLine['kind']>> = {
  'words-added': 'resident',
  'review-requested': 'resident',
  'done-said': 'resident',
  rated: 'resident',
  replied: 'reply',
  'asked-back': 'ask',
  note: 'note',
  redirected: 'end',
  opinion: 'reply',
  'review-decided': 'reply',
  extended: 'end',
  'proposal-returned': 'note',
  'transfer-objected': 'note',
  merged: 'note',
  'carried-out': 'end',
  closed: 'end',
  reopened: 'end',
  'handed-over': 'note',
  'visit-ended': 'end',
  // What its visitor has of it in writing stands in the outcome of the visit.
  promised: 'note',
  'promise-done': 'end',
  'promise-said': 'resident',
}

function markOf({ kind, payload }: ReadEvent): Pick<CardLine, 'mark' | 'stars'> {
  switch (kind) {
    case 'review-requested': {
      const { stage, late } = payload as EventPayloads['review-requested']
      return { mark: late ? 'recheckLate' : stage }
    }
    case 'done-said':
      return { mark: (payload as EventPayloads['done-said']).done ? 'done' : 'notDone' }
    case 'promise-said':
      return { mark: (payload as EventPayloads['promise-said']).done ? 'kept' : 'unkept' }
    case 'rated':
      return { mark: 'rated', stars: (payload as EventPayloads['rated']).stars }
    default:
      return {}
  }
}

function deedOf({ kind, payload }: ReadEvent, mask: (text: string) => string): Partial<CardLine> {
  switch (kind) {
    case 'opinion':
      return { did: 'opinion', opinion: maskWords(payload as Opinion, ['text', 'ground', 'remedy'], mask) }
    case 'review-decided': {
      const { stage, ...decision } = payload as EventPayloads['review-decided']
      return { did: stage, decision: maskWords(decision, ['text', 'ground'], mask) }
    }
    case 'promised': {
      const { unit, dueOn } = payload as EventPayloads['promised']
      return { did: 'promised', promised: { unit, dueOn } }
    }
    default: {
      const did = deeds[kind]
      return did ? { did } : {}
    }
  }
}

const deeds: Partial<Record<ReadEvent['kind'], OfficerMark>> = {
  extended: 'extended',
  'proposal-returned': 'returned',
  'transfer-objected': 'objected',
  'carried-out': 'carriedOut',
  merged: 'merged',
  'visit-ended': 'received',
  'promise-done': 'kept',
}

function wordsOf({ payload }: ReadEvent): string {
  if ('reason' in payload) return payload.reason
  return 'text' in payload ? payload.text : ''
}

/** A file's own name may hold a person's; in the room it is called by what it is. */
function fileLabel(mime: string): string {
  return mime.split('/').at(-1) ?? mime
}
