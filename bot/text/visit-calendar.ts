import ical, { ICalAlarmType, ICalCalendarMethod } from 'ical-generator'
import type { Office } from '../../domain/office.ts'
import type { BookingView } from '../../domain/reception/booking-view.ts'
import { officeInstant } from '../../domain/rules/civil-date.ts'
import type { CalendarWords } from './calendar-words.ts'
import { calendar as en } from './en/calendar.ts'
import { type Language, receptionPlace } from './names.ts'
import { calendar as zh } from './zh/calendar.ts'

export interface CalendarOfVisit {
  visit: Pick<BookingView, 'id' | 'on' | 'place' | 'video'> & { seat: NonNullable<BookingView['seat']> }
  office: Office
  /** The host of our pages. */
  host: string
  at: Date
}

const wordsOf: Record<Language, CalendarWords> = { zh, en }

/**
 * A visit as an iCalendar file (RFC 5545): from when to when and where; others may see it, so neither what it is about nor
 * the code for the door. It keeps its UID, so that a file brought in again replaces what the one before it said.
 */
export function wordVisitCalendar({ visit, office, host, at }: CalendarOfVisit, language: Language): string {
  const words = wordsOf[language].visit
  const start = officeInstant(visit.on, visit.seat.startsAt)
  const file = ical({
    name: words.summary,
    prodId: { company: 'xinqiao', product: 'visit', language: language === 'zh' ? 'ZH' : 'EN' },
    method: ICalCalendarMethod.PUBLISH,
  })
  file.createEvent({
    id: `${visit.id}@${host}`,
    start,
    end: new Date(start.getTime() + visit.seat.minutes * 60_000),
    stamp: at,
    // A calendar takes the higher one; in minutes it stays within the 31 bits that the format has.
    sequence: Math.floor(at.getTime() / 60_000),
    summary: words.summary,
    description: words.description(visit.video),
    location: receptionPlace(office, visit.place, language),
    alarms: [{ type: ICalAlarmType.display, triggerBefore: daySeconds, description: words.summary }],
  })
  return file.toString()
}

const daySeconds = 86_400
