import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { PolicyIndex } from '../../../domain/rules/policy-search/clause.ts'
import { publishClauses } from '../../published-clauses.ts'
import { writtenPolicies, yunxiAnswers, yunxiClauses } from '../../written-policies.ts'
import { type OfficerOnDuty, openTown, type Resident, type Town } from '../conversation.ts'

const question = '户口没迁能不能领？'

/** The county's policies, in which what `more` asks is found too. */
function policies(more: Record<string, string[]> = {}): PolicyIndex {
  const found = Object.entries(more).map(([asked, ids]) => [asked, { band: 'suggest' as const, found: ids }])
  return writtenPolicies(yunxiClauses, { ...yunxiAnswers, ...Object.fromEntries(found) })
}

interface People {
  town: Town
  officer: OfficerOnDuty
  colleague: OfficerOnDuty
  resident: Resident
}

async function townWith(title: string, index = policies()): Promise<People> {
  const town = await openTown(title, { policies: () => index })
  await publishClauses(town.context, yunxiClauses)
  return {
    town,
    officer: await town.officer('云舒'),
    colleague: await town.officer('石朗'),
    resident: town.resident('柳叶青'),
  }
}

/** Somebody has asked about policy, and the question was handed to an officer. */
async function handedOver(title: string): Promise<People & { number: string }> {
  const people = await townWith(title)
  const { resident } = people
  await resident.says(question)
  await resident.says('都不是')
  await resident.taps('问工作人员')
  await resident.taps('提交')
  return { ...people, number: '2026-000001' }
}

function keptIn({ context }: Town) {
  return context.db.answeredQuestion.findMany({ orderBy: { proposedAt: 'asc' } })
}

async function revisionOf({ context }: Town): Promise<number> {
  return (await context.db.policyRevision.findFirst())?.revision ?? 0
}

describe('an answered question', { timeout: 60_000 }, () => {
  test('is tied to a clause from the list, reworded, and counts when a colleague agrees', async () => {
    const { town, officer, colleague, resident, number } = await handedOver('据此：答复以后记下是哪一条，同事同意才算')
    await officer.repliesTo(number, '可以领。经两边核实后登记，从第二年起发。')
    expect(officer.last()).not.toContain('说的是政策里哪一条')
    await town.passes({ seconds: 21 })
    await officer.taps('据此')
    await officer.says('中午去食堂吗')
    await officer.says('2')
    await officer.says('改成 户口还没迁过来，后扶资金能不能领')
    await officer.taps('送审')
    expect(await keptIn(town)).toMatchObject([{ approved: null, verdict: 'clauses', clauseIds: ['houfu-5'] }])
    expect(await revisionOf(town)).toBe(0)
    await officer.taps('同意')
    expect(await keptIn(town)).toMatchObject([{ approved: null }])
    await colleague.taps('同意')
    await town.ends('policy-cite')
    expect(await keptIn(town)).toMatchObject([{ approved: true, question: '户口还没迁过来，后扶资金能不能领' }])
    expect(await revisionOf(town)).toBe(1)
    expect(JSON.stringify(resident.screen())).not.toMatch(/后扶资金能不能领|云舒|石朗/)
  })

  test('is tied by the title and article, in one go and in private, also where nobody asked the bot first', async () => {
    const { town, officer, colleague, resident } = await townWith('据此：自己写第几条，去掉个人信息', policies())
    const words = '我叫柳叶青，电话13800000000，住柳湾村三组，我爷爷的坟要迁，补不补？'
    const number = await resident.files({ words, category: 'questions', contact: ['柳叶青', '13800000000'] })
    await officer.inPrivate.says(`#${number} 据此 搬迁安置办法第14条，《云溪县水库移民搬迁安置办法》第十三条`)
    await officer.inPrivate.says('送审')
    await colleague.inPrivate.says(`#${number} 同意`)
    await town.ends('policy-cite-private')
    const [kept] = await keptIn(town)
    expect(kept).toMatchObject({ approved: true, clauseIds: ['banqian-14', 'banqian-13'] })
    expect(kept?.question).toBe('我爷爷的坟要迁，补不补？')
  })

  test('that the base does not hold is a gap, and one for others is not ours; who proposed it cannot agree', async () => {
    const { town, officer, colleague, number } = await handedOver('库里没有、不属本局：同事不同意，撤回，再提')
    await officer.says(`#${number} 库里没有`)
    await officer.taps('送审')
    await officer.says(`#${number} 同意`)
    await officer.says(`#${number} 不属本局`)
    const asked = town.room().findLast((seen) => seen.reply.text.includes('想把这个记下来'))
    await colleague.sends({ kind: 'text', text: '我看看再说', replyTo: asked?.messageId ?? '' })
    await colleague.sends({ kind: 'text', text: '不同意，细则第五条有', replyTo: asked?.messageId ?? '' })
    expect(await keptIn(town)).toMatchObject([{ approved: false, verdict: 'gap' }])
    expect(await revisionOf(town)).toBe(0)
    await officer.says(`#${number} 不属本局`)
    await officer.taps('送审')
    await officer.says(`#${number} 撤回据此`)
    await officer.says(`#${number} 库里没有`)
    await officer.taps('送审')
    await colleague.says(`#${number} 同意`)
    await colleague.tapsOld('同意')
    await colleague.says(`#${number} 撤回据此`)
    await town.ends('policy-gap')
    expect(await keptIn(town)).toMatchObject([
      { approved: false, verdict: 'gap' },
      { approved: false, verdict: 'notOurs' },
      { approved: false, verdict: 'gap' },
    ])
    expect(await revisionOf(town)).toBe(2)
  })

  test('takes the place of what was kept of the same matter before', async () => {
    const { town, officer, colleague, number } = await handedOver('')
    for (const clause of ['第五条', '第八条']) {
      await officer.says(`#${number} 据此 《云溪县大中型水库移民后期扶持实施细则》${clause}`)
      await officer.taps('送审')
      await colleague.taps('同意')
    }
    await town.ends()
    expect(await keptIn(town)).toMatchObject([
      { approved: false, clauseIds: ['houfu-5'] },
      { approved: true, clauseIds: ['houfu-8'] },
    ])
  })

  test('is asked about once, after the answer is out, and not when it was taken back', async () => {
    const { town, officer, number } = await handedOver('')
    const offers = () => town.room().filter((seen) => seen.reply.text.includes('说的是政策里哪一条'))
    await officer.repliesTo(number, '不能领。')
    await officer.taps('撤回')
    await town.passes({ minutes: 1 })
    expect(offers()).toHaveLength(0)
    await officer.repliesTo(number, '可以领。')
    await town.passes({ minutes: 1 })
    expect(offers()).toHaveLength(1)
    await officer.taps('不用')
    expect(officer.last()).toContain('不记')
    await officer.repliesTo(number, '补充一句：要先登记。')
    await town.passes({ minutes: 1 })
    expect(offers()).toHaveLength(1)
    expect(await keptIn(town)).toEqual([])
    await town.ends()
  })

  test('what replies to our question is never sent to the resident', async () => {
    const { town, officer, number } = await handedOver('')
    await officer.repliesTo(number, '可以领。')
    await town.passes({ minutes: 1 })
    const offer = town.room().findLast((seen) => seen.reply.text.includes('说的是政策里哪一条'))
    const replies = (text: string) => officer.sends({ kind: 'text', text, replyTo: offer?.messageId ?? '' })
    await replies('后期扶持实施细则第五条')
    expect(officer.last()).toMatch(/要记下的（还没有送出）[\s\S]*据：《云溪县大中型水库移民后期扶持实施细则》第五条/)
    await replies('库里没有')
    expect(officer.last()).toContain('答：库里没有')
    await replies('这个我也说不准')
    expect(officer.last()).toContain('库里没有“这个我也说不准”这一条')
    await town.passes({ minutes: 1 })
    expect(await town.context.db.outbox.count({ where: { kind: 'answer' } })).toBe(1)
    await town.ends()
  })

  test('a reply to the card goes to the resident, whatever list or preview is open', async () => {
    const { town, officer, resident, number } = await handedOver('')
    await officer.says(`#${number} 依据`)
    await officer.repliesTo(number, '按细则第五条，可以领。')
    await town.passes({ minutes: 1 })
    expect(resident.last()).toContain('按细则第五条，可以领。')
    await officer.says(`#${number} 据此 1`)
    await officer.repliesTo(number, '补充：要带户口本。')
    await town.passes({ minutes: 1 })
    expect(resident.last()).toContain('补充：要带户口本。')
    await town.ends()
  })

  test('with new words for it under the card, or behind the number, is reworded and not answered', async () => {
    const { town, officer, number } = await handedOver('')
    await officer.says(`#${number} 据此 1`)
    await officer.says(`#${number} 改成 户口在老家能领吗`)
    expect(officer.last()).toContain('问：“户口在老家能领吗”')
    await officer.repliesTo(number, '改成：王强的户口在老家，能领吗')
    expect(officer.last()).toContain('问：“某人的户口在老家，能领吗”')
    await officer.taps('改问法')
    await officer.says('户口没有迁的，能不能领')
    expect(officer.last()).toContain('问：“户口没有迁的，能不能领”')
    await officer.taps('取消')
    await officer.says('送审')
    expect(await keptIn(town)).toEqual([])
    expect(await town.context.db.outbox.count({ where: { kind: 'answer' } })).toBe(0)
    await town.ends()
  })

  test('is tied to what the words name, and whatever they do not name is told plainly', async () => {
    const [first] = yunxiClauses
    if (!first) throw new Error('There are no clauses')
    const other = (name: string) => ({ ...first, id: `${name}-1`, policyId: name, versionId: randomUUID() })
    const clauses = [
      ...yunxiClauses,
      { ...other('old'), title: '云溪县旧办法', article: '第三条', expiresOn: '2024-05-01' },
      { ...other('a'), title: '甲移民办法' },
      { ...other('b'), title: '乙移民办法' },
    ]
    const town = await openTown('', { policies: () => writtenPolicies(clauses, yunxiAnswers) })
    await publishClauses(town.context, clauses)
    const officer = await town.officer('云舒')
    await town.officer('石朗')
    const number = await town.resident('甲').files({ words: question, category: 'questions' })
    const answers: [string, string][] = [
      ['据此 第五条', '库里没有“第五条”这一条'],
      ['据此 土地管理法第四十八条', '库里没有“《土地管理法》”这一条'],
      ['据此 后期扶持实施细则第5条', '据：《云溪县大中型水库移民后期扶持实施细则》第五条'],
      ['据此 banqian-14', '据：《云溪县水库移民搬迁安置办法》第十四条'],
      ['据此 1、2', '据：《云溪县大中型水库移民后期扶持实施细则》第八条'],
      ['据此 9', '库里没有“9”这一条'],
      ['据此 旧办法第三条', '现在不生效'],
      ['据此 移民办法第一条', '可能是：《甲移民办法》第一条、《乙移民办法》第一条'],
      ['据此 您可以来登记', '库里没有“您可以来登记”这一条'],
      ['库里没有，您去问问', '要做什么？什么都没有发出'],
      ['同意', '没有等同意的'],
      ['撤回据此', '没有等同意的，也没有记下的'],
    ]
    for (const [words, answer] of answers) {
      await officer.says(`#${number} ${words}`)
      expect(officer.last(), words).toContain(answer)
    }
    expect(await keptIn(town)).toEqual([])
    await town.ends()
  })

  test('of a complaint nothing is kept, and without a colleague nothing can be', async () => {
    const town = await openTown('', { policies: () => policies() })
    const officer = await town.officer('云舒')
    const resident = town.resident('甲')
    const claim = await resident.files()
    await officer.says(`#${claim} 库里没有`)
    expect(officer.last()).toContain('不是咨询')
    const asked = await resident.files({ words: question, category: 'questions' })
    await officer.says(`#${asked} 库里没有`)
    await officer.taps('送审')
    expect(officer.last()).toContain('现在这里没有别的同事')
    expect(await keptIn(town)).toEqual([])
    await town.ends()
  })

  test('that holds nothing but what is personal is asked for in other words', async () => {
    const { town, officer } = await townWith('')
    const number = await town.resident('甲').files({ words: '13800000000', category: 'questions' })
    await officer.says(`#${number} 库里没有`)
    expect(officer.last()).toContain('请写这个问题')
    await officer.says('青苗怎么补')
    expect(officer.last()).toContain('问：“青苗怎么补”')
    await town.ends()
  })
})
