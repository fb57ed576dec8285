import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { recordDelivery, recordOutcome } from '../../domain/deliveries.ts'
import { viewMatter } from '../../domain/matter-view.ts'
import { sendOn } from '../../domain/notice-copies.ts'
import { post } from '../../domain/outbox.ts'
import { findDiscrepancies } from '../../domain/reconcile.ts'
import { claimOutbox } from '../../domain/sends.ts'
import { openTown, type Town } from './conversation.ts'
import { cardOf, filedOnWechat, join, kindsOf, statusesOf, textOf } from './joined-residents.ts'

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

  test('a notice about no matter that the law does not ask for goes on too', async () => {
    const town = await openTown('', { wechat: true })
    const { web, accounts } = await filedOnWechat(town)
    const params = {
      bookingId: randomUUID(),
      on: '2026-08-04',
      startsAt: '09:20',
      place: '行政服务中心',
      video: false,
      director: null,
      number: null,
      category: null,
      doorCode: '123456',
      daysLeft: 1,
      people: 1,
    }
    const reminder = { dedupeKey: 'visit:test', lane: 'answer' as const, kind: 'visitReminder', params }
    town.wechat.will(closed)
    await town.work((work) => post(work, [{ ...reminder, to: { account: accounts[0] ?? '' } }]))
    await town.settle()
    expect(await statusesOf(town, 'visitReminder')).toEqual(['closed', 'sent'])
    expect(web.last()).toContain('行政服务中心')
    await town.ends()
  })

  test('a message that was read is not told as one that cannot arrive, whatever its channel says later', async () => {
    const town = await openTown('')
    const [officer, web] = [await town.officer('云舒'), town.resident('柳叶青')]
    await officer.repliesTo(await web.files(), '周三来修。')
    const later = new Date(town.now().getTime() + 20_000)
    const claim = { owner: 'test', channels: [{ name: 'web', leaseMs: 60_000 }], at: later, limit: 50 }
    const row = (await claimOutbox(town.context, claim)).find(({ kind }) => kind === 'answer')
    if (!row) throw new Error('There is no answer to send')
    await town.work((work) => recordDelivery(work, 'web', row.dedupeKey))
    const page = { name: 'web', repeatsSafely: true }
    await recordOutcome(town.context, row, { kind: 'unreachable', reason: 'gone' }, page, town.now())
    await town.settle()
    expect(await statusesOf(town, 'answer')).toEqual(['sent'])
    expect(await kindsOf(town)).not.toContain('reply-undeliverable')
    expect(cardOf(town)).toContain('居民已收到：网页')
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

  test('what is said of a sealed matter is copied to no other account: staff see that it could not arrive', async () => {
    const town = await openTown('', { wechat: true })
    const keeper = await town.officer('纪检专员', { unit: 'reception' })
    const { wechat, web } = await filedOnWechat(town, { prefers: 'web' })
    const { id } = await town.context.db.ticket.findFirstOrThrow()
    await town.context.db.ticket.update({ where: { id }, data: { sealed: true, kind: 'accusation' } })
    town.wechat.will(closed)
    await keeper.inPrivate.says('#2026-000001 回复 已经在查。')
    await town.passes({ seconds: 20 })
    expect(textOf(web)).not.toContain('已经在查')
    expect(await statusesOf(town, 'answer')).toEqual(['closed'])
    expect(await kindsOf(town)).toContain('reply-undeliverable')
    await wechat.says('在吗')
    expect(textOf(wechat)).toContain('已经在查。')
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

/** Where the answer went, as its resident reads it on a channel. */
function wentTo(town: Town, channel: string) {
  return town.work(async (work) => {
    const ticket = await work.tx.ticket.findFirstOrThrow()
    const account = await work.tx.account.findFirstOrThrow({ where: { channel, personId: { not: null } } })
    return (await viewMatter(work, ticket, account)).steps.find(({ kind }) => kind === 'replied')?.went
  })
}

async function rowsOf(town: Town) {
  const { db } = town.context
  return [
    await db.outbox.findMany({ orderBy: { id: 'asc' } }),
    await db.ticketEvent.findMany({ orderBy: { seq: 'asc' } }),
  ]
}
