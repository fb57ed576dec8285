import { describe, expect, it } from 'vitest'
import { directorOf, freeMonths } from '../../../../domain/rules/reception/rota.ts'

const year = (rota: Parameters<typeof directorOf>[0], on = 2026) =>
  Array.from({ length: 12 }, (_, i) => directorOf(rota, `${on}-${String(i + 1).padStart(2, '0')}-15`)).join('')

describe('the rota of the directors', () => {
  it('goes round month by month, over the turn of the year too', () => {
    const rota = ['甲', '乙', '丙', '丁', '戊'].map((name) => ({ name }))
    const twoYears = year(rota, 2026) + year(rota, 2027)
    expect(twoYears.length).toBe(24)
    for (const [i, name] of [...twoYears].entries()) expect(name).not.toBe(twoYears[i + 1])
    expect(twoYears.slice(0, 19)).toBe(twoYears.slice(5))
  })

  it('gives months to who has them, and lets the others take turns in the rest without losing one', () => {
    const rota = [{ name: '甲', months: [1, 4, 7, 10] }, { name: '乙' }, { name: '丙' }]
    expect(year(rota)).toMatch(/^甲(乙丙|丙乙)甲\1甲\1甲\1$/)
    expect(freeMonths(rota)).toEqual([2, 3, 5, 6, 8, 9, 11, 12])
  })

  it('names nobody where nobody is named', () => {
    expect(directorOf([], '2026-01-15')).toBeNull()
    expect(directorOf([{ name: '甲', months: [2] }], '2026-01-15')).toBeNull()
  })
})
