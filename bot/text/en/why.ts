import type { ClockHistory, StepHistory, ToldReader } from '../../../domain/reminder-history.ts'
import { isOwnRule } from '../../../domain/rules/own-rules.ts'
import { findRule } from '../../../domain/rules/rule-pack.ts'
import type { DeskSentences } from '../desk-sentences.ts'
import { terms } from './terms.ts'

const stepName: Record<string, string> = {
  half: 'half time',
  d10: '10 days left',
  d7: '7 days left',
  d3: '3 days left',
  d1: '1 day left',
  d0: 'the last day',
  late: 'late, to the supervisor',
  'told-late': 'the resident told that the office is late',
}

const roleName = {
  officer: 'a custodian',
  supervisor: 'a supervisor',
  director: 'a director',
  admin: 'an administrator',
}

/** Every clock of a ticket, and each of its reminders, one a line. */
export function whyWords({ number, state, clocks }: DeskSentences['why']): string {
  if (clocks.length === 0) return `#${number} has no period that runs (${terms.state[state]}).`
  return [`#${number} (${terms.state[state]}), periods and reminders:`, ...clocks.flatMap(clockWords)].join('\n')
}

function clockWords(clock: ClockHistory): string[] {
  const rule = findRule(clock.rule, clock.version)
  const state = clock.satisfied
    ? `done on ${terms.date(clock.satisfied.on)}${doneBy(clock.satisfied.by)}`
    : terms.daysLeft(clock.daysLeft)
  return [
    `[${terms.duty[clock.rule] ?? clock.rule}] ${rule ? `${terms.cite(rule)}, ` : ''}${state}`,
    `${countedWords(clock)}, reminders are counted to ${terms.date(clock.remindOn)}${clock.provisional ? ' (for now: the holidays are not announced yet)' : ''}.`,
    ...clock.steps.map((step) => `· ${stepWords(step)}`),
  ]
}

function countedWords({ rule, startedOn, rawLastDay, dueOn }: ClockHistory): string {
  const [from, last, due] = [startedOn, rawLastDay, dueOn].map(terms.date)
  if (isOwnRule(rule)) {
    return `Promised on ${from}, to be done by ${last}${last === due ? '' : `, moved on to ${due} because of rest days`}`
  }
  return `From ${from}, the next day being the first, counted to ${last}; the last day in law is ${due}`
}

function doneBy(by: string): string {
  const what = by === 'reply-delivered' ? 'the answer arrived' : terms.step[by]
  return what ? ` (${what})` : ''
}

function stepWords({ step, fate, at, on, readers }: StepHistory): string {
  const week = /^week(\d+)$/.exec(step)?.[1]
  const name = week ? `${week} ${week === '1' ? 'week' : 'weeks'} late, to the director` : (stepName[step] ?? step)
  const day = on ? terms.date(on) : ''
  const onDay = day ? ` (${day})` : ''
  const moment = at ? terms.moment(at) : ''
  switch (fate) {
    case 'sent':
      return `${name}: sent by itself on ${moment}, to ${readers.map(readerName).join(', ')}`
    case 'digest':
      return `${name}: in the morning digest of ${moment}, to ${readers.map(readerName).join(', ')}`
    case 'overtaken':
      return `${name}${onDay}: not sent; when it could be, a later one was due already`
    case 'not-needed':
      return `${name}${onDay}: not needed, it was done before`
    case 'to-come':
      return `${name}: to come, on ${day}`
    case 'waiting':
      return `${name}: due, goes out in office hours of ${day}`
    case 'at-rest':
      return `${name}${onDay}: nobody is hurried while the matter rests`
  }
}

function readerName(reader: ToldReader): string {
  switch (reader.kind) {
    case 'room':
      return reader.name ? `“${reader.name}”` : 'the staff room'
    case 'officer':
      return roleName[reader.role]
    case 'resident':
      return 'the resident'
    case 'gone':
      return 'a staff room that is no more'
  }
}
