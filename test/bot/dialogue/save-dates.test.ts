import { describe, expect, test } from 'vitest'
import { createMatterCalendar } from '../../../bot/matter-calendar.ts'
import { findOrOpenAccount } from '../../../domain/accounts.ts'
import { eventsOf } from '../../icalendar.ts'
import { fileMatter } from '../../small-office.ts'
import { openTown, type Resident } from '../conversation.ts'

const labelsOf = (resident: Resident) =>
  (resident.screen().at(-1)?.reply.choices ?? []).flat().map((choice) => choice.label)
const linkIn = (text: string) => /http:\/\/127\.0\.0\.1:3000\/calendar\/([\w-]+)\.ics(?=\n)/.exec(text)?.[1] ?? ''

describe('saving the dates of a matter', { timeout: 60_000 }, () => {
  test('one button leads to a link, and the link to the dates in the language they read', async () => {
    const town = await openTown('')
    const file = createMatterCalendar(town.context, town.now)
    const resident = town.resident('柳叶青')
    const number = await resident.files()
    await resident.says('我的事项')
    await resident.says('1')
    await resident.taps('存到日历')
    expect(resident.last()).toContain(`点开就能把 ${number} 的日子存到手机日历`)
    expect(resident.last()).toContain('没有姓名和内容')
    const zh = await file(linkIn(resident.last()))
    expect(eventsOf(zh?.content ?? '').map((event) => event.SUMMARY)).toEqual([
      `${number} 最晚这天：书面告诉您受不受理、由谁办`,
    ])
    await resident.taps('看这件')
    await resident.says('English')
    await resident.says('My matters')
    await resident.says('1')
    await resident.taps('Save dates')
    expect(resident.last()).toContain(`put the dates of ${number} into your calendar`)
    expect((await file(linkIn(resident.last())))?.content).toContain(`Dates of ${number}`)
    await town.ends()
  })

  test('is offered while a date is to come, and said to nobody else', async () => {
    const town = await openTown('')
    const resident = town.resident('柳叶青')
    const number = await resident.files()
    const code = resident.code()
    await resident.says('我的事项')
    await resident.says('1')
    expect(labelsOf(resident)).toContain('存到日历')
    const value = (resident.screen().at(-1)?.reply.choices ?? [])
      .flat()
      .find(({ label }) => label === '存到日历')?.value
    expect(Buffer.byteLength(value ?? '')).toBeLessThanOrEqual(64)
    const daughter = town.resident('柳叶青的女儿')
    for (const said of ['凭号查询', number, code]) await daughter.says(said)
    expect(daughter.last()).toContain(number)
    expect(labelsOf(daughter)).not.toContain('存到日历')
    await resident.taps('撤回')
    await resident.taps('确定撤回')
    await resident.says('我的事项')
    await resident.says('1')
    expect(labelsOf(resident)).not.toContain('存到日历')
    await resident.sends({ kind: 'choice', value: value ?? '' })
    expect(resident.last()).toContain('现在：已撤回')
    await town.ends()
  })

  test('of an accusation it is offered in the country, and abroad neither offered nor done', async () => {
    const town = await openTown('', { abroad: true })
    await town.officer('纪检专员', { unit: 'reception' })
    const { id } = await fileMatter(town.context, town.now(), { category: 'conduct' })
    for (const where of [undefined, 'abroad'] as const) {
      const resident = town.resident('柳叶青', where)
      await resident.opens()
      // Nobody can file one abroad: it is made that account's own, as an older one might be.
      const channel = where ? 'telegram' : 'web'
      const { id: accountId } = await town.work((work) => findOrOpenAccount(work, channel, resident.account))
      const promised = { state: 'executing', remedyOn: '2026-09-01' } as const
      await town.context.db.ticket.update({ where: { id }, data: { accountId, ...promised } })
      await resident.sends({ kind: 'choice', value: `matter:${id}` })
      expect(resident.last()).toContain('2026-000001')
      expect(labelsOf(resident).includes('存到日历')).toBe(where === undefined)
      await resident.sends({ kind: 'choice', value: `calendar:${id}` })
      expect(resident.last().includes('/calendar/')).toBe(where === undefined)
      expect(resident.last()).toContain('2026-000001')
    }
  })
})
