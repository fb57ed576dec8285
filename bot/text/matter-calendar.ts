import ical, { ICalAlarmType, ICalCalendarMethod, ICalEventTransparency } from 'ical-generator'
import type { MatterDate } from '../../domain/matter-dates.ts'
import { findRule } from '../../domain/rules/rule-pack.ts'
import type { CalendarWords } from './calendar-words.ts'
import { calendar as en } from './en/calendar.ts'
import type { Language } from './names.ts'
import { calendar as zh } from './zh/calendar.ts'

export interface CalendarOf {
  number: string
  dates: readonly MatterDate[]
  /** The host of our pages: numbers of two offices may be the same. */
  host: string
  at: Date
}

const wordsOf: Record<Language, CalendarWords> = { zh, en }

/** The days before the last day of a right on which a calendar reminds, as we do ourselves. */
const alarmDays = [10, 3]

/**
 * The dates of a matter as an iCalendar file (RFC 5545), each a whole day in whatever zone it is read. An event keeps its
 * UID for as long as its rule, so that a file brought in again replaces what the one before it said.
 */
export function wordMatterCalendar({ number, dates, host, at }: CalendarOf, language: Language): string {
  const words = wordsOf[language]
  const file = ical({
    name: words.name(number),
    prodId: { company: 'xinqiao', product: 'dates', language: language === 'zh' ? 'ZH' : 'EN' },
    method: ICalCalendarMethod.PUBLISH,
  })
  for (const date of dates) {
    const rule = 'rule' in date ? findRule(date.rule, date.version) : undefined
    file.createEvent({
      id: `${number}.${nameOf(date)}@${host}`,
      // The year, month and day of UTC are what is written down.
      start: new Date(`${date.on}T00:00:00Z`),
      allDay: true,
      stamp: at,
      // A calendar takes the higher one; in minutes it stays within the 31 bits that the format has.
      sequence: Math.floor(at.getTime() / 60_000),
      summary: words.summary(date, number),
      description: words.description(date, number, rule),
      transparency: ICalEventTransparency.TRANSPARENT,
      alarms: (date.kind === 'right' ? alarmDays : []).map((days) => ({
        type: ICalAlarmType.display,
        triggerBefore: days * daySeconds - morningSeconds,
        description: words.alarm(date, number, days),
      })),
    })
  }
  return file.toString()
}

/** What tells the dates of one matter apart; of promises there can be several. */
function nameOf(date: MatterDate): string {
  switch (date.kind) {
    case 'remedy':
      return 'REMEDY'
    case 'promise':
      return `PROMISE-${date.id}`
    default:
      return date.rule
  }
}

const daySeconds = 86_400

/** A whole day begins at midnight; nobody is to be woken up. */
const morningSeconds = 9 * 3_600
