import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { claimTurns, runTurn } from '../../../../bot/turns.ts'
import { findOrOpenAccount } from '../../../../domain/accounts.ts'
import { withWork } from '../../../../domain/context.ts'
import { readEvents } from '../../../../domain/events.ts'
import { post } from '../../../../domain/outbox.ts'
import { replyToTicket } from '../../../../domain/replies.ts'
import { numberOf } from '../../../../domain/tickets.ts'
import { exampleOffice } from '../../../context.ts'
import { hire } from '../../../small-office.ts'
import type { Person } from '../../../wechat/server.ts'
import { answerTemplate, closeBenches, templates } from './open.ts'
import { openAccount } from './open-account.ts'

// The first database of a worker takes long on a busy machine.
let account: Awaited<ReturnType<typeof openAccount>>
beforeEach(async () => {
  account = await openAccount()
})
afterEach(closeBenches)

const hour = 3_600_000
const sendPath = '/cgi-bin/message/custom/send'

const shown = (person: Person) => person.screen.map(({ text }) => text)

async function does(act: Promise<unknown>): Promise<void> {
  await act
  account.clock.now += 5_000
  await account.settle()
}

/** Letters for somebody, written at one moment. */
async function write(person: Person, count: number): Promise<void> {
  const { context, now } = account
  await withWork(context, now(), async (work) => {
    const { id } = await findOrOpenAccount(work, 'wechat', person.openid)
    const letters = Array.from({ length: count }, (_, index) => ({
      dedupeKey: `letter:${index + 1}`,
      lane: 'answer' as const,
      kind: 'answer',
      params: { number: `2026-00010${index + 1}`, unit: 'housing', text: '周三来修。' },
      to: { account: id },
      statutory: true,
    }))
    await post(work, letters)
  })
  await account.settle()
}

/** Somebody who wrote two days ago, and for whom so many letters wait. */
async function silent({ letters }: { letters: number }): Promise<Person> {
  const person = account.wechat.person()
  await does(person.says('你好'))
  account.clock.now += 49 * hour
  await write(person, letters)
  expect(await statuses('letter:')).toEqual(Array(letters).fill('closed'))
  return person
}

async function statuses(key: string): Promise<string[]> {
  const rows = await account.context.db.outbox.findMany({
    where: { dedupeKey: { startsWith: key } },
    orderBy: { id: 'asc' },
  })
  return rows.map(({ status }) => status)
}

describe('when letters wait and the resident is heard', { timeout: 60_000 }, () => {
  it('the question that a tap brings up comes first, and what fits of the letters after it', async () => {
    const person = await silent({ letters: 3 })
    const seen = person.screen.length
    await does(person.does('CLICK', { EventKey: 'report' }))
    const group = exampleOffice().categories[0]
    expect(shown(person).slice(seen)).toEqual([
      expect.stringContaining(`1. ${group?.name.zh}`),
      expect.stringContaining('2026-000101'),
      expect.stringContaining('2026-000102'),
    ])
    expect(await statuses('letter:')).toEqual(['sent', 'sent', 'closed'])
  })

  it('every word is answered, however many letters there are', async () => {
    const person = await silent({ letters: 12 })
    const before = (await statuses('turn:')).length
    await does(person.says('菜单'))
    await does(person.says('在吗'))
    const answers = (await statuses('turn:')).slice(before)
    expect(answers.length).toBeGreaterThanOrEqual(2)
    expect(new Set(answers)).toEqual(new Set(['sent']))
    expect((await statuses('letter:')).filter((status) => status === 'sent')).toHaveLength(10 - answers.length)
  })

  it('a letter longer than a window begins in the talk once, and its history says once that it waits', async () => {
    const { wechat, clock, context, now, settle } = account
    const { officer } = await hire(context, now(), '张三')
    const person = wechat.person()
    for (const words of ['反映问题', '1', '1', '柳湾村', '三号楼漏水。', '完成', '匿名', '提交'])
      await does(person.says(words))
    const ticket = await context.db.ticket.findFirstOrThrow()
    const text = '下周二上门维修。'.repeat(700)
    await withWork(context, now(), (work) => replyToTicket(work, officer, numberOf(ticket), { kind: 'reply', text }))
    clock.now += 60_000
    await settle()
    const beginnings = () => shown(person).filter((words) => words.includes('下周二上门维修。'))
    expect(beginnings()).toHaveLength(1)
    for (const words of ['在吗', '有人吗', '菜单']) await does(person.says(words))
    expect(beginnings()).toHaveLength(1)
    const events = await withWork(context, now(), (work) => readEvents(work, ticket.id))
    expect(events.filter(({ kind }) => kind === 'reply-undeliverable')).toHaveLength(1)
    expect(await context.db.outbox.findFirst({ where: { kind: 'answer' } })).toMatchObject({ status: 'closed' })
  })

  it('a letter is pointed to once, however often it has to wait on', async () => {
    const person = account.wechat.person()
    await does(person.says('你好'))
    await account.context.sql(`UPDATE "ReplyWindow" SET "left" = 0`)
    for (let times = 0; times < 3; times++) {
      account.clock.now += 1_000
      await person.agrees(answerTemplate.id)
    }
    await write(person, 1)
    expect(person.notices).toHaveLength(1)
    await account.context.db.outbox.updateMany({ where: { dedupeKey: 'letter:1' }, data: { status: 'waiting' } })
    await account.settle()
    expect(await statuses('letter:')).toEqual(['closed'])
    expect(person.notices).toHaveLength(1)
  })
})

describe('when the resident writes while a letter is found closed', { timeout: 60_000 }, () => {
  /** They write, and are answered, before what asks goes on. */
  async function writes(person: Person): Promise<void> {
    const { context, clock, log, now } = account
    clock.now += 1_000
    await person.says('有答复了吗')
    for (const row of await claimTurns(context, now(), 8)) await runTurn(context, log, row, now())
  }

  it('while a notice is on its way in its place: it goes to them at once', async () => {
    const person = account.wechat.person()
    await does(person.says('你好'))
    await person.agrees(answerTemplate.id)
    account.clock.now += 49 * hour
    await account.one.channel.stop()
    let isAsked = false
    const other = await account.instance({
      async notices() {
        if (!isAsked) {
          isAsked = true
          await writes(person)
        }
        return templates
      },
    })
    account.settle = () => other.bot.settle(account.now())
    await write(person, 1)
    expect(isAsked).toBe(true)
    expect(await statuses('letter:')).toEqual(['sent'])
    expect(shown(person).join()).toContain('2026-000101')
  })

  it('before it is written down that WeChat takes no more: their new window stays as it is', async () => {
    const { wechat, context } = account
    const person = wechat.person()
    await does(person.says('你好'))
    const left = async () => (await context.db.replyWindow.findFirstOrThrow()).left
    await account.one.channel.stop()
    const other = await account.instance({}, (host) => ({
      ...host,
      windows: {
        ...host.windows,
        async close(...closed) {
          wechat.fault(() => undefined)
          await writes(person)
          await host.windows.close(...closed)
          expect(await left()).toBe(5)
        },
      },
    }))
    account.settle = () => other.bot.settle(account.now())
    wechat.fault(({ path }) => (path === sendPath ? { errcode: 45015 } : undefined))
    await write(person, 1)
    expect(wechat.callsOf(sendPath).map(({ errcode }) => errcode)).toContain(45015)
    expect(await statuses('letter:')).toEqual(['sent'])
    expect(shown(person).join()).toContain('2026-000101')
  })
})
