import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { questionToSearch } from '../../../bot/dialogue/policy-talk.ts'
import type { Input } from '../../../bot/message.ts'
import { withoutDatabase } from '../../../domain/context.ts'
import { readQuestion } from '../../../domain/policies/asks.ts'
import { tellThoseWhoAsked } from '../../../domain/policies/news.ts'
import type { Clause } from '../../../domain/rules/policy-search/clause.ts'
import { writtenPolicies, yunxiAnswers, yunxiClauses, yunxiPolicies } from '../../written-policies.ts'
import { openTown, type Resident, type Town } from '../conversation.ts'

const withPolicies = { policies: () => yunxiPolicies() }

describe('asking about policy', { timeout: 60_000 }, () => {
  test('a clear question is answered with the clause, word for word', async () => {
    const town = await openTown('问政策：查到了，看原文', withPolicies)
    const resident = town.resident('柳叶青')
    await resident.opens()
    await resident.taps('问政策')
    await resident.says('过渡费发到什么时候？')
    expect(resident.last()).toContain(`“${clauseOf('banqian-12').text}”`)
    await resident.taps('看全文')
    await resident.taps('下一条')
    await resident.says('上一条')
    await resident.taps('再问一个')
    await town.passes({ seconds: 1 })
    await resident.says('搬家补哪些钱')
    await resident.taps('有用')
    await town.passes({ seconds: 1 })
    await resident.says('人没了还发吗')
    await town.ends('policy-answer')
    expect(await asksOf(town)).toMatchObject([
      { band: 'answer', clauseId: 'banqian-12', versionId: clauseOf('banqian-12').versionId, feedback: '' },
      { band: 'answer', clauseId: 'banqian-13', feedback: 'useful' },
      { band: 'answer', clauseId: 'houfu-9', feedback: '' },
    ])
  })

  test('three are offered when it is not sure, and one is chosen by its number', async () => {
    const town = await openTown('问政策：拿不准，给三条，选第二条', withPolicies)
    const resident = town.resident('柳叶青')
    await resident.says('户口没迁能不能领？')
    await resident.says('2')
    expect(resident.last()).toContain(clauseOf('houfu-5').text)
    await resident.says('有用')
    await town.ends('policy-suggest')
    expect(await asksOf(town)).toMatchObject([
      { band: 'suggest', clauseIds: ['houfu-8', 'houfu-5', 'banqian-12'], clauseId: 'houfu-5', feedback: 'useful' },
    ])
  })

  test('none of them is right: the question goes to an officer with one tap and one look', async () => {
    const town = await openTown('问政策：都不是，转给工作人员', withPolicies)
    const resident = town.resident('柳叶青')
    await resident.says('户口没迁能不能领？')
    await resident.taps('都不是')
    await resident.taps('问工作人员')
    await resident.taps('提交')
    await town.ends('policy-to-officer')
    const ticket = await town.context.db.ticket.findFirstOrThrow()
    expect(ticket).toMatchObject({ kind: 'consultation', anonymous: true })
    expect(town.room().at(-1)?.reply.text).toContain('户口没迁能不能领？')
    expect(await asksOf(town)).toMatchObject([{ clauseId: null, feedback: 'officer', ticketId: ticket.id }])
  })

  test('the one who hands a question over can leave a phone number, and change the words', async () => {
    const town = await openTown('', withPolicies)
    const resident = town.resident('甲')
    await resident.says('户口没迁能不能领？')
    await resident.says('都不是')
    await resident.taps('问工作人员')
    await resident.taps('留姓名电话')
    for (const said of ['留姓名电话', '柳叶青', '13800000000']) await resident.says(said)
    expect(resident.last()).toContain('联系：柳叶青')
    expect(labelsOn(resident)).toEqual(['提交', '改', '返回', '取消'])
    for (const said of ['改', '改内容', '户口在老家。', '完成', '提交']) await resident.says(said)
    await town.ends()
    expect(await town.context.db.ticket.findFirst()).toMatchObject({ anonymous: false })
    expect(town.room().at(-1)?.reply.text).toContain('户口在老家。')
  })

  test('nothing is found: it is said plainly, and words in another way are searched', async () => {
    const town = await openTown('问政策：库里没有', withPolicies)
    const resident = town.resident('柳叶青')
    await resident.says('问政策')
    await resident.says('鱼塘里的鱼怎么赔')
    await town.passes({ seconds: 1 })
    await resident.says('过渡费发到什么时候？')
    await resident.taps('没用')
    await resident.taps('这是我要反映的事')
    await resident.taps('作为问题问')
    await resident.taps('提交')
    await town.ends('policy-nothing')
    const ticket = await town.context.db.ticket.findFirstOrThrow()
    expect(await asksOf(town)).toMatchObject([
      { band: 'abstain', why: 'nothing', clauseIds: [], ticketId: null },
      { band: 'answer', feedback: 'useless', ticketId: ticket.id },
    ])
  })

  test('what depends on one’s own case is not looked for in a policy', async () => {
    const town = await openTown('问政策：自己家的情况，政策里查不到', withPolicies)
    const resident = town.resident('柳叶青')
    await resident.says('我家的过渡费到账了吗？')
    await resident.taps('作为问题问')
    await resident.taps('查进度')
    await resident.says('问政策')
    await resident.says('我家的过渡费到账了吗？')
    await resident.taps('反映问题')
    await resident.says('补偿和搬迁费')
    await resident.says('搬迁费与过渡')
    await resident.says('柳湾村')
    await resident.taps('完成')
    await resident.taps('匿名')
    await resident.taps('提交')
    await town.ends('policy-own-case')
    expect(town.room().at(-1)?.reply.text).toContain('我家的过渡费到账了吗？')
    expect(await town.context.db.ticket.findFirst()).toMatchObject({ kind: 'claim' })
  })

  test('a figure that no clause holds is not made up', async () => {
    const town = await openTown('问政策：条文里没有具体的日子', withPolicies)
    const resident = town.resident('柳叶青')
    await resident.says('后扶资金几号发')
    expect(resident.last()).toContain('政策里只写了原则')
    expect(resident.last()).toContain(clauseOf('houfu-8').text)
    await resident.taps('问工作人员')
    await resident.taps('提交')
    await town.ends('policy-no-figure')
    expect(await asksOf(town)).toMatchObject([{ band: 'suggest', why: 'no-value', clauseId: 'houfu-8' }])
  })

  test('what is for another office is said so, and can be handed over all the same', async () => {
    const town = await openTown('', withPolicies)
    const resident = town.resident('甲')
    await resident.says('问政策')
    await resident.says('养老保险怎么交')
    expect(resident.last()).toContain('多半归别的单位管')
    expect(labelsOn(resident)).toContain('问工作人员')
    await town.ends()
  })

  test('in English the clause stands in Chinese, with English words around it', async () => {
    const town = await openTown('Asking about policy, in English', withPolicies)
    const resident = town.resident('Willow')
    await resident.opens()
    await resident.taps('English')
    await resident.taps('Ask about policy')
    await resident.says('How long is the transition allowance paid?')
    expect(resident.last()).toContain(`“${clauseOf('banqian-12').text}”`)
    await resident.taps('It does not help')
    await resident.says('Ask an officer')
    await resident.taps('Submit')
    await town.ends('policy-en')
    expect(await asksOf(town)).toHaveLength(1)
  })

  test('a clause that changes later is told to those who were answered with it, until they want no more', async () => {
    let policies = yunxiPolicies()
    const town = await openTown('问过的条文改了，告诉问过的人', { policies: () => policies })
    const [asked, other] = [town.resident('柳叶青'), town.resident('石朗')]
    await asked.says('过渡费发到什么时候？')
    await other.says('人没了还发吗')
    await town.moveTo('10:00', '2026-09-01')
    const was = clauseOf('banqian-12')
    const now: Clause = {
      ...was,
      versionId: '00000000-0000-4000-8000-00000000a003',
      effectiveOn: '2026-10-01',
      text: '搬迁户在新房交付前自行过渡的，按在册人口发给过渡安置费，发至新房交付后第六个月止。过渡安置费按月发放。',
    }
    policies = yunxiPolicies({ 'banqian-12': now })
    const change = { clauseId: was.id, versionId: now.versionId, was, now }
    expect(await town.work((work) => tellThoseWhoAsked(work, [change]))).toBe(1)
    await town.settle()
    expect(asked.last()).toContain('第六个月止')
    await asked.says('看全文')
    await asked.taps('不再提醒')
    await town.ends('policy-changed')
    expect(other.last()).toContain('死亡移民')
  })
})

describe('words that are no question for the policies', { timeout: 60_000 }, () => {
  test.each(['安置点三号楼一下雨就漏。', '你们到底管不管？', '谢谢', '过渡费发到什么时候？我等了三年。'.repeat(6)])(
    'go their usual road: %s',
    async (words) => {
      const town = await openTown('', withPolicies)
      const resident = town.resident('甲')
      await resident.says(words)
      expect(resident.last()).toContain('您发的我先记下了')
      await town.ends()
      expect(await asksOf(town)).toEqual([])
    },
  )

  test('a question that nothing is found for is kept like all words, and goes to an officer in two taps', async () => {
    const town = await openTown('', withPolicies)
    const resident = town.resident('甲')
    await resident.says('鱼塘里的鱼怎么赔？')
    expect(resident.last()).toContain('您发的我先记下了')
    await resident.taps('作为问题问')
    expect(resident.screen().at(-2)?.reply.text).toContain('没有查到')
    await resident.taps('提交')
    await town.ends()
    const ticket = await town.context.db.ticket.findFirstOrThrow()
    expect(await asksOf(town)).toMatchObject([{ band: 'abstain', ticketId: ticket.id }])
  })

  test('what is said after an officer has asked something may be the answer to that', async () => {
    const town = await openTown('', withPolicies)
    const officer = await town.officer('云舒')
    const resident = town.resident('甲')
    const number = await resident.files()
    await officer.says(`#${number} 追问 过渡费领到哪个月了？`)
    await town.passes({ minutes: 1 })
    await resident.says('过渡费发到什么时候？')
    expect(resident.last()).toContain('您发的我先记下了')
    await resident.taps('补充到我的事项')
    expect(resident.last()).toContain('已补充')
    await resident.says('过渡费发到什么时候？')
    expect(resident.last()).toContain('第十二条')
    await town.ends()
  })

  test('what somebody else wrote and was passed on chooses nothing and is searched for nothing by itself', async () => {
    const town = await openTown('', withPolicies)
    const resident = town.resident('甲')
    await resident.sends({ kind: 'text', text: '户口没迁能不能领？' }, { forwarded: true })
    expect(resident.last()).toContain('您发的我先记下了')
    await resident.says('都不是')
    await resident.says('问政策')
    await resident.sends({ kind: 'text', text: '户口没迁能不能领？' }, { forwarded: true })
    expect(resident.last()).toContain('您是不是想问')
    await town.ends()
  })

  test('a picture instead of the question goes to an officer', async () => {
    const town = await openTown('', withPolicies)
    const resident = town.resident('甲')
    await resident.says('问政策')
    await resident.photographs('这张通知是什么意思？')
    expect(resident.last()).toContain('已经记下')
    for (const said of ['完成', '匿名', '提交']) await resident.says(said)
    await town.ends()
    expect(await town.context.db.ticket.findFirst()).toMatchObject({ kind: 'consultation' })
    expect(await asksOf(town)).toEqual([])
  })

  test('a question in a half-filled form belongs to the form', async () => {
    const town = await openTown('', withPolicies)
    const resident = town.resident('甲')
    for (const said of ['反映问题', '补偿和搬迁费', '搬迁费与过渡', '柳湾村', '过渡费发到什么时候？']) {
      await resident.says(said)
    }
    expect(resident.last()).toContain('已经记下 1 段话')
    await town.ends()
    expect(await asksOf(town)).toEqual([])
  })

  test('with no policies in the base a question is asked of an officer, as it always was', async () => {
    const town = await openTown('')
    const resident = town.resident('甲')
    await resident.says('过渡费发到什么时候？')
    expect(resident.last()).toContain('您发的我先记下了')
    await resident.taps('都不是')
    await resident.says('问政策')
    expect(resident.last()).toContain('请说说您想问什么')
    await town.ends()
  })
})

describe('nothing that was typed is lost', { timeout: 60_000 }, () => {
  test('a question that was answered can still be reported', async () => {
    const town = await openTown('', withPolicies)
    const resident = town.resident('甲')
    await resident.says('过渡费发到什么时候？')
    await resident.taps('这是我要反映的事')
    await resident.tapsOld('这是我要反映的事')
    expect(resident.last()).toContain('您发的我先记下了：“过渡费发到什么时候？”')
    await resident.taps('作为事情反映')
    expect(resident.last()).toContain('您要反映哪方面的事')
    await town.ends()
  })

  test('what waits to be told what it is still waits after a question was answered', async () => {
    const town = await openTown('', withPolicies)
    const resident = town.resident('甲')
    await resident.says('我家的树没有算。')
    await resident.says('过渡费发到什么时候？')
    expect(resident.last()).toContain('第十二条')
    await resident.says('反映问题')
    for (const said of ['补偿和搬迁费', '搬迁费与过渡', '柳湾村', '完成', '匿名']) await resident.says(said)
    expect(resident.last()).toContain('内容：我家的树没有算。')
    await town.ends()
  })

  test('an old button of an answer hands over what that answer was about', async () => {
    const town = await openTown('', withPolicies)
    const resident = town.resident('甲')
    await resident.says('过渡费发到什么时候？')
    await town.passes({ seconds: 1 })
    await resident.says('人没了还发吗')
    await resident.says('我的事项')
    await resident.tapsOld('问工作人员')
    expect(resident.last()).toContain('内容：过渡费发到什么时候？')
    await resident.taps('提交')
    await town.ends()
    const ticket = await town.context.db.ticket.findFirstOrThrow()
    expect(await asksOf(town)).toMatchObject([{ feedback: 'officer', ticketId: ticket.id }, { ticketId: null }])
  })

  test('返回, 取消 and 菜单 lead to the menu from everywhere', async () => {
    const town = await openTown('', withPolicies)
    const resident = town.resident('甲')
    for (const [before, word] of [
      ['问政策', '返回'],
      ['过渡费发到什么时候？', '取消'],
      ['户口没迁能不能领？', '菜单'],
    ] as const) {
      await resident.says(before)
      await resident.says(word)
      expect(resident.last()).toContain('还要办什么？')
    }
    await town.ends()
  })

  test('a number that is on no button is asked for again, with the buttons', async () => {
    const town = await openTown('', withPolicies)
    const resident = town.resident('甲')
    await resident.says('户口没迁能不能领？')
    await resident.sends({ kind: 'choice', value: 'no such thing' })
    expect(resident.screen().at(-2)?.reply.text).toContain('没看明白')
    expect(resident.last()).toContain('您是不是想问')
    await resident.says('2')
    expect(resident.last()).toContain(clauseOf('houfu-5').text)
    await town.ends()
  })

  test('half an hour later words are no answer to “what would you like to know?” any more', async () => {
    const town = await openTown('', withPolicies)
    const resident = town.resident('甲')
    await resident.says('问政策')
    await town.passes({ minutes: 31 })
    await resident.says('我家停水了')
    expect(resident.last()).toContain('您发的我先记下了')
    await town.ends()
  })

  test('a recalled question is not kept, and an edited one is asked anew', async () => {
    const town = await openTown('', withPolicies)
    const resident = town.resident('甲')
    const first = await resident.says('过渡费发到什么时候？')
    await resident.recalls(first)
    expect(resident.screen().at(-2)?.reply.text).toContain('不会提交')
    await town.passes({ seconds: 1 })
    const second = await resident.says('过渡费发到什么时候？')
    await town.passes({ seconds: 1 })
    await resident.edits(second, '人没了还发吗')
    expect(resident.last()).toContain('死亡移民')
    await town.ends()
    expect(await questionsOf(town)).toEqual(['', '过渡费发到什么时候？', '人没了还发吗'])
  })

  test('a made-up button does nothing to what others asked', async () => {
    const town = await openTown('', withPolicies)
    await town.resident('甲').says('户口没迁能不能领？')
    const { id } = await town.context.db.policyAsk.findFirstOrThrow()
    const other = town.resident('乙')
    for (const value of [
      `policyPick:${id}:0`,
      `policyYes:${id}`,
      `policyPick:nobody:0`,
      `policyPick:${id}:99`,
      'policyNo:',
      'clause:no-such-policy:0',
      'clause:yunxi-banqian:99',
      'clause:',
      'policyAsk:no-such-policy',
      'policyMute:\u0000',
      'policyKeep:nobody',
    ]) {
      await other.sends({ kind: 'choice', value })
    }
    await other.sends({ kind: 'choice', value: `policyStaff:${id}` })
    expect(other.last()).toContain('请说说您想问什么')
    await town.ends()
    expect(await asksOf(town)).toMatchObject([{ feedback: '', clauseId: null }])
  })
})

describe('on a channel whose servers stand abroad', { timeout: 60_000 }, () => {
  const strict = {
    ...withPolicies,
    abroad: true as const,
    office(office: { crossBorder: string }) {
      office.crossBorder = 'strict'
    },
  }

  test('a strict office answers from its policies, and takes nothing', async () => {
    const town = await openTown('要求严的办公室：Telegram 上能问政策，转工作人员要到网页上', strict)
    const resident = town.resident('柳叶青', 'abroad')
    await resident.opens()
    await resident.taps('问政策')
    await resident.says('户口没迁能不能领？')
    await resident.says('2')
    await resident.taps('没用')
    await resident.taps('问工作人员')
    const link = /#(h-[\w-]{22})/.exec(wordsOf(resident))?.[1] ?? ''
    const page = town.resident('柳叶青')
    await page.opens(link)
    await page.taps('提交')
    await town.ends('policy-strict')
    const ticket = await town.context.db.ticket.findFirstOrThrow()
    expect(await asksOf(town)).toMatchObject([
      { questionEnc: '', clauseId: 'houfu-5', feedback: 'officer', ticketId: ticket.id },
    ])
    expect(town.room().at(-1)?.reply.text).toContain('户口没迁能不能领？')
  })

  test('a question about policy asks for no consent, and nothing of its words is kept; handing it over does', async () => {
    const town = await openTown('', { ...withPolicies, abroad: true })
    const resident = town.resident('甲', 'abroad')
    await resident.says('过渡费发到什么时候？')
    expect(resident.last()).toContain('第十二条')
    expect(await questionsOf(town)).toEqual([''])
    await resident.taps('问工作人员')
    expect(resident.last()).toContain('您同意在这里说吗')
    expect(await town.context.db.ticket.count()).toBe(0)
    await resident.taps('同意，就在这里说')
    expect(resident.last()).toContain('内容：过渡费发到什么时候？')
    await resident.taps('提交')
    await town.ends()
    const ticket = await town.context.db.ticket.findFirstOrThrow()
    expect(await asksOf(town)).toMatchObject([{ ticketId: ticket.id }])
  })

  test('what waits for consent still waits when a question is answered in between', async () => {
    const town = await openTown('', { ...withPolicies, abroad: true })
    const resident = town.resident('甲', 'abroad')
    await resident.says('我家的树没有算。')
    expect(resident.last()).toContain('您同意在这里说吗')
    await resident.says('过渡费发到什么时候？')
    expect(resident.last()).toContain('第十二条')
    await resident.taps('这是我要反映的事')
    await resident.taps('同意，就在这里说')
    expect(resident.last()).toContain('我家的树没有算。\n过渡费发到什么时候？')
    await town.ends()
  })
})

describe('a link to a policy', { timeout: 60_000 }, () => {
  test('shows it, and asks what one would like to know of it', async () => {
    const town = await openTown('点政策的链接进来', withPolicies)
    const resident = town.resident('柳叶青')
    await resident.opens('p-yunxi-houfu')
    await resident.taps('问这部政策')
    await resident.says('过渡费发到什么时候？')
    await resident.taps('回到菜单')
    await resident.opens('p-yunxi-banqian')
    await resident.taps('看条文')
    await town.ends('policy-link')
  })

  test('one that is no more says so; with a form open the form goes on', async () => {
    const town = await openTown('', withPolicies)
    const resident = town.resident('甲')
    await resident.opens('p-gone')
    expect(resident.last()).toContain('现在没有了')
    await resident.says('反映问题')
    await resident.opens('p-yunxi-houfu')
    expect(resident.screen().at(-2)?.reply.text).toContain('后期扶持实施细则')
    expect(resident.last()).toContain('您要反映哪方面的事')
    await town.ends()
  })

  test('of one that is in force no more it says since when', async () => {
    const policies = writtenPolicies(
      yunxiClauses.map((clause) => ({ ...clause, expiresOn: '2025-01-01' })),
      {},
    )
    const town = await openTown('', { policies: () => policies })
    const resident = town.resident('甲')
    await resident.opens('p-yunxi-houfu')
    expect(resident.last()).toContain('从2025年1月1日起不再执行')
    await resident.taps('看条文')
    expect(resident.last()).toContain('从2025年1月1日起不再执行')
    await town.ends()
  })

  test('what is only compared with is never shown', async () => {
    const policies = writtenPolicies(
      yunxiClauses.map((clause) => ({ ...clause, decoy: clause.policyId === 'yunxi-houfu' })),
      {},
    )
    const town = await openTown('', { policies: () => policies })
    const resident = town.resident('甲')
    await resident.opens('p-yunxi-houfu')
    expect(resident.last()).toContain('现在没有了')
    await resident.sends({ kind: 'choice', value: 'clause:yunxi-houfu:0' })
    expect(resident.last()).toContain('现在没有了')
    await town.ends()
  })
})

describe('what will be searched for can be told beforehand, without the database', { timeout: 60_000 }, () => {
  test.each<[string, string[], Input, string | undefined]>([
    ['a question on its own', [], text('户口没迁能不能领？'), '户口没迁能不能领？'],
    ['what tells of something', [], text('安置点三号楼一下雨就漏。'), undefined],
    ['whatever is said as the question', ['问政策'], text(' 过渡费标准 '), '过渡费标准'],
    ['a button that was typed', ['问政策'], text('问工作人员'), undefined],
    ['a few words after nothing was found', ['问政策', '鱼塘里的鱼怎么赔'], text('鱼塘补偿'), '鱼塘补偿'],
    ['words in a form', ['反映问题'], text('户口没迁能不能领？'), undefined],
    ['kept words that are asked as a question', ['树没有算'], choice('kept:question'), '树没有算'],
    ['the same by the menu', ['树没有算'], choice('question'), '树没有算'],
    ['another button', ['树没有算'], choice('kept:report'), undefined],
    ['a picture', ['问政策'], { kind: 'media', files: [], text: '户口没迁能不能领？' }, undefined],
  ])('%s', async (_, before, input, expected) => {
    const town = await openTown('', withPolicies)
    const resident = town.resident('甲')
    await resident.says('菜单')
    for (const said of before) await resident.says(said)
    const { db, vault } = town.context
    const { id, stateEnc } = await db.conversation.findFirstOrThrow()
    const state = JSON.parse(vault.open('Conversation', 'stateEnc', id, stateEnc ?? ''))
    const turn = {
      work: await withoutDatabase(town.context, town.now()),
      account: await db.account.findFirstOrThrow(),
      incoming: { channel: 'web', messageId: 'm', account: resident.account, at: town.now(), input },
      source: 'web:m',
      domestic: true,
      newId: randomUUID,
    }
    expect(questionToSearch(turn, state)).toBe(expected)
  })
})

describe('what is offered', () => {
  test('and has been replaced before it was chosen is not read as an answer', async () => {
    let policies = yunxiPolicies()
    const town = await openTown('', { policies: () => policies })
    const resident = town.resident('甲')
    await resident.says('户口没迁能不能领？')
    policies = yunxiPolicies({ 'houfu-5': null, 'houfu-8': { ...clauseOf('houfu-8'), expiresOn: '2026-01-01' } })
    await resident.taps('第五条 人口认定')
    expect(resident.last()).toContain('现在没有了')
    await resident.tapsOld('第八条 扶持标准和期限')
    expect(resident.last()).toContain('现在没有了')
    await town.ends()
    expect(await asksOf(town)).toMatchObject([{ clauseId: null }])
  })

  test('of a policy that was named comes first, and another policy is no sure answer then', async () => {
    const policies = writtenPolicies(yunxiClauses, {
      ...yunxiAnswers,
      什么时候发: { band: 'answer', found: ['banqian-12', 'houfu-8'] },
    })
    const town = await openTown('', { policies: () => policies })
    const resident = town.resident('甲')
    await resident.sends({ kind: 'choice', value: 'policyAsk:yunxi-houfu' })
    expect(resident.last()).toContain('关于《云溪县大中型水库移民后期扶持实施细则》')
    await resident.says('什么时候发')
    expect(resident.last()).toMatch(
      /1\. 《云溪县大中型水库移民后期扶持实施细则》第八条[\s\S]*2\. 《云溪县水库移民搬迁安置办法》/,
    )
    await town.ends()
  })
})

function text(words: string): Input {
  return { kind: 'text', text: words }
}

function choice(value: string): Input {
  return { kind: 'choice', value }
}

function clauseOf(id: string): Clause {
  const clause = yunxiClauses.find((known) => known.id === id)
  if (!clause) throw new Error(`There is no clause ${id}`)
  return clause
}

function asksOf({ context }: Town) {
  return context.db.policyAsk.findMany({ orderBy: { askedAt: 'asc' } })
}

async function questionsOf(town: Town): Promise<string[]> {
  return (await asksOf(town)).map((ask) => readQuestion(town.context, ask))
}

function labelsOn(resident: Resident): string[] {
  return (resident.screen().at(-1)?.reply.choices ?? []).flat().map(({ label }) => label)
}

/** Everything on the screen, with what is shown once only. */
function wordsOf(resident: Resident): string {
  return resident
    .screen()
    .map(({ reply }) => reply.text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => reply.secrets?.[name] ?? ''))
    .join('\n')
}
