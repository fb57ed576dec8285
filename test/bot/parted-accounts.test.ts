import { describe, expect, test } from 'vitest'
import { recordDelivery, recordOutcome, type SendResult } from '../../domain/deliveries.ts'
import { post } from '../../domain/outbox.ts'
import { preferAccount } from '../../domain/persons.ts'
import { findDiscrepancies } from '../../domain/reconcile.ts'
import { type ClaimedRow, claimOutbox } from '../../domain/sends.ts'
import { joinAll } from '../joined-accounts.ts'
import { openTown, type Town } from './conversation.ts'
import { accountOf, cardOf, filedOnWechat, kindsOf, part, statusesOf, textOf } from './joined-residents.ts'

const closed = { outcome: { kind: 'closed' as const, reason: '48 hours' } }

/** A town with WeChat, where somebody filed who has the page too, and has been answered. */
async function answered(more: Parameters<typeof filedOnWechat>[1] = {}) {
  const town = await openTown('', { wechat: true, ...(more.abroad && { abroad: true }) })
  const filed = await filedOnWechat(town, more)
  await filed.officer.repliesTo(filed.number, '周三来修。')
  return { town, ...filed }
}

describe('once two accounts have parted, the answer to what was filed on one', { timeout: 60_000 }, () => {
  test('that lies unread on the other comes where it was filed, and reading it on the other tells nobody anything', async () => {
    const { town, web, wechat } = await answered()
    town.wechat.will(closed, closed)
    await town.passes({ seconds: 20 })
    expect(web.last()).toContain('周三来修。')
    await part(town, web)
    await web.reads()
    expect(await kindsOf(town)).not.toContain('reply-delivered')
    expect(cardOf(town)).toContain('没送到！')
    expect(cardOf(town)).not.toContain('网页')
    await wechat.says('在吗')
    expect(textOf(wechat)).toContain('周三来修。')
    expect(cardOf(town)).toContain('居民已收到：微信公众号')
    await town.ends()
  })

  test('that went to the other by wish and lies there unread comes where it was filed', async () => {
    const { town, web, wechat } = await answered({ prefers: 'web' })
    await town.passes({ seconds: 20 })
    expect(web.last()).toContain('周三来修。')
    await part(town, web)
    expect(textOf(wechat)).toContain('周三来修。')
    await web.reads()
    expect((await kindsOf(town)).filter((kind) => kind === 'reply-delivered')).toHaveLength(1)
    expect(cardOf(town)).toContain('居民已收到：微信公众号')
    await town.ends()
  })

  test('that was read on the other before does not come again', async () => {
    const { town, web, wechat } = await answered({ prefers: 'web' })
    await town.passes({ seconds: 20 })
    await web.reads()
    await part(town, web)
    expect(textOf(wechat)).not.toContain('周三来修。')
    expect(await statusesOf(town, 'answer')).toEqual(['sent'])
    await town.ends()
  })

  test.each(['that it was filed on leaves by itself', 'that the other is parted from it by the one it was filed on'])(
    'that waits on the other never comes there: %s',
    async (how) => {
      const { town, web, wechat } = await answered({ prefers: 'web' })
      town.channel.will({ ...closed, of: /周三来修/ })
      town.wechat.will(closed)
      await town.passes({ seconds: 20 })
      await (how.startsWith('that it was') ? part(town, wechat) : part(town, web, wechat))
      await web.says('在吗')
      expect(textOf(web)).not.toContain('周三来修。')
      await wechat.says('在吗')
      expect(textOf(wechat)).toContain('周三来修。')
      await town.ends()
    },
  )

  test.each<SendResult>([
    { kind: 'closed', reason: '48 hours' },
    { kind: 'retry', reason: 'busy', afterMs: 1000 },
    { kind: 'uncertain', reason: 'The connection broke' },
    { kind: 'sent', messageId: 'm1', delivered: true },
  ])('that is just being sent to the other goes there no more: $kind', async (outcome) => {
    const { town, web, wechat } = await answered({ prefers: 'web' })
    const row = await claim(town, 'web')
    await part(town, web)
    await recordOutcome(town.context, row, outcome, { name: 'web', repeatsSafely: true }, town.now())
    await town.passes({ minutes: 1 })
    await web.says('在吗')
    expect(textOf(web)).not.toContain('周三来修。')
    expect(textOf(wechat)).toContain('周三来修。')
    expect(await statusesOf(town, 'answer')).toEqual(['superseded', 'sent'])
    const events = await kindsOf(town)
    expect(events.filter((kind) => kind === 'reply-delivered')).toHaveLength(1)
    expect(events).not.toContain('reply-undeliverable')
    await town.ends()
  })

  test('goes on to an account that is joined afterwards', async () => {
    const { town, web, wechat } = await answered()
    town.wechat.will(closed, closed)
    await town.passes({ seconds: 20 })
    await part(town, web)
    const phone = town.resident('柳叶青的手机')
    await phone.opens()
    await joinAll(town.context, town.now(), [await accountOf(town, wechat), await accountOf(town, phone)])
    await town.settle()
    expect(textOf(phone)).toContain('周三来修。')
    await town.ends()
  })

  test('comes on the other once more when the two are joined again', async () => {
    const { town, web, wechat } = await answered({ prefers: 'web' })
    town.channel.will({ ...closed, of: /周三来修/ })
    town.wechat.will(closed)
    await town.passes({ seconds: 20 })
    await part(town, web)
    await joinAll(town.context, town.now(), [await accountOf(town, wechat), await accountOf(town, web)])
    await town.settle()
    expect(textOf(web)).toContain('周三来修。')
    await web.reads()
    expect(cardOf(town)).toContain('居民已收到：网页')
    await town.ends()
  })

  test('that was taken back from the other is not arrived by being read there, though the two are joined again', async () => {
    const { town, web, wechat } = await answered({ prefers: 'web' })
    await town.passes({ seconds: 20 })
    const lying = web.screen().find(({ reply }) => reply.text.includes('周三来修。'))
    town.wechat.will(closed)
    await part(town, web)
    await joinAll(town.context, town.now(), [await accountOf(town, wechat), await accountOf(town, web)])
    await town.work((work) => recordDelivery(work, 'web', lying?.id ?? ''))
    expect(await kindsOf(town)).not.toContain('reply-delivered')
    await town.settle()
    await web.reads()
    expect((await kindsOf(town)).filter((kind) => kind === 'reply-delivered')).toHaveLength(1)
    await town.ends()
  })

  test('can still be taken back while it is held, and is held as long as before', async () => {
    const { town, officer, number, web, wechat } = await answered({ prefers: 'web' })
    await part(town, web)
    expect(textOf(wechat)).not.toContain('周三来修。')
    await officer.says(`#${number} 撤回`)
    await town.passes({ minutes: 1 })
    expect(textOf(wechat) + textOf(web)).not.toContain('周三来修。')
    expect(await statusesOf(town, 'answer')).toEqual(['superseded', 'cancelled'])
    expect(await kindsOf(town)).toContain('reply-taken-back')
    await town.ends()
  })

  test('is told as one that cannot arrive when nothing else is on its way, once', async () => {
    const { town, web } = await answered()
    const refused = { outcome: { kind: 'refused' as const, reason: 'no' } }
    town.wechat.will(refused, refused)
    await town.passes({ seconds: 20 })
    expect(cardOf(town)).toContain('改发网页')
    await part(town, web)
    expect((await kindsOf(town)).filter((kind) => kind === 'reply-undeliverable')).toHaveLength(1)
    expect(cardOf(town)).toContain('没送到！')
    expect((await findDiscrepancies(town.context, town.now())).undeliverable).toHaveLength(1)
    await town.ends()
  })
})

test('what each had filed stays its own, whoever leaves', { timeout: 60_000 }, async () => {
  const { town, officer, web, wechat } = await answered({ prefers: 'web' })
  const own = await web.files({ village: '白滩村' })
  await officer.repliesTo(own, '周四量房。')
  town.channel.will({ ...closed, of: /周三来修/ }, { ...closed, of: /量房/ })
  town.wechat.will(closed, closed, closed)
  await town.passes({ seconds: 20 })
  await part(town, wechat)
  await web.says('在吗')
  expect(textOf(web)).toContain('周四量房。')
  expect(textOf(web)).not.toContain('周三来修。')
  await wechat.says('在吗')
  expect(textOf(wechat)).toContain('周三来修。')
  expect(textOf(wechat)).not.toContain('周四量房。')
  await town.ends()
})

test('a notice about no matter goes back to whom it is for', { timeout: 60_000 }, async () => {
  const town = await openTown('', { wechat: true })
  const { web, wechat, accounts } = await filedOnWechat(town, { prefers: 'web' })
  const params = { on: '2026-08-17', reason: '雨大', kind: 'office', township: '' }
  const notice = { dedupeKey: 'closed:test', lane: 'answer' as const, kind: 'receptionDayClosed', params }
  const soon = new Date(town.now().getTime() + 60_000)
  const to = { account: accounts[0] ?? '' }
  await town.work((work) => post(work, [{ ...notice, to, statutory: true, notBefore: soon }]))
  await part(town, web)
  const rows = await town.context.db.outbox.findMany({ where: { kind: 'receptionDayClosed' }, orderBy: { id: 'asc' } })
  expect(rows.map(({ accountId, status }) => ({ accountId, status }))).toEqual([
    { accountId: (await accountOf(town, web)).id, status: 'superseded' },
    { accountId: (await accountOf(town, wechat)).id, status: 'waiting' },
  ])
})

test('a notice that waits for no step of the history and came back in vain is seen by the office', {
  timeout: 60_000,
}, async () => {
  const town = await openTown('', { wechat: true })
  const { web, accounts } = await filedOnWechat(town, { prefers: 'web' })
  const { id } = await town.context.db.ticket.findFirstOrThrow()
  const params = { number: '2026-000001', rule: 'HANDLE_60D', version: 'cn-2022-1', dueOn: '2026-10-08' }
  const late = { dedupeKey: 'late:test', lane: 'alarm' as const, kind: 'lateNotice', params, ticketId: id }
  await town.work((work) => post(work, [{ ...late, to: { account: accounts[0] ?? '' }, statutory: true }]))
  town.wechat.will({ outcome: { kind: 'unreachable', reason: 'blocked' }, of: /2026-000001/ })
  await part(town, web)
  expect(await statusesOf(town, 'lateNotice')).toEqual(['superseded', 'unreachable'])
  const { undeliverable } = await findDiscrepancies(town.context, town.now())
  expect(undeliverable).toEqual([expect.stringContaining('lateNotice of ticket 2026-000001: unreachable')])
  await town.ends()
})

test('whoever takes back their consent is not told abroad what was filed in the country', {
  timeout: 60_000,
}, async () => {
  const { town, abroad, wechat } = await answered({ prefers: 'abroad', abroad: true, consents: true })
  await abroad?.says('撤回同意')
  await town.passes({ seconds: 20 })
  expect(abroad && textOf(abroad)).not.toContain('周三来修。')
  expect(textOf(wechat)).toContain('周三来修。')
  await town.ends()
})

test('what is on its way abroad when the consent is taken back is not tried there again', {
  timeout: 60_000,
}, async () => {
  const { town, abroad, wechat } = await answered({ prefers: 'abroad', abroad: true, consents: true })
  const row = await claim(town, 'telegram')
  await abroad?.says('撤回同意')
  const retry = { kind: 'retry' as const, reason: 'busy', afterMs: 1000 }
  await recordOutcome(town.context, row, retry, { name: 'telegram', repeatsSafely: false }, town.now())
  await town.passes({ minutes: 1 })
  expect(abroad && textOf(abroad)).not.toContain('周三来修。')
  expect(textOf(wechat)).toContain('周三来修。')
  await town.ends()
})

test('the others hear where notices go from now on, with how to undo it', { timeout: 60_000 }, async () => {
  const town = await openTown('', { wechat: true })
  const { web, wechat } = await filedOnWechat(town)
  const [page, chat] = [await accountOf(town, web), await accountOf(town, wechat)]
  await town.work((work) => preferAccount(work, page.personId ?? '', page.id, page))
  await town.settle()
  expect(wechat.last()).toContain('以后通知先发到您的网页')
  expect(wechat.last()).toContain('解除关联')
  expect(textOf(web)).not.toContain('以后通知')
  await town.work((work) => preferAccount(work, page.personId ?? '', null, chat))
  await town.settle()
  expect(web.last()).toContain('事情在哪里说的，通知就发到哪里')
  await town.ends()
})

/** Takes the answer into the hands of the sender of a channel, where it stays. */
async function claim(town: Town, channel: string): Promise<ClaimedRow> {
  const at = new Date(town.now().getTime() + 20_000)
  const channels = [{ name: channel, leaseMs: 600_000 }]
  const rows = await claimOutbox(town.context, { owner: 'test', channels, at, limit: 50 })
  const row = rows.find(({ kind }) => kind === 'answer')
  if (!row) throw new Error(`There is no answer to be sent on ${channel}`)
  return row
}
