import type { Clock, Officer, Ticket } from '../prisma/generated/client.ts'
import type { Work } from './context.ts'
import { custodianAccounts, maySee, officerNames } from './officers.ts'
import { type Posting, post, type Recipient, targetOf } from './outbox.ts'
import { roomsOf } from './rooms.ts'
import { civilDateOf, daysBetween } from './rules/civil-date.ts'
import { isOfficeOpen } from './rules/office-hours.ts'
import { type ReminderStep, stepsDue } from './rules/reminders.ts'
import { numberOf } from './tickets.ts'

/** One reminder to one reader: a step of a running clock that they have not been told of. */
export interface Reminder {
  dedupeKey: string
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

/**
 * Reminds the office of its running clocks, each step once to each reader (条例 22, 23, 34): the ticket's rooms, and when
 * the office is late also the supervisors and then the directors, in private. Within office hours only; of what was
 * missed, the most urgent step only. What is not urgent becomes one digest for each reader. Returns what was posted,
 * nothing when the office is closed.
 */
export async function remindOffice(work: Work): Promise<Reminder[]> {
  if (!isOfficeOpen(work.at, work.office.hours, work.calendar)) return []
  // Two runs at once would both find the same steps unsent and put them into two digests.
  await work.tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('remind-deadlines', 0))`
  const reminders = await withoutSent(work, await findReminders(work))
  await post(work, reminders.map(toPosting))
  await fold(
    work,
    reminders.filter((reminder) => !reminder.urgent),
  )
  return reminders
}

type RunningClock = Clock & { ticket: Ticket }

async function findReminders(work: Work): Promise<Reminder[]> {
  const on = civilDateOf(work.at)
  // The clocks of a withdrawn matter run on for its seven days, but nobody has to hurry for it.
  const clocks = await work.tx.clock.findMany({
    where: { satisfiedAt: null, holder: 'office', ticket: { state: { notIn: ['closed', 'withdrawn'] } } },
    include: { ticket: true },
    orderBy: [{ dueOn: 'asc' }, { id: 'asc' }],
  })
  const holders = await officerNames(
    work,
    clocks.flatMap((clock) => clock.ticket.holderId ?? []),
  )
  const chiefs = await work.tx.officer.findMany({
    where: { role: { in: ['supervisor', 'director'] }, leftAt: null },
    include: { accounts: true },
    orderBy: { createdAt: 'asc' },
  })
  const found: Reminder[] = []
  for (const clock of clocks) {
    for (const step of stepsDue(clock, on, work.calendar)) {
      const holder = clock.ticket.holderId ? (holders.get(clock.ticket.holderId) ?? null) : null
      const line = {
        number: numberOf(clock.ticket),
        rule: clock.rule,
        dueOn: clock.dueOn,
        daysLeft: daysBetween(on, clock.dueOn),
        holder,
      }
      const urgent = isUrgent(step, clock, on)
      for (const to of await readersOf(work, clock, step, chiefs)) {
        const dedupeKey = `remind:${clock.id}:${step.step}:${targetOf(to)}`
        found.push({ dedupeKey, ticketId: clock.ticketId, to, step: step.step, line, urgent })
      }
    }
  }
  return found
}

/** The day before a weekend can be the last chance too, so the step counts as well as the days. */
function isUrgent({ step }: ReminderStep, clock: RunningClock, on: string): boolean {
  return (step !== 'half' && step !== 'd7' && step !== 'd3') || daysBetween(on, clock.remindOn) <= 1
}

async function readersOf(
  work: Work,
  { ticket }: RunningClock,
  { to }: ReminderStep,
  chiefs: (Officer & { accounts: { id: string }[] })[],
): Promise<Recipient[]> {
  if (ticket.sealed) {
    const accounts = await custodianAccounts(work, ticket.accusedUnit ?? undefined)
    return accounts.map((account) => ({ account: account.id }))
  }
  const rooms = (await roomsOf(work, ticket)).map((room) => ({ room: room.id }))
  const above = chiefs.filter((officer) => officer.role === to && maySee(work, officer, ticket))
  const ofUnit = above.filter((officer) => officer.unit === ticket.unit)
  const told = to === 'supervisor' && ofUnit.length > 0 ? ofUnit : above
  return [...rooms, ...told.flatMap((officer) => officer.accounts.map((account) => ({ account: account.id })))]
}

async function withoutSent(work: Work, reminders: Reminder[]): Promise<Reminder[]> {
  const sent = await work.tx.outbox.findMany({
    where: { dedupeKey: { in: reminders.map((reminder) => reminder.dedupeKey) } },
    select: { dedupeKey: true },
  })
  const keys = new Set(sent.map((row) => row.dedupeKey))
  return reminders.filter((reminder) => !keys.has(reminder.dedupeKey))
}

function toPosting({ dedupeKey, line, step, to, ticketId }: Reminder): Posting {
  return { dedupeKey, lane: 'alarm', kind: 'reminder', params: { ...line, step }, to, ticketId }
}

/** One digest for each reader takes the place of the single ones, whose rows stay as the mark that they were told. */
async function fold(work: Work, reminders: Reminder[]): Promise<void> {
  await work.tx.outbox.updateMany({
    where: { dedupeKey: { in: reminders.map((reminder) => reminder.dedupeKey) } },
    data: { status: 'superseded' },
  })
  const byReader = new Map<string, Reminder[]>()
  for (const reminder of reminders) {
    const reader = targetOf(reminder.to)
    byReader.set(reader, [...(byReader.get(reader) ?? []), reminder])
  }
  await post(work, [...byReader.values()].flatMap(toDigest))
}

/** Named after the first it holds, which stands in no other digest. */
function toDigest(folded: Reminder[]): Posting[] {
  const [first] = folded
  if (!first) return []
  const params = { lines: folded.map((reminder) => reminder.line) }
  const dedupeKey = `remindDigest:${first.dedupeKey}`
  return [{ dedupeKey, lane: 'alarm', kind: 'reminderDigest', params, to: first.to }]
}
