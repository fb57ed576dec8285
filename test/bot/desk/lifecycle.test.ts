import { describe, expect, test } from 'vitest'
import type { OfficerRole } from '../../../prisma/generated/client.ts'
import { type OfficerOnDuty, openTown, type Resident, type Town } from '../conversation.ts'

const oneGo =
  '意见 支持 事实：三号楼屋面防水老化，经现场查看属实。依据：《大中型水利水电工程建设征地补偿和移民安置条例》第三十六条。处理：由施工队重做屋面防水。期限：2026-09-30'

/** Somebody has filed a claim, and an officer has accepted it. */
async function acceptedIn(
  town: Town,
  roles: { colleague?: OfficerRole } = {},
): Promise<{ officer: OfficerOnDuty; colleague: OfficerOnDuty; resident: Resident; number: string }> {
  const officer = await town.officer('云舒')
  const colleague = await town.officer('石朗', { role: roles.colleague ?? 'officer' })
  const resident = town.resident('柳叶青')
  const number = await resident.files()
  await officer.says(`#${number} 受理`)
  await resident.reads()
  return { officer, colleague, resident, number }
}

/** The opinion has gone out and arrived. */
async function decidedIn(town: Town, words: string) {
  const people = await acceptedIn(town)
  const { officer, colleague, resident, number } = people
  await officer.says(`#${number} ${words}`)
  await officer.taps('送审')
  await colleague.taps('批准')
  await town.passes({ seconds: 21 })
  await resident.reads()
  return people
}

function runningIn(town: Town) {
  return town.context.db.clock.findMany({
    where: { satisfiedAt: null },
    orderBy: [{ rule: 'asc' }, { startedOn: 'asc' }],
  })
}

describe('an opinion', { timeout: 60_000 }, () => {
  test('is written step by step, approved by a colleague, and counts when it has arrived', async () => {
    const town = await openTown('处理意见：一步步写，同事批准，居民收到才算')
    const { officer, colleague, resident, number } = await acceptedIn(town)
    await officer.taps('意见')
    await officer.taps('支持')
    await officer.says('三号楼屋面防水老化，经现场查看属实。')
    await officer.says('《大中型水利水电工程建设征地补偿和移民安置条例》第三十六条。')
    await officer.says('由施工队重做屋面防水。')
    await officer.says('上个月')
    await officer.says('9月30日')
    await officer.says('先看看有没有写错')
    await officer.taps('送审')
    await officer.says(`#${number} 批准`)
    expect(await town.context.db.outbox.count({ where: { kind: 'opinion' } })).toBe(0)
    await town.moveTo('10:00', '2026-08-05')
    await colleague.taps('批准')
    expect(resident.last()).not.toContain('处理意见')
    await town.passes({ seconds: 21 })
    expect(resident.last()).toContain('最晚 2026年9月30日落实')
    expect(await town.context.db.ticket.findFirst()).toMatchObject({ state: 'accepted', outcome: null })
    await town.moveTo('20:00', '2026-08-06')
    await resident.reads()
    await town.ends('opinion')
    expect(await town.context.db.ticket.findFirst()).toMatchObject({
      state: 'executing',
      outcome: 'supported',
      remedyOn: '2026-09-30',
      answeredAt: town.now(),
    })
    expect(await runningIn(town)).toMatchObject([
      { rule: 'REVIEW_REQUEST_30D', holder: 'resident', startedOn: '2026-08-06' },
    ])
    expect(JSON.stringify(resident.screen())).not.toMatch(/云舒|石朗/)
  })

  test('is returned with a reason, mended and sent again; what was written is not lost', async () => {
    const town = await openTown('处理意见：主管退回，改了再送审')
    const { officer, colleague, resident, number } = await acceptedIn(town, { colleague: 'supervisor' })
    const other = await town.officer('柏舟')
    await officer.says(`#${number} ${oneGo}`)
    await officer.taps('送审')
    await officer.says(`#${number} 意见 不支持`)
    await other.says(`#${number} 批准`)
    await colleague.inPrivate.says(`#${number} 退回`)
    await colleague.inPrivate.says('依据写全称和条款，期限太紧。')
    await officer.says(`#${number} 批准`)
    await town.passes({ minutes: 1 })
    await officer.says(`#${number} 意见 期限：60天`)
    await officer.says('依据：《移民安置条例》第三十六条第一款。')
    await officer.taps('送审')
    await town.passes({ minutes: 1 })
    await officer.says(`#${number} 撤回意见`)
    await other.says(`#${number} 撤回意见`)
    await officer.says(`#${number} 意见`)
    await officer.taps('送审')
    await colleague.inPrivate.taps('批准')
    await town.passes({ seconds: 21 })
    await resident.reads()
    await town.ends('opinion-returned')
    expect(resident.screen().filter(({ reply }) => reply.text.includes('的处理意见：'))).toHaveLength(1)
    expect(resident.last()).toContain('第三十六条第一款')
    expect(resident.last()).toContain('最晚 2026年10月2日落实')
  })

  test('is taken back within the undo time by who approved it or who wrote it, and not after', async () => {
    const town = await openTown('')
    const { officer, colleague, resident, number } = await acceptedIn(town)
    for (const undoes of [colleague, officer]) {
      await officer.says(`#${number} ${oneGo}`)
      await officer.taps('送审')
      await colleague.says(`#${number} 批准`)
      await undoes.says(`#${number} 撤回`)
      expect(undoes.last()).toContain('已撤回，没有发出')
    }
    await officer.says(`#${number} ${oneGo}`)
    await officer.taps('送审')
    await colleague.says(`#${number} 批准`)
    await town.passes({ seconds: 21 })
    await colleague.says(`#${number} 撤回`)
    expect(colleague.last()).toContain('没有可撤回的')
    await resident.reads()
    expect(resident.screen().filter(({ reply }) => reply.text.includes('的处理意见：'))).toHaveLength(1)
    expect(await town.context.db.ticket.findFirst()).toMatchObject({ state: 'executing' })
    await town.ends()
  })

  test('that is explained or not supported needs no day, and leaves the matter answered', async () => {
    const town = await openTown('')
    const { officer, resident, number } = await decidedIn(
      town,
      '意见 不支持 事实：房屋在红线外。依据：补偿方案第二条。处理：可以申请宅基地。',
    )
    expect(await town.context.db.ticket.findFirst()).toMatchObject({
      state: 'answered',
      outcome: 'notSupported',
      remedyOn: null,
    })
    expect(resident.last()).toMatch(/30 天内.*复查.*第三十五条[\s\S]*60 天内.*复议.*第二十条[\s\S]*6 个月.*第四十六条/)
    await officer.says(`#${number} 办结 已答复，按程序办结。`)
    expect(await town.context.db.ticket.findFirst()).toMatchObject({ state: 'closed' })
    await town.ends()
  })

  test('that cannot reach its resident changes nothing, and the card says so', async () => {
    const town = await openTown('')
    const { officer, colleague, number } = await acceptedIn(town)
    town.channel.will({ outcome: { kind: 'unreachable', reason: 'gone' }, of: /的处理意见：\n结论[^【]*报复您。$/ })
    await officer.says(`#${number} ${oneGo}`)
    await officer.taps('送审')
    await colleague.says(`#${number} 批准`)
    await town.passes({ seconds: 21 })
    expect(await town.context.db.ticket.findFirst()).toMatchObject({ state: 'accepted', outcome: null })
    expect((await runningIn(town)).map(({ rule }) => rule)).toEqual(['HANDLE_60D'])
    expect(town.room().find(({ reply }) => reply.card)?.reply.text).toContain('没送到')
    await town.ends()
  })

  test('a claim is not closed without one, and a consultation with an answer is', async () => {
    const town = await openTown('')
    const { officer, resident, number } = await acceptedIn(town)
    await officer.says(`#${number} 回复 周三来修。`)
    await town.passes({ seconds: 21 })
    await resident.reads()
    await officer.says(`#${number} 办结 修好了。`)
    expect(officer.last()).toContain(`#${number} 意见`)
    expect(await town.context.db.ticket.findFirst()).toMatchObject({ state: 'answered' })
    await resident.says('我的事项')
    await resident.says('1')
    await resident.taps('满意，办结')
    expect(await town.context.db.ticket.findFirst()).toMatchObject({ state: 'closed' })
    await town.ends()
  })

  test('what was supported is carried out with words, and asked about four weeks later', async () => {
    const town = await openTown('支持了的，落实了才办结')
    const { officer, resident, number } = await decidedIn(town, oneGo)
    await officer.says(`#${number} 办结 修好了`)
    await town.moveTo('09:00', '2026-09-24')
    await officer.says('/due')
    expect(officer.last()).toContain(number)
    await officer.taps('落实')
    await officer.says('屋面防水9月23日做完，已同您一起试水验收。')
    await resident.reads()
    await town.ends('carried-out')
    expect(await town.context.db.ticket.findFirst()).toMatchObject({
      state: 'closed',
      closedAt: town.now(),
      askDoneOn: '2026-10-22',
    })
  })

  test('of a sealed matter stays among its custodians', async () => {
    const town = await openTown('', { office: (office) => office.accusations.custodians.push('副专员') })
    const officer = await town.officer('纪检专员', { unit: 'reception' })
    const colleague = await town.officer('副专员', { unit: 'support' })
    const outsider = await town.officer('石朗', { role: 'director' })
    const resident = town.resident('甲')
    await resident.says('反映问题')
    await resident.taps('干部作风举报（保密）')
    await resident.taps('征地补偿股')
    await resident.says('柳湾村')
    await resident.says('有人吃拿卡要。')
    for (const label of ['完成', '匿名', '提交']) await resident.taps(label)
    await officer.inPrivate.says('#1 受理')
    await officer.inPrivate.says('#1 意见 解释 事实：已核查。依据：有关规定。处理：已转纪检机关。')
    await officer.inPrivate.taps('送审')
    expect(colleague.inPrivate.last()).toContain('已转纪检机关')
    await outsider.inPrivate.says('#1 批准')
    expect(outsider.inPrivate.last()).toBe('没有 #1 这件。')
    await colleague.inPrivate.says('#1 批准')
    await town.passes({ seconds: 21 })
    expect(resident.last()).toContain('专人的处理意见')
    expect(resident.last()).not.toContain('复查')
    expect(JSON.stringify([town.room(), outsider.inPrivate.screen()])).not.toMatch(/纪检机关|核查/)
    await town.ends()
  })
})

describe('more time', { timeout: 60_000 }, () => {
  test('is asked for by the holder, given by the head, and told with its reason', async () => {
    const town = await openTown('延期：经办人申请，负责人批准，告诉居民')
    const { officer, colleague, resident, number } = await acceptedIn(town, { colleague: 'director' })
    const other = await town.officer('柏舟', { role: 'supervisor' })
    await town.moveTo('09:00', '2026-09-28')
    await officer.says(`/find ${number}`)
    await officer.taps('延期')
    await officer.says('45 要等房屋安全鉴定结果')
    await officer.says(`#${number} 延期 20 要等房屋安全鉴定结果。`)
    await other.says(`#${number} 批准`)
    await colleague.inPrivate.taps('批准')
    await resident.reads()
    await officer.says(`#${number} 延期 10 还要等`)
    await town.ends('extension')
    // 60 + 20 days from 3 August are 22 October, a Thursday.
    expect(await runningIn(town)).toMatchObject([{ rule: 'HANDLE_60D', extendedDays: 20, rawLastDay: '2026-10-22' }])
    expect(resident.last()).toContain('要等房屋安全鉴定结果')
    expect(resident.last()).toContain('第三十四条')
  })
})

describe('a transfer', { timeout: 60_000 }, () => {
  test('is objected to within five working days, by the unit that got it, and comes back with the reason', async () => {
    const town = await openTown('异议：转错了，五个工作日内退回去', {
      office: (office) =>
        office.rooms.push({ id: 'comp', name: '补偿股', unit: 'compensation', channel: 'web', key: 'comp' }),
    })
    const officer = await town.officer('云舒')
    const receiver = await town.officer('石朗', { unit: 'compensation' })
    const number = await town.resident('柳叶青').files()
    await officer.says(`#${number} 转交 征地补偿股 涉及补偿`)
    await officer.says(`#${number} 异议 不归我们`)
    await town.moveTo('09:00', '2026-08-10')
    await receiver.taps('异议')
    await receiver.says('房屋质量归安置建设股，与补偿无关。')
    await town.ends('objection')
    expect(await town.context.db.ticket.findFirst()).toMatchObject({
      unit: 'housing',
      holderId: null,
      state: 'received',
    })
    expect((await runningIn(town)).map(({ rule }) => rule)).toEqual(['NOTICE_15D'])
  })

  test('is not objected to after the period, nor once it was taken on', async () => {
    const town = await openTown('')
    const officer = await town.officer('云舒')
    const receiver = await town.officer('石朗', { unit: 'compensation' })
    const number = await town.resident('甲').files()
    await officer.says(`#${number} 转交 征地补偿股 涉及补偿`)
    await town.moveTo('09:00', '2026-08-11')
    await receiver.says(`#${number} 异议 不归我们`)
    expect(receiver.last()).toContain('2026年8月10日')
    const second = await town.resident('乙').files()
    await officer.says(`#${second} 转交 征地补偿股 涉及补偿`)
    await receiver.says(`#${second} 受理`)
    await receiver.says(`#${second} 异议 不归我们`)
    expect(receiver.last()).toContain('已经接手')
    await town.ends()
  })
})

describe('a review', { timeout: 60_000 }, () => {
  test('is decided by two officers; the right of recheck begins when the decision has arrived', async () => {
    const town = await openTown('复查：居民请求，两位同事定，送到以后才算')
    const { officer, colleague, resident, number } = await decidedIn(
      town,
      '意见 解释 事实：房屋在红线外。依据：补偿方案第二条。处理：可以申请宅基地。',
    )
    await officer.says(`#${number} 复查意见 维持`)
    await town.moveTo('09:00', '2026-08-10')
    await asksFor(resident, '请求复查', '测量的人没有到现场来过。')
    await officer.says(`#${number} 办结 已经答复过了`)
    await officer.taps('复查意见')
    await officer.taps('改变原来的意见')
    await officer.says('重新测量，房屋有一角在红线内。')
    await officer.says('补偿方案第三条。')
    await officer.taps('送审')
    await town.moveTo('09:00', '2026-08-20')
    await colleague.taps('批准')
    await town.passes({ seconds: 21 })
    expect(await town.context.db.ticket.findFirst()).toMatchObject({ state: 'inReview' })
    await town.moveTo('18:00', '2026-08-21')
    await resident.reads()
    await town.ends('review-decided')
    expect(await town.context.db.ticket.findFirst()).toMatchObject({ state: 'answered' })
    expect(await runningIn(town)).toMatchObject([
      { rule: 'RECHECK_REQUEST_30D', startedOn: '2026-08-21', rawLastDay: '2026-09-20' },
    ])
    expect(resident.screen().find(({ reply }) => reply.text.includes('复查意见：'))?.reply.text).toMatch(
      /30 天内.*复核.*第三十六条/,
    )
  })

  test('a hearing in the recheck stops the period, and the recheck ends the matter', async () => {
    const town = await openTown('复核：听证的日子不算，意见送到就是最后的')
    const { officer, colleague, resident, number } = await decidedIn(
      town,
      '意见 解释 事实：房屋在红线外。依据：补偿方案第二条。处理：可以申请宅基地。',
    )
    await asksFor(resident, '请求复查', '测量的人没有到现场来过。')
    await officer.says(`#${number} 听证开始`)
    await officer.says(`#${number} 复查意见 维持 事实：已现场测量。依据：补偿方案第二条。`)
    await officer.taps('送审')
    await colleague.says(`#${number} 批准`)
    await town.passes({ seconds: 21 })
    await resident.reads()
    await town.moveTo('09:00', '2026-08-10')
    await asksFor(resident, '请求复核', '还是不服，请听一听我们的意见。')
    await town.moveTo('09:00', '2026-08-12')
    await officer.says(`#${number} 听证结束`)
    await officer.taps('听证开始')
    await officer.says(`#${number} 听证开始`)
    await town.moveTo('17:00', '2026-08-14')
    await officer.taps('听证结束')
    await resident.reads()
    // 30 days from 10 August, and three of hearing: 12 September, a Saturday.
    expect(await runningIn(town)).toMatchObject([
      { rule: 'RECHECK_DECIDE_30D', pausedDays: 3, pausedOn: null, rawLastDay: '2026-09-12', dueOn: '2026-09-14' },
    ])
    await officer.says(`#${number} 复核意见 维持 事实：听证查明，测量无误。依据：补偿方案第二条。`)
    await officer.taps('送审')
    await colleague.says(`#${number} 批准`)
    await town.passes({ seconds: 21 })
    await resident.reads()
    await town.ends('recheck-hearing')
    expect(await town.context.db.ticket.findFirst()).toMatchObject({ state: 'closed', closedAt: town.now() })
    expect(await runningIn(town)).toEqual([])
  })
})

describe('two matters about the same', { timeout: 60_000 }, () => {
  test('are handled as one: each resident hears under their own number, and of nobody else', async () => {
    const town = await openTown('并案：两家反映同一处漏水，一起办，各收各的')
    const { officer, colleague, resident, number } = await acceptedIn(town)
    const other = town.resident('叶新竹')
    const second = await other.files({ words: '三号楼四楼也漏。', contact: ['叶新竹', '13800000001'] })
    await officer.says(`#${second} 并入 #${second} 同一处`)
    await officer.says(`#${second} 并入 #${number}`)
    await officer.says(`#${second} 并入 #${number} 同一处屋面漏水`)
    await other.reads()
    await officer.says(`#${number} 回复 周三上午来看。`)
    await officer.says(`#${number} 撤回`)
    await town.passes({ seconds: 21 })
    await officer.says(`#${number} ${oneGo}`)
    await officer.taps('送审')
    await colleague.says(`#${number} 批准`)
    await town.passes({ seconds: 21 })
    await resident.reads()
    const tickets = () => town.context.db.ticket.findMany({ orderBy: { sequence: 'asc' } })
    expect((await tickets()).map(({ state }) => state)).toEqual(['executing', 'accepted'])
    await town.moveTo('09:00', '2026-08-05')
    await other.reads()
    expect((await tickets()).map(({ state }) => state)).toEqual(['executing', 'executing'])
    await officer.says(`#${number} 落实 屋面防水做完了，已经验收。`)
    await resident.reads()
    await other.reads()
    await town.ends('merged')
    expect((await tickets()).map(({ state }) => state)).toEqual(['closed', 'closed'])
    expect(other.last()).toContain(second)
    expect(JSON.stringify(other.screen())).not.toMatch(new RegExp(`${number}|周三上午|柳叶青`))
    expect(JSON.stringify(resident.screen())).not.toMatch(new RegExp(`${second}|叶新竹`))
    expect((await runningIn(town)).map(({ rule, startedOn }) => [rule, startedOn])).toEqual([
      ['REVIEW_REQUEST_30D', '2026-08-03'],
      ['REVIEW_REQUEST_30D', '2026-08-05'],
    ])
  })

  test('one that is opened again stands by itself; a sealed one is joined with nothing', async () => {
    const town = await openTown('', { office: (office) => office.accusations.custodians.push('云舒') })
    const { officer, resident, number } = await acceptedIn(town)
    const other = town.resident('乙')
    const second = await other.files()
    await officer.says(`#${second} 并入 ${number} 同一处`)
    await officer.says(`#${number} 回复 周三来看。`)
    await town.passes({ seconds: 21 })
    await other.reads()
    await officer.says(`#${second} 重开 这一家的情况不一样。`)
    expect(await town.context.db.ticket.count({ where: { mergedIntoId: { not: null } } })).toBe(0)
    await officer.says(`#${number} 回复 周四再来。`)
    await town.passes({ seconds: 21 })
    expect(other.screen().filter(({ reply }) => reply.text.includes('周四再来'))).toEqual([])
    expect(resident.last()).toContain('周四再来')

    await other.says('反映问题')
    await other.taps('干部作风举报（保密）')
    await other.taps('征地补偿股')
    for (const words of ['柳湾村', '有人吃拿卡要。']) await other.says(words)
    for (const label of ['完成', '匿名', '提交']) await other.taps(label)
    await officer.inPrivate.says(`#3 并入 #${number} 一样`)
    expect(officer.inPrivate.last()).toContain('保密')
    await officer.says(`#3 并入 #${number} 一样`)
    expect(officer.last()).toBe('没有 #3 这件。')
    await officer.says(`#${number} 并入 #3 一样`)
    expect(officer.last()).toBe('没有 #3 这件。')
    await town.ends()
  })
})

/** The resident asks for a review or recheck of their first matter. */
async function asksFor(resident: Resident, label: string, reasons: string): Promise<void> {
  await resident.says('我的事项')
  await resident.says('1')
  await resident.taps(label)
  await resident.says(reasons)
  await resident.taps('完成')
  await resident.taps('提交')
}
