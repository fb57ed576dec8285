import { describe, expect, it } from 'vitest'
import { wordMatterCalendar } from '../../../bot/text/matter-calendar.ts'
import type { Language } from '../../../bot/text/names.ts'
import type { MatterDate } from '../../../domain/matter-dates.ts'
import { eventsOf } from '../../icalendar.ts'

const at = new Date('2026-08-03T01:00:00Z')
const dates: MatterDate[] = [
  { kind: 'right', stage: 'review', on: '2026-09-02', rule: 'REVIEW_REQUEST_30D', version: 'cn-2022-1' },
  { kind: 'duty', on: '2027-01-04', rule: 'HANDLE_60D', version: 'cn-2022-1', provisional: true },
  { kind: 'remedy', on: '2027-02-01' },
  { kind: 'promise', id: 'p1', on: '2027-02-02', provisional: false },
  { kind: 'promise', id: 'p2', on: '2027-02-03', provisional: true },
]
const file = (language: Language, days = dates, now = at) =>
  wordMatterCalendar({ number: '2026-000123', dates: days, host: 'xinqiao.example', at: now }, language)

describe('the calendar file of a matter', () => {
  it('has an event of a whole day for each date, in Chinese', () => {
    expect(eventsOf(file('zh')).map((event) => [event['DTSTART;VALUE=DATE'], event.SUMMARY, event.UID])).toEqual([
      ['20260902', '2026-000123：请求复查的最后一天', '2026-000123.REVIEW_REQUEST_30D@xinqiao.example'],
      ['20270104', '2026-000123 最晚这天：给您办理结果', '2026-000123.HANDLE_60D@xinqiao.example'],
      ['20270201', '2026-000123 最晚这天：把答应的事办好', '2026-000123.REMEDY@xinqiao.example'],
      ['20270202', '2026-000123 最晚这天：把答应的事办好', '2026-000123.PROMISE-p1@xinqiao.example'],
      ['20270203', '2026-000123 最晚这天：把答应的事办好', '2026-000123.PROMISE-p2@xinqiao.example'],
    ])
    expect(eventsOf(file('zh')).map((event) => event.DESCRIPTION)).toEqual([
      expect.stringContaining('《信访工作条例》第三十五条'),
      expect.stringContaining('放假安排公布后'),
      expect.not.stringContaining('依据'),
      expect.not.stringContaining('放假安排公布后'),
      expect.stringContaining('放假安排公布后'),
    ])
  })

  it('and in English', () => {
    expect(eventsOf(file('en')).map((event) => event.SUMMARY)).toEqual([
      '2026-000123: last day to ask for a review',
      '2026-000123: due by this day: the result for you',
      '2026-000123: by this day what was promised is done',
      '2026-000123: by this day what was promised is done',
      '2026-000123: by this day what was promised is done',
    ])
    expect(eventsOf(file('en'))[0]?.DESCRIPTION).toContain('《信访工作条例》 art. 35')
  })

  it('reminds of a right at nine in the morning ten and three days before, and of nothing else', () => {
    expect(eventsOf(file('zh')).map((event) => event.alarms.map((alarm) => alarm.TRIGGER))).toEqual([
      ['-P9DT15H', '-P2DT15H'],
      [],
      [],
      [],
      [],
    ])
    expect(eventsOf(file('zh'))[0]?.alarms.map((alarm) => alarm.DESCRIPTION)).toEqual([
      '2026-000123：请求复查还有 10 天，到2026年9月2日为止',
      '2026-000123：请求复查还有 3 天，到2026年9月2日为止',
    ])
  })

  it('brought in again on another day it replaces: the same events, with a higher sequence', () => {
    const moved = dates.map((date) => ({ ...date, on: '2027-03-01' }))
    const [first, second] = [eventsOf(file('zh')), eventsOf(file('en', moved, new Date(at.getTime() + 86_400_000)))]
    expect(second.map((event) => event.UID)).toEqual(first.map((event) => event.UID))
    second.forEach((event, index) => {
      expect(Number(event.SEQUENCE)).toBeGreaterThan(Number(first[index]?.SEQUENCE))
      expect(Number(event.SEQUENCE)).toBeLessThan(2 ** 31)
    })
  })

  it('has lines of at most 75 bytes that end as the format wants', () => {
    const lines = file('zh').split('\r\n')
    expect(lines.join('')).not.toContain('\n')
    for (const line of lines) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
  })
})
