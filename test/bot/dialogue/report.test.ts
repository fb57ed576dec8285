import { describe, expect, test } from 'vitest'
import { openTown, type Resident, type Town } from '../conversation.ts'

describe('reporting a matter', { timeout: 60_000 }, () => {
  test('a complaint with a photo gets its receipt', async () => {
    const town = await openTown('反映一件事，带照片，拿到回执')
    const resident = town.resident('柳叶青')
    await resident.opens()
    await resident.taps('反映问题')
    await resident.taps('住房和安置点')
    await resident.taps('安置点基础设施与质量')
    await resident.taps('青石镇')
    await resident.taps('柳湾村')
    await resident.says('安置点三号楼一下雨就漏，墙皮掉了一大块。')
    await resident.photographs()
    await resident.says('报修两个月没人来，想请你们派人看看。')
    await resident.taps('完成')
    await resident.taps('留姓名电话')
    await resident.says('柳叶青')
    await resident.says('138 0000 0000')
    await resident.taps('提交')
    await town.ends('report')
    const { code } = resident.screen().find(({ reply }) => reply.text.includes('回执，请留好'))?.reply.secrets ?? {}
    expect(code).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{5}$/)
    const card = town.room()[0]?.reply
    expect(card?.files).toHaveLength(1)
    expect(JSON.stringify(card)).not.toMatch(/柳叶青|138 ?0000/)
    await expectSecretsForgotten(town, String(code))
  })

  test('the same in English', async () => {
    const town = await openTown('Reporting a matter with a photo, in English')
    const resident = town.resident('Willow')
    await resident.opens()
    await resident.taps('English')
    await resident.taps('Report a problem')
    await resident.taps('Housing and new settlements')
    await resident.says('roads, water, power and building faults')
    await resident.says('Liuwan')
    await resident.taps('Back')
    await resident.taps('青石镇')
    await resident.taps('柳湾村')
    await resident.says('The roof of house three leaks.')
    await resident.photographs()
    await resident.says('done')
    await resident.taps('Stay anonymous')
    await resident.taps('Change')
    await resident.taps('Change the contact')
    await resident.taps('Leave name and phone')
    await resident.says('Willow')
    await resident.says('12345')
    await resident.says('13800000000')
    await resident.taps('Submit')
    await resident.taps('My matters')
    await resident.says('1')
    await town.ends('report-en')
  })

  test('a button tapped, its number typed and its label typed are the same answer', async () => {
    const roads: ((resident: Resident, label: string, number: string) => Promise<unknown>)[] = [
      (resident, label) => resident.taps(label),
      (resident, _, number) => resident.says(number),
      (resident, label) => resident.says(` ${label}。`),
      (resident, _, number) => resident.says(String.fromCharCode(number.charCodeAt(0) + 0xfee0)),
    ]
    const ends: unknown[] = []
    for (const answers of roads) {
      const town = await openTown('')
      const resident = town.resident('甲')
      await resident.opens()
      await answers(resident, '反映问题', '1')
      await answers(resident, '补偿和搬迁费', '2')
      await answers(resident, '土地补偿与安置补助', '2')
      await answers(resident, '龙口镇', '2')
      await answers(resident, '渡口村', '1')
      await resident.says('青苗费没有发。')
      await answers(resident, '完成', '1')
      await answers(resident, '匿名', '2')
      await answers(resident, '提交', '1')
      await town.ends()
      const { category, township, village, unit, anonymous, state } = await town.context.db.ticket.findFirstOrThrow()
      ends.push({ category, township, village, unit, anonymous, state, said: resident.last() })
    }
    expect(new Set(ends.map((end) => JSON.stringify(end))).size).toBe(1)
    expect(ends[0]).toMatchObject({ category: 'land-compensation', village: 'dukou', unit: 'compensation' })
  })

  test('a village written wrongly is asked about, and a place on no list is taken in words', async () => {
    const town = await openTown('村名打错了，问一声；单子上没有的地方，照原话记')
    const resident = town.resident('柳叶青')
    await resident.says('反映问题')
    await resident.taps('住房和安置点')
    await resident.taps('安置点基础设施与质量')
    await resident.says('柳弯')
    await resident.taps('都不是')
    await resident.says('我是青石镇柳湾村的')
    await resident.taps('返回')
    await resident.taps('不在上面')
    await resident.says('老码头对面的安置点')
    await resident.says('路灯不亮。')
    await resident.says('完成')
    await resident.says('匿名')
    await resident.says('提交')
    await town.ends('report-place')
    expect(await town.context.db.ticket.findFirst()).toMatchObject({ village: null, unit: 'housing' })
  })

  test('every step leads back, and cancelling asks once before words are lost', async () => {
    const town = await openTown('每一步都能返回，取消先问一声')
    const resident = town.resident('柳叶青')
    await resident.opens()
    await resident.taps('反映问题')
    await resident.taps('返回')
    await resident.taps('后期扶持和生活')
    await resident.taps('返回')
    await resident.taps('补偿和搬迁费')
    await resident.taps('搬迁费与过渡')
    await resident.taps('返回')
    await resident.taps('搬迁费与过渡')
    await resident.taps('梅岭乡')
    await resident.taps('返回')
    await resident.taps('梅岭乡')
    await resident.taps('大坪村')
    await resident.says('搬家费还没有到。')
    await resident.taps('返回')
    await resident.taps('梅岭乡')
    await resident.taps('竹沟村')
    await resident.taps('完成')
    await resident.taps('留姓名电话')
    await resident.taps('返回')
    await resident.taps('留姓名电话')
    await resident.says('柳叶青')
    await resident.taps('返回')
    await resident.says('柳叶青')
    await resident.says('13800000000')
    await resident.taps('返回')
    await resident.says('13800000001')
    await resident.taps('取消')
    await resident.taps('继续填')
    await resident.taps('取消')
    await resident.taps('确定取消')
    await town.ends('report-back')
    expect(await town.context.db.ticket.count()).toBe(0)
  })

  test('everything that was read back can be changed', async () => {
    const town = await openTown('提交前，每一项都能改')
    const resident = town.resident('柳叶青')
    await resident.opens()
    await fill(resident)
    await resident.taps('改')
    await resident.taps('返回')
    await resident.says('改')
    await resident.taps('改类别')
    await resident.taps('返回')
    await resident.taps('补偿和搬迁费')
    await resident.taps('房屋及附着物补偿')
    await resident.taps('改')
    await resident.taps('改地点')
    await resident.says('东河')
    await resident.taps('改')
    await resident.taps('改内容')
    await resident.taps('重新写')
    await resident.says('果树少算了十棵。')
    await resident.taps('完成')
    await resident.taps('改')
    await resident.taps('改联系方式')
    await resident.taps('匿名')
    await resident.taps('提交')
    await town.ends('report-change')
    expect(await town.context.db.ticket.findFirst()).toMatchObject({
      category: 'house-compensation',
      village: 'donghe',
      anonymous: true,
      residentId: null,
    })
    expect(town.room()[0]?.reply.text).toContain('果树少算了十棵。')
    expect(town.room()[0]?.reply.text).not.toContain('房子漏雨')
  })

  test('an anonymous matter keeps nobody', async () => {
    const town = await openTown('匿名')
    const resident = town.resident('甲')
    await resident.files()
    expect(await town.context.db.resident.count()).toBe(0)
    expect(town.room()[0]?.reply.text).toContain('来人：匿名')
    await town.ends()
  })

  test('a name, a phone and a number written in the words are masked in the room', async () => {
    const town = await openTown('')
    const resident = town.resident('甲')
    await resident.files({
      words: '我叫柳叶青，电话 13800000000，身份证 110101199003070015。',
      contact: ['柳叶青', '13800000000'],
    })
    const shown = JSON.stringify(town.room())
    expect(shown).toContain('柳**')
    expect(shown).not.toMatch(/柳叶青|13800000000|110101199003070015/)
    await town.ends()
  })

  test('a shared contact fills in name and phone, a wrong one is asked again', async () => {
    const town = await openTown('')
    const resident = town.resident('甲')
    await fill(resident, '留')
    await resident.sends({ kind: 'contact', phone: 'no phone at all', name: '柳叶青' })
    expect(resident.screen().at(-2)?.reply.text).toContain('这个电话好像不对')
    await resident.sends({ kind: 'contact', phone: '+86 138 0000 0000', name: '柳叶青' })
    expect(resident.last()).toContain('联系：柳叶青，+86 138 0000 0000')
    await resident.taps('提交')
    await town.ends()
  })
})

/** Fills the form up to the read-back, or with `stopAt` up to the question how to reach the person. */
async function fill(resident: Resident, stopAt?: '留'): Promise<void> {
  await resident.says('反映问题')
  await resident.says('住房和安置点')
  await resident.says('安置点基础设施与质量')
  await resident.says('柳湾村')
  await resident.says('房子漏雨。')
  await resident.says('完成')
  if (stopAt) return
  await resident.says('留姓名电话')
  await resident.says('柳叶青')
  await resident.says('13800000000')
}

/** A query code is shown once: after it is sent no row holds it, not even sealed. */
async function expectSecretsForgotten(town: Town, code: string): Promise<void> {
  const { vault, db } = town.context
  for (const row of await db.outbox.findMany()) {
    expect(vault.open('Outbox', 'paramsEnc', row.dedupeKey, row.paramsEnc)).not.toContain(code)
  }
  for (const row of await db.conversation.findMany({ where: { stateEnc: { not: null } } })) {
    expect(vault.open('Conversation', 'stateEnc', row.id, row.stateEnc ?? '')).not.toContain(code)
  }
}
