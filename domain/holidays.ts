import table from 'chinese-days/dist/chinese-days.json' with { type: 'json' }
import { type Calendar, createCalendar, type NoticeDay } from './rules/calendar.ts'

/**
 * The calendar of the State Council's holiday notices, as the package chinese-days carries them. A new year's notice
 * comes out about November: update the package then, and what was provisional can be counted again.
 */
export function loadCalendar(): Calendar {
  const days: NoticeDay[] = [
    ...Object.entries(table.holidays).map(([on, entry]) => ({ on, name: chineseName(entry), isOffDay: true })),
    ...Object.entries(table.workdays).map(([on, entry]) => ({ on, name: chineseName(entry), isOffDay: false })),
  ]
  // A notice may touch the turn of the year, so a day in January or December alone does not make a year known.
  // National Day is in the middle of every notice.
  const knownYears = days
    .filter((day) => day.isOffDay && day.on.endsWith('-10-01'))
    .map((day) => Number(day.on.slice(0, 4)))
  return createCalendar(days, knownYears)
}

/** An entry reads `National Day,国庆节,3`; where the package says 清明, 端午 and 中秋, the notices add 节. */
function chineseName(entry: string): string {
  const name = entry.split(',')[1] ?? entry
  return /^(清明|端午|中秋)$/.test(name) ? `${name}节` : name
}
