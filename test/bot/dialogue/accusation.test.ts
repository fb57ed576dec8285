import { describe, expect, test } from 'vitest'
import { openTown, type Resident } from '../conversation.ts'

const custodian = '纪检专员'
const words = '征地补偿股的某某收了人家的烟酒。'

describe('accusations', { timeout: 60_000 }, () => {
  test('they go to the custodian in private and leave nothing in the room', async () => {
    const town = await openTown('检举控告：只交给专门的人，值班室什么都看不到')
    const officer = await town.officer('云舒')
    const keeper = await town.officer(custodian, { unit: 'reception' })
    const resident = town.resident('柳叶青')
    const number = await accuse(resident, '征地补偿股', true)
    expect(town.room()).toEqual([])
    expect(keeper.inPrivate.last()).toContain(words)
    expect(keeper.inPrivate.last()).not.toMatch(/柳叶青|13800000000/)

    // The room is told no more than of a number that does not exist, whoever asks in it.
    for (const asking of [officer, keeper]) {
      for (const command of ['受理', '回复 您好', '备注 看看', '看身份', '认领', '转交 云舒']) {
        await asking.says(`#${number} ${command}`)
        expect(asking.last()).toBe(`没有 #${number} 这件。`)
      }
      await asking.says(`/find ${number}`)
      expect(asking.last()).toContain('没有找到')
      await asking.says('/open')
      expect(asking.last()).toBe('待办：没有。')
      await asking.says('/find 干部作风')
      expect(asking.last()).toContain('没有找到')
    }
    await officer.inPrivate.says(`#${number} 看身份`)
    expect(officer.inPrivate.last()).toBe(`没有 #${number} 这件。`)
    await officer.inPrivate.says('/open')
    expect(officer.inPrivate.last()).toBe('待办：没有。')

    await keeper.inPrivate.taps('受理')
    await keeper.inPrivate.says(`#${number} 转交 云舒 请你办`)
    expect(keeper.inPrivate.last()).toContain('没有叫“云舒”的')
    await keeper.inPrivate.says(`#${number} 转交 征地补偿股`)
    expect(keeper.inPrivate.last()).toContain('不能转给这个单位')
    await keeper.inPrivate.says('/open')
    expect(keeper.inPrivate.last()).toContain(number)
    await keeper.inPrivate.says(`#${number} 看身份`)
    expect(keeper.inPrivate.last()).toContain('柳叶青')
    await keeper.inPrivate.says(`#${number} 回复 已转交纪委核查，结果会告诉您。`)
    await town.passes({ minutes: 1 })
    await resident.reads()
    await resident.says('我又想起一件事')
    await resident.taps('补充到我的事项')
    expect(keeper.inPrivate.last()).toContain('我又想起一件事')
    expect(town.room().filter(({ reply }) => reply.card)).toEqual([])
    expect(JSON.stringify(town.room())).not.toContain(words)
    expect(await town.context.db.card.count()).toBe(0)
    await town.ends('accusation')
  })

  test('the accused unit’s own custodian is left out', async () => {
    const town = await openTown('', { office: (office) => office.accusations.custodians.push('副专员') })
    const own = await town.officer(custodian, { unit: 'compensation' })
    const other = await town.officer('副专员', { unit: 'reception' })
    const number = await accuse(town.resident('甲'), '征地补偿股')
    expect(own.inPrivate.screen()).toEqual([])
    expect(other.inPrivate.last()).toContain(words)
    await own.inPrivate.says(`#${number} 看身份`)
    expect(own.inPrivate.last()).toBe(`没有 #${number} 这件。`)
    await town.ends()
  })

  test('the custodian is told when an answer cannot arrive', async () => {
    const town = await openTown('')
    const keeper = await town.officer(custodian, { unit: 'reception' })
    const number = await accuse(town.resident('甲'), '征地补偿股')
    await keeper.inPrivate.says(`#${number} 回复 已转交核查。`)
    town.channel.will({ outcome: { kind: 'unreachable', reason: 'blocked' } })
    await town.passes({ minutes: 1 })
    expect(keeper.inPrivate.last()).toContain('没送到！')
    expect(town.room()).toEqual([])
    await town.ends()
  })

  test('with no custodian nothing is taken, and the person is told where else to go', async () => {
    const town = await openTown('没有专门的人，举报不收，告诉怎么办')
    const resident = town.resident('柳叶青')
    await resident.says(words)
    await resident.taps('作为事情反映')
    await resident.taps('干部作风举报（保密）')
    await town.ends('accusation-no-custodian')
    expect(resident.screen().at(-2)?.reply.text).toContain('12388')
    expect(await town.context.db.ticket.count()).toBe(0)
    const { vault, db } = town.context
    const row = await db.conversation.findFirstOrThrow()
    expect(vault.open('Conversation', 'stateEnc', row.id, row.stateEnc ?? '')).not.toContain('烟酒')
  })

  test('with only the accused unit’s custodian nothing is taken either', async () => {
    const town = await openTown('')
    await town.officer(custodian, { unit: 'compensation' })
    const resident = town.resident('甲')
    await resident.says('反映问题')
    await resident.taps('干部作风举报（保密）')
    await resident.taps('征地补偿股')
    expect(resident.screen().at(-2)?.reply.text).toContain('12388')
    await town.ends()
  })

  test('a custodian who leaves while the form is filled takes the door with them', async () => {
    const town = await openTown('')
    await town.officer(custodian, { unit: 'reception' })
    const resident = town.resident('甲')
    await fill(resident, '征地补偿股')
    await town.leaves(custodian)
    await resident.taps('提交')
    expect(resident.screen().at(-2)?.reply.text).toContain('12388')
    expect(await town.context.db.ticket.count()).toBe(0)
    await town.ends()
  })
})

async function fill(resident: Resident, unit: string, named = false): Promise<void> {
  await resident.says('反映问题')
  await resident.taps('干部作风举报（保密）')
  await resident.taps(unit)
  await resident.says('柳湾村')
  await resident.says(words)
  await resident.taps('完成')
  await resident.taps(named ? '留姓名电话' : '匿名')
  if (!named) return
  await resident.says('柳叶青')
  await resident.says('13800000000')
}

async function accuse(resident: Resident, unit: string, named = false): Promise<string> {
  await fill(resident, unit, named)
  await resident.taps('提交')
  const receipt = resident.screen().findLast(({ reply }) => reply.text.includes('这是回执'))
  return /\d{4}-\d{6}/.exec(receipt?.reply.text ?? '')?.[0] ?? ''
}
