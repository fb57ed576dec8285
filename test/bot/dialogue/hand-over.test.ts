import { describe, expect, test } from 'vitest'
import { matterLink } from '../../../domain/rules/page-links.ts'
import { openTown, type Resident } from '../conversation.ts'

describe('a talk that goes over to the page', { timeout: 60_000 }, () => {
  test('whose link may not have arrived is sent the link again, marked: it is the only key to what was said', async () => {
    const town = await openTown('', { abroad: true })
    const resident = town.resident('柳叶青', 'abroad')
    await resident.says('过渡费少发了三个月。')
    town.abroad.will({ outcome: { kind: 'uncertain', reason: 'cut' }, carried: true, of: /只能用一次/ })
    await resident.taps('去网页上说')
    const first = linkOf(resident)
    await town.passes({ seconds: 10 })
    const links = resident.screen().filter(({ reply }) => reply.text.includes('只能用一次'))
    expect(links.map(({ reply }) => reply.text.includes('再次发送'))).toEqual([false, true])
    expect(linkOf(resident)).toBe(first)
    await town.ends()
  })

  test('goes on there with words and files, after what was open there', async () => {
    const town = await openTown('从 Telegram 接着到网页上说：话和照片都带过去', { abroad: true })
    const resident = town.resident('柳叶青', 'abroad')
    const page = town.resident('柳叶青')
    await page.opens()
    await page.taps('凭号查询')
    await resident.says('过渡费少发了三个月。')
    await resident.photographs('存折')
    await resident.taps('去网页上说')
    const link = linkOf(resident)
    await page.opens(link)
    await page.taps('取消')
    await page.taps('作为事情反映')
    await page.taps('补偿和搬迁费')
    await page.taps('搬迁费与过渡')
    await page.says('东河村')
    await page.taps('完成')
    await page.taps('匿名')
    await page.taps('提交')
    await page.opens(link)
    await resident.says('车费也没有发。')
    await resident.taps('去网页上说')
    await town.passes({ hours: 24 })
    await page.opens(linkOf(resident))
    await town.ends('hand-over-to-page')
    const { db, vault } = town.context
    expect(await db.attachment.count()).toBe(1)
    expect(await db.account.count({ where: { consentedAt: { not: null } } })).toBe(0)
    for (const row of await db.outbox.findMany()) {
      expect(vault.open('Outbox', 'paramsEnc', row.dedupeKey, row.paramsEnc)).not.toContain(link.slice(2))
    }
    for (const row of await db.conversation.findMany({ where: { stateEnc: { not: null } } })) {
      expect(vault.open('Conversation', 'stateEnc', row.id, row.stateEnc ?? '')).not.toContain(link.slice(2))
    }
  })

  test('a form that had begun goes on there, and the next words go into it', async () => {
    const town = await openTown('', { abroad: true })
    const resident = town.resident('甲', 'abroad')
    await resident.says('反映问题')
    await resident.says('路灯坏了')
    await resident.taps('去网页上说')
    const page = town.resident('甲')
    await page.opens(linkOf(resident))
    expect(page.last()).toContain('您要反映哪方面的事')
    for (const said of ['住房和安置点', '安置点基础设施与质量', '柳湾村', '路也塌了', '完成', '匿名'])
      await page.says(said)
    expect(page.last()).toContain('路灯坏了\n路也塌了')
    await resident.says('反映问题')
    expect(resident.last()).toContain('您同意在这里说吗')
    await town.ends()
  })

  test('more words for a matter are added to it from the page', async () => {
    const town = await openTown('', { abroad: true })
    const resident = town.resident('甲', 'abroad')
    await resident.says('你好')
    await resident.taps('同意，就在这里说')
    await resident.taps('都不是')
    const number = await resident.files()
    await resident.says('撤回同意')
    await resident.says('我的事项')
    await resident.says('1')
    await resident.taps('补充')
    await resident.photographs('又漏了')
    await resident.taps('去网页上说')
    const page = town.resident('甲')
    await page.opens(linkOf(resident))
    await page.taps('完成')
    expect(page.last()).toContain(`已补充到 ${number}`)
    expect(town.room().at(-1)?.reply.text).toContain('又漏了')
    expect(await town.context.db.attachment.count()).toBe(1)
    await town.ends()
  })

  test('a form comes first, and what was said on the page before it has its turn after', async () => {
    const town = await openTown('', { abroad: true })
    const page = town.resident('甲')
    await page.says('我家停水了')
    const resident = town.resident('甲', 'abroad')
    await resident.says('反映问题')
    await resident.says('路灯坏了')
    await resident.taps('去网页上说')
    await page.opens(linkOf(resident))
    const answers = ['住房和安置点', '安置点基础设施与质量', '柳湾村', '完成', '匿名', '提交']
    for (const answer of answers) await page.says(answer)
    expect(page.last()).toContain('您发的我先记下了：“我家停水了”')
    expect(town.room()[0]?.reply.text).not.toContain('停水')
    await town.ends()
  })

  test('a form left alone on the page is asked about first', async () => {
    const town = await openTown('', { abroad: true })
    const page = town.resident('甲')
    await page.says('反映问题')
    await town.passes({ hours: 2 })
    const resident = town.resident('甲', 'abroad')
    await resident.says('路灯坏了')
    await resident.taps('去网页上说')
    await page.opens(linkOf(resident))
    expect(page.screen().at(-2)?.reply.text).toContain('先记着')
    await page.taps('不填了')
    expect(page.last()).toContain('路灯坏了')
    await town.ends()
  })

  test('a form without words waits for nothing when another is open there', async () => {
    const town = await openTown('', { abroad: true })
    const page = town.resident('甲')
    await page.says('问政策')
    const resident = town.resident('甲', 'abroad')
    await resident.says('反映问题')
    await resident.taps('去网页上说')
    await page.opens(linkOf(resident))
    expect(page.screen().at(-2)?.reply.text).toContain('先填完')
    expect(page.last()).toContain('您想问什么')
    await page.taps('取消')
    expect(page.last()).toContain('还要办什么')
    await town.ends()
  })

  test('words that waited are asked about once, and are gone when they are dropped', async () => {
    const town = await openTown('', { abroad: true })
    const page = town.resident('甲')
    await page.says('凭号查询')
    const resident = town.resident('甲', 'abroad')
    await resident.says('路灯坏了')
    await resident.taps('去网页上说')
    await page.opens(linkOf(resident))
    await page.taps('取消')
    expect(page.last()).toContain('路灯坏了')
    await page.taps('都不是')
    await page.taps('凭号查询')
    expect(page.last()).toContain('事项号')
    await town.ends()
  })

  test('a form of another version brings its words', async () => {
    const town = await openTown('', { abroad: true })
    const resident = town.resident('甲', 'abroad')
    await resident.says('反映问题')
    await resident.says('路灯坏了')
    await resident.taps('去网页上说')
    const { db, vault } = town.context
    const row = await db.handOver.findFirstOrThrow()
    const sealed = vault
      .open('HandOver', 'stateEnc', row.id, row.stateEnc)
      .replace('"version":1,"draft"', '"version":0,"draft"')
    await db.handOver.update({
      where: { id: row.id },
      data: { stateEnc: vault.seal('HandOver', 'stateEnc', row.id, sealed) },
    })
    const page = town.resident('甲')
    await page.opens(linkOf(resident))
    expect(page.last()).toMatch(/您发的我先记下了[\s\S]*路灯坏了/)
    await town.ends()
  })

  test('is not taken up abroad, and the link goes on working', async () => {
    const town = await openTown('', { abroad: true })
    const resident = town.resident('甲', 'abroad')
    await resident.says('路灯坏了')
    await resident.taps('去网页上说')
    const link = linkOf(resident)
    await resident.opens(link)
    expect(resident.last()).toContain('您好，这里是')
    const page = town.resident('甲')
    await page.opens(link)
    expect(page.last()).toContain('路灯坏了')
    await town.ends()
  })

  test('a dead link, a used one and one that never was are answered alike', async () => {
    const town = await openTown('', { abroad: true })
    const resident = town.resident('甲', 'abroad')
    await resident.says('路灯坏了')
    await resident.taps('去网页上说')
    const page = town.resident('甲')
    await page.opens(linkOf(resident))
    await page.taps('都不是')
    const answers: string[] = []
    for (const link of [linkOf(resident), `h-${'A'.repeat(22)}`]) {
      await page.opens(link)
      answers.push(
        JSON.stringify(
          page
            .screen()
            .slice(-2)
            .map(({ reply }) => reply),
        ),
      )
    }
    expect(answers[0]).toContain('打不开')
    expect(answers[0]).toBe(answers[1])
    await page.taps('问政策')
    await page.opens(linkOf(resident))
    expect(page.last()).toContain('您想问什么')
    await town.ends()
  })
})

describe('a link to the page', { timeout: 60_000 }, () => {
  test('shows a matter to whoever filed it, and to nobody else', async () => {
    const town = await openTown('')
    const resident = town.resident('甲')
    const number = await resident.files()
    const { id } = await town.context.db.ticket.findFirstOrThrow()
    await resident.opens(matterLink(id))
    expect(resident.last()).toContain(number)
    const other = town.resident('乙')
    await other.opens(matterLink(id))
    expect(other.last()).toBe('没有找到这件事项。请从“我的事项”里点。')
    await town.ends()
  })

  test('a matter is shown beside an open form, which goes on', async () => {
    const town = await openTown('')
    const resident = town.resident('甲')
    const number = await resident.files()
    const { id } = await town.context.db.ticket.findFirstOrThrow()
    await resident.says('问政策')
    await resident.opens(matterLink(id))
    expect(resident.screen().at(-2)?.reply.text).toContain(number)
    expect(resident.last()).toContain('您想问什么')
    await town.passes({ hours: 1 })
    await resident.opens(matterLink(id))
    expect(resident.last()).toContain('接着来吗')
    await town.ends()
  })

  test('about a policy it is answered with the menu, about something unknown like the page alone', async () => {
    const town = await openTown('')
    const resident = town.resident('甲')
    await resident.opens('补偿')
    expect(resident.last()).toContain('您好，这里是')
    const before = resident.screen().length
    await resident.opens('补偿')
    await resident.opens(`m-${'x'.repeat(22)}`)
    expect(resident.screen()).toHaveLength(before)
    await resident.opens('p-later-support')
    expect(resident.screen()).toHaveLength(before + 1)
    expect(resident.last()).toContain('您好，这里是')
    await town.ends()
  })

  test('whoever asks for a greeting gets one each time: the form that was left, the open question, or the menu', async () => {
    const town = await openTown('', { abroad: true })
    const resident = town.resident('甲', 'abroad')
    for (let time = 1; time <= 2; time++) {
      await resident.opens()
      expect(resident.screen()).toHaveLength(time)
      expect(resident.last()).toMatch(/您好，这里是[\s\S]*境外[\s\S]*http:\/\/127\.0\.0\.1:3000/)
    }
    await resident.says('凭号查询')
    await resident.opens()
    expect(resident.last()).toContain('请打事项号')
    await town.passes({ hours: 1 })
    await resident.opens()
    expect(resident.last()).toContain('接着来吗')
    await town.ends()
  })
})

function linkOf(resident: Resident): string {
  return `h-${resident.code()}`
}
