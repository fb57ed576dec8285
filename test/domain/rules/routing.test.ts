import { describe, expect, it } from 'vitest'
import {
  findCategory,
  findGroup,
  findTownship,
  findUnit,
  findVillage,
  type Route,
  routeTicket,
} from '../../../domain/rules/routing.ts'

const office = {
  defaultUnit: 'reception',
  units: [{ id: 'reception' }, { id: 'compensation', phone: '0000-0000002' }, { id: 'housing' }],
  townships: [
    {
      id: 'qingshi',
      name: '青石镇',
      villages: [
        { id: 'liuwan', name: '柳湾村' },
        { id: 'baitan', name: '白滩村' },
      ],
    },
    { id: 'longkou', name: '龙口镇', villages: [{ id: 'dukou', name: '渡口村' }] },
  ],
  categories: [
    {
      id: 'money',
      kind: 'claim',
      children: [
        { id: 'house', kind: 'claim' },
        { id: 'land', kind: 'claim' },
      ],
    },
    { id: 'conduct', kind: 'accusation' },
  ],
  routing: [] as Route[],
}

function unitFor(routing: Route[], where: { township?: string; village?: string; category: string }): string {
  return routeTicket({ ...office, routing }, where).unit
}

describe('who answers for a matter', () => {
  it('with no line for it, the default unit', () => {
    expect(routeTicket(office, { category: 'house', village: 'liuwan' })).toEqual({ unit: 'reception', assist: [] })
    expect(unitFor([{ category: 'land', unit: 'housing' }], { category: 'house' })).toBe('reception')
  })

  it('a line for the heading holds for its topics', () => {
    expect(unitFor([{ category: 'money', unit: 'compensation' }], { category: 'house' })).toBe('compensation')
  })

  it('a line for the topic beats one for the heading, wherever it stands', () => {
    const lines = [
      { category: 'money', unit: 'compensation' },
      { category: 'house', unit: 'housing' },
    ]
    expect(unitFor(lines, { category: 'house' })).toBe('housing')
    expect(unitFor(lines.toReversed(), { category: 'house' })).toBe('housing')
    expect(unitFor(lines, { category: 'land' })).toBe('compensation')
  })

  it('for the same category the village beats the township, and that beats the county', () => {
    const lines = [
      { category: 'money', unit: 'reception' },
      { category: 'money', township: 'qingshi', unit: 'compensation' },
      { category: 'money', village: 'liuwan', unit: 'housing' },
    ]
    expect(unitFor(lines, { category: 'house', township: 'qingshi', village: 'liuwan' })).toBe('housing')
    expect(unitFor(lines, { category: 'house', township: 'qingshi', village: 'baitan' })).toBe('compensation')
    expect(unitFor(lines, { category: 'house', village: 'baitan' })).toBe('compensation')
    expect(unitFor(lines, { category: 'house', township: 'longkou' })).toBe('reception')
    expect(unitFor(lines, { category: 'house' })).toBe('reception')
  })

  it('the topic beats the place', () => {
    const lines = [
      { village: 'liuwan', unit: 'housing' },
      { category: 'money', unit: 'compensation' },
    ]
    expect(unitFor(lines, { category: 'house', village: 'liuwan' })).toBe('compensation')
    expect(unitFor(lines, { category: 'conduct', village: 'liuwan' })).toBe('housing')
  })

  it('of two equal lines the earlier one holds', () => {
    const lines = [
      { category: 'house', unit: 'housing' },
      { category: 'house', unit: 'compensation' },
    ]
    expect(unitFor(lines, { category: 'house' })).toBe('housing')
  })

  it('the responsible unit does not assist itself, and nobody assists twice', () => {
    const routing = [{ category: 'house', unit: 'housing', assist: ['housing', 'reception', 'reception'] }]
    expect(routeTicket({ ...office, routing }, { category: 'house' })).toEqual({
      unit: 'housing',
      assist: ['reception'],
    })
  })
})

describe('looking things up', () => {
  it('finds what is there, with all that is known of it', () => {
    expect(findCategory(office, 'money')?.children).toHaveLength(2)
    expect(findCategory(office, 'house')).toEqual({ id: 'house', kind: 'claim' })
    expect(findGroup(office, 'house')?.id).toBe('money')
    expect(findTownship(office, 'longkou')?.name).toBe('龙口镇')
    expect(findVillage(office, 'dukou')).toMatchObject({ village: { name: '渡口村' }, township: { name: '龙口镇' } })
    expect(findUnit(office, 'compensation')).toHaveProperty('phone')
  })

  it('finds nothing where nothing is', () => {
    expect([
      findCategory(office, 'x'),
      findGroup(office, 'money'),
      findTownship(office, 'x'),
      findVillage(office, 'x'),
      findUnit(office, 'x'),
    ]).toEqual([undefined, undefined, undefined, undefined, undefined])
  })
})
