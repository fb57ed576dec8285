import { randomUUID } from 'node:crypto'
import type { ReceptionDay } from '../../prisma/generated/client.ts'
import type { Work } from '../context.ts'
import { nextWorkingDayOnOrAfter } from '../rules/calendar.ts'
import { addDays, civilDateOf } from '../rules/civil-date.ts'
import { type RuledDay, receptionDays } from '../rules/reception/days.ts'
import { publishesAt } from '../rules/reception/times.ts'
import { findDirectorId, lockReceptionDays, slotOf } from './days.ts'
import { setByHand } from './history.ts'
import { shiftDay } from './moves.ts'
import { tellOffice } from './news.ts'
import { isSame, readSeats, setSeats } from './seats.ts'
import { noteVisits, type VisitNote } from './visit-events.ts'

/** What a run did, by day. */
export interface Planned {
  made: { on: string; seats: number }[]
  published: { on: string }[]
  /** Announced days that a holiday notice has moved. */
  moved: { from: string; on: string; told: number; toCall: number }[]
  /** Days not announced yet that follow the rule, the calendar or the office file as they are now. */
  corrected: { on: string }[]
  /** Days not announced yet that the office file knows no more. */
  removed: { on: string }[]
}

/**
 * Makes the reception days of the months ahead with their seats, and keeps them as the office file and the holiday
 * notices have them now: a day that is not announced follows both, except in what an officer has set by hand. One that is
 * announced stays as people know it, unless a notice has come in that moves it; then everybody is told. Days whose time
 * has come are announced, which the staff rooms hear. Run late, twice, or on several instances at once it ends the same.
 */
export async function planReceptionDays(work: Work): Promise<Planned> {
  await lockReceptionDays(work)
  // Bookings of several days are moved by whoever locks the days in this order.
  await work.sql(`SELECT 1 FROM "ReceptionDay" WHERE "on" >= $1 ORDER BY id FOR UPDATE`, [civilDateOf(work.at)])
  const done: Planned = { made: [], published: [], moved: [], corrected: [], removed: [] }
  const today = civilDateOf(work.at)
  const rows = await work.tx.receptionDay.findMany({
    where: { OR: [{ on: { gte: today } }, { ruleOn: { gte: addDays(today, -longestShift) } }] },
    orderBy: [{ on: 'asc' }, { id: 'asc' }],
  })
  const ruled = rule(work, today, rows)
  const taken = new Set<string>()
  const notes: VisitNote[] = []
  for (const row of rows) {
    const isKept = await follow(work, row, ruled.get(slotOf(row)), done, notes)
    if (isKept) taken.add(slotOf(row))
  }
  const horizon = endOfMonth(today, work.office.reception?.monthsAhead ?? 0)
  for (const [slot, day] of ruled) {
    if (!taken.has(slot) && day.on >= today && day.ruleOn <= horizon && (await make(work, day))) {
      done.made.push({ on: day.on, seats: day.seats.length })
    }
  }
  await publish(work, today, done)
  await noteVisits(work, notes)
  return done
}

/** No holiday is as long: a day that the rule names earlier than this is over. */
const longestShift = 62

/** The days of the rule, by what their rows are known by. */
function rule(work: Work, today: string, rows: readonly ReceptionDay[]): Map<string, RuledDay> {
  const { reception } = work.office
  if (!reception) return new Map()
  const last = [endOfMonth(today, reception.monthsAhead), ...rows.map(({ ruleOn }) => ruleOn)].sort().at(-1) ?? today
  const days = receptionDays(reception, addDays(today, -longestShift), last, work.calendar)
  return new Map(days.map((day) => [slotOf(day), day]))
}

/** Brings a day in line with what the rule makes of it now. False when it is gone: the rule may make another. */
async function follow(
  work: Work,
  row: ReceptionDay,
  ruled: RuledDay | undefined,
  done: Planned,
  notes: VisitNote[],
): Promise<boolean> {
  if (row.state === 'closed' || row.on < civilDateOf(work.at)) return true
  const isOther = ruled?.ruleOn !== row.ruleOn
  if (row.state === 'published' || (await hasBookings(work, row.id))) {
    const moved = await followPromised(work, row, isOther ? undefined : ruled)
    if (moved) {
      const { from, told, toCall, day } = moved
      done.moved.push({ from, on: day.on, told, toCall })
      notes.push(...moved.notes)
    }
    return true
  }
  if (!isOther && ruled.on >= civilDateOf(work.at)) {
    if (await followRule(work, row, ruled)) done.corrected.push({ on: ruled.on })
    return true
  }
  if (setByHand(row).size > 0) return true
  await work.tx.seat.deleteMany({ where: { dayId: row.id } })
  await work.tx.receptionDay.delete({ where: { id: row.id } })
  done.removed.push({ on: row.on })
  return false
}

/** A day that people know of: it keeps its place, its seats and its director, and moves only when it must. */
async function followPromised(
  work: Work,
  day: ReceptionDay,
  ruled: RuledDay | undefined,
): Promise<Awaited<ReturnType<typeof shiftDay>> | undefined> {
  await findDirectorAgain(work, day)
  const today = civilDateOf(work.at)
  // On the day itself people are on their way.
  if (day.on <= today) return undefined
  const isFixed = !ruled || setByHand(day).has('on')
  const isRest = !work.calendar.isWorkingDay(day.on)
  if (isFixed) {
    if (isRest && day.kind === 'office') await tellOffice(work, day, { what: 'rest-day' })
    if (day.provisional && work.calendar.isKnown(day.on)) await settle(work, day)
    return undefined
  }
  // What was announced as provisional follows the rule; anything else moves only when the office would be shut.
  const mustMove = ruled.on !== day.on && (day.provisional || isRest)
  if (!mustMove) {
    if (day.provisional && !ruled.provisional) await settle(work, day)
    return undefined
  }
  const on = ruled.on > today ? ruled.on : nextWorkingDayOnOrAfter(addDays(today, 1), work.calendar)
  const reason = on === day.ruleOn ? '' : 'rest-day'
  return shiftDay(work, day, { on, provisional: ruled.provisional, reason }, { by: 'system' })
}

/** Its notice is in, and the day stays. */
async function settle(work: Work, { id }: ReceptionDay): Promise<void> {
  await work.tx.receptionDay.update({ where: { id }, data: { provisional: false } })
}

/** A director who has become an officer since, or has left. */
async function findDirectorAgain(work: Work, { id, director, directorId }: ReceptionDay): Promise<void> {
  const found = await findDirectorId(work, director)
  if (found !== directorId) await work.tx.receptionDay.update({ where: { id }, data: { directorId: found } })
}

/** A day that nobody knows of follows the rule in all that no officer has set. True when anything was other. */
async function followRule(work: Work, row: ReceptionDay, ruled: RuledDay): Promise<boolean> {
  const byHand = setByHand(row)
  const { on, reason, provisional, place, video } = ruled
  const director = byHand.has('director') ? row.director : ruled.director
  const data = {
    ...(!byHand.has('on') && {
      on,
      reason: row.reason === 'swapped' && reason === '' ? row.reason : reason,
      provisional,
    }),
    ...(!byHand.has('place') && { place }),
    ...(!byHand.has('video') && { video }),
    director,
    directorId: await findDirectorId(work, director),
  }
  const isOther = Object.entries(data).some(([name, value]) => row[name as keyof ReceptionDay] !== value)
  if (isOther) await work.tx.receptionDay.update({ where: { id: row.id }, data })
  if (byHand.has('seats') || isSame(await readSeats(work, row.id), ruled.seats)) return isOther
  await setSeats(work, row.id, ruled.seats)
  return true
}

/** False when another instance has just made it. */
async function make(work: Work, { seats, ...ruled }: RuledDay): Promise<boolean> {
  const id = randomUUID()
  const row = { id, ...ruled, state: 'planned' as const, createdAt: work.at }
  const { count } = await work.tx.receptionDay.createMany({
    data: { ...row, directorId: await findDirectorId(work, ruled.director) },
    skipDuplicates: true,
  })
  if (count === 1) await setSeats(work, id, seats)
  return count === 1
}

async function publish(work: Work, today: string, done: Planned): Promise<void> {
  const { reception, hours } = work.office
  if (!reception) return
  const planned = await work.tx.receptionDay.findMany({
    where: { state: 'planned', on: { gte: today } },
    orderBy: [{ on: 'asc' }, { id: 'asc' }],
  })
  const opensAt = hours[0]?.[0] ?? '00:00'
  for (const { id, on } of planned) {
    if (work.at < publishesAt(on, reception.publishDaysAhead, opensAt)) continue
    const data = { state: 'published', publishedAt: work.at } as const
    const day = await work.tx.receptionDay.update({ where: { id }, data })
    await tellOffice(work, day, { what: 'published' })
    done.published.push({ on })
  }
}

async function hasBookings(work: Work, dayId: string): Promise<boolean> {
  return (await work.tx.booking.count({ where: { dayId } })) > 0
}

/** The last date of the month so many months after that of `on`. */
function endOfMonth(on: string, months: number): string {
  const [year = 0, month = 0] = on.split('-').map(Number)
  return new Date(Date.UTC(year, month + months, 0)).toISOString().slice(0, 10)
}
