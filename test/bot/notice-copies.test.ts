import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { consentVersion } from '../../domain/consents.ts'
import { recordOutcome } from '../../domain/deliveries.ts'
import { viewMatter } from '../../domain/matter-view.ts'
import { sendOn, takeNoticesBack } from '../../domain/notice-copies.ts'
import { post } from '../../domain/outbox.ts'
import { findDiscrepancies } from '../../domain/reconcile.ts'
import { claimOutbox } from '../../domain/sends.ts'
import { openTown, type Resident, type Town } from './conversation.ts'

const closed = { outcome: { kind: 'closed' as const, reason: '48 hours' } }
const pointed = { outcome: { kind: 'closed' as const, reason: '48 hours', pointed: true as const } }
const blocked = { outcome: { kind: 'unreachable' as const, reason: 'blocked' } }

describe('a person with several accounts', { timeout: 60_000 }, () => {
  test('a WeChat window is closed: the answer comes on the page, and the one that waited never comes', async () => {
    const town = await openTown('微信的窗口关了：答复改发到同一个人的网页', { wechat: true })
    const officer = await town.officer('云舒')
    const [wechat, web] = [town.resident('柳叶青', 'wechat'), town.resident('柳叶青')]
    await web.opens()
    const number = await wechat.files()
    await join(town, [wechat, web])
    await officer.repliesTo(number, '周三来修。')
    town.wechat.will(closed)
    await town.passes({ seconds: 20 })
    expect(cardOf(town)).toContain('没送到：微信公众号要等居民来信才能再发；改发网页，等居民看到')
    expect(web.last()).toContain('周三来修。')
    expect(await kindsOf(town)).not.toContain('reply-undeliverable')
    expect((await findDiscrepancies(town.context, town.now())).undeliverable).toEqual([])
    await web.reads()
    expect(cardOf(town)).toContain('居民已收到：网页，8月3日 09:00')
    expect(await town.context.db.ticket.findFirst()).toMatchObject({ state: 'answered' })
    await town.passes({ hours: 1 })
    await wechat.says('在吗')
    expect(textOf(wechat)).not.toContain('周三来修')
    expect(await statusesOf(town, 'answer')).toEqual(['superseded', 'sent'])
    await town.ends('fallback')
  })

  test('the notice that points to an answer is told on the card, and the answer goes on all the same', async () => {
    const town = await openTown('', { wechat: true })
    const { officer, number, web } = await filedOnWechat(town)
    await officer.repliesTo(number, '周三来修。')
    town.wechat.will(pointed)
    await town.passes({ seconds: 20 })
    expect(cardOf(town)).toContain('微信公众号要等居民来信才能再发，已发提醒；改发网页')
    expect(web.last()).toContain('周三来修。')
    await town.ends()
  })

  test('what was not seen on the page still comes on WeChat when they write there, and counts once', async () => {
    const town = await openTown('', { wechat: true })
    const { officer, number, web, wechat } = await filedOnWechat(town)
    await officer.repliesTo(number, '周三来修。')
    town.wechat.will(closed)
    await town.passes({ seconds: 20 })
    expect(await wentTo(town, 'wechat')).toEqual({ channel: 'web', at: null })
    await wechat.says('在吗')
    expect(textOf(wechat)).toContain('周三来修。')
    expect(cardOf(town)).toContain('居民已收到：微信公众号')
    expect(await wentTo(town, 'web')).toEqual({ channel: 'wechat', at: town.now().toISOString() })
    expect(await wentTo(town, 'wechat')).toBeUndefined()
    const events = await kindsOf(town)
    await web.reads()
    expect(await kindsOf(town)).toEqual(events)
    expect(events.filter((kind) => kind === 'reply-delivered')).toHaveLength(1)
    await town.ends()
  })

  test('whoever has shut us out on one channel gets it on the next, and what comes later goes there at once', async () => {
    const town = await openTown('', { wechat: true })
    const { officer, number, web } = await filedOnWechat(town)
    await officer.repliesTo(number, '周三来修。')
    town.wechat.will(blocked)
    await town.passes({ seconds: 20 })
    expect(cardOf(town)).toContain('微信公众号联系不上，可能已被居民屏蔽；改发网页')
    expect(web.last()).toContain('周三来修。')
    const calls = town.wechat.calls
    await officer.repliesTo(number, '改到周四。')
    await town.passes({ seconds: 20 })
    expect(web.last()).toContain('改到周四。')
    expect(town.wechat.calls).toBe(calls)
    await town.ends()
  })

  test('when no account is left it is told once, and the first that opens lets it out', async () => {
    const town = await openTown('', { wechat: true })
    const { officer, number, web, wechat } = await filedOnWechat(town)
    await officer.repliesTo(number, '周三来修。')
    town.wechat.will(closed)
    town.channel.will({ ...blocked, of: /周三来修/ })
    await town.passes({ seconds: 20 })
    // It comes when they write: nobody has to see to it in the night.
    expect((await findDiscrepancies(town.context, town.now())).undeliverable).toEqual([])
    expect(cardOf(town)).toContain('没送到！请另想办法联系：微信公众号要等居民来信才能再发；网页联系不上')
    expect((await kindsOf(town)).filter((kind) => kind === 'reply-undeliverable')).toHaveLength(1)
    await wechat.says('在吗')
    expect(textOf(wechat)).toContain('周三来修。')
    await web.says('在吗')
    expect(textOf(web)).not.toContain('周三来修。')
    expect((await kindsOf(town)).filter((kind) => kind.startsWith('reply-'))).toEqual([
      'reply-undeliverable',
      'reply-delivered',
    ])
    await town.ends()
  })

  test('an outcome that is written down a second time changes nothing', async () => {
    const town = await openTown('', { wechat: true })
    const { officer, number } = await filedOnWechat(town)
    await officer.repliesTo(number, '周三来修。')
    const at = new Date(town.now().getTime() + 20_000)
    const channels = [{ name: 'wechat', leaseMs: 60_000 }]
    const [row] = await claimOutbox(town.context, { owner: 'test', channels, at, limit: 1 })
    if (!row) throw new Error('There is nothing to send')
    const settle = () =>
      recordOutcome(town.context, row, closed.outcome, { name: 'wechat', repeatsSafely: false }, town.now())
    await settle()
    const before = await rowsOf(town)
    await settle()
    expect(await rowsOf(town)).toEqual(before)
    expect(await statusesOf(town, 'answer')).toEqual(['closed', 'waiting'])
  })

  test('a notice that no step of the history waits for goes on too, and is withdrawn where it waits', async () => {
    const town = await openTown('', { wechat: true })
    const { web, wechat, accounts } = await filedOnWechat(town)
    const { id } = await town.context.db.ticket.findFirstOrThrow()
    const params = { number: '2026-000001', rule: 'HANDLE_60D', version: 'cn-2022-1', dueOn: '2026-10-08' }
    const late = { dedupeKey: 'late:test', lane: 'alarm' as const, kind: 'lateNotice', params, ticketId: id }
    town.wechat.will(closed)
    await town.work((work) => post(work, [{ ...late, to: { account: accounts[0] ?? '' }, statutory: true }]))
    await town.settle()
    expect(web.last()).toContain('2026-000001')
    await web.reads()
    await wechat.says('在吗')
    expect(await statusesOf(town, 'lateNotice')).toEqual(['superseded', 'sent'])
    await town.ends()
  })

  test('what waits on WeChat comes on the page as soon as the two are joined', async () => {
    const town = await openTown('', { wechat: true })
    const officer = await town.officer('云舒')
    const [wechat, web] = [town.resident('柳叶青', 'wechat'), town.resident('柳叶青')]
    await web.opens()
    await officer.repliesTo(await wechat.files(), '周三来修。')
    town.wechat.will(closed)
    await town.passes({ seconds: 20 })
    expect(textOf(web)).not.toContain('周三来修。')
    const accounts = await join(town, [wechat, web])
    await town.work((work) => sendOn(work, accounts))
    await town.settle()
    expect(web.last()).toContain('周三来修。')
    await town.ends()
  })

  test('an account that leaves gets nothing more of what others filed, and what it filed stays its own', async () => {
    const town = await openTown('', { wechat: true })
    const { officer, number, web, wechat, accounts } = await filedOnWechat(town, { prefers: 'web' })
    const own = await web.files({ village: '白滩村' })
    await officer.repliesTo(number, '周三来修。')
    await officer.repliesTo(own, '周四量房。')
    town.channel.will({ ...closed, of: /周三来修/ }, { ...closed, of: /量房/ })
    town.wechat.will(closed, closed)
    await town.passes({ seconds: 20 })
    await town.work(async (work) => {
      await takeNoticesBack(work, accounts[1] ?? '')
      await work.tx.account.update({ where: { id: accounts[1] ?? '' }, data: { personId: null } })
    })
    await web.says('在吗')
    expect(textOf(web)).toContain('周四量房。')
    expect(textOf(web)).not.toContain('周三来修。')
    await wechat.says('在吗')
    expect(textOf(wechat)).toContain('周三来修。')
    await town.ends()
  })

  test('notices go where the person wants them; a receipt stays where they filed', async () => {
    const town = await openTown('', { wechat: true })
    const { officer, number, web, wechat } = await filedOnWechat(town, { prefers: 'web' })
    await officer.says(`#${number} 受理`)
    expect(web.last()).toContain('受理')
    expect(textOf(wechat)).not.toContain('已受理')
    const next = await wechat.files({ village: '白滩村' })
    expect(textOf(wechat)).toContain(next)
    expect(textOf(web)).not.toContain(next)
    await town.ends()
  })

  test('abroad it goes to whoever agreed to that, and has arrived when the platform took it', async () => {
    const town = await openTown('', { abroad: true, wechat: true })
    const { officer, number, abroad, wechat } = await filedOnWechat(town, { abroad: true, consents: true })
    await officer.repliesTo(number, '周三来修。')
    town.wechat.will(closed)
    await town.passes({ seconds: 20 })
    expect(abroad?.last()).toContain('周三来修。')
    expect(cardOf(town)).toContain('居民已收到：Telegram')
    await wechat.says('在吗')
    expect(textOf(wechat)).not.toContain('周三来修')
    await town.ends()
  })

  test('a sealed matter is never told abroad, whatever was agreed to', async () => {
    const town = await openTown('', { abroad: true, wechat: true })
    const keeper = await town.officer('纪检专员', { unit: 'reception' })
    const { wechat, abroad } = await filedOnWechat(town, { prefers: 'abroad', abroad: true, consents: true })
    const { id } = await town.context.db.ticket.findFirstOrThrow()
    await town.context.db.ticket.update({ where: { id }, data: { sealed: true, kind: 'accusation' } })
    town.wechat.will(closed)
    await keeper.inPrivate.says('#2026-000001 回复 已经在查。')
    await town.passes({ seconds: 20 })
    expect(abroad && textOf(abroad)).not.toContain('2026-000001')
    expect(await statusesOf(town, 'answer')).toEqual(['closed'])
    await wechat.says('在吗')
    expect(textOf(wechat)).toContain('已经在查。')
  })
})

/** Somebody who filed on WeChat and has the page too, and perhaps Telegram. */
async function filedOnWechat(
  town: Town,
  more: { prefers?: 'web' | 'abroad'; abroad?: true; consents?: boolean } = {},
): Promise<{
  officer: Awaited<ReturnType<Town['officer']>>
  number: string
  wechat: Resident
  web: Resident
  abroad: Resident | undefined
  accounts: string[]
}> {
  const officer = await town.officer('云舒')
  const [wechat, web] = [town.resident('柳叶青', 'wechat'), town.resident('柳叶青')]
  const abroad = more.abroad && town.resident('柳叶青', 'abroad')
  await web.opens()
  await abroad?.opens()
  const number = await wechat.files()
  const accounts = await join(town, abroad ? [wechat, abroad] : [wechat, web], more.prefers)
  if (more.consents) {
    const consent = { consentedAt: town.now(), consentVersion }
    await town.context.db.account.updateMany({ where: { channel: 'telegram' }, data: consent })
  }
  return { officer, number, wechat, web, abroad, accounts }
}

/** They are one person's from now on. Returns the accounts' ids. */
async function join(town: Town, residents: Resident[], prefers?: 'web' | 'abroad'): Promise<string[]> {
  const { db, vault } = town.context
  const hashes = residents.flatMap(({ account }) =>
    ['web', 'wechat', 'telegram'].map((channel) => vault.hash('account', `${channel}:${account}`)),
  )
  const accounts = await db.account.findMany({ where: { externalHash: { in: hashes } }, orderBy: { channel: 'desc' } })
  expect(accounts).toHaveLength(residents.length)
  const preferred = accounts.find(({ channel }) => channel === (prefers === 'abroad' ? 'telegram' : prefers))
  const person = { id: randomUUID(), createdAt: town.now(), preferredAccountId: preferred?.id ?? null }
  await db.person.create({ data: person })
  const ids = accounts.map(({ id }) => id)
  await db.account.updateMany({ where: { id: { in: ids } }, data: { personId: person.id } })
  return ids
}

function cardOf(town: Town): string {
  return town.room().find(({ reply }) => reply.card)?.reply.text ?? ''
}

function textOf(resident: Resident): string {
  return resident
    .screen()
    .map(({ reply }) => reply.text)
    .join('\n')
}

/** Where the answer went, as its resident reads it on a channel. */
function wentTo(town: Town, channel: string) {
  return town.work(async (work) => {
    const ticket = await work.tx.ticket.findFirstOrThrow()
    const account = await work.tx.account.findFirstOrThrow({ where: { channel, personId: { not: null } } })
    return (await viewMatter(work, ticket, account)).steps.find(({ kind }) => kind === 'replied')?.went
  })
}

async function kindsOf(town: Town): Promise<string[]> {
  const events = await town.context.db.ticketEvent.findMany({ orderBy: { seq: 'asc' } })
  return events.map(({ kind }) => kind)
}

async function rowsOf(town: Town) {
  const { db } = town.context
  return [
    await db.outbox.findMany({ orderBy: { id: 'asc' } }),
    await db.ticketEvent.findMany({ orderBy: { seq: 'asc' } }),
  ]
}

async function statusesOf(town: Town, kind: string): Promise<string[]> {
  const rows = await town.context.db.outbox.findMany({ where: { kind }, orderBy: { id: 'asc' } })
  return rows.map(({ status }) => status)
}
