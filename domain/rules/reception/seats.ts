/** When visitors are received: spans of the day in the office's time, `['08:30', '12:00']`, the earlier first. */
export interface ReceptionHours {
  /** Month and day, both included; a season may run over the turn of the year. Without them: the rest of the year. */
  from?: string | undefined
  to?: string | undefined
  spans: readonly (readonly [string, string])[]
}

/** What seats are made from. */
export interface SeatSettings {
  hours: readonly ReceptionHours[]
  seatMinutes: number
  seats: number
  reservedSeats: number
}

/** One visit of a reception day. */
export interface SeatTime {
  /** From 1, in the order of the day. */
  position: number
  /** `09:20`, the office's time. */
  startsAt: string
  minutes: number
  /** For the elderly and those without a phone. */
  reserved: boolean
}

/**
 * The seats of a day: one after another through the hours of its season, each over before its span ends, so that the
 * break at noon is kept. The reserved ones are spread over the day: who comes by the first bus finds one, and who comes by
 * the last.
 */
export function seatTimes({ hours, seatMinutes, seats, reservedSeats }: SeatSettings, on: string): SeatTime[] {
  const starts = startsWithin(hoursOn(hours, on), seatMinutes).slice(0, seats)
  const reserved = spread(Math.min(reservedSeats, starts.length), starts.length)
  return starts.map((start, i) => ({
    position: i + 1,
    startsAt: toTime(start),
    minutes: seatMinutes,
    reserved: reserved.has(i),
  }))
}

/** How many seats the hours of a season hold. */
export function seatsWithin({ spans }: ReceptionHours, seatMinutes: number): number {
  return startsWithin(spans, seatMinutes).length
}

/** The spans of a date: those of its season, or of the rest of the year. None when no line is for it. */
export function hoursOn(hours: readonly ReceptionHours[], on: string): ReceptionHours['spans'] {
  const day = on.slice(5)
  const line = hours.find((season) => isSeason(season) && isWithin(season, day)) ?? hours.find((one) => !isSeason(one))
  return line?.spans ?? []
}

/** Is a month and day (`05-01`) within a season? */
export function isWithin({ from = '01-01', to = '12-31' }: ReceptionHours, day: string): boolean {
  return from <= to ? from <= day && day <= to : from <= day || day <= to
}

/** A line for a part of the year, not for the rest of it. */
export function isSeason({ from, to }: ReceptionHours): boolean {
  return from !== undefined || to !== undefined
}

/** Minutes of the day at which visits begin. */
function startsWithin(spans: ReceptionHours['spans'], minutes: number): number[] {
  return spans.flatMap(([from, to]) => {
    const [start, end] = [toMinutes(from), toMinutes(to)]
    const count = Math.max(0, Math.floor((end - start) / minutes))
    return Array.from({ length: count }, (_, i) => start + i * minutes)
  })
}

/** `count` of `total` places, evenly apart. */
function spread(count: number, total: number): Set<number> {
  return new Set(Array.from({ length: count }, (_, i) => Math.floor(((i + 0.5) * total) / count)))
}

function toMinutes(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))
}

function toTime(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}
