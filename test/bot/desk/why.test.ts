import { describe, expect, test } from 'vitest'
import { remindOffice } from '../../../domain/reminders.ts'
import { openTown } from '../conversation.ts'

describe('why', { timeout: 60_000 }, () => {
  test('every clock with its article and days, and what became of each reminder', async () => {
    const town = await openTown('为什么：每个期限怎么算的，每次提醒发给了谁')
    const officer = await town.officer('云舒')
    await town.officer('石朗', { role: 'supervisor' })
    const resident = town.resident('柳叶青')
    await resident.files()
    const run = async (time: string, on: string) => {
      await town.moveTo(time, on)
      await town.work(remindOffice)
      await town.settle()
    }
    await run('08:30', '2026-08-10')
    await officer.says('#1 为什么')
    town.tells('停机到十七号。')
    await run('08:30', '2026-08-17')
    await run('08:30', '2026-08-19')
    await officer.says('/why #1')
    expect(officer.last()).toContain('时间过半：8月10日 08:30 在早上的汇总里，发给“值班室”')
    expect(officer.last()).toContain('剩 3 天（2026年8月14日）：没发')
    expect(officer.last()).toContain('超期，报主管：8月19日 08:30 单独发给“值班室”、主管')
    expect(officer.last()).toContain('告诉居民办晚了：8月19日 08:30 单独发给居民本人')
    expect(officer.last()).not.toContain('石朗')
    await resident.says('我的事项')
    await resident.taps('2026-000001 安置点基础设施与质量（已收到）')
    expect(resident.last()).toContain('已经晚了 1 天')
    await officer.says('#1 受理')
    await officer.says('/为什么 1')
    expect(officer.last()).toContain('已做到：2026年8月19日（受理）')
    expect(officer.last()).toContain('【办结答复】《信访工作条例》第三十四条')
    await town.ends('why')
  })

  test('a question to the resident that begins so is not answered by the bot, and goes nowhere unasked', async () => {
    const town = await openTown('')
    const officer = await town.officer('云舒')
    const number = await town.resident('甲').files()
    await officer.repliesTo(number, '为什么 没有附上合同？')
    expect(officer.last()).toContain('要做什么')
    await officer.repliesTo(number, '为什么')
    expect(officer.last()).toContain('期限和提醒')
    await town.ends()
  })

  test('a sealed matter is not there in the room; its custodian hears of it in private', async () => {
    const town = await openTown('')
    const officer = await town.officer('云舒')
    const keeper = await town.officer('纪检专员', { unit: 'reception' })
    const number = await town.resident('甲').files()
    await town.context.db.ticket.updateMany({ data: { sealed: true } })
    for (const speaker of [officer, keeper, officer.inPrivate]) {
      await speaker.says(`/why #${number}`)
      expect(speaker.last()).toBe(`没有 #${number} 这件。`)
    }
    await keeper.inPrivate.says(`/why #${number}`)
    expect(keeper.inPrivate.last()).toContain('期限和提醒')
  })
})
