import type { Clock, OfficerRole, Ticket } from '../prisma/generated/client.ts'
import { type ClockLine, clockLine } from './clocks.ts'
import type { Work } from './context.ts'
import { toldLate } from './late-notices.ts'
import { isEntered, type LedgerRow, type ReminderOutcome, readLedger, sinceStart } from './reminder-steps.ts'
import { roomHash } from './rooms.ts'
import { civilDateOf, daysBetween } from './rules/civil-date.ts'
import { isOwnRule } from './rules/own-rules.ts'
import { reminderLadder, stepAfter } from './rules/reminders.ts'

/** A clock with how it was counted, and what became of each of its reminders or will. */
export interface ClockHistory extends ClockLine {
  /** `office` or `resident`: whose time runs. */
  holder: string
  startedOn: string
  rawLastDay: string
  remindOn: string
  daysLeft: number
  satisfied: { on: string; by: string } | null
  steps: StepHistory[]
}

export interface StepHistory {
  step: string
  /** `to-come`, or `waiting` when its day is there; `at-rest` while nobody has to hurry for the matter. */
  fate: ReminderOutcome | 'to-come' | 'waiting' | 'at-rest'
  /** ISO instant; null for what is still to come. */
  at: string | null
  /** The day it falls on; null where it is not known any more. */
  on: string | null
  readers: ToldReader[]
}

/** Who was told: never by name. */
export type ToldReader =
  | { kind: 'room'; name: string }
  | { kind: 'officer'; role: OfficerRole }
  | { kind: 'resident' }
  | { kind: 'gone' }

/** Every clock a ticket ever had, in the order in which they began, with the ledger of its reminders. */
export async function readClockHistory(work: Work, ticket: Ticket): Promise<ClockHistory[]> {
  const clocks = await work.tx.clock.findMany({
    where: { ticketId: ticket.id },
    orderBy: [{ startedOn: 'asc' }, { dueOn: 'asc' }],
  })
  const ledger = await readLedger(
    work,
    clocks.map((clock) => clock.id),
  )
  const readers = await findReaders(work, [...ledger.values()].flat())
  const on = civilDateOf(work.at)
  return clocks.map((clock) => ({
    ...clockLine(clock),
    holder: clock.holder,
    startedOn: clock.startedOn,
    rawLastDay: clock.rawLastDay,
    remindOn: clock.remindOn,
    daysLeft: daysBetween(on, clock.dueOn),
    satisfied: clock.satisfiedAt ? { on: civilDateOf(clock.satisfiedAt), by: clock.satisfiedBy ?? '' } : null,
    steps: stepsOf(work, clock, ticket, ledger.get(clock.id) ?? [], readers),
  }))
}

function stepsOf(
  work: Work,
  clock: Clock,
  ticket: Ticket,
  rows: (LedgerRow & { at: Date })[],
  readers: Map<string, ToldReader>,
): StepHistory[] {
  const ladder = clock.holder === 'office' ? reminderLadder(clock, work.calendar) : []
  const planned = new Map(ladder.map(({ step, on }): [string, string] => [step, on]))
  const past = new Map<string, StepHistory>()
  for (const { step, dueOn, outcome, at, reader } of [...rows].sort(byTime)) {
    const key = `${step}:${dueOn}:${outcome}:${at.getTime()}`
    const entry = past.get(key) ?? {
      step,
      fate: outcome,
      at: at.toISOString(),
      on: dueOn === clock.dueOn ? (planned.get(step) ?? null) : null,
      readers: [],
    }
    const told = reader === '' ? [] : [readers.get(reader) ?? { kind: 'gone' as const }]
    past.set(key, { ...entry, readers: [...entry.readers, ...told] })
  }
  return [...past.values(), ...stepsToCome(work, clock, ticket, rows)]
}

function stepsToCome(work: Work, clock: Clock, ticket: Ticket, rows: LedgerRow[]): StepHistory[] {
  if (clock.satisfiedAt || clock.holder !== 'office') return []
  const on = civilDateOf(work.at)
  const open = reminderLadder(clock, work.calendar).filter(
    (step) => !isEntered(sinceStart(rows, clock), clock.dueOn, step, on),
  )
  const later = open.filter((step) => step.on > on)
  const waiting = open.filter((step) => step.on <= on).slice(-1)
  const next = later.length > 0 ? later : [stepAfter(clock, on, work.calendar)]
  // A promise is kept whether the matter is closed or not.
  const isOver = ticket.state === 'withdrawn' || (ticket.state === 'closed' && !isOwnRule(clock.rule))
  const rests = clock.pausedOn !== null || isOver
  // What waits goes with the next run; when today's digest is out, that is another day.
  const waitsFor = clock.nextStepOn !== null && clock.nextStepOn > on ? clock.nextStepOn : on
  return [
    ...waiting.map(({ step }) => ({ step, on: waitsFor, fate: 'waiting' as const })),
    ...next.map((step) => ({ step: step.step, on: step.on, fate: 'to-come' as const })),
  ].map((step) => ({ ...step, fate: rests ? 'at-rest' : step.fate, at: null, readers: [] }))
}

/** What was overtaken stands before what overtook it, and the office before the resident. */
function byTime(a: LedgerRow & { at: Date }, b: LedgerRow & { at: Date }): number {
  const rank = ({ outcome, step }: LedgerRow) => (outcome === 'overtaken' ? 0 : step === toldLate ? 2 : 1)
  return a.at.getTime() - b.at.getTime() || rank(a) - rank(b)
}

async function findReaders(work: Work, rows: LedgerRow[]): Promise<Map<string, ToldReader>> {
  const ids = (kind: string) => [
    ...new Set(rows.filter(({ reader }) => reader.startsWith(kind)).map(({ reader }) => reader.slice(2))),
  ]
  const rooms = await work.tx.room.findMany({ where: { id: { in: ids('r:') } } })
  const accounts = await work.tx.account.findMany({ where: { id: { in: ids('a:') } }, include: { officer: true } })
  const named = new Map(
    work.office.rooms.map((room): [string, string] => [roomHash(work, room.channel, room.key), room.name]),
  )
  return new Map([
    ...rooms.map(({ id, name, externalHash }): [string, ToldReader] => [
      `r:${id}`,
      { kind: 'room', name: name || (named.get(externalHash) ?? '') },
    ]),
    ...accounts.map(({ id, officer }): [string, ToldReader] => [
      `a:${id}`,
      officer ? { kind: 'officer', role: officer.role } : { kind: 'resident' },
    ]),
  ])
}
