import { describe, expect, it } from 'vitest'
import { readNotice } from '../../domain/holiday-notice.ts'

const national = { name: '国庆节', date: '2027-10-01', isOffDay: true }
const right = { $schema: 'x', year: 2027, papers: ['https://www.gov.cn/2027'], days: [national] }

function problemsOf(table: unknown): string {
  const read = readNotice(table, '2027.json')
  return read.ok ? '' : read.problems.join(' ')
}

describe('a table of holidays', () => {
  it('is read with its days in order and the paper it stands in', () => {
    const days = [national, { name: '元旦', date: '2027-01-01', isOffDay: true }]
    expect(readNotice({ ...right, days }, '2027.json')).toEqual({
      ok: true,
      notice: {
        year: 2027,
        source: 'https://www.gov.cn/2027',
        days: [
          { on: '2027-01-01', name: '元旦', isOffDay: true },
          { on: '2027-10-01', name: '国庆节', isOffDay: true },
        ],
      },
    })
  })

  it('names its file where it names no paper', () => {
    expect(readNotice({ ...right, papers: [] }, '2027.json')).toMatchObject({ notice: { source: '2027.json' } })
  })

  it.each(['2026-12-30', '2028-01-02'])('may have %s, which is New Year too', (date) => {
    expect(problemsOf({ ...right, days: [national, { name: '元旦', date, isOffDay: true }] })).toBe('')
  })

  it.each([
    ['no object', [], 'should be an object'],
    ['nothing', null, 'should be an object'],
    ['no year', { days: [national] }, 'year'],
    ['a year in quotes', { ...right, year: '2027' }, '"year" should be a year like 2027'],
    ['no days', { ...right, days: undefined }, '"days" should be a list'],
    ['an empty list', { ...right, days: [] }, 'the notice for 2027 is not out'],
    ['a day that does not exist', { ...right, days: [{ ...national, date: '2027-02-29' }] }, 'days[0].date'],
    ['a day that is no day', { ...right, days: ['2027-10-01'] }, 'days[0]: Every day should look like'],
    ['a day without a name', { ...right, days: [{ ...national, name: ' ' }] }, 'days[0].name'],
    ['a day that is neither', { ...right, days: [{ ...national, isOffDay: 'yes' }] }, 'days[0].isOffDay'],
    ['a day twice', { ...right, days: [national, national] }, '2027-10-01 stands in it twice'],
    [
      'a day in the middle of another year',
      { ...right, days: [national, { ...national, date: '2026-10-01' }] },
      '2026-10-01 is not in 2027',
    ],
    ['no National Day', { ...right, days: [{ ...national, date: '2027-05-01' }] }, '2027-10-01 is no rest day in it'],
    ['a worked National Day', { ...right, days: [{ ...national, isOffDay: false }] }, 'is no rest day in it'],
  ])('is refused in a sentence with %s', (_, table, sentence) => {
    expect(problemsOf(table)).toContain(sentence)
  })
})
