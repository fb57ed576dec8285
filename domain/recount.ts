import type { Clock, Ticket } from '../prisma/generated/client.ts'
import { showTicket } from './cards.ts'
import { clockLine } from './clocks.ts'
import type { Work } from './context.ts'
import { appendEvent } from './events.ts'
import { post } from './outbox.ts'
import { scheduleReminders } from './reminder-steps.ts'
import { civilDateOf } from './rules/civil-date.ts'
import { countDeadline, type Deadline, settleLastDay } from './rules/deadlines.ts'
import { isOwnRule } from './rules/own-rules.ts'
import { findRule } from './rules/rule-pack.ts'
import { lockTicket, numberOf } from './tickets.ts'

/** A clock whose dates were other than the calendar gives them now. */
export interface Recounted {
  ticketId: string
  number: string
  rule: string
  /** The last day in law as it was and as it is; the same when only the provisional mark or a reminder moved. */
  from: string
  to: string
  told: boolean
}

/** How far a recount has come: where the next one goes on. */
export type RecountPlace = { remindOn: string; id: string }

/**
 * Counts running clocks again with the calendar as it is now: those that hang on a notice which was not out, and those
 * that have not run out, for a notice may change the last days of the year before it. Each keeps its rule, start,
 * extension and pauses. A moved date is in the history, on the card and in the reminders, and the resident is told of it.
 * Some hundred clocks at a time: again with `next`, until there is none. Counted again, nothing changes.
 */
export async function recountClocks(
  work: Work,
  after?: RecountPlace,
): Promise<{ recounted: Recounted[]; next?: RecountPlace }> {
  const clocks = await work.sql<Clock>(
    `SELECT * FROM "Clock"
    WHERE "satisfiedAt" IS NULL AND "pausedOn" IS NULL AND (provisional OR "dueOn" >= $1)
      AND ("remindOn", id) > ($2, $3::uuid)
    ORDER BY "remindOn", id LIMIT $4`,
    [civilDateOf(work.at), after?.remindOn ?? '', after?.id ?? '00000000-0000-0000-0000-000000000000', pageSize],
  )
  const ticketIds = new Set(clocks.filter((clock) => changeOf(work, clock)).map((clock) => clock.ticketId))
  const recounted: Recounted[] = []
  // In the order in which others lock several.
  for (const id of [...ticketIds].sort()) recounted.push(...(await recountTicket(work, id)))
  const last = clocks.length === pageSize ? clocks.at(-1) : undefined
  return { recounted, ...(last && { next: { remindOn: last.remindOn, id: last.id } }) }
}

const pageSize = 500

type Dates = Pick<Deadline, 'rawLastDay' | 'dueOn' | 'remindOn' | 'provisional'>

/** The dates of a clock, when they are other than it has. A rule that no pack knows any more stays as it is. */
function changeOf(work: Work, clock: Clock): Dates | undefined {
  const counted = countAnew(work, clock)
  if (!counted) return undefined
  const { rawLastDay, dueOn, remindOn, provisional } = counted
  const isSame =
    rawLastDay === clock.rawLastDay &&
    dueOn === clock.dueOn &&
    remindOn === clock.remindOn &&
    provisional === clock.provisional
  return isSame ? undefined : { rawLastDay, dueOn, remindOn, provisional }
}

function countAnew(work: Work, clock: Clock): Deadline | undefined {
  // Its last day was named and not counted: what the calendar makes of it can change, the day itself cannot.
  if (isOwnRule(clock.rule)) return settleLastDay(clock.rawLastDay, work.calendar)
  const { extendedDays, pausedDays } = clock
  const rule = findRule(clock.rule, clock.ruleVersion)
  return rule && countDeadline(rule, clock.startedOn, work.calendar, { extendedDays, pausedDays })
}

async function recountTicket(work: Work, ticketId: string): Promise<Recounted[]> {
  const ticket = await lockTicket(work, ticketId)
  // Satisfied, paused or recounted meanwhile: read again under the lock.
  const clocks = await work.tx.clock.findMany({
    where: { ticketId, satisfiedAt: null, pausedOn: null },
    orderBy: [{ dueOn: 'asc' }, { id: 'asc' }],
  })
  const changed = clocks.flatMap((clock) => {
    const dates = changeOf(work, clock)
    return dates ? [{ clock, dates }] : []
  })
  if (changed.length === 0) return []
  for (const { clock, dates } of changed) await work.tx.clock.update({ where: { id: clock.id }, data: dates })
  await scheduleReminders(
    work,
    changed.map(({ clock }) => clock.id),
  )
  const told = await tellOfMoved(work, ticket, changed)
  await showTicket(work, ticket, 'moved')
  return changed.map(({ clock, dates }) => ({
    ticketId,
    number: numberOf(ticket),
    rule: clock.rule,
    from: clock.dueOn,
    to: dates.dueOn,
    told: told && clock.dueOn !== dates.dueOn,
  }))
}

/** Writes moved dates into the history and tells the resident, who was promised the old ones. */
async function tellOfMoved(work: Work, ticket: Ticket, changed: { clock: Clock; dates: Dates }[]): Promise<boolean> {
  const moved = changed.filter(({ clock, dates }) => clock.dueOn !== dates.dueOn)
  let seq = 0
  for (const { clock, dates } of moved) {
    const payload = { rule: clock.rule, from: clock.dueOn, to: dates.dueOn }
    seq = await appendEvent(work, ticket, 'clock-recounted', { kind: 'system' }, payload)
  }
  // Whoever has withdrawn a matter waits for nothing.
  if (moved.length === 0 || ticket.state === 'withdrawn') return false
  const clocks = moved.map(({ clock, dates }) => ({ ...clockLine({ ...clock, ...dates }), from: clock.dueOn }))
  await post(work, [
    {
      dedupeKey: `dateMoved:${ticket.id}:${seq}`,
      lane: 'answer',
      kind: 'dateMoved',
      params: { number: numberOf(ticket), clocks },
      to: { account: ticket.accountId },
      ticketId: ticket.id,
      eventSeq: seq,
      statutory: true,
    },
  ])
  return true
}
