import { describe, expect, it } from 'vitest'
import { addYears, findDates, readCount, readDate } from '../../../../domain/policies/files/written-dates.ts'

describe('a date as it is written', () => {
  it.each([
    ['2017-06-01', '2017-06-01'],
    ['2017/6/1', '2017-06-01'],
    ['2017.6.1', '2017-06-01'],
    ['20170601', '2017-06-01'],
    ['2017年6月1日', '2017-06-01'],
    ['２０１７年６月１日', '2017-06-01'],
    ['2017 年 6 月 1 日', '2017-06-01'],
    ['二〇一七年六月一日', '2017-06-01'],
    ['二○二四年十二月三十一日', '2024-12-31'],
    ['2024-02-30', undefined],
    ['2024年13月1日', undefined],
    ['长期有效', undefined],
    ['', undefined],
  ])('%s', (text, on) => {
    expect(readDate(text)).toBe(on)
  })

  it('in a text all of them are found in their order', () => {
    expect(findDates('2017年6月1日通过，自二〇一七年九月一日起施行')).toEqual(['2017-06-01', '2017-09-01'])
  })
})

it.each([
  ['三', 3],
  ['十', 10],
  ['十二', 12],
  ['二十', 20],
  ['一百零二', 102],
  ['一千二百六十', 1260],
  ['二〇二四', 2024],
  ['48', 48],
])('%s counts %i', (text, count) => {
  expect(readCount(text)).toBe(count)
})

it('five years from a day end before the same day, and a leap day counts as the first of March', () => {
  expect(addYears('2024-03-01', 5)).toBe('2029-03-01')
  expect(addYears('2024-02-29', 1)).toBe('2025-03-01')
})
