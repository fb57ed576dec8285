const SHANGHAI_MS = 8 * 3_600_000
const DAY_MS = 86_400_000

/** The civil day 'YYYY-MM-DD' in Asia/Shanghai of an ISO instant; empty when it is none. */
export function dayOf(at: string): string {
  const instant = Date.parse(at)
  return Number.isNaN(instant) ? '' : new Date(instant + SHANGHAI_MS).toISOString().slice(0, 10)
}

/** The time of day 'HH:MM' in Asia/Shanghai. */
export function timeOf(at: string): string {
  const instant = Date.parse(at)
  return Number.isNaN(instant) ? '' : new Date(instant + SHANGHAI_MS).toISOString().slice(11, 16)
}

/** How many days the civil day `on` lies before the civil day `todayOn`. */
export function daysBefore(on: string, todayOn: string): number {
  return Math.round((Date.parse(todayOn) - Date.parse(on)) / DAY_MS)
}

/** A civil day as people write it: 8月3日 星期一 · Monday, 3 August. The year is named when it is not this one. */
export function writeDay(on: string, todayOn: string, language: 'zh' | 'en'): string {
  const options: Intl.DateTimeFormatOptions = { month: 'long', day: 'numeric', weekday: 'long', timeZone: 'UTC' }
  if (on.slice(0, 4) !== todayOn.slice(0, 4)) options.year = 'numeric'
  return new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', options).format(Date.parse(on))
}
