import { timeOfDay } from '../civil-date.ts'

/** Somebody who has come to a reception day and waits to be called. */
export interface QueuedVisit {
  id: string
  /** `09:20`, the office's time, and for how long; null for who came without a seat. */
  startsAt: string | null
  minutes: number | null
  arrivedAt: Date
  /** When they were called before and were not there; their arrival counts from when they were put back. */
  calledAt: Date | null
  queueNumber: number
}

/**
 * The order in which those who have come are called: with a seat by its time, then without one by their numbers. Who
 * comes when their time is over, or was not there when called, queues by when they came; with a seat still before those
 * who have none.
 */
export function callOrder<V extends QueuedVisit>(visits: readonly V[]): V[] {
  return visits.toSorted((a, b) => rank(a) - rank(b) || compare(timeOf(a), timeOf(b)) || a.queueNumber - b.queueNumber)
}

/** How many are called before somebody who has come; undefined for who is not among them. */
export function aheadOf(visits: readonly QueuedVisit[], id: string): number | undefined {
  const place = callOrder(visits).findIndex((visit) => visit.id === id)
  return place === -1 ? undefined : place
}

function rank({ startsAt }: QueuedVisit): number {
  return startsAt === null ? 1 : 0
}

/** What a visit is sorted by: `09:20`, to the second where it is when they came. */
function timeOf({ startsAt, minutes, arrivedAt, calledAt }: QueuedVisit): string {
  const wasPutBack = calledAt !== null && arrivedAt >= calledAt
  const isLate = startsAt !== null && timeOfDay(arrivedAt) >= endOf(startsAt, minutes ?? 0)
  if (startsAt !== null && !wasPutBack && !isLate) return startsAt
  return timeOfDay(arrivedAt) + arrivedAt.toISOString().slice(16)
}

/** `09:20` and 20 minutes is `09:40`. */
function endOf(startsAt: string, minutes: number): string {
  const end = Number(startsAt.slice(0, 2)) * 60 + Number(startsAt.slice(3)) + minutes
  return `${String(Math.floor(end / 60)).padStart(2, '0')}:${String(end % 60).padStart(2, '0')}`
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
