import type { Account, Clock, Ticket } from '../prisma/generated/client.ts'
import { type ClockLine, clockLine, runningClocks } from './clocks.ts'
import type { Work } from './context.ts'
import { type EventKind, type EventPayloads, latestEdits, type ReadEvent, readEvents } from './events.ts'
import { isOwnTicket } from './ownership.ts'
import { readRating, type Stars } from './ratings.ts'
import { type BookingView, findVisit } from './reception/booking-view.ts'
import { listPromises, type PromiseView } from './reception/promise-view.ts'
import { civilDateOf, daysBetween } from './rules/civil-date.ts'
import { mayMove } from './rules/moves.ts'
import { isOwnRule } from './rules/own-rules.ts'
import { decideRules, type ReviewStage, requestRules, reviewRight } from './rules/review-rights.ts'
import { numberOf } from './tickets.ts'
import { undoableUntil } from './withdrawals.ts'

/** A matter as its resident sees it. */
export interface MatterView {
  ticketId: string
  number: string
  kind: Ticket['kind']
  state: Ticket['state']
  category: string
  unit: string
  receivedOn: string
  /** What the office has to do yet, the nearest first. */
  clocks: MatterClock[]
  /** What was promised on a reception day, what is open first. */
  promises: PromiseView[]
  /** The visit on a reception day that is still to come to something. */
  visit: (Pick<BookingView, 'id' | 'on' | 'place' | 'state' | 'waitingPlace'> & { startsAt: string | null }) | null
  /** A hearing is held: meanwhile no time runs. */
  hearing: boolean
  /** The resident's own rights that can be used now. */
  rights: OwnRight[]
  /** By when what was supported is to be carried out, while it is not. */
  remedyOn: string | null
  /** When the resident is asked whether it was done. */
  askDoneOn: string | null
  rating: Stars | null
  /** What happened, oldest first. */
  steps: MatterStep[]
  undoableUntil: string | null
  /** What the reader may do with it: nothing when it was another person's account that filed it. */
  may: Record<
    | 'addWords'
    | 'withdraw'
    | 'undoWithdrawal'
    | 'confirm'
    | 'reopen'
    | 'requestReview'
    | 'requestRecheck'
    | 'rate'
    | 'resetCode',
    boolean
  >
}

/** Something that happened: its kind and, where it was said to the resident, the words. */
export interface MatterStep {
  kind: EventKind
  at: string
  text?: string
  files?: number
  /** What else there is to tell of it. */
  detail?: StepDetail
  /** The channel on which the resident has it, when that is another one than where they read this. */
  went?: WentTo
}

/** `at` is when it arrived; null while it was sent and not seen yet. */
export interface WentTo {
  channel: string
  at: string | null
}

export type StepDetail = Partial<
  Omit<EventPayloads['opinion'], 'text'> &
    Omit<EventPayloads['review-requested'], 'text'> &
    Omit<EventPayloads['review-decided'], 'text'> &
    EventPayloads['done-said'] &
    EventPayloads['extended'] &
    Omit<EventPayloads['visit-booked'] & EventPayloads['visit-cancelled'], 'reason'> &
    Pick<EventPayloads['promised'], 'unit' | 'dueOn'> &
    EventPayloads['clock-recounted']
>

/** Without a last day: it can be used because the review itself is late. */
export interface OwnRight {
  stage: ReviewStage
  until?: string
  daysLeft?: number
  rule: string
  version?: string
}

/** A clock that runs in a matter, and how it was counted. */
export interface MatterClock extends ClockLine {
  startedOn: string
  rawLastDay: string
  extendedDays: number
  pausedDays: number
  /** How many days the office is late; 0 while it is not, and where it is the resident's time that runs. */
  daysLate: number
}

/** A matter as `account` may see it: its own, or one it has opened by number and code. */
export async function viewMatter(work: Work, ticket: Ticket, account: Account): Promise<MatterView> {
  const events = await readEvents(work, ticket.id)
  const clocks = await runningClocks(work, ticket.id)
  const rights = rightsOf(work, ticket, clocks)
  const told = await readWays(work, ticket, events)
  const edits = latestEdits(events)
  const isOwn = await isOwnTicket(work, ticket, account)
  const visit = await findVisit(work, ticket.id)
  const lastDay = ticket.withdrawnAt ? undoableUntil(ticket.withdrawnAt) : null
  return {
    ticketId: ticket.id,
    number: numberOf(ticket),
    kind: ticket.kind,
    state: ticket.state,
    category: ticket.category,
    unit: ticket.unit,
    receivedOn: ticket.receivedOn,
    clocks: clocks.filter(isDutyToResident).map((clock) => toMatterClock(clock, civilDateOf(work.at))),
    promises: await listPromises(work, [ticket.id]),
    visit: visit ? toVisit(visit) : null,
    hearing: clocks.some((clock) => clock.pausedOn !== null),
    rights,
    remedyOn: ticket.state === 'executing' ? ticket.remedyOn : null,
    askDoneOn: ticket.state === 'closed' ? ticket.askDoneOn : null,
    rating: (await readRating(work, ticket)) ?? null,
    steps: events
      .filter((event) => isShown(event.kind) && (!isSaid(event.kind) || told.has(event.seq)))
      .map((event) => toStep(event, edits, isOwn ? wentElsewhere(told.get(event.seq), account) : undefined)),
    undoableUntil: lastDay,
    may: {
      addWords: isOwn && mayMove(ticket.state, 'addWords'),
      withdraw: isOwn && mayMove(ticket.state, 'withdraw'),
      undoWithdrawal: isOwn && ticket.state === 'withdrawn' && lastDay !== null && civilDateOf(work.at) <= lastDay,
      confirm: isOwn && ticket.state === 'answered',
      reopen: isOwn && mayMove(ticket.state, 'reopen'),
      requestReview: isOwn && rights.some((right) => right.stage === 'review'),
      requestRecheck: isOwn && rights.some((right) => right.stage === 'recheck'),
      rate: isOwn && mayMove(ticket.state, 'rate'),
      // A new one would open it to whoever has this account after the two have parted.
      resetCode: ticket.accountId === account.id,
    },
  }
}

/** Where the words of the office have gone, by the seq of their events: where they arrived, or else where they went last. */
async function readWays(work: Work, ticket: Ticket, events: ReadEvent[]): Promise<Map<number, WentTo>> {
  const sent = await work.sql<{ eventSeq: number; channel: string }>(
    `SELECT o."eventSeq", a.channel FROM "Outbox" o JOIN "Account" a ON a.id = o."accountId"
    WHERE o."ticketId" = $1::uuid AND o."eventSeq" IS NOT NULL AND o.status = 'sent' ORDER BY o.id`,
    [ticket.id],
  )
  const ways = new Map(sent.map(({ eventSeq, channel }): [number, WentTo] => [eventSeq, { channel, at: null }]))
  for (const { kind, payload, at } of events) {
    if (kind !== 'reply-delivered') continue
    const { of, channel } = payload as EventPayloads['reply-delivered']
    ways.set(of, { channel, at: at.toISOString() })
  }
  return ways
}

function wentElsewhere(way: WentTo | undefined, { channel }: Pick<Account, 'channel'>): WentTo | undefined {
  return way?.channel === channel ? undefined : way
}

function toMatterClock(clock: Clock, on: string): MatterClock {
  const { startedOn, rawLastDay, extendedDays, pausedDays } = clock
  const daysLate = clock.holder === 'office' ? Math.max(0, daysBetween(clock.dueOn, on)) : 0
  return { ...clockLine(clock), startedOn, rawLastDay, extendedDays, pausedDays, daysLate }
}

/** Whoever has number and code of a matter sees that a visit is booked, and nothing that opens a door. */
function toVisit({ id, on, place, state, waitingPlace, seat }: BookingView): MatterView['visit'] {
  return { id, on, place, state, waitingPlace, startsAt: seat?.startsAt ?? null }
}

/** The resident's rights that are open at `work.at`. */
function rightsOf(work: Work, ticket: Ticket, clocks: Clock[]): OwnRight[] {
  const on = civilDateOf(work.at)
  return (['review', 'recheck'] as const).flatMap((stage): OwnRight[] => {
    const right = reviewRight(stage, ticket.state, clocks, on)
    if (right.kind !== 'open') return []
    const { until } = right
    const counted = clocks.find(({ rule }) => rule === (right.late ? decideRules.review : requestRules[stage]))
    return [
      {
        stage,
        rule: requestRules[stage],
        ...(counted && { version: counted.ruleVersion }),
        ...(until !== undefined && { until, daysLeft: daysBetween(on, until) }),
      },
    ]
  })
}

/** The objection to a transfer is a matter between offices, a right is no duty, and promises stand with their words. */
function isDutyToResident({ holder, rule, pausedOn }: Clock): boolean {
  return holder === 'office' && rule !== 'OBJECT_5WD' && !isOwnRule(rule) && pausedOn === null
}

function toStep(
  { seq, kind, at, payload }: ReadEvent,
  edits: Map<number, string>,
  went: WentTo | undefined,
): MatterStep {
  const told = (details[kind] ?? []).filter((key) => key in payload)
  const detail: StepDetail = Object.fromEntries(told.map((key) => [key, payload[key as keyof typeof payload]]))
  return {
    kind,
    at: at.toISOString(),
    ...('text' in payload && { text: edits.get(seq) ?? String(payload.text) }),
    ...('files' in payload && { files: payload.files.length }),
    ...(told.length > 0 && { detail }),
    ...(went && { went }),
  }
}

/** What of an event its resident reads besides the words: who in the office did it never stands there. */
const details: Partial<Record<EventKind, (keyof StepDetail)[]>> = {
  opinion: ['outcome', 'ground', 'remedy', 'remedyOn'],
  extended: ['days', 'reason', 'dueOn'],
  'review-requested': ['stage', 'late'],
  'review-decided': ['stage', 'upheld', 'ground'],
  'hearing-ended': ['days'],
  'done-said': ['done'],
  'told-late': ['rule', 'dueOn'],
  'clock-recounted': ['rule', 'from', 'to'],
  'visit-booked': ['on', 'startsAt'],
  'visit-moved': ['on', 'startsAt'],
  'visit-cancelled': ['on', 'reason'],
  'visit-ended': ['on'],
  promised: ['unit', 'dueOn'],
  'promise-said': ['done'],
}

/** Notes, identity look-ups and claims are the office's own business. */
function isShown(kind: EventKind): boolean {
  return [
    'opened',
    'words-added',
    'accepted',
    'handed-over',
    'transfer-objected',
    'asked-back',
    'replied',
    'redirected',
    'closed',
    'reopened',
    'withdrawn',
    'withdrawal-undone',
    'told-late',
    'clock-recounted',
    'opinion',
    'extended',
    'review-requested',
    'review-decided',
    'hearing-held',
    'hearing-ended',
    'carried-out',
    'merged',
    'done-asked',
    'done-said',
    'visit-booked',
    'visit-moved',
    'visit-cancelled',
    'visit-came',
    'visit-ended',
    'promised',
    'promise-done',
    'promise-asked',
    'promise-said',
  ].includes(kind)
}

/** Words of the office count from when they have been sent, so that what is still held shows nowhere. */
function isSaid(kind: EventKind): boolean {
  return ['replied', 'asked-back', 'opinion', 'review-decided'].includes(kind)
}
