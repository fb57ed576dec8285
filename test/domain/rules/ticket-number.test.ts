import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatTicketNumber, parseTicketNumber } from '../../../domain/rules/ticket-number.ts'

describe('ticket numbers', () => {
  it('are the year and six figures', () => {
    expect(formatTicketNumber(2026, 123)).toBe('2026-000123')
  })

  it.each([
    ['#123', 2026, 123],
    ['＃123', 2026, 123],
    ['123', 2026, 123],
    ['１２３', 2026, 123],
    ['# 123 ', 2026, 123],
    ['#000123', 2026, 123],
    ['123号', 2026, 123],
    ['2026-000123', 2026, 123],
    ['2025-123', 2025, 123],
    ['#2025-000123', 2025, 123],
    ['２０２５－０００１２３', 2025, 123],
    ['2025—123', 2025, 123],
    ['2025000123', 2025, 123],
    ['2025', 2026, 2025],
  ])('%o is %i-%i', (typed, year, sequence) => {
    expect(parseTicketNumber(typed, 2026)).toEqual({ year, sequence })
  })

  it.each([
    '',
    '#',
    '0',
    '#0',
    '-1',
    '1.5',
    '12a',
    '1999-123',
    '2026-',
    '2026-000000',
    '12345678',
    '123 受理',
    '一二三',
  ])('%o is no ticket number', (typed) => {
    expect(parseTicketNumber(typed, 2026)).toBeUndefined()
  })

  it('what is written can be read', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2000, max: 2099 }), fc.integer({ min: 1, max: 9_999_999 }), (year, sequence) => {
        expect(parseTicketNumber(formatTicketNumber(year, sequence), 2026)).toEqual({ year, sequence })
      }),
    )
  })
})
