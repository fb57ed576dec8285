import { describe, expect, test } from 'vitest'
import { approveProposal } from '../../../domain/approvals.ts'
import { acceptTicket } from '../../../domain/handling.ts'
import { proposeOpinion } from '../../../domain/opinions.ts'
import { proposeDecision } from '../../../domain/review-decisions.ts'
import type { ReviewStage } from '../../../domain/rules/review-rights.ts'
import { askDoneJob } from '../../../jobs/ask-done.ts'
import type { Job } from '../../../jobs/job.ts'
import { remindResidentsJob } from '../../../jobs/remind-residents.ts'
import type { Officer } from '../../../prisma/generated/client.ts'
import { type OfficerOnDuty, openTown, type Resident, type Town } from '../conversation.ts'

/** A town with two officers: one proposes, the other approves. */
async function townOfTwo(
  title: string,
  options: Parameters<typeof openTown>[1] = {},
): Promise<Town & { first: OfficerOnDuty }> {
  const town = await openTown(title, options)
  const first = await town.officer('云舒')
  await town.officer('石朗')
  return { ...town, first }
}

async function officersOf(town: Town): Promise<[Officer, Officer]> {
  const [first, second] = await town.context.db.officer.findMany({ orderBy: { createdAt: 'asc' } })
  if (!first || !second) throw new Error('The town has no two officers')
  return [first, second]
}

/** The office's opinion, proposed and approved, arrives. */
async function isDecided(town: Town, resident: Resident, number: string, supported = false): Promise<void> {
  const [one, other] = await officersOf(town)
  await town.work(async (work) => {
    const { state } = await work.tx.ticket.findFirstOrThrow({ orderBy: { sequence: 'desc' } })
    if (state === 'received') await acceptTicket(work, one, number)
    await proposeOpinion(work, one, number, {
      outcome: supported ? 'supported' : 'notSupported',
      text: '三号楼的屋面在保修期内，已经现场看过。',
      ground: '《建设工程质量管理条例》第四十条',
      remedy: supported ? '由施工单位重做防水。' : '由物业日常维护。',
      ...(supported && { remedyOn: '2026-09-30' }),
    })
    await approveProposal(work, other, number)
  })
  await town.passes({ seconds: 30 })
  await resident.reads()
}

async function isReviewed(town: Town, resident: Resident, number: string, stage: ReviewStage): Promise<void> {
  const [one, other] = await officersOf(town)
  await town.work(async (work) => {
    const decision = { upheld: stage === 'review', text: '重新看过现场。', ground: '《信访工作条例》第三十五条' }
    await proposeDecision(work, one, number, stage, decision)
    await approveProposal(work, other, number)
  })
  await town.passes({ seconds: 30 })
  await resident.reads()
}

async function wakes(town: Town, job: Job): Promise<number> {
  const { count } = await job.run(town.context, town.now(), { dry: false })
  await town.settle()
  return count
}

const clockOf = (town: Town, rule: string) => town.context.db.clock.findFirstOrThrow({ where: { rule } })
const labelsOf = (resident: Resident) =>
  (resident.screen().at(-1)?.reply.choices ?? []).flat().map((choice) => choice.label)

describe('asking for a review', { timeout: 60_000 }, () => {
  test('the reasons are read back, the receipt says who decides and by when', async () => {
    const town = await townOfTwo('请求复查：说理由、核对、拿回执')
    const resident = town.resident('柳叶青')
    const number = await resident.files()
    await isDecided(town, resident, number)
    await town.moveTo('10:00', '2026-08-12')
    await resident.taps('请求复查')
    await resident.says('保修期内不该让物业修。')
    await resident.taps('完成')
    await resident.taps('改')
    await resident.photographs('现场')
    await resident.taps('完成')
    await resident.says('提交')
    expect(resident.screen().at(-2)?.reply.text).toMatch(/复查请求已收到[\s\S]*最晚 2026年9月11日[\s\S]*第三十五条/)
    await resident.taps('看这件')
    await resident.says('复查')
    await isReviewed(town, resident, number, 'review')
    await resident.taps('看这件')
    await town.ends('review-request')
    expect(await clockOf(town, 'REVIEW_REQUEST_30D')).toMatchObject({ satisfiedBy: 'review-requested' })
    expect(await town.context.db.ticket.findFirst()).toMatchObject({ state: 'answered' })
  })

  test('after the last day it says when it ended and which ways remain, and takes the words as an addition', async () => {
    const town = await townOfTwo('请求复查晚了：说清楚到哪天为止，还有哪些路')
    const resident = town.resident('柳叶青')
    const number = await resident.files()
    await isDecided(town, resident, number)
    const { dueOn } = await clockOf(town, 'REVIEW_REQUEST_30D')
    expect(dueOn).toBe('2026-09-02')
    await town.moveTo('23:50', dueOn)
    await resident.taps('请求复查')
    await resident.says('保修期内不该让物业修。')
    await resident.taps('完成')
    await town.passes({ minutes: 12 })
    await resident.taps('提交')
    await resident.taps('补充到我的事项')
    await resident.says('请求复查')
    await resident.taps('补充')
    await resident.says('返回')
    await resident.says('取消')
    await town.ends('review-too-late')
    expect(await town.context.db.ticket.findFirst()).toMatchObject({ state: 'answered' })
    expect(JSON.stringify(town.room())).toContain('保修期内不该让物业修。')
  })

  test('a last day that is a Sunday is carried to the Monday, and the resident is told the Sunday', async () => {
    const town = await townOfTwo('')
    const resident = town.resident('柳叶青')
    const number = await resident.files()
    await town.moveTo('09:00', '2026-08-07')
    await isDecided(town, resident, number)
    await town.moveTo('09:00', '2026-09-01')
    await resident.says('我的事项')
    await resident.says('1')
    expect(resident.last()).toContain('您可以请求复查，到2026年9月6日为止，还有 5 天')
    await town.moveTo('09:00', '2026-09-07')
    await resident.says('复查')
    await resident.says('不服。')
    await resident.says('完成')
    await resident.says('提交')
    expect(await town.context.db.ticket.findFirst()).toMatchObject({ state: 'inReview' })
    await town.ends()
  })

  test('before there is an opinion it says what has to come first, and with no matter that there is none', async () => {
    const town = await townOfTwo('')
    const resident = town.resident('柳叶青')
    await resident.says('复查')
    expect(resident.last()).toMatch(/^现在没有可以请求复查的事项/)
    await resident.files()
    await resident.says('请求复查')
    expect(resident.last()).toMatch(/现在还不能请求复查：要等书面的处理意见/)
    await resident.says('复核')
    expect(resident.last()).toMatch(/现在还不能请求复核/)
    await town.ends()
  })

  test('with two matters that can be reviewed it asks which', async () => {
    const town = await townOfTwo('')
    const resident = town.resident('柳叶青')
    for (const village of ['柳湾村', '上柳湾村']) await isDecided(town, resident, await resident.files({ village }))
    await resident.says('复查')
    expect(resident.last()).toBe('哪一件要请求复查？')
    await resident.says('2')
    expect(resident.last()).toMatch(/^请说说您不服在哪里/)
    await resident.says('返回')
    await resident.says('取消')
    await town.ends()
  })

  test('withdrawn in review and restored it is in review again, and its clock has run on', async () => {
    const town = await townOfTwo('')
    const resident = town.resident('柳叶青')
    const number = await resident.files()
    await isDecided(town, resident, number)
    await resident.taps('请求复查')
    await resident.says('不服。')
    await resident.says('完成')
    await resident.says('提交')
    const before = await clockOf(town, 'REVIEW_DECIDE_30D')
    await resident.taps('看这件')
    await resident.taps('撤回')
    await resident.taps('确定撤回')
    await town.passes({ days: 6 })
    await resident.taps('恢复')
    expect(await town.context.db.ticket.findFirst()).toMatchObject({ state: 'inReview' })
    expect(await clockOf(town, 'REVIEW_DECIDE_30D')).toEqual(before)
    await town.ends()
  })

  test('on a channel abroad the reasons are words like any others: nothing is taken before consent', async () => {
    const town = await townOfTwo('', { abroad: true })
    const resident = town.resident('柳叶青', 'abroad')
    await resident.opens()
    await resident.says('我要反映问题')
    await resident.taps('同意，就在这里说')
    await resident.taps('都不是')
    const number = await resident.files()
    await isDecided(town, resident, number)
    await resident.says('撤回同意')
    await resident.taps('请求复查')
    expect(resident.last()).toContain('您同意在这里说吗')
    await resident.taps('同意，就在这里说')
    expect(resident.last()).toMatch(/^请说说您不服在哪里/)
    await town.ends()
  })
})

describe('asking for the recheck', { timeout: 60_000 }, () => {
  test('after the decision of the review', async () => {
    const town = await townOfTwo('请求复核：复查意见到了以后')
    const resident = town.resident('柳叶青')
    const number = await resident.files()
    await isDecided(town, resident, number)
    await resident.says('复查')
    await resident.says('不服。')
    await resident.says('完成')
    await resident.says('提交')
    await town.moveTo('10:00', '2026-08-20')
    await isReviewed(town, resident, number, 'review')
    await resident.taps('请求复核')
    await resident.says('还是不服：没有人来看过现场。')
    await resident.taps('完成')
    await resident.taps('提交')
    await town.moveTo('10:00', '2026-09-10')
    await isReviewed(town, resident, number, 'recheck')
    await resident.taps('看这件')
    await town.ends('recheck')
    expect(await town.context.db.ticket.findFirst()).toMatchObject({ state: 'closed' })
  })

  test('when the review itself is late nobody has to wait for it', async () => {
    const town = await townOfTwo('复查超期了：直接请求复核')
    const resident = town.resident('柳叶青')
    const number = await resident.files()
    await isDecided(town, resident, number)
    await resident.says('复查')
    await resident.says('不服。')
    await resident.says('完成')
    await resident.says('提交')
    const { dueOn } = await clockOf(town, 'REVIEW_DECIDE_30D')
    await town.moveTo('10:00', dueOn)
    await resident.taps('看这件')
    expect(labelsOf(resident)).not.toContain('请求复核')
    await town.passes({ days: 1 })
    await resident.says('我的事项')
    await resident.says('1')
    await resident.taps('请求复核')
    await resident.says('等了三十多天没有复查意见。')
    await resident.taps('完成')
    await resident.taps('提交')
    await town.ends('recheck-review-late')
    expect(await town.context.db.ticket.findFirst()).toMatchObject({ state: 'inRecheck' })
    expect(await clockOf(town, 'REVIEW_DECIDE_30D')).toMatchObject({ satisfiedBy: 'review-requested' })
  })
})

describe('rating', { timeout: 60_000 }, () => {
  test('is asked for once, at the end; the number is typed or tapped, words can follow, and it can be changed', async () => {
    const town = await townOfTwo('评价：办结时问一次，随时可以改')
    const resident = town.resident('柳叶青')
    const officer = town.first
    const number = await resident.files({ category: 'training', words: '电工培训什么时候开班？' })
    await officer.says(`#${number} 回复 下月五号开班。`)
    await town.passes({ minutes: 1 })
    await resident.reads()
    await officer.says(`#${number} 办结 下月五号开班，名单已报。`)
    await resident.says('4')
    await resident.taps('写几句')
    await resident.photographs()
    await resident.says('答得清楚，就是等得久。我是13800000000。')
    await resident.taps('看这件')
    await resident.taps('评价')
    await resident.taps('5★')
    await officer.says(`#${number} 重开 名单有变动。`)
    await officer.says(`#${number} 回复 改到十号。`)
    await town.passes({ minutes: 1 })
    await resident.reads()
    await officer.says(`#${number} 办结 改到十号开班。`)
    expect(labelsOf(resident)).not.toContain('5★')
    await town.ends('rating')
    expect(await town.context.db.rating.findMany()).toEqual([expect.objectContaining({ stars: 5 })])
    expect(JSON.stringify(await town.context.db.rating.findMany())).not.toContain('清楚')
    const card = JSON.stringify(town.room())
    expect(card).toContain('★★★★★')
    expect(card).not.toContain('13800000000')
  })

  test('who says that it is settled is asked too, and a number typed then is the stars', async () => {
    const town = await townOfTwo('')
    const resident = town.resident('柳叶青')
    const number = await resident.files()
    await isDecided(town, resident, number)
    await resident.taps('看这件')
    await resident.taps('满意，办结')
    await resident.says('2')
    expect(resident.last()).toContain('★★☆☆☆')
    await resident.says('评价')
    expect(resident.last()).toContain('您上次评的是 ★★☆☆☆')
    await resident.says('返回')
    await town.ends()
  })

  test('before there is an answer there is nothing to rate', async () => {
    const town = await townOfTwo('')
    const resident = town.resident('柳叶青')
    await resident.files()
    const { id } = await town.context.db.ticket.findFirstOrThrow()
    await resident.says('评价')
    expect(resident.last()).toMatch(/^现在没有可以评价的事项/)
    await resident.sends({ kind: 'choice', value: `rate:${id}:5` })
    expect(resident.last()).toContain('不能这样办')
    for (const stars of ['0', '6', '1.5', 'x', '-1']) {
      await resident.sends({ kind: 'choice', value: `rate:${id}:${stars}` })
    }
    expect(await town.context.db.rating.count()).toBe(0)
    await town.ends()
  })
})

describe('was it done?', { timeout: 60_000 }, () => {
  test('is asked four weeks after the end; what was not done is opened again', async () => {
    const town = await townOfTwo('四周后问：办好了吗')
    const resident = town.resident('柳叶青')
    const officer = town.first
    const number = await resident.files()
    await isDecided(town, resident, number)
    await officer.says(`#${number} 办结 物业已上门维护。`)
    await town.moveTo('10:00', '2026-08-30')
    expect(await wakes(town, askDoneJob)).toBe(0)
    await town.moveTo('10:00', '2026-08-31')
    expect(await wakes(town, askDoneJob)).toBe(1)
    await resident.says('没办好')
    await resident.says('昨天下雨又漏了。')
    await resident.taps('完成')
    await isDecided(town, resident, number)
    await officer.says(`#${number} 办结 已重做防水。`)
    await town.moveTo('10:00', '2026-09-28')
    expect(await wakes(town, askDoneJob)).toBe(0)
    await town.moveTo('10:00', '2026-10-09')
    expect(await wakes(town, askDoneJob)).toBe(1)
    await resident.taps('办好了')
    await resident.tapsOld('以后不用问')
    await town.ends('was-it-done')
    expect(await town.context.db.ticket.findFirst()).toMatchObject({ state: 'closed', askDoneOn: null })
  })
})

describe('a right that ends', { timeout: 60_000 }, () => {
  test('its resident hears 10 and 3 days before, and not after it was used', async () => {
    const town = await townOfTwo('请求复查的时间快到了：提前十天、三天各说一次')
    const resident = town.resident('柳叶青')
    const number = await resident.files()
    await isDecided(town, resident, number)
    await town.moveTo('09:00', '2026-08-20')
    expect(await wakes(town, remindResidentsJob)).toBe(0)
    await town.moveTo('09:00', '2026-08-24')
    expect(await wakes(town, remindResidentsJob)).toBe(1)
    expect(await wakes(town, remindResidentsJob)).toBe(0)
    await town.moveTo('09:00', '2026-08-28')
    expect(await wakes(town, remindResidentsJob)).toBe(1)
    await resident.says('请求复查')
    await resident.says('保修期内不该让物业修。')
    await resident.taps('完成')
    await resident.taps('提交')
    await town.moveTo('09:00', '2026-09-02')
    expect(await wakes(town, remindResidentsJob)).toBe(0)
    await town.ends('countdown')
  })
})

describe('others have reported the same', { timeout: 60_000 }, () => {
  test('from five households on it is said when the report is read back, as a number and nothing else', async () => {
    const town = await openTown('我也遇到：同村同类有五户以上才说')
    for (const name of ['甲', '乙', '丙', '丁']) await town.resident(name).files()
    // Twice from one household is one household.
    await town.resident('丁').files()
    const fifth = town.resident('戊')
    await fifth.files()
    expect(JSON.stringify(fifth.screen())).not.toContain('同类问题')
    const resident = town.resident('柳叶青')
    await resident.says('反映问题')
    await resident.taps('住房和安置点')
    await resident.taps('安置点基础设施与质量')
    await resident.says('柳湾村')
    await resident.says('屋顶漏水。')
    await resident.taps('完成')
    await resident.taps('匿名')
    await resident.taps('改')
    await resident.taps('改地点')
    await resident.says('上柳湾村')
    await resident.taps('改')
    await resident.taps('改地点')
    await resident.says('柳湾村')
    await resident.taps('提交')
    await town.ends('me-too')
    const card = town.room().findLast((seen) => seen.reply.card)?.reply.card
    expect(card?.facts).toContainEqual({ label: '同村同类', value: '7 件' })
  })
})
