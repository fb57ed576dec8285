import { describe, expect, test } from 'vitest'
import { addPromise } from '../../../domain/reception/promises.ts'
import { numberOf } from '../../../domain/tickets.ts'
import { openDay } from '../../reception-day.ts'
import { fileMatter } from '../../small-office.ts'
import { openTown, type Town } from '../conversation.ts'

const august = '2026-08-17'
const september = '2026-09-15'

describe('reception days in the staff room', { timeout: 60_000 }, () => {
  test('from the list of days to what was promised and kept', async () => {
    const town = await openTown('接待日：值班室的话')
    const { id } = await openDay(town.context, { on: august, seats: 3 })
    await openDay(town.context, { on: september, seats: 3 })
    const officer = await town.officer('云帆', { role: 'supervisor', unit: 'reception' })
    await officer.says('接待日')
    await officer.says('约 8月17日')
    expect(officer.last()).toContain('私下')
    await officer.inPrivate.says('约 8月17日')
    await officer.inPrivate.says('柳叶青；安置房漏水；轮椅')
    const code = /进门码：(\S+)/.exec(officer.inPrivate.last())?.[1] ?? ''
    expect(await town.context.db.booking.findMany()).toMatchObject([{ dayId: id, state: 'booked', accountId: null }])
    await officer.says('名单 8月17日')
    expect(officer.last()).toContain('09:00')
    expect(officer.last()).not.toContain('柳叶青')
    await officer.inPrivate.says('名单')
    expect(officer.inPrivate.last()).toContain('柳叶青')
    await officer.says('叫号')
    expect(officer.last()).toContain('今天没有接待日')
    await town.moveTo('08:50', august)
    await officer.says('叫号')
    expect(officer.last()).toContain('没有人在等')
    await officer.inPrivate.sends({ kind: 'text', text: `到 ${code}` })
    await officer.says('叫号')
    expect(officer.last()).not.toContain('柳叶青')
    expect(officer.inPrivate.last()).toContain('柳叶青')
    await officer.inPrivate.says('办结 1 谈了房子漏水。承诺: 尽快修好')
    expect(officer.inPrivate.last()).toContain('请这样写')
    await officer.inPrivate.says('办结 1 谈了房子漏水。\n承诺: 把屋顶修好 由 安置建设股 在 8月31日 前')
    await officer.says('承诺 #1')
    await officer.says('兑现 #1 屋顶修好了')
    await officer.says('承诺')
    await town.ends('reception-desk')
    expect(await town.context.db.receptionPromise.findMany()).toMatchObject([{ unit: 'housing', dueOn: '2026-08-31' }])
  })

  test('days are moved, called off, taken up again and swapped by those who may, with a reason', async () => {
    const town = await openTown('')
    await openDay(town.context, { on: august, seats: 1 })
    const later = await openDay(town.context, { on: september, seats: 1 })
    await town.context.db.receptionDay.update({ where: { id: later.id }, data: { director: '沈知白' } })
    const officer = await town.officer('云舒')
    await officer.says('接待日 8月17日 停 停电')
    expect(officer.last()).not.toContain('停了')
    const chief = await town.officer('云帆', { role: 'supervisor', unit: 'reception' })
    await chief.inPrivate.says('接待日 8月17日 停')
    expect(chief.inPrivate.last()).not.toContain('停了')
    await chief.inPrivate.says('接待日 8月17日 改到 8月18日 原因 开会')
    expect(chief.inPrivate.last()).toContain('改到2026年8月18日')
    await chief.inPrivate.says('接待日 8月18日 停 停电')
    expect(chief.inPrivate.last()).toContain('停了')
    await chief.inPrivate.says('接待日 8月18日 恢复 来电了')
    expect(chief.inPrivate.last()).toContain('恢复了')
    await chief.inPrivate.says('接待日 8月18日 换 9月15日 出差')
    expect(chief.inPrivate.last()).toContain('换过来了')
    await chief.inPrivate.says('下访 青石镇 8月22日 地点 村委会 原因 群众多')
    expect(chief.inPrivate.last()).toContain('加了一天下访')
    await chief.inPrivate.says('接待日 什么时候')
    expect(chief.inPrivate.last()).toContain('可以打')
    await town.ends()
  })

  test('what was promised on a sealed matter is told to its custodian in private, and never in the room', async () => {
    const town = await openTown('')
    const custodian = await town.officer('纪检专员', { unit: 'reception' })
    const { number } = await sealedPromise(town)
    await custodian.says('承诺')
    expect(custodian.last()).toContain('没有没办好的承诺')
    await custodian.says(`承诺 #${number}`)
    expect(custodian.last()).not.toContain('查清楚')
    await custodian.inPrivate.says('承诺')
    expect(custodian.inPrivate.last()).toContain('查清楚')
  })
})

async function sealedPromise(town: Town): Promise<{ number: string }> {
  const ticket = await fileMatter(town.context, town.now(), { category: 'conduct' })
  const number = numberOf(ticket)
  const officer = await town.context.db.officer.findFirstOrThrow()
  const promise = { text: '查清楚', unit: 'reception', dueOn: '2026-08-31' }
  await town.work((work) => addPromise(work, officer, number, promise))
  return { number }
}
