import { afterEach, describe, expect, test, vi } from 'vitest'
import { claimSends, sendRow, settleLostLeases } from '../../bot/sender.ts'
import { findOrOpenAccount } from '../../domain/accounts.ts'
import { showTicket } from '../../domain/cards.ts'
import { type Lane, type Posting, post, type Recipient } from '../../domain/outbox.ts'
import { findDiscrepancies } from '../../domain/reconcile.ts'
import { lockLostLease } from '../../domain/sends.ts'
import { openTown, type Town } from './conversation.ts'

const notSafe = { repeatsSafely: false }

afterEach(() => {
  vi.useRealTimers()
})

describe('what goes out', { timeout: 60_000 }, () => {
  test('goes to each target in the order of lane and age, whatever else is under way', async () => {
    const town = await openTown('')
    const [a, b] = [await account(town, '甲'), await account(town, '乙')]
    await say(town, a, ['一', 'card'], ['二', 'answer'], ['三', 'receipt'], ['四', 'answer'], ['五', 'digest'])
    await say(town, b, ['甲', 'answer'], ['乙', 'answer'])
    await town.settle()
    expect(textsOf(town, '甲')).toEqual(['三', '二', '四', '一', '五'])
    expect(textsOf(town, '乙')).toEqual(['甲', '乙'])
    await town.ends()
  })

  test('a message that is tried again holds back what comes after it to the same person only', async () => {
    const town = await openTown('')
    const [a, b] = [await account(town, '甲'), await account(town, '乙')]
    town.channel.will({ outcome: { kind: 'retry', afterMs: 30_000, reason: 'busy' } })
    await say(town, a, ['一', 'answer'])
    await town.settle()
    await say(town, a, ['二', 'answer'])
    await say(town, b, ['甲', 'answer'])
    await town.passes({ seconds: 29 })
    expect([textsOf(town, '甲'), textsOf(town, '乙')]).toEqual([[], ['甲']])
    await town.passes({ seconds: 1 })
    expect(textsOf(town, '甲')).toEqual(['一', '二'])
    await town.ends()
  })

  test('a platform’s wait holds for its chat, also for what is more urgent, and counts from its answer', async () => {
    const town = await openTown('')
    const [a, b] = [await account(town, '甲'), await account(town, '乙')]
    await say(town, a, ['一', 'answer'])
    const [row] = await claimSends(town.sender, town.now(), 20)
    if (!row) throw new Error('There is nothing to send')
    town.channel.will({ outcome: { kind: 'retry', afterMs: 30_000, reason: 'busy' } })
    // The answer came forty seconds after the request.
    const instants = [town.now(), later(town, 40)]
    await sendRow(town.sender, row, () => instants.shift() ?? later(town, 40))
    await say(town, a, ['二', 'receipt'])
    await say(town, b, ['甲', 'answer'])
    await town.passes({ seconds: 69 })
    expect([textsOf(town, '甲'), textsOf(town, '乙')]).toEqual([[], ['甲']])
    await town.passes({ seconds: 1 })
    expect(textsOf(town, '甲')).toEqual(['二', '一'])
    await town.ends()
  })

  test('a channel that cannot send from here leaves its messages to the instance that can', async () => {
    const town = await openTown('')
    const a = await account(town, '甲')
    let isOnline = false
    town.channel.sends = () => isOnline
    await say(town, a, ['一', 'answer'])
    await town.settle()
    expect(textsOf(town, '甲')).toEqual([])
    expect(await town.context.db.outbox.findFirst()).toMatchObject({ status: 'waiting', attempts: 0 })
    isOnline = true
    await town.settle()
    expect(textsOf(town, '甲')).toEqual(['一'])
    await town.ends()
  })

  test('a group that moved is written to where it is now', async () => {
    const town = await openTown('')
    const officer = await town.officer('云舒')
    const number = await town.resident('甲').files()
    town.channel.will({ outcome: { kind: 'moved', room: 'main-new' }, of: /受理好了/ })
    await officer.says(`#${number} 受理`)
    const there = town.channel.screen({ room: 'main-new' })
    expect(there.map(({ reply }) => reply.text).join('\n')).toContain('受理好了')
    // Message numbers begin anew there: the card is shown anew.
    expect(there.filter(({ reply }) => reply.card?.number === number)).toHaveLength(1)
    await town.ends()
  })

  test('a topic that was deleted is not tried again: the room’s messages go into the group itself', async () => {
    const town = await openTown('')
    await town.context.db.room.updateMany({ data: { thread: '45' } })
    const sent: unknown[] = []
    const { send } = town.channel
    town.channel.send = async (target, outgoing) => {
      sent.push(target)
      const outcome = await send({ room: 'main' }, outgoing)
      return outcome.kind === 'sent' && 'thread' in target ? { ...outcome, threadGone: true } : outcome
    }
    await town.resident('甲').files()
    await town.resident('乙').files()
    expect(sent.filter((target) => 'room' in (target as object))).toEqual([
      { room: 'main', thread: '45' },
      { room: 'main' },
    ])
    await town.ends()
  })

  test('a message that can never be made ready is given up in the end, seen by the reconciler, and lets the next ones out', async () => {
    const town = await openTown('')
    const a = await account(town, '甲')
    const hopeless = { ...posting(a, '', 'answer'), kind: 'noSuchKind', statutory: true, dedupeKey: 'hopeless' }
    await town.work((work) => post(work, [hopeless, posting(a, '二', 'answer')]))
    await town.settle()
    expect(textsOf(town, '甲')).toEqual([])
    for (let time = 0; time < 10; time++) await town.passes({ seconds: 300 })
    expect(textsOf(town, '甲')).toEqual(['二'])
    const row = await town.context.db.outbox.findUniqueOrThrow({ where: { dedupeKey: 'hopeless' } })
    expect([row.status, row.attempts, row.failure]).toEqual(['refused', 10, 'It could not be made ready'])
    expect((await findDiscrepancies(town.context, town.now())).undeliverable).toEqual([
      `outbox ${row.id}, noSuchKind: refused`,
    ])
  })

  test('what the sender of another channel left behind is left to those who run that channel', async () => {
    const town = await openTown('')
    const elsewhere = await town.work((work) => findOrOpenAccount(work, 'elsewhere', '甲'))
    await town.work((work) => post(work, [posting({ account: elsewhere.id }, '一', 'answer')]))
    const lost = { status: 'sending' as const, leaseOwner: 'gone', leaseUntil: new Date(town.now().getTime() - 1) }
    await town.context.db.outbox.updateMany({ data: lost })
    expect(await settleLostLeases(town.sender, town.now())).toBe(0)
    expect((await town.context.db.outbox.findFirstOrThrow()).status).toBe('sending')
  })

  test('an answer that is held does not hold back what comes after it', async () => {
    const town = await openTown('')
    const a = await account(town, '甲')
    await town.work((work) => post(work, [posting(a, '一', 'answer', { notBefore: later(town, 20) })]))
    await say(town, a, ['二', 'card'])
    await town.settle()
    expect(textsOf(town, '甲')).toEqual(['二'])
    await town.passes({ seconds: 20 })
    expect(textsOf(town, '甲')).toEqual(['二', '一'])
    await town.ends()
  })

  test('the same dedupe key is sent once', async () => {
    const town = await openTown('')
    const a = await account(town, '甲')
    const same = { ...posting(a, '一', 'answer'), dedupeKey: 'about the same' }
    await town.work((work) => post(work, [same, same]))
    await town.work((work) => post(work, [same]))
    await town.settle()
    expect(textsOf(town, '甲')).toEqual(['一'])
    await town.ends()
  })

  describe('when nobody knows whether it arrived', () => {
    const broken = { outcome: { kind: 'uncertain' as const, reason: 'the connection broke' }, carried: true }

    test('a notice goes again, marked as a repeat with the same number', async () => {
      const town = await openTown('', { channel: notSafe })
      const resident = town.resident('柳叶青')
      await resident.opens()
      town.channel.will({ ...broken, of: /这是回执/ })
      const number = await resident.files()
      await town.passes({ seconds: 2 })
      const receipts = resident.screen().filter(({ reply }) => reply.text.includes('这是回执'))
      expect(receipts).toHaveLength(2)
      expect(receipts[1]?.reply.text).toMatch(new RegExp(`^（再次发送[\\s\\S]*${number}`))
      expect(receipts[1]?.reply.secrets).toEqual(receipts[0]?.reply.secrets)
      await town.ends()
    })

    test('small talk does not, and staff can find it', async () => {
      const town = await openTown('', { channel: notSafe })
      town.channel.will(broken)
      await town.resident('甲').opens()
      await town.passes({ minutes: 10 })
      expect(textsOf(town, '甲')).toHaveLength(1)
      expect(await town.context.db.outbox.findFirst()).toMatchObject({ status: 'uncertain' })
      await town.ends()
    })

    test('a channel that shows a repeat once is simply asked again', async () => {
      const town = await openTown('')
      town.channel.will(broken)
      await town.resident('甲').opens()
      await town.passes({ seconds: 2 })
      expect(textsOf(town, '甲')).toHaveLength(1)
      expect(textsOf(town, '甲')[0]).not.toContain('再次发送')
      expect(await town.context.db.outbox.findFirst()).toMatchObject({ status: 'sent', repeats: 0 })
      await town.ends()
    })

    test('a notice of which no repeat is known to have arrived is seen by a person in the end, and holds back nothing meanwhile', async () => {
      const town = await openTown('', { channel: notSafe })
      const officer = await town.officer('云舒')
      const number = await town.resident('甲').files()
      const send = town.channel.send
      town.channel.send = async (target, outgoing) => {
        const outcome = await send(target, outgoing)
        return 'account' in target && outgoing.reply.text.includes('周三来修') ? broken.outcome : outcome
      }
      await officer.repliesTo(number, '周三来修。')
      await town.passes({ hours: 1 })
      const repeats = () => textsOf(town, '甲').filter((text) => text.includes('周三来修'))
      const before = repeats().length
      await town.resident('甲').says('菜单')
      expect([repeats().length, textsOf(town, '甲').at(-1)?.includes('周三来修')]).toEqual([before, false])
      for (let minutes = 0; minutes < 12 * 60; minutes += 10) await town.passes({ minutes: 10 })
      expect(repeats()).toHaveLength(11)
      const row = await town.context.db.outbox.findFirstOrThrow({ where: { kind: 'answer' } })
      expect([row.status, row.repeats]).toEqual(['refused', 10])
      expect(cardOf(town)).toContain('没送到！请另想办法联系')
      expect((await findDiscrepancies(town.context, town.now())).undeliverable).toEqual([
        `outbox ${row.id}, answer of ticket ${number}: refused`,
      ])
      await town.ends()
    })

    test('a new card goes again, without a mark, for the room must have it', async () => {
      const town = await openTown('', { channel: notSafe })
      const send = town.channel.send
      let cards = 0
      town.channel.send = async (target, outgoing) => {
        if (!('room' in target) || cards++ > 0) return send(target, outgoing)
        return { kind: 'uncertain', reason: 'the connection broke' }
      }
      const number = await town.resident('甲').files()
      expect(town.room()).toEqual([])
      await town.passes({ minutes: 1 })
      expect(town.room().map(({ reply }) => reply.card?.number)).toEqual([number])
      expect(cardOf(town)).not.toContain('再次发送')
      await town.ends()
    })

    test('a card of which nobody ever knows is given up in the end, and listed until the room has it', async () => {
      const town = await openTown('', { channel: notSafe })
      const send = town.channel.send
      let cards = 0
      town.channel.send = async (target, outgoing) => {
        if (!('room' in target)) return send(target, outgoing)
        cards++
        return { kind: 'uncertain', reason: 'the connection broke' }
      }
      const number = await town.resident('甲').files()
      for (let hours = 0; hours < 24; hours++) await town.passes({ hours: 1 })
      expect(cards).toBe(11)
      const undeliverable = async () => (await findDiscrepancies(town.context, town.now())).undeliverable
      expect(await undeliverable()).toEqual([
        expect.stringMatching(new RegExp(`^outbox \\d+, card of ticket ${number}: refused$`)),
      ])
      // The next news brings it after all.
      town.channel.send = send
      await town.work(async (work) => showTicket(work, await work.tx.ticket.findFirstOrThrow(), 'moved'))
      await town.settle()
      expect(cardOf(town)).toContain(number)
      expect(await undeliverable()).toEqual([])
    })

    test('a channel that throws has told nothing', async () => {
      const town = await openTown('', { channel: notSafe })
      const send = town.channel.send
      town.channel.send = () => Promise.reject(new Error('a bug in the channel'))
      await town.resident('甲').opens()
      town.channel.send = send
      expect(await town.context.db.outbox.findFirst()).toMatchObject({ status: 'uncertain' })
      await town.ends()
    })

    test.each([
      [true, 1],
      [false, 2],
    ])(
      'a sender that dies with it in hand leaves it to others when its lease is over (repeats safely: %s)',
      async (repeatsSafely, shown) => {
        const town = await openTown('', { channel: { repeatsSafely } })
        const resident = town.resident('甲')
        const number = await resident.files()
        const { accountId } = await town.context.db.ticket.findFirstOrThrow()
        await town.work((work) => post(work, [{ ...notice(accountId, number), statutory: true }]))
        const dying = { ...town.sender, owner: 'dying' }
        const [row] = await claimSends(dying, town.now(), 20)
        await town.channel.send({ account: resident.account }, { id: row?.dedupeKey ?? '', reply: { text: '已受理' } })
        await town.passes({ seconds: 5 })
        expect(await town.context.db.outbox.count({ where: { status: 'sending' } })).toBe(1)
        await town.passes({ minutes: 2 })
        await town.passes({ seconds: 5 })
        expect(textsOf(town, '甲').filter((text) => text.includes('已受理'))).toHaveLength(shown)
        expect(await town.context.db.outbox.count({ where: { status: { not: 'sent' } } })).toBe(0)
        if (!repeatsSafely) expect(resident.last()).toContain('再次发送')
      },
    )

    test('a message of many parts that takes longer than a lease is not repeated while it is being sent', async () => {
      vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
      const town = await openTown('', { channel: notSafe })
      const resident = town.resident('甲')
      const number = await resident.files()
      const { accountId } = await town.context.db.ticket.findFirstOrThrow()
      await town.work((work) => post(work, [{ ...notice(accountId, number), statutory: true }]))
      const start = town.now()
      const [row] = await claimSends(town.sender, start, 20)
      if (!row) throw new Error('There is nothing to send')
      const send = town.channel.send
      let now = start
      const settled: number[] = []
      town.channel.send = async (target, outgoing) => {
        for (const seconds of [40, 80, 120]) {
          now = new Date(start.getTime() + seconds * 1000)
          vi.advanceTimersByTime(40_000)
          // The database takes one after the other: by now the lease is renewed.
          settled.push(await settleLostLeases(town.sender, now))
        }
        return send(target, outgoing)
      }
      await sendRow(town.sender, row, () => now)
      expect(settled).toEqual([0, 0, 0])
      expect(vi.getTimerCount()).toBe(0)
      await town.passes({ minutes: 5 })
      expect(textsOf(town, '甲').filter((text) => text.includes('已受理'))).toHaveLength(1)
    })

    test('a sender that was slow and not dead is not repeated behind its back', async () => {
      const town = await openTown('', { channel: notSafe })
      const resident = town.resident('甲')
      const number = await resident.files()
      const { accountId } = await town.context.db.ticket.findFirstOrThrow()
      await town.work((work) => post(work, [{ ...notice(accountId, number), statutory: true }]))
      const [row] = await claimSends(town.sender, town.now(), 20)
      if (!row) throw new Error('There is nothing to send')
      await sendRow(town.sender, row, town.now)
      await town.passes({ minutes: 5 })
      // Somebody who had found it lost just before finds out under the lock.
      expect(await town.work((work) => lockLostLease(work, row))).toBe(false)
      expect(textsOf(town, '甲').filter((text) => text.includes('已受理'))).toHaveLength(1)
    })
  })

  test('a closed window parks the answer and shows it on the card; the next word of the resident lets it out', async () => {
    const town = await openTown('居民太久没说话，平台不让发；居民一开口就补发')
    const officer = await town.officer('云舒')
    const resident = town.resident('柳叶青')
    const number = await resident.files()
    await officer.repliesTo(number, '周三来修。')
    town.channel.will({ outcome: { kind: 'closed', reason: '48 hours' } })
    await town.passes({ seconds: 20 })
    expect(cardOf(town)).toContain('没送到！请另想办法联系')
    expect(await town.context.db.ticket.findFirst()).toMatchObject({ state: 'received' })
    await town.passes({ hours: 1 })
    expect(JSON.stringify(resident.screen())).not.toContain('周三来修')
    await resident.says('在吗')
    await resident.reads()
    expect(cardOf(town)).toContain('居民已收到')
    expect(await town.context.db.ticket.findFirst()).toMatchObject({ state: 'answered' })
    await town.ends('window-closed')
  })

  test.each(['unreachable', 'refused'] as const)('an answer that is %s is told on the card', async (kind) => {
    const town = await openTown('')
    const officer = await town.officer('云舒')
    const number = await town.resident('甲').files()
    await officer.repliesTo(number, '周三来修。')
    town.channel.will({ outcome: { kind, reason: 'blocked' } })
    await town.passes({ seconds: 20 })
    expect(cardOf(town)).toContain('没送到！请另想办法联系')
    const { unreachableAt } = await town.context.db.account.findFirstOrThrow({ where: { officerId: null } })
    expect(unreachableAt).toEqual(kind === 'unreachable' ? town.now() : null)
    await town.ends()
  })

  test('what a custodian could not get comes when they write again', async () => {
    const town = await openTown('')
    const keeper = await town.officer('纪检专员', { unit: 'reception' })
    await keeper.inPrivate.says('/help')
    town.channel.will({ outcome: { kind: 'closed', reason: '48 hours' } })
    const keeperAccount = await account(town, '', keeper.account)
    await say(town, keeperAccount, ['一', 'answer'])
    await town.settle()
    expect(keeper.inPrivate.last()).not.toContain('一。')
    await keeper.inPrivate.says('/help')
    expect(keeper.inPrivate.screen().map(({ reply }) => reply.text)).toContain('没看懂“一”。打 /help 看怎么用。')
    await town.ends()
  })

  test('an answer taken back is never sent, whoever is sending', async () => {
    const town = await openTown('')
    const officer = await town.officer('云舒')
    const resident = town.resident('甲')
    const number = await resident.files()
    await officer.repliesTo(number, '写错了。')
    await officer.says(`#${number} 撤回`)
    await town.passes({ minutes: 5 })
    expect(JSON.stringify(resident.screen())).not.toContain('写错了')
    expect(await town.context.db.outbox.count({ where: { status: 'cancelled' } })).toBe(1)
    await town.ends()
  })

  test('of the cards that wait only the newest is sent', async () => {
    const town = await openTown('')
    const officer = await town.officer('云舒')
    const number = await town.resident('甲').files()
    const send = town.channel.send
    town.channel.send = async () => ({ kind: 'retry', afterMs: 1000, reason: 'busy' })
    await officer.says(`#${number} 备注 一`)
    town.channel.send = send
    await town.work(async (work) => {
      const ticket = await work.tx.ticket.findFirstOrThrow()
      await showTicket(work, ticket, 'moved')
      await showTicket(work, ticket, 'moved')
    })
    const statuses = await town.context.db.outbox.findMany({ where: { kind: 'card' }, orderBy: { id: 'asc' } })
    expect(statuses.map((row) => row.status)).toContain('superseded')
    await town.passes({ seconds: 10 })
    expect(town.room().filter(({ reply }) => reply.card)).toHaveLength(1)
    expect(await town.context.db.outbox.count({ where: { status: 'waiting' } })).toBe(0)
    await town.ends()
  })

  test('a room’s budget is kept, and cards that outrun it become one digest', async () => {
    const town = await openTown('值班室一分钟只收得下三条：多出来的合成一条', { channel: { groupPerMinute: 3 } })
    const officer = await town.officer('云舒')
    const resident = town.resident('柳叶青')
    const first = await resident.files()
    for (const village of ['白滩村', '松坪村', '渡口村', '河沿村', '石桥村', '大坪村'])
      await resident.files({ village })
    expect(town.room()).toHaveLength(3)
    // A card that stands there already is not folded away: it is changed when there is room again.
    await officer.says(`#${first} 受理`)
    expect(cardOf(town, first)).toContain('已收到')
    await town.passes({ seconds: 61 })
    await town.passes({ seconds: 61 })
    await town.passes({ seconds: 61 })
    expect(cardOf(town, first)).toContain('办理中')
    const digests = town.room().filter(({ reply }) => reply.text.startsWith('新到'))
    expect(digests.map(({ reply }) => reply.text)).toEqual([
      expect.stringContaining('新到 4 件，来自渡口村、河沿村、石桥村、大坪村'),
    ])
    // Nobody’s receipt waited for the room.
    expect(resident.screen().filter(({ reply }) => reply.text.includes('这是回执'))).toHaveLength(7)
    await town.ends('digest')
  })

  test('in any minute a room gets no more than its budget, edits included', async () => {
    const town = await openTown('', { channel: { groupPerMinute: 4 } })
    const officer = await town.officer('云舒')
    const number = await town.resident('甲').files()
    for (let note = 0; note < 6; note++) await officer.says(`#${number} 备注 第${note}条`)
    for (let minutes = 0; minutes < 6; minutes++) await town.passes({ seconds: 61 })
    const rows = await town.context.db.outbox.findMany({ where: { roomId: { not: null }, sentAt: { not: null } } })
    for (const { sentAt } of rows) {
      const until = (sentAt ?? town.now()).getTime()
      const before = rows.filter(
        (row) => row.sentAt && until - row.sentAt.getTime() < 60_000 && row.sentAt.getTime() <= until,
      )
      expect(before.length).toBeLessThanOrEqual(4)
    }
    expect(await town.context.db.outbox.count({ where: { status: 'waiting' } })).toBe(0)
    expect(cardOf(town)).toContain('第5条')
    await town.ends()
  })
})

/** The account's id, made when it is not there. */
function account(town: Town, name: string, external = `resident:${name}`): Promise<Recipient> {
  return town.work(async (work) => ({ account: (await findOrOpenAccount(work, 'web', external)).id }))
}

let postings = 0

/** Something whose words are the text alone, more or less: an officer’s error with the text in it. */
function posting(to: Recipient, text: string, lane: Lane, more: Partial<Posting> = {}): Posting {
  return { dedupeKey: `test:${postings++}`, lane, kind: 'commandUnknown', params: { text }, to, ...more }
}

function notice(accountId: string, number: string): Posting {
  const params = { number, unit: 'housing', clocks: [] }
  return { dedupeKey: `test:${postings++}`, lane: 'answer', kind: 'accepted', params, to: { account: accountId } }
}

function say(town: Town, to: Recipient, ...said: [string, Lane][]): Promise<void> {
  return town.work((work) =>
    post(
      work,
      said.map(([text, lane]) => posting(to, text, lane)),
    ),
  )
}

/** What lies on a person’s screen; of what `posting` made the text alone. */
function textsOf(town: Town, name: string): string[] {
  return town.channel
    .screen({ account: `resident:${name}` })
    .map(({ reply }) => /^没看懂“(.*)”/.exec(reply.text)?.[1] ?? reply.text)
}

function cardOf(town: Town, number?: string): string {
  const card = town.room().find(({ reply }) => reply.card && (number === undefined || reply.card.number === number))
  return card?.reply.text ?? ''
}

function later(town: Town, seconds: number): Date {
  return new Date(town.now().getTime() + 1000 * seconds)
}
