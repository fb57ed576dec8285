import { describe, expect, test } from 'vitest'
import { openTown, type Resident, type Town } from '../conversation.ts'

describe('joining', { timeout: 60_000 }, () => {
  test('with a code from the page typed on Telegram, what was filed there is seen and added to here', async () => {
    const town = await openTown('关联：网页上要一个代码，到 Telegram 上输入', { abroad: true })
    const page = town.resident('柳叶青')
    const chat = town.resident('柳叶青', 'abroad')
    await page.files()
    await page.says('帮助')
    await page.taps('关联我的其他账号')
    await page.taps('给我一个代码')
    expect(await kept(town)).not.toContain(page.code())
    await chat.says('关联')
    await chat.taps('同意，就在这里说')
    await chat.taps('在这里输入另一处的代码')
    await chat.says(page.code())
    await chat.taps('我的事项')
    await chat.says('1')
    await chat.taps('补充')
    const words = await chat.says('三号楼的电梯也停了。')
    await chat.taps('完成')
    await chat.edits(words, '三号楼的电梯也停了两天。')
    await chat.says('凭号查询')
    await chat.says('2026-000001')
    await page.says('我的事项')
    await page.says('1')
    await town.ends('join')
    expect(page.last()).toContain('电梯也停了两天')
  })

  test('the same in English; a code typed in one go is asked for once more, with the warning', async () => {
    const town = await openTown('Joining, in English, the code in one go', { abroad: true })
    const page = town.resident('Willow')
    const chat = town.resident('Willow', 'abroad')
    await page.says('English')
    await town.passes({ minutes: 1 })
    await chat.says('English')
    await chat.says('join')
    await chat.taps('I agree, go on here')
    await chat.taps('Give me a code')
    await page.says(`join ${chat.code()}`)
    await page.says(chat.code())
    await page.taps('Where notices go')
    await page.says('2')
    await chat.says('unjoin')
    await chat.says('1')
    await chat.says('/help')
    await town.ends('join-en')
  })

  test('a code that is wrong, of this place, used or too old says so, and nothing is lost by it', async () => {
    const town = await openTown('关联：代码不对、是自己的、过了时间、试得太多')
    const [one, other] = [town.resident('柳叶青'), town.resident('石朗')]
    await one.says('关联')
    await one.says('2')
    const old = one.code()
    await one.says(`关联 ${old}`)
    await one.says(old)
    await one.says('取消')
    await town.passes({ minutes: 15 })
    await other.says(`关联 ${old}`)
    await other.says(old)
    await other.says('不知道')
    await other.says('返回')
    await other.photographs()
    await one.says('关联')
    await one.taps('给我一个代码')
    await other.says('1')
    await other.says(one.code())
    await other.says(`关联：${one.code().toLowerCase()}`)
    await other.says('取消')
    for (let tries = 0; tries < 6; tries++) await other.says('关联 ABCD-EFGH-JKMNP')
    await town.ends('join-wrong-code')
    expect(other.screen().some(({ reply }) => reply.text.includes('试的次数多了'))).toBe(true)
  })

  test('notices go where the person says, and the places are told apart by when they were used', async () => {
    const town = await openTown('通知发到哪里')
    const [page, phone, home] = [town.resident('柳叶青'), town.resident('柳叶青的手机'), town.resident('柳叶青的电脑')]
    await page.says('通知发到哪里')
    await town.passes({ minutes: 1 })
    await joins(page, phone)
    await town.passes({ days: 1 })
    await joins(page, home)
    await page.says('通知发到哪里')
    await page.says('手机')
    await page.says('2')
    expect(await town.context.db.person.findMany()).toMatchObject([{ preferredAccountId: await idOf(town, phone) }])
    await home.says('关联')
    await home.taps('通知发到哪里')
    await home.taps('返回')
    await home.taps('通知发到哪里')
    await home.taps('事情在哪里说的就发到哪里')
    await town.ends('notices-where')
    expect(await town.context.db.person.findMany()).toMatchObject([{ preferredAccountId: null }])
  })

  test('whoever did not join it undoes it from the notice, and each sees only their own again', async () => {
    const town = await openTown('解除关联')
    const [page, phone] = [town.resident('柳叶青'), town.resident('柳叶青的手机')]
    await page.files()
    await page.says('解除关联')
    await town.passes({ minutes: 1 })
    await joins(page, phone)
    await phone.says('我的事项')
    await page.taps('解除关联')
    await page.says('2')
    await phone.says('我的事项')
    await phone.says('凭号查询')
    await phone.says('2026-000001')
    await town.ends('unjoin')
    expect(await town.context.db.person.count()).toBe(0)
  })
})

describe('once two have parted', { timeout: 60_000 }, () => {
  test('a form that was begun before about a matter of the other changes nothing, and the words are not lost', async () => {
    const town = await openTown('')
    const [page, phone] = [town.resident('柳叶青'), town.resident('柳叶青的手机')]
    await page.files()
    await joins(page, phone)
    await phone.says('我的事项')
    await phone.says('1')
    await phone.taps('补充')
    await phone.says('电梯也停了。')
    await page.says('解除关联')
    await page.says('2')
    await phone.taps('完成')
    expect(phone.screen().at(-2)?.reply.text).toContain('没有找到这件事项')
    expect(phone.last()).toContain('您发的我先记下了：“电梯也停了。”')
    expect(JSON.stringify(town.room())).not.toContain('电梯也停了')
    await town.ends()
  })

  test('a matter of the other that lay open is not shown again, whatever is said', async () => {
    const town = await openTown('')
    const [page, phone] = [town.resident('柳叶青'), town.resident('柳叶青的手机')]
    await page.files()
    await joins(page, phone)
    await phone.says('我的事项')
    await phone.says('1')
    await phone.says('English')
    expect(phone.last()).toContain('安置点三号楼一下雨就漏')
    await page.says('解除关联')
    await page.says('2')
    await phone.says('中文')
    expect(phone.last()).not.toContain('安置点三号楼一下雨就漏')
    expect(phone.last()).not.toContain('2026-000001')
    await town.ends()
  })

  test('a list with a matter of the other is not shown again either', async () => {
    const town = await openTown('')
    const [page, phone] = [town.resident('柳叶青'), town.resident('柳叶青的手机')]
    await page.files()
    await joins(page, phone)
    await phone.says('我的事项')
    await page.says('解除关联')
    await page.says('2')
    await phone.says('English')
    expect(choicesOf(phone)).not.toContain('2026-000001')
    await town.ends()
  })

  test('a new query code for a matter is given only where it was filed', async () => {
    const town = await openTown('')
    const [page, phone] = [town.resident('柳叶青'), town.resident('柳叶青的手机')]
    await page.files()
    await joins(page, phone)
    const { id } = await town.context.db.ticket.findFirstOrThrow()
    await phone.says('我的事项')
    await phone.says('1')
    expect(choicesOf(phone)).not.toContain('换查询码')
    await phone.sends({ kind: 'choice', value: `code:${id}` })
    expect(phone.last()).toContain('2026-000001')
    expect(() => phone.code()).toThrow()
    await town.ends()
  })
})

describe('a joined account abroad', { timeout: 60_000 }, () => {
  test('is neither shown nor told of what was filed under seal in the country; one at home only that there is something', async () => {
    const town = await openTown('', { abroad: true, office: withCustodian })
    await town.officer('云舒', { unit: 'reception' })
    const [page, chat] = [town.resident('柳叶青'), town.resident('柳叶青', 'abroad')]
    await page.files()
    for (const value of ['report', 'category:conduct', 'accused:none']) await page.sends({ kind: 'choice', value })
    for (const text of ['柳湾村', '某某收了人家的烟酒。']) await page.sends({ kind: 'text', text })
    for (const value of ['done', 'contact:none', 'submit']) await page.sends({ kind: 'choice', value })
    const [plain, sealed] = await town.context.db.ticket.findMany({ orderBy: { sequence: 'asc' } })
    expect([plain?.sealed, sealed?.sealed]).toEqual([false, true])
    await chat.says('关联')
    await chat.says('同意')
    await joins(page, chat)
    await chat.says('我的事项')
    expect(choicesOf(chat)).toContain('2026-000001')
    expect(choicesOf(chat)).not.toContain('2026-000002')
    await chat.sends({ kind: 'choice', value: `matter:${sealed?.id}` })
    expect(chat.last()).toContain('没有找到这件事项')
    await chat.says('凭号查询')
    await chat.says('2026-000002')
    expect(chat.last()).toContain('查询码')
    expect(JSON.stringify(chat.screen())).not.toContain('保密的事')
    const phone = town.resident('柳叶青的手机')
    await joins(page, phone)
    await phone.says('我的事项')
    expect(phone.screen().at(-2)?.reply.text).toContain('您有 1 件保密的事，这里不显示')
    expect(choicesOf(phone)).not.toContain('2026-000002')
    await page.says('我的事项')
    expect(choicesOf(page)).toContain('2026-000002')
    await town.ends()
  })

  test('reads nothing that was said elsewhere once its consent is taken back, and can still part', async () => {
    const town = await openTown('', { abroad: true })
    const [page, chat] = [town.resident('柳叶青'), town.resident('柳叶青', 'abroad')]
    await page.files()
    await page.says('关联')
    await page.taps('给我一个代码')
    await chat.says(`关联 ${page.code()}`)
    expect(await town.context.db.person.count()).toBe(0)
    await chat.says('同意')
    expect(chat.last()).toContain('请打您自己在另一处要来的代码')
    await chat.says(page.code())
    await chat.says('我的事项')
    expect(choicesOf(chat)).toContain('2026-000001')
    await chat.says('1')
    expect(chat.last()).toContain('安置点三号楼一下雨就漏')
    await town.context.db.account.updateMany({ data: { consentedAt: null, consentVersion: null } })
    await chat.says('English')
    await chat.says('中文')
    expect(chat.last()).not.toContain('安置点三号楼一下雨就漏')
    await chat.says('撤回同意')
    await chat.says('我的事项')
    expect(chat.last()).toContain('还没有可以看的事项')
    await chat.says('解除关联')
    await chat.says('1')
    expect(await town.context.db.person.count()).toBe(0)
    await town.ends()
  })

  test('cannot be joined where the office is strict', async () => {
    const town = await openTown('', {
      abroad: true,
      office(office) {
        office.crossBorder = 'strict'
      },
    })
    const [page, chat] = [town.resident('柳叶青'), town.resident('柳叶青', 'abroad')]
    await page.says('关联')
    await page.taps('给我一个代码')
    await chat.says(`关联 ${page.code()}`)
    expect(chat.screen().at(-2)?.reply.text).toContain('不能在这里关联')
    expect(await town.context.db.person.count()).toBe(0)
    await town.ends()
  })
})

test('who filed anonymously stays unknown to staff, whatever was joined', { timeout: 60_000 }, async () => {
  const town = await openTown('')
  const officer = await town.officer('云舒')
  const [page, phone] = [town.resident('柳叶青'), town.resident('柳叶青的手机')]
  await phone.files({ contact: ['柳叶青', '13800000000'] })
  await page.files()
  await joins(page, phone)
  await phone.says('我的事项')
  await officer.inPrivate.says('#2026-000002 看身份')
  const seen = officer.inPrivate.last() + JSON.stringify(town.room().filter(({ reply }) => /000002/.test(reply.text)))
  expect(seen).not.toMatch(/柳叶青|13800000000/)
  await town.ends()
})

function withCustodian(office: { accusations: { custodians: string[] } }) {
  office.accusations.custodians = ['云舒']
}

/** `other` types the code that `one` asks for. */
async function joins(one: Resident, other: Resident): Promise<void> {
  await one.says('关联')
  await one.taps('给我一个代码')
  await other.says(`关联 ${one.code()}`)
  await other.says(one.code())
}

/** What the outbox and the talks hold, opened. */
async function kept({ context }: Town): Promise<string> {
  const rows = await context.db.outbox.findMany()
  const talks = await context.db.conversation.findMany()
  return [
    ...rows.map((row) => context.vault.open('Outbox', 'paramsEnc', row.dedupeKey, row.paramsEnc)),
    ...talks.map((talk) =>
      talk.stateEnc ? context.vault.open('Conversation', 'stateEnc', talk.id, talk.stateEnc) : '',
    ),
  ].join('\n')
}

async function idOf(town: Town, { account }: Resident): Promise<string | undefined> {
  const accounts = await town.context.db.account.findMany()
  return accounts.find(
    ({ id, externalEnc }) => town.context.vault.open('Account', 'externalEnc', id, externalEnc) === account,
  )?.id
}

function choicesOf(resident: Resident): string {
  return (resident.screen().at(-1)?.reply.choices ?? [])
    .flat()
    .map(({ label }) => label)
    .join(' ')
}
