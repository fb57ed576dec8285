import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Outgoing } from '../../bot/message.ts'
import { wordRead, wordWaiting } from '../../bot/waiting.ts'
import { findOrOpenAccount } from '../../domain/accounts.ts'
import { recordDelivery } from '../../domain/deliveries.ts'
import { openTicket } from '../../domain/filing.ts'
import { readParams } from '../../domain/outbox.ts'
import { leavePerson } from '../../domain/persons.ts'
import { joinAll } from '../joined-accounts.ts'
import { openTown, type Town } from './conversation.ts'

const closed = { outcome: { kind: 'closed' as const, reason: 'nobody has written for long' } }

/** A town on WeChat, with what was handed to the channel. */
async function openOnWechat(): Promise<Town & { carried: Outgoing[] }> {
  const town = await openTown('', {
    name: 'wechat',
    office: (office) => {
      office.notices = { wechat: { answer: { id: 'template-of-answers-1234', fields: { title: 'thing1' } } } }
    },
    channel: { confirmsDelivery: false, repeatsSafely: false },
  })
  const carried: Outgoing[] = []
  const { send } = town.channel
  town.channel.send = (target, outgoing) => {
    carried.push(outgoing)
    return send(target, outgoing)
  }
  return Object.assign(town, { carried })
}

const readBy = (town: Town, account: string) => wordRead(town.context, 'wechat', account, town.now())

const waitingFor = (town: Town, account: string) => wordWaiting(town.context, 'wechat', account, town.now())

describe('what waits for a window', { timeout: 60_000 }, () => {
  test('and was read elsewhere meanwhile has arrived, and does not come again when the resident writes', async () => {
    const town = await openOnWechat()
    const resident = town.resident('柳叶青')
    const number = await resident.files()
    const officer = await town.officer('云舒')
    await officer.inPrivate.says(`#${number} 回复 周三来修。`)
    town.channel.will({ ...closed, of: /周三来修/ })
    await town.passes({ seconds: 21 })
    const before = resident.screen().length

    const waiting = await waitingFor(town, resident.account)
    expect(waiting.map(({ reply }) => reply.text)).toEqual([expect.stringContaining('周三来修。')])
    expect(await waitingFor(town, 'resident:somebody else')).toEqual([])
    for (const { id } of waiting) await town.work((work) => recordDelivery(work, 'wechat', id))

    const { status, deliveredAt, sentAt } = await town.context.db.outbox.findUniqueOrThrow({
      where: { dedupeKey: waiting[0]?.id ?? '' },
    })
    expect({ status, deliveredAt, sentAt }).toEqual({ status: 'sent', deliveredAt: town.now(), sentAt: town.now() })
    // Counted as answered from now on (promise 3), and told once.
    expect(await town.context.db.ticket.findFirst()).toMatchObject({ state: 'answered', answeredAt: town.now() })
    for (const { id } of waiting) await town.work((work) => recordDelivery(work, 'wechat', id))
    expect(await town.context.db.ticketEvent.count({ where: { kind: 'reply-delivered' } })).toBe(1)

    expect(await waitingFor(town, resident.account)).toEqual([])
    await resident.says('菜单')
    const shown = resident.screen().slice(before)
    expect(shown.map(({ reply }) => reply.text)).not.toContainEqual(expect.stringContaining('周三来修'))
    await town.ends()
  })

  test('and was read elsewhere keeps no code any longer', async () => {
    const town = await openOnWechat()
    const resident = town.resident('柳叶青')
    town.channel.will({ ...closed, of: /这是回执/ })
    await resident.files()
    const [receipt] = await waitingFor(town, resident.account)
    expect(receipt?.reply.secrets?.code).toMatch(/^[0-9A-Z-]{13,}$/)
    await town.work((work) => recordDelivery(work, 'wechat', receipt?.id ?? ''))
    const row = await town.context.db.outbox.findUniqueOrThrow({ where: { dedupeKey: receipt?.id ?? '' } })
    expect(readParams(town.context, row)).not.toHaveProperty('code')
    const [read] = await readBy(town, resident.account)
    expect(read?.reply).not.toHaveProperty('secrets')
    await town.ends()
  })

  test('and was read elsewhere can be read there again for thirty days, and nothing that is in the talk', async () => {
    const town = await openOnWechat()
    const resident = town.resident('柳叶青')
    const number = await resident.files()
    const officer = await town.officer('云舒')
    await officer.inPrivate.says(`#${number} 回复 周三来修。`)
    town.channel.will({ ...closed, of: /周三来修/ })
    await town.passes({ seconds: 21 })
    expect(await readBy(town, resident.account)).toEqual([])
    const [answer] = await waitingFor(town, resident.account)
    await town.work((work) => recordDelivery(work, 'wechat', answer?.id ?? ''))
    expect(await readBy(town, 'resident:somebody else')).toEqual([])
    await town.passes({ days: 29 })
    expect(await readBy(town, resident.account)).toEqual([answer])
    await town.passes({ days: 1 })
    expect(await readBy(town, resident.account)).toEqual([])
    await town.ends()
  })

  test('of a matter that another account filed can be read again until the two part', async () => {
    const town = await openTown('', { wechat: true })
    const [onPage, onWechat] = [town.resident('柳叶青'), town.resident('柳叶青', 'wechat')]
    const number = await onPage.files()
    await onWechat.says('你好')
    const [page, wechat] = await town.work(async (work) => [
      await findOrOpenAccount(work, 'web', onPage.account),
      await findOrOpenAccount(work, 'wechat', onWechat.account),
    ])
    if (!page || !wechat) throw new Error('They have said something')
    await joinAll(town.context, town.now(), [page, wechat])
    const officer = await town.officer('云舒')
    await officer.inPrivate.says(`#${number} 回复 周三来修。`)
    for (const channel of [town.channel, town.wechat]) channel.will({ ...closed, of: /周三来修/ })
    await town.passes({ seconds: 21 })
    const answer = (await waitingFor(town, onWechat.account)).find(({ reply }) => reply.text.includes('周三来修'))
    await town.work((work) => recordDelivery(work, 'wechat', answer?.id ?? ''))
    expect(await readBy(town, onWechat.account)).toEqual([answer])
    await town.work((work) => leavePerson(work, wechat))
    expect(await readBy(town, onWechat.account)).toEqual([])
    await town.ends()
  })

  test('is not sent again, nor a notice for it, when a button is pressed on the page', async () => {
    const town = await openOnWechat()
    const resident = town.resident('柳叶青')
    const number = await resident.files()
    const officer = await town.officer('云舒')
    await officer.inPrivate.says(`#${number} 回复 周三来修。`)
    town.channel.will({ ...closed, of: /周三来修/ })
    await town.passes({ seconds: 21 })
    const sent = () => town.carried.filter(({ reply }) => reply.text.includes('周三来修') && reply.choices).length
    const before = sent()
    await resident.sends({ kind: 'choice', value: 'menu' }, { onPage: true })
    expect(sent()).toBe(before)
    expect(resident.last()).toContain('还要办什么')
    expect(await waitingFor(town, resident.account)).toHaveLength(1)
    await resident.says('菜单')
    expect(sent()).toBe(before + 1)
    await town.ends()
  })

  test('and was read nowhere comes as soon as the resident writes', async () => {
    const town = await openOnWechat()
    const resident = town.resident('柳叶青')
    const number = await resident.files()
    const officer = await town.officer('云舒')
    await officer.inPrivate.says(`#${number} 回复 周三来修。`)
    town.channel.will({ ...closed, of: /周三来修/ })
    await town.passes({ seconds: 21 })
    await resident.says('菜单')
    expect(resident.screen().filter(({ reply }) => reply.text.includes('周三来修'))).toHaveLength(1)
    expect(await waitingFor(town, resident.account)).toEqual([])
    await town.ends()
  })

  test('goes with a notice that may stand for it, and what is only said in answer does not', async () => {
    const town = await openOnWechat()
    const resident = town.resident('柳叶青')
    const number = await resident.files()
    const officer = await town.officer('云舒')
    await officer.inPrivate.says(`#${number} 回复 周三来修。`)
    await town.passes({ seconds: 21 })
    const answer = town.carried.find(({ reply }) => reply.text.endsWith('周三来修。') && reply.choices)
    expect(answer?.pointer).toEqual({
      kind: 'answer',
      number,
      title: '您有一条新的答复',
      hint: '点开查看',
      at: town.now(),
    })
    const pointed = town.carried.filter(({ pointer }) => pointer !== undefined)
    expect(pointed.map(({ pointer }) => pointer?.kind)).toEqual(['progress', 'answer'])
    await town.ends()
  })

  test('goes and waits in the language of who reads it', async () => {
    const town = await openOnWechat()
    const resident = town.resident('柳叶青')
    await resident.says('菜单')
    expect(town.carried.at(-1)?.language).toBe('zh')
    town.channel.will(closed)
    await resident.says('English')
    expect(town.carried.at(-1)?.language).toBe('en')
    expect(await waitingFor(town, resident.account)).toMatchObject([{ language: 'en' }])
    await town.ends()
  })

  test('of an accusation goes with one that tells nothing, not even a number', async () => {
    const town = await openOnWechat()
    await town.officer('纪检专员')
    await town.work(async (work) => {
      const account = await findOrOpenAccount(work, 'wechat', 'resident:柳叶青')
      await openTicket(work, account, {
        id: randomUUID(),
        category: 'conduct',
        words: [{ text: '多报了两亩地', files: [] }],
      })
    })
    await town.settle()
    const [receipt] = town.carried.filter(({ pointer }) => pointer !== undefined)
    expect(receipt?.pointer).toEqual({ kind: 'progress', title: '您有一条新消息', hint: '点开查看', at: town.now() })
    await town.ends()
  })
})
