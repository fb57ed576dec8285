import type { Prisma } from '../prisma/generated/client.ts'
import type { Context, Work } from './context.ts'
import type { HolidayNotice } from './holiday-notice.ts'
import { loadCalendar } from './holidays.ts'
import type { Calendar, NoticeDay } from './rules/calendar.ts'
import { addDays } from './rules/civil-date.ts'
import { nudge } from './store/nudges.ts'

/** A notice that was imported, and when. */
export interface ImportedNotice extends HolidayNotice {
  importedAt: Date
}

/** One day that a notice makes other than it was. */
export interface ChangedDay {
  on: string
  before: string
  after: string
}

/** The notices that were imported, by year. */
export async function readImported(store: Pick<Prisma.TransactionClient, 'holidayNotice'>): Promise<ImportedNotice[]> {
  const rows = await store.holidayNotice.findMany({ orderBy: { year: 'asc' } })
  return rows.map((row) => ({ ...row, days: row.days as unknown as NoticeDay[] }))
}

/** The calendar of the package and of what was imported. */
export async function readCalendar(store: Pick<Context['db'], 'holidayNotice'>): Promise<Calendar> {
  return loadCalendar(await readImported(store))
}

/**
 * Puts notices in force, each in the place of the one there may be for its year, and tells every instance. The same
 * notice again changes nothing. Returns the years that changed, and the calendar as it is now.
 */
export async function importNotices(
  work: Work,
  notices: readonly HolidayNotice[],
): Promise<{ changed: number[]; calendar: Calendar }> {
  const known = new Map((await readImported(work.tx)).map((notice) => [notice.year, notice]))
  const changed = notices.filter((notice) => !isSame(known.get(notice.year), notice))
  for (const { year, days, source } of changed) {
    const row = { days: days as unknown as Prisma.InputJsonValue, source, importedAt: work.at }
    await work.tx.holidayNotice.upsert({ where: { year }, create: { year, ...row }, update: row })
  }
  if (changed.length > 0) await nudge(work.tx, 'calendar')
  return { changed: changed.map(({ year }) => year), calendar: await readCalendar(work.tx) }
}

/** The days about which two calendars differ, in the years of these notices and at their edges. */
export function findChangedDays(
  before: Calendar,
  after: Calendar,
  notices: readonly Pick<HolidayNotice, 'year'>[],
): ChangedDay[] {
  const days = new Set(notices.flatMap(({ year }) => daysAbout(year)))
  return [...days]
    .sort()
    .map((on) => ({ on, before: describe(before, on), after: describe(after, on) }))
    .filter((day) => day.before !== day.after)
}

/** What a day is, in a word or two. */
function describe(calendar: Calendar, on: string): string {
  return calendar.nameOf(on) ?? 'a working day'
}

function daysAbout(year: number): string[] {
  const days: string[] = []
  for (let on = `${year - 1}-12-01`; on <= `${year + 1}-01-31`; on = addDays(on, 1)) days.push(on)
  return days
}

function isSame(known: HolidayNotice | undefined, notice: HolidayNotice): boolean {
  const plain = ({ days, source }: HolidayNotice) =>
    JSON.stringify([source, days.map(({ on, name, isOffDay }) => [on, name, isOffDay])])
  return known !== undefined && plain(known) === plain(notice)
}
