import table from 'chinese-days/dist/chinese-days.json' with { type: 'json' }
import type { HolidayNotice } from './holiday-notice.ts'
import { type Calendar, createCalendar, type NoticeDay } from './rules/calendar.ts'

/**
 * The calendar of the State Council's holiday notices, as the package chinese-days carries them and as they were
 * imported; an imported year wins. A new year's notice comes out about November: what was provisional until then can be
 * counted again.
 */
export function loadCalendar(imported: readonly HolidayNotice[] = []): Calendar {
  const years = new Map<number, Pick<HolidayNotice, 'year' | 'days'>>()
  for (const notice of [...packaged, ...imported]) years.set(notice.year, notice)
  // A notice may change the last days of the year before it: of two that speak of a day, the later year's is the newer.
  const notices = [...years.values()].sort((a, b) => a.year - b.year)
  return createCalendar(
    notices.flatMap((notice) => notice.days),
    // A notice may touch the turn of the year, so a day in January or December alone does not make a year known.
    // National Day is in the middle of every notice.
    notices.filter(({ year, days }) => days.some(({ on, isOffDay }) => isOffDay && on === `${year}-10-01`)).map(yearOf),
  )
}

const packaged: readonly Pick<HolidayNotice, 'year' | 'days'>[] = readPackage()

function readPackage() {
  const days: NoticeDay[] = [
    ...Object.entries(table.holidays).map(([on, entry]) => ({ on, name: chineseName(entry), isOffDay: true })),
    ...Object.entries(table.workdays).map(([on, entry]) => ({ on, name: chineseName(entry), isOffDay: false })),
  ]
  const years = new Map<number, NoticeDay[]>()
  for (const day of days) {
    // The package does not say which notice a day is from; New Year in December is the next year's.
    const year = Number(day.on.slice(0, 4)) + (day.on.slice(5, 7) === '12' && day.name === '元旦' ? 1 : 0)
    years.set(year, [...(years.get(year) ?? []), day])
  }
  return [...years].map(([year, ofYear]) => ({ year, days: ofYear }))
}

/** An entry reads `National Day,国庆节,3`; where the package says 清明, 端午 and 中秋, the notices add 节. */
function chineseName(entry: string): string {
  const name = entry.split(',')[1] ?? entry
  return /^(清明|端午|中秋)$/.test(name) ? `${name}节` : name
}

function yearOf({ year }: { year: number }): number {
  return year
}
