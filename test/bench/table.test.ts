import { expect, it } from 'vitest'
import type { Measured } from './result.ts'
import { sumUp } from './result.ts'
import { align, drawResults } from './table.ts'

const series = (name: string, work: 'message' | 'ticket', cpu: number) => ({
  name,
  work,
  samples: [{ cpu, perSecond: 50 }],
})

const measured = (message: number, ticket: number): Measured => ({
  echo: series('echo', 'message', 100),
  store: series('store', 'message', 200),
  messages: [series('ours', 'message', message)],
  tickets: [series('ours', 'ticket', ticket)],
})

it('figures stand under figures, and nothing hangs over at the end', () => {
  expect(
    align([
      ['who', 'µs', ''],
      ['somebody', '5', 'well'],
      ['x', '1200', ''],
    ]),
  ).toBe('who         µs\nsomebody     5  well\nx         1200')
})

it('a goal that is just reached is met, one that is missed is called so', () => {
  const [, , , message, ticket] = drawResults(sumUp(measured(600, 1610))).split('\n')
  expect(message).toMatch(/6\.00 +6\.00–6\.00 +3\.00 +3\.00–3\.00 +≤ 3 × \(b\): met$/)
  expect(ticket).toMatch(/8\.05 +8\.05–8\.05 +≤ 8 × \(b\): MISSED$/)
})

it('the floors have no goal', () => {
  expect(sumUp(measured(600, 1600)).map(({ goal }) => goal?.isMet)).toEqual([undefined, undefined, true, true])
})
