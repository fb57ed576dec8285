import { type Calendar, lastWorkingDayOnOrBefore, nextWorkingDayOnOrAfter } from './calendar.ts'
import { addDays, daysBetween } from './civil-date.ts'

/** What a reminder is counted from; the dates of `countDeadline`. */
export interface RemindedClock {
  startedOn: string
  rawLastDay: string
  dueOn: string
  remindOn: string
}

export type StepName = 'half' | 'd7' | 'd3' | 'd1' | 'd0' | 'late' | `week${number}`

export interface ReminderStep {
  step: StepName
  /** A working day. */
  on: string
  to: 'holder' | 'supervisor' | 'director'
}

/**
 * The reminders of an office's clock, by date: half time, 7, 3 and 1 day before, the day itself, and the day after the
 * law's last day. Before the end they fall on the working day on or before; the last one, which says that the office is
 * late, on the working day on or after, because it would not be true a day earlier. None is before the clock began,
 * and of two on one day only the more urgent is left.
 */
export function reminderLadder(clock: RemindedClock, calendar: Calendar): ReminderStep[] {
  const half = Math.floor(daysBetween(clock.startedOn, clock.remindOn) / 2)
  const before: [StepName, string][] = [
    ['half', addDays(clock.startedOn, half)],
    ['d7', addDays(clock.remindOn, -7)],
    ['d3', addDays(clock.remindOn, -3)],
    ['d1', addDays(clock.remindOn, -1)],
  ]
  const steps = before
    .filter(([, on]) => on >= clock.startedOn)
    .map(([step, on]): ReminderStep => ({ step, on: lastWorkingDayOnOrBefore(on, calendar), to: 'holder' }))
    .filter((reminder) => reminder.on >= clock.startedOn)
  // A short clock that began on a rest day can have its last working day behind it; the reminder then comes at once.
  const last = clock.remindOn < clock.startedOn ? clock.startedOn : clock.remindOn
  steps.push({ step: 'd0', on: nextWorkingDayOnOrAfter(last, calendar), to: 'holder' })
  steps.push({ step: 'late', on: lateDay(clock, calendar), to: 'supervisor' })
  return oneADay(steps)
}

/**
 * The weekly reminders to the director after the one that told the supervisor, up to and including the civil date `on`.
 * Weeks are counted from the day on which that one went out: a holiday must not let the director hear first.
 */
export function lateStepsUntil(clock: RemindedClock, on: string, calendar: Calendar): ReminderStep[] {
  const lateOn = lateDay(clock, calendar)
  const steps: ReminderStep[] = []
  for (let week = 1; addDays(lateOn, 7 * week) <= on; week += 1) {
    const day = nextWorkingDayOnOrAfter(addDays(lateOn, 7 * week), calendar)
    if (day <= on) steps.push({ step: `week${week}`, on: day, to: 'director' })
  }
  return oneADay(steps)
}

/** The steps whose day has come on the civil date `on`, the least urgent first. */
export function stepsCome(clock: RemindedClock, on: string, calendar: Calendar): ReminderStep[] {
  return [...reminderLadder(clock, calendar), ...lateStepsUntil(clock, on, calendar)].filter((step) => step.on <= on)
}

/**
 * The one step to send on the civil date `on`, or none: the most urgent of those whose day has come. What a stopped clock
 * missed is not sent after it. The caller remembers which steps have been sent; asking again changes nothing.
 */
export function stepsDue(clock: RemindedClock, on: string, calendar: Calendar): ReminderStep[] {
  return stepsCome(clock, on, calendar).slice(-1)
}

/** The first step after the civil date `on`: there is always one, for an office that is late hears of it every week. */
export function stepAfter(clock: RemindedClock, on: string, calendar: Calendar): ReminderStep {
  const lateOn = lateDay(clock, calendar)
  const farthest = addDays(on > lateOn ? on : lateOn, longestWait)
  const steps = [...reminderLadder(clock, calendar), ...lateStepsUntil(clock, farthest, calendar)]
  const next = steps.find((step) => step.on > on)
  if (!next) throw new RangeError(`No reminder falls within ${longestWait} days of ${on}.`)
  return next
}

/** A week and the longest rest that a calendar may hold. */
const longestWait = 7 + 366

/** Is it so near the end that it cannot wait for the morning? The step counts as well as the days: Friday can be the last chance. */
export function isUrgent({ step }: ReminderStep, clock: RemindedClock, on: string): boolean {
  return (step !== 'half' && step !== 'd7' && step !== 'd3') || daysBetween(on, clock.remindOn) <= 1
}

function lateDay(clock: RemindedClock, calendar: Calendar): string {
  return nextWorkingDayOnOrAfter(addDays(clock.dueOn, 1), calendar)
}

/** Steps come in order of urgency; the dates never fall with it, so the last of a day is the most urgent. */
function oneADay(steps: ReminderStep[]): ReminderStep[] {
  const byDay = new Map<string, ReminderStep>()
  for (const step of steps) byDay.set(step.on, step)
  return [...byDay.values()].sort((a, b) => (a.on < b.on ? -1 : 1))
}
