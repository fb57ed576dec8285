import type { Officer, Room } from '../prisma/generated/client.ts'
import type { Work } from './context.ts'
import { type DueClock, findDueClocks } from './due-clocks.ts'
import { tellResidentsLate } from './late-notices.ts'
import { custodianAccounts, maySee, officerNames } from './officers.ts'
import { type Posting, post, type Recipient, targetOf } from './outbox.ts'
import { enterReminders, isEntered, type LedgerRow, readLedger, setNextSteps, sinceStart } from './reminder-steps.ts'
import { openRooms } from './rooms.ts'
import { addDays, civilDateOf, daysBetween } from './rules/civil-date.ts'
import { isOfficeOpen } from './rules/office-hours.ts'
import { isUrgent, type ReminderStep, stepAfter, stepsCome } from './rules/reminders.ts'
import { numberOf } from './tickets.ts'
import { lapseObjections } from './transfers.ts'

/** One reminder to one reader: a step of a running clock that they have not been told of. */
export interface Reminder {
  dedupeKey: string
  clockId: string
  ticketId: string
  to: Recipient
  step: ReminderStep['step']
  line: ReminderLine
  /** A day or less is left: it goes by itself, and not in the digest. */
  urgent: boolean
}

export interface ReminderLine {
  number: string
  rule: string
  dueOn: string
  daysLeft: number
  holder: string | null
}

/** What a run posted: to the office, and to residents whose matter is late. */
export interface Reminded {
  reminders: Reminder[]
  late: DueClock[]
}

/**
 * Reminds the office of its running clocks, each step once to each reader (条例 22, 23, 34): the ticket's rooms, and when
 * the office is late also the supervisors and then the directors, in private; then the resident is told too. Within
 * office hours only; of what was missed, the most urgent step only. What is not urgent becomes one digest for each reader
 * on the day's first run; what comes up later waits for the next morning. Reads only the clocks whose day has come.
 */
export async function remindOffice(work: Work): Promise<Reminded> {
  if (!isOfficeOpen(work.at, work.office.hours, work.calendar)) return { reminders: [], late: [] }
  // Two runs at once would both find the same steps unsent and put them into two digests.
  await work.tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('remind-deadlines', 0))`
  const isMorning = await beginDay(work)
  const clocks = await lapseObjections(work, await findDueClocks(work))
  if (clocks.length === 0) return { reminders: [], late: [] }
  const ledger = await readLedger(
    work,
    clocks.map((clock) => clock.id),
  )
  const plans = await planSteps(work, clocks, ledger, isMorning)
  const reminders = plans.flatMap((plan) => plan.reminders)
  await post(work, reminders.map(toPosting))
  await fold(
    work,
    reminders.filter((reminder) => !reminder.urgent),
  )
  await enterReminders(work, [...plans.flatMap((plan) => plan.overtaken), ...reminders.map(toLedgerRow)])
  await setNextSteps(
    work,
    plans.flatMap((plan) => plan.next),
  )
  return { reminders, late: await tellResidentsLate(work, clocks, ledger) }
}

/** True for the first run of a day on which the office works. */
async function beginDay(work: Work): Promise<boolean> {
  const begun = await work.sql(
    `INSERT INTO "DigestDay" ("on", at) VALUES ($1, $2::timestamptz) ON CONFLICT DO NOTHING RETURNING 1`,
    [civilDateOf(work.at), work.at],
  )
  return begun.length === 1
}

/** What a run does about one clock. */
interface Plan {
  reminders: Reminder[]
  overtaken: LedgerRow[]
  next: { id: string; on: string }[]
}

async function planSteps(
  work: Work,
  clocks: DueClock[],
  ledger: Map<string, LedgerRow[]>,
  isMorning: boolean,
): Promise<Plan[]> {
  const holders = await officerNames(
    work,
    clocks.flatMap((clock) => clock.ticket.holderId ?? []),
  )
  const staff = await readStaff(work)
  const plans: Plan[] = []
  for (const clock of clocks) {
    const holder = clock.ticket.holderId ? (holders.get(clock.ticket.holderId) ?? null) : null
    plans.push(await planClock(work, clock, holder, staff, sinceStart(ledger.get(clock.id), clock), isMorning))
  }
  return plans
}

async function planClock(
  work: Work,
  clock: DueClock,
  holder: string | null,
  staff: Staff,
  ledger: LedgerRow[],
  isMorning: boolean,
): Promise<Plan> {
  const on = civilDateOf(work.at)
  const come = stepsCome(clock, on, work.calendar)
  const due = come.at(-1)
  const next = [{ id: clock.id, on: stepAfter(clock, on, work.calendar).on }]
  if (!due) return { reminders: [], overtaken: [], next }
  const urgent = isUrgent(due, clock, on)
  if (!urgent && !isMorning) return { reminders: [], overtaken: [], next: [{ id: clock.id, on: addDays(on, 1) }] }
  const readers = await readersOf(work, clock, due, staff)
  // With nobody to tell it stays due: it is told as soon as there is somebody.
  if (readers.length === 0) return { reminders: [], overtaken: [], next: [] }
  const line = {
    number: numberOf(clock.ticket),
    rule: clock.rule,
    dueOn: clock.dueOn,
    daysLeft: daysBetween(on, clock.dueOn),
    holder,
  }
  const told = new Set(
    ledger.flatMap((row) => (row.step === due.step && row.dueOn === clock.dueOn ? [row.reader] : [])),
  )
  const reminders = readers
    .filter((to) => !told.has(targetOf(to)))
    .map((to) => ({
      dedupeKey: `remind:${clock.id}:${clock.dueOn}:${due.step}:${targetOf(to)}`,
      clockId: clock.id,
      ticketId: clock.ticketId,
      to,
      step: due.step,
      line,
      urgent,
    }))
  const overtaken = come
    .slice(0, -1)
    .filter((step) => !isEntered(ledger, clock.dueOn, step, on))
    .map(({ step }) => ({ clockId: clock.id, dueOn: clock.dueOn, step, reader: '', outcome: 'overtaken' as const }))
  return { reminders, overtaken, next }
}

interface Staff {
  rooms: Room[]
  chiefs: (Officer & { accounts: { id: string }[] })[]
}

async function readStaff(work: Work): Promise<Staff> {
  const chiefs = await work.tx.officer.findMany({
    where: { role: { in: ['supervisor', 'director'] }, leftAt: null },
    include: { accounts: true },
    orderBy: { createdAt: 'asc' },
  })
  return { rooms: await openRooms(work), chiefs }
}

async function readersOf(
  work: Work,
  { ticket, unit }: DueClock,
  { to }: ReminderStep,
  { rooms, chiefs }: Staff,
): Promise<Recipient[]> {
  if (ticket.sealed) {
    const accounts = await custodianAccounts(work, ticket.accusedUnit ?? undefined)
    return accounts.map((account) => ({ account: account.id }))
  }
  const own = rooms.filter((room) => room.unit === '' || room.unit === unit)
  const above = chiefs.filter((officer) => officer.role === to && maySee(work, officer, ticket))
  const ofUnit = above.filter((officer) => officer.unit === unit)
  const told = to === 'supervisor' && ofUnit.length > 0 ? ofUnit : above
  return [
    ...own.map((room) => ({ room: room.id })),
    ...told.flatMap((officer) => officer.accounts.map((account) => ({ account: account.id }))),
  ]
}

function toPosting({ dedupeKey, line, step, to, ticketId }: Reminder): Posting {
  return { dedupeKey, lane: 'alarm', kind: 'reminder', params: { ...line, step }, to, ticketId }
}

function toLedgerRow({ clockId, line, step, to, urgent }: Reminder): LedgerRow {
  return { clockId, dueOn: line.dueOn, step, reader: targetOf(to), outcome: urgent ? 'sent' : 'digest' }
}

/** One digest for each reader takes the place of the single ones, whose rows stay as the mark that they were told. */
async function fold(work: Work, reminders: Reminder[]): Promise<void> {
  if (reminders.length === 0) return
  await work.sql(`UPDATE "Outbox" SET status = 'superseded' WHERE "dedupeKey" = ANY($1::text[])`, [
    reminders.map((reminder) => reminder.dedupeKey),
  ])
  const byReader = new Map<string, Reminder[]>()
  for (const reminder of reminders) {
    const reader = targetOf(reminder.to)
    byReader.set(reader, [...(byReader.get(reader) ?? []), reminder])
  }
  const on = civilDateOf(work.at)
  await post(
    work,
    [...byReader].flatMap(([reader, folded]) => toDigest(reader, on, folded)),
  )
}

/** One a day and reader. */
function toDigest(reader: string, on: string, folded: Reminder[]): Posting[] {
  const [first] = folded
  if (!first) return []
  const params = { lines: folded.map((reminder) => reminder.line) }
  return [{ dedupeKey: `remindDigest:${on}:${reader}`, lane: 'alarm', kind: 'reminderDigest', params, to: first.to }]
}
