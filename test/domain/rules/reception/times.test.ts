import { expect, it } from 'vitest'
import { publishesAt } from '../../../../domain/rules/reception/times.ts'

it('a day is announced when the office opens, so many days before', () => {
  expect(publishesAt('2026-03-01', 1, '09:00')).toEqual(new Date('2026-02-28T01:00:00Z'))
  expect(publishesAt('2026-12-15', 30, '08:30')).toEqual(new Date('2026-11-15T00:30:00Z'))
})
