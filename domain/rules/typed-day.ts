import { addDays, isCivilDate } from './civil-date.ts'
import { toHalfWidth } from './personal-numbers.ts'

/** No promise of an office reaches further. */
const mostDays = 3660

/**
 * The day that somebody typed, as a civil date: 2026-10-01, 2026年10月1日, 10月1日 (the next one there is), 30天, 30 days.
 * `today` is a civil date. Undefined when it is none, or lies before today.
 */
export function readDay(text: string, today: string): string | undefined {
  const typed = toHalfWidth(text)
    .trim()
    .replace(/\s*(?:[以之]?前|[以之]?内|为止|止)$/u, '')
  const day = readCount(typed, today) ?? readFull(typed) ?? readMonthAndDay(typed, today)
  return day !== undefined && day >= today ? day : undefined
}

function readCount(typed: string, today: string): string | undefined {
  const count = /^(?:in\s+)?(\d{1,4})\s*(?:天|days?)$/iu.exec(typed)
  return count && Number(count[1]) <= mostDays ? addDays(today, Number(count[1])) : undefined
}

function readFull(typed: string): string | undefined {
  const full = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?$/u.exec(typed)
  return full ? civil(full[1] ?? '', full[2] ?? '', full[3] ?? '') : undefined
}

function readMonthAndDay(typed: string, today: string): string | undefined {
  const short = /^(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?$/u.exec(typed)
  if (!short) return undefined
  const year = Number(today.slice(0, 4))
  // A 29 February may be four years away.
  return Array.from({ length: 9 }, (_, n) => civil(String(year + n), short[1] ?? '', short[2] ?? '')).find(
    (day) => day !== undefined && day >= today,
  )
}

function civil(year: string, month: string, day: string): string | undefined {
  const on = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return isCivilDate(on) ? on : undefined
}
