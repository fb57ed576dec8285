import { type Calendar, lastWorkingDayOnOrBefore, nextWorkingDayOnOrAfter } from '../calendar.ts'
import { daysBetween } from '../civil-date.ts'
import { directorOf, type RotaLine } from './rota.ts'
import { type SeatSettings, type SeatTime, seatTimes } from './seats.ts'

/** What becomes of a day that is a rest day: the next working day, the one before, or held on it all the same. */
export type Shift = 'next' | 'previous' | 'none'

/** What reception days are made from: the section of the office file. */
export interface ReceptionRule extends SeatSettings {
  dayOfMonth: number
  shift: Shift
  directors: readonly RotaLine[]
  place: { zh: string }
  video: boolean
  tours: readonly TourRule[]
}

/** When the director goes to a township: on a day of these months, or on these dates. */
export interface TourRule {
  township: string
  place: { zh: string }
  months?: readonly number[] | undefined
  dayOfMonth?: number | undefined
  dates?: readonly string[] | undefined
  shift?: Shift | undefined
  director?: string | undefined
}

/** A reception day as the rule makes it. */
export interface RuledDay {
  kind: 'office' | 'tour'
  /** The date the rule names, e.g. the 15th. */
  ruleOn: string
  /** The date it is held on. */
  on: string
  reason: '' | 'rest-day'
  /** It hangs on a holiday notice that is not in. */
  provisional: boolean
  seats: SeatTime[]
  director: string | null
  place: string
  video: boolean
  /** Of a tour; empty otherwise. */
  township: string
}

/**
 * The reception days whose date by the rule lies between `from` and `to`, both included, in the order in which they are
 * held. A month without the day of the rule has it on its last day. A rest day gives way to the next working day or the
 * one before, as the office has it (《信访工作条例》 18: regularly; the day itself is for the office to set); that day
 * may lie in another month. Throws RangeError when either is no civil date.
 */
export function receptionDays(rule: ReceptionRule, from: string, to: string, calendar: Calendar): RuledDay[] {
  if (daysBetween(from, to) < 0) return []
  const isAsked = (on: string) => from <= on && on <= to
  const months = monthsBetween(from, to)
  const ofOffice = months
    .map((month) => dayIn(month, rule.dayOfMonth))
    .map((ruleOn) => ({
      kind: 'office' as const,
      ...hold(rule, ruleOn, rule.shift, calendar),
      director: directorOf(rule.directors, ruleOn),
      place: rule.place.zh,
      video: rule.video,
      township: '',
    }))
  const tours = rule.tours.flatMap((tour) =>
    tourDates(tour, rule.dayOfMonth, months).map((ruleOn) => ({
      kind: 'tour' as const,
      ...hold(rule, ruleOn, tour.shift ?? rule.shift, calendar),
      director: tour.director ?? directorOf(rule.directors, ruleOn),
      place: tour.place.zh,
      video: false,
      township: tour.township,
    })),
  )
  return withoutRepeats([...ofOffice, ...tours].filter(({ ruleOn }) => isAsked(ruleOn))).sort(inOrder)
}

/** The date on which a day is held that the rule names `ruleOn`. */
export function heldOn(ruleOn: string, shift: Shift, calendar: Calendar): string {
  if (shift === 'none') return ruleOn
  return shift === 'next' ? nextWorkingDayOnOrAfter(ruleOn, calendar) : lastWorkingDayOnOrBefore(ruleOn, calendar)
}

/** Days in the order in which they are held. */
export function inOrder<D extends Pick<RuledDay, 'on' | 'kind' | 'township'>>(a: D, b: D): number {
  const [left, right] = [a, b].map(({ on, kind, township }) => `${on} ${kind} ${township}`)
  return (left ?? '') < (right ?? '') ? -1 : 1
}

function hold(rule: ReceptionRule, ruleOn: string, shift: Shift, calendar: Calendar) {
  const on = heldOn(ruleOn, shift, calendar)
  return {
    ruleOn,
    on,
    reason: on === ruleOn ? ('' as const) : ('rest-day' as const),
    // Where it is held whatever day it is, no notice changes it.
    provisional: shift !== 'none' && !(calendar.isKnown(ruleOn) && calendar.isKnown(on)),
    seats: seatTimes(rule, on),
  }
}

/** Two lines may name the same tour, one by its date and one by its month. */
function withoutRepeats(days: RuledDay[]): RuledDay[] {
  const isSame = (a: RuledDay, b: RuledDay) => a.ruleOn === b.ruleOn && a.township === b.township
  return days.filter((day, i) => days.findIndex((other) => isSame(other, day)) === i)
}

function tourDates(tour: TourRule, dayOfMonth: number, months: readonly string[]): string[] {
  const ruled = months.filter((month) => tour.months?.includes(Number(month.slice(5))))
  return [...(tour.dates ?? []), ...ruled.map((month) => dayIn(month, tour.dayOfMonth ?? dayOfMonth))]
}

/** `2026-02` and 31 is 28 February 2026. */
function dayIn(month: string, day: number): string {
  const [year = 0, number = 0] = month.split('-').map(Number)
  const last = new Date(Date.UTC(year, number, 0)).getUTCDate()
  return `${month}-${String(Math.min(day, last)).padStart(2, '0')}`
}

function monthsBetween(from: string, to: string): string[] {
  const months: string[] = []
  for (let month = from.slice(0, 7); month <= to.slice(0, 7); month = monthAfter(month)) months.push(month)
  return months
}

function monthAfter(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number)
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`
}
