import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '../../../domain/rules/civil-date.ts'
import { countDeadline } from '../../../domain/rules/deadlines.ts'
import {
  lateStepsUntil,
  type ReminderStep,
  reminderLadder,
  stepAfter,
  stepsDue,
} from '../../../domain/rules/reminders.ts'
import { findRule, type RuleId } from '../../../domain/rules/rule-pack.ts'
import { noticeCalendar } from './notice-calendar.ts'

function clockOf(id: RuleId, startedOn: string) {
  return { startedOn, ...countDeadline(findRule(id), startedOn, noticeCalendar) }
}

function told(steps: ReminderStep[]): string[] {
  return steps.map(({ step, on, to }) => `${on} ${step} ${to}`)
}

describe('the reminder ladder', () => {
  it('of sixty days that end in National Day: the last reminder is before the holiday, late is after it', () => {
    expect(told(reminderLadder(clockOf('HANDLE_60D', '2026-08-03'), noticeCalendar))).toEqual([
      '2026-09-01 half holder',
      '2026-09-23 d7 holder',
      '2026-09-24 d3 holder',
      '2026-09-29 d1 holder',
      '2026-09-30 d0 holder',
      '2026-10-09 late supervisor',
    ])
  })

  it('of fifteen ordinary days', () => {
    expect(told(reminderLadder(clockOf('NOTICE_15D', '2026-08-03'), noticeCalendar))).toEqual([
      '2026-08-10 half holder',
      '2026-08-11 d7 holder',
      '2026-08-14 d3 holder',
      '2026-08-17 d1 holder',
      '2026-08-18 d0 holder',
      '2026-08-19 late supervisor',
    ])
  })

  it('due on a Friday, the office is late on Saturday, and the supervisor hears on Monday', () => {
    const clock = clockOf('NOTICE_15D', '2026-08-06')
    expect(clock.dueOn).toBe('2026-08-21')
    expect(told(reminderLadder(clock, noticeCalendar)).at(-1)).toBe('2026-08-24 late supervisor')
  })

  it('of two steps on one day only the more urgent is left', () => {
    // Three days before Monday 24 August is Friday; one day before it is Sunday, which moves to that Friday too.
    const clock = clockOf('NOTICE_15D', '2026-08-09')
    expect(clock.remindOn).toBe('2026-08-24')
    expect(told(reminderLadder(clock, noticeCalendar))).toEqual([
      '2026-08-14 half holder',
      '2026-08-17 d7 holder',
      '2026-08-21 d1 holder',
      '2026-08-24 d0 holder',
      '2026-08-25 late supervisor',
    ])
  })

  it('a short clock has no step from before it began', () => {
    expect(told(reminderLadder(clockOf('OBJECT_5WD', '2026-09-17'), noticeCalendar))).toEqual([
      '2026-09-20 d3 holder',
      '2026-09-22 d1 holder',
      '2026-09-23 d0 holder',
      '2026-09-24 late supervisor',
    ])
  })

  it('a clock whose last working day was before it began is reminded on the first working day', () => {
    const clock = { startedOn: '2026-08-08', rawLastDay: '2026-08-09', dueOn: '2026-08-10', remindOn: '2026-08-07' }
    expect(told(reminderLadder(clock, noticeCalendar))).toEqual(['2026-08-10 d0 holder', '2026-08-11 late supervisor'])
  })

  it('after the end the director hears every week, on working days', () => {
    const clock = clockOf('NOTICE_15D', '2026-09-07')
    expect(clock.dueOn).toBe('2026-09-22')
    expect(lateStepsUntil(clock, '2026-09-29', noticeCalendar)).toEqual([])
    expect(told(lateStepsUntil(clock, '2026-10-31', noticeCalendar))).toEqual([
      '2026-09-30 week1 director',
      '2026-10-08 week2 director',
      '2026-10-14 week3 director',
      '2026-10-21 week4 director',
      '2026-10-28 week5 director',
    ])
  })

  it('due on the eve of a holiday, the supervisor hears on the first day after it, the director a week later', () => {
    const clock = clockOf('SIMPLE_10WD', '2026-09-16')
    expect(clock.dueOn).toBe('2026-09-30')
    expect(told(reminderLadder(clock, noticeCalendar)).at(-1)).toBe('2026-10-08 late supervisor')
    expect(told(lateStepsUntil(clock, '2026-10-20', noticeCalendar))).toEqual(['2026-10-15 week1 director'])
  })

  it('nothing is due before the first step', () => {
    expect(stepsDue(clockOf('NOTICE_15D', '2026-08-03'), '2026-08-09', noticeCalendar)).toEqual([])
  })

  it('after days of silence only the most urgent step is due, and stays so until the next', () => {
    const clock = clockOf('NOTICE_15D', '2026-08-03')
    expect(told(stepsDue(clock, '2026-08-15', noticeCalendar))).toEqual(['2026-08-14 d3 holder'])
    expect(told(stepsDue(clock, '2026-08-16', noticeCalendar))).toEqual(['2026-08-14 d3 holder'])
    expect(told(stepsDue(clock, '2026-09-04', noticeCalendar))).toEqual(['2026-09-02 week2 director'])
  })

  it('is always on working days, in order, one a day, from the start on, and late only after the last day', () => {
    const ids: RuleId[] = ['NOTICE_15D', 'OBJECT_5WD', 'HANDLE_60D', 'REVIEW_DECIDE_30D', 'SIMPLE_10WD']
    fc.assert(
      fc.property(fc.constantFrom(...ids), fc.integer({ min: 0, max: 640 }), (id, offset) => {
        const clock = clockOf(id, addDays('2025-01-01', offset))
        const steps = [
          ...reminderLadder(clock, noticeCalendar),
          ...lateStepsUntil(clock, addDays(clock.dueOn, 40), noticeCalendar),
        ]
        const dates = steps.map((step) => step.on)
        expect(dates).toEqual([...new Set(dates)].sort())
        for (const { step, on } of steps) {
          expect(noticeCalendar.isWorkingDay(on)).toBe(true)
          expect(on >= clock.startedOn).toBe(true)
          expect(on > clock.dueOn).toBe(step === 'late' || step.startsWith('week'))
        }
        expect(steps.some((step) => step.step === 'd0')).toBe(true)
      }),
    )
  })
})

describe('the step after a day', () => {
  it('goes down the ladder, and then on from week to week', () => {
    const clock = clockOf('NOTICE_15D', '2026-08-03')
    const days: string[] = []
    for (let on = '2026-08-02'; days.length < 8; on = days.at(-1) ?? '')
      days.push(stepAfter(clock, on, noticeCalendar).on)
    expect(days).toEqual([
      '2026-08-10',
      '2026-08-11',
      '2026-08-14',
      '2026-08-17',
      '2026-08-18',
      '2026-08-19',
      '2026-08-26',
      '2026-09-02',
    ])
  })

  it('is the next day on which another step is due, whatever the clock and the day', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<RuleId>('NOTICE_15D', 'OBJECT_5WD', 'HANDLE_60D'),
        fc.integer({ min: 0, max: 500 }),
        fc.integer({ min: -1, max: 200 }),
        (id, start, after) => {
          const startedOn = addDays('2025-03-01', start)
          const clock = clockOf(id, startedOn)
          const on = addDays(startedOn, after)
          const next = stepAfter(clock, on, noticeCalendar)
          expect(next.on > on).toBe(true)
          // Before that day nothing changes, and on it that step is what is due.
          const before = stepsDue(clock, addDays(next.on, -1), noticeCalendar)
          expect(before).toEqual(stepsDue(clock, on, noticeCalendar))
          expect(stepsDue(clock, next.on, noticeCalendar)).toEqual([next])
        },
      ),
    )
  })
})
