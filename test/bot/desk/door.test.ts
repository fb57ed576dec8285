import { describe, expect, test } from 'vitest'
import { answerAtDoor, isAtDoor } from '../../../bot/desk/door.ts'
import type { Incoming, Input } from '../../../bot/message.ts'
import { findOrOpenAccount } from '../../../domain/accounts.ts'
import { inviteOfficer, officerName } from '../../../domain/officers.ts'
import { inviteRoom } from '../../../domain/room-invites.ts'
import { findRoom, moveRoom } from '../../../domain/rooms.ts'
import type { OfficerRole } from '../../../prisma/generated/client.ts'
import { fileMatter } from '../../small-office.ts'
import { openTown, staffRoom, type Town } from '../conversation.ts'

const abroad = { name: 'telegram', channel: { domestic: false, repeatsSafely: false, confirmsDelivery: false } }

describe('an account becomes an officer’s', { timeout: 60_000 }, () => {
  test('by a code in private, once, and after five wrong ones only when some time has passed', async () => {
    const town = await openTown('工作人员登记：私下发一次性码', abroad)
    const { inPrivate } = town.stranger('云舒')
    await inPrivate.says('/bind')
    for (let wrong = 0; wrong < 5; wrong++) await inPrivate.says('/bind ABCD-EFGH-JKMN-PQRS')
    const code = await officerCode(town, '云舒')
    await inPrivate.binds(code)
    expect(await officersBound(town)).toBe(0)
    await town.passes({ minutes: 10 })
    await inPrivate.binds(spelledOut(code))
    expect(await officersBound(town)).toBe(1)
    await inPrivate.says('/open')
    await inPrivate.binds(code)
    await town.ends('bind-officer')
  })

  test('by the link that carries the code', async () => {
    const town = await openTown('', abroad)
    const { inPrivate } = town.stranger('云舒')
    await inPrivate.sends({ kind: 'opened', greet: true, about: await officerCode(town, '云舒') })
    expect(inPrivate.last()).toContain('已登记为工作人员')
    expect(await officersBound(town)).toBe(1)
    await town.ends()
  })

  test('a link that carries something else is none of the door’s, one that was used before is told of', async () => {
    const town = await openTown('', abroad)
    const code = await officerCode(town, '云舒')
    await town.stranger('云舒').inPrivate.binds(code)
    const other = town.stranger('路人').inPrivate
    await other.sends({ kind: 'opened', greet: true, about: code })
    expect(other.last()).toContain('用过了')
    const scene = await privateScene(town, '路人', { kind: 'opened', about: '2345678923456789' })
    expect(await town.work((work) => answerAtDoor({ work, hearing: {}, ...scene }))).toBeUndefined()
    expect(await town.context.db.guess.findFirst({ select: { count: true }, orderBy: { count: 'asc' } })).toEqual({
      count: 0,
    })
  })

  test('also when it has matters as a resident', async () => {
    const town = await openTown('')
    const resident = town.resident('柳叶青')
    await resident.files()
    await resident.binds(await officerCode(town, '云舒'))
    await resident.says('/open')
    expect(resident.last()).toContain('待办 1 件')
    await town.ends()
  })

  test('of another one when it is bound anew', async () => {
    const town = await openTown('', abroad)
    const { inPrivate } = town.stranger('云舒')
    await inPrivate.binds(await officerCode(town, '云舒'))
    await inPrivate.binds(await officerCode(town, '石朗'))
    expect(inPrivate.last()).toContain('石朗')
    const accounts = await town.context.db.account.findMany({ include: { officer: true } })
    expect(accounts).toHaveLength(1)
    const bound = await town.context.db.officer.findMany({ where: { accounts: { some: {} } } })
    expect(bound.map((officer) => officerName(town.context, officer))).toEqual(['石朗'])
    await town.ends()
  })

  test('a room’s code in private opens nothing, and stays good for the group', async () => {
    const town = await openTown('', abroad)
    const stranger = town.stranger('云舒')
    const code = await roomCode(town, '青石值班群')
    await stranger.inPrivate.binds(code)
    expect(stranger.inPrivate.last()).toContain('在群里发')
    await stranger.binds(code)
    expect(stranger.last()).toContain('在卡片上点按钮')
    await town.ends()
  })

  test('a resident’s words about binding something are no code', async () => {
    const town = await openTown('')
    const resident = town.resident('柳叶青')
    await resident.says('绑定 银行卡一直不成功')
    expect(resident.last()).toContain('绑定 银行卡一直不成功')
    await town.ends()
  })
})

describe('a group becomes a staff room', { timeout: 60_000 }, () => {
  test('by its code, and ends by the word of somebody who leads', async () => {
    const town = await openTown('把群设为值班室，再解除', abroad)
    const officer = await town.officer('云舒')
    const chief = await town.officer('石朗', { role: 'supervisor' })
    await town.stranger('路人').says('/bind 2345-6789-2345-6789')
    await officer.says('/open')
    expect(town.room()).toEqual([])
    const code = await roomCode(town, '青石值班群')
    await officer.sends({ kind: 'text', text: '大家好' })
    await officer.binds(code)
    await fileMatter(town.context, town.now())
    await town.settle()
    await officer.taps('受理')
    await officer.says('/bind')
    await officer.binds(code)
    await officer.says('/unbind')
    await chief.says('/unbind')
    const before = town.room().length
    await officer.says('/open')
    await officer.taps('备注')
    await fileMatter(town.context, town.now())
    await town.settle()
    expect(town.room()).toHaveLength(before)
    expect(await town.context.db.ticketEvent.count({ where: { kind: 'note' } })).toBe(0)
    await chief.binds(await roomCode(town, '青石值班群'))
    expect(town.room()).toHaveLength(before + 2)
    await town.ends('bind-room')
  })

  test('cards go into the topic it was bound in', async () => {
    const town = await openTown('', abroad)
    const code = await roomCode(town, '值班群', 'housing')
    await town.stranger('甲').sends({ kind: 'text', text: `/bind ${code}` }, { thread: '77' })
    expect(await town.context.db.room.findFirst({ where: { channel: 'telegram' } })).toMatchObject({
      thread: '77',
      unit: 'housing',
      name: '值班群',
      closedAt: null,
    })
  })

  test('a personal code said in a group is void at once, wherever it is said and by whom', async () => {
    const town = await openTown('个人的码发到群里，当场作废', abroad)
    const seen = await officerCode(town, '云舒')
    await town.stranger('云舒').binds(seen)
    expect(town.room()).toEqual([])
    await town.stranger('云舒').inPrivate.binds(seen)
    await town.stranger('石朗').binds(await roomCode(town, '青石值班群'))
    const second = await officerCode(town, '云舒')
    await town.stranger('云舒').binds(second)
    await town.stranger('云舒').inPrivate.binds(second)
    const third = await officerCode(town, '云舒')
    await town.stranger('群').sends({ kind: 'text', text: `/bind ${third}` }, { anonymous: true })
    await town.stranger('云舒').inPrivate.binds(third)
    expect(await officersBound(town)).toBe(0)
    await town.ends('code-in-group')
  })

  test('a room of the office file is neither bound nor unbound by words, and the code stays good', async () => {
    const town = await openTown('')
    const chief = await town.officer('石朗', { role: 'admin' })
    const code = await roomCode(town, '值班群')
    await chief.binds(code)
    expect(chief.last()).toContain('配置文件')
    await chief.says('/unbind')
    expect(chief.last()).toContain('配置文件')
    expect(await town.context.db.roomInvite.findFirst()).toMatchObject({ usedAt: null })
    expect(await town.work((work) => findRoom(work, 'web', staffRoom))).toMatchObject({ unit: '', closedAt: null })
    await town.ends()
  })

  test('whoever tries codes in it is stopped for a while', async () => {
    const town = await openTown('', abroad)
    const stranger = town.stranger('路人')
    await stranger.binds(await roomCode(town, '值班群'))
    for (let wrong = 0; wrong < 6; wrong++) await stranger.says('绑定 ABCDEFGHJKMNPQRS')
    expect(stranger.last()).toContain('请过 10 分钟再试')
    await town.ends()
  })
})

describe('who cannot be recognised', { timeout: 60_000 }, () => {
  test('an anonymous administrator’s orders have no effect, and the room says what to do', async () => {
    const town = await openTown('匿名管理员：认不出是谁，不办', abroad)
    const hidden = town.stranger('匿名管理员')
    await hidden.sends({ kind: 'text', text: `/bind ${await roomCode(town, '别的群')}` }, { anonymous: true })
    expect(town.room()).toEqual([])
    await town.stranger('石朗').binds(await roomCode(town, '青石值班群'))
    await fileMatter(town.context, town.now())
    await town.settle()
    const card = town.room().find(({ reply }) => reply.card)?.messageId ?? ''
    const inputs: Input[] = [
      { kind: 'text', text: '#1 受理' },
      { kind: 'text', text: '/unbind' },
      { kind: 'choice', value: 'accept:2026-000001', keyboard: card },
      { kind: 'text', text: '周三来修。', replyTo: card },
      { kind: 'media', files: [], replyTo: card },
    ]
    for (const input of inputs) {
      town.tells(
        `以匿名管理员的身份：${'text' in input ? input.text : input.kind === 'choice' ? '点［受理］' : '回复卡片，发来一个文件'}`,
      )
      const before = town.room().length
      await hidden.sends(input, { anonymous: true })
      expect(
        town
          .room()
          .slice(before)
          .map(({ reply }) => reply.text),
      ).toEqual([expect.stringContaining('匿名')])
    }
    const before = town.room().length
    town.tells('以匿名管理员的身份跟别人说话：不管。')
    await hidden.sends({ kind: 'text', text: '中午吃什么' }, { anonymous: true })
    await hidden.sends({ kind: 'text', text: '是啊', replyTo: 'somebody else’s' }, { anonymous: true })
    expect(town.room()).toHaveLength(before)
    expect(await town.context.db.ticket.findFirst()).toMatchObject({ state: 'received', holderId: null })
    expect(await town.context.db.room.count({ where: { channel: 'telegram', closedAt: null } })).toBe(1)
    await town.ends('anonymous')
  })

  test('orders in a group that is no staff room are noted for the log, talk is not', async () => {
    const town = await openTown('', abroad)
    const { account } = town.stranger('路人')
    const at = (input: Input) =>
      town.work((work) =>
        answerAtDoor({
          work,
          incoming: message(town, account, input, 'g'),
          hearing: {},
          account: undefined,
          officer: undefined,
          room: null,
        }),
      )
    const noted = { says: [], to: undefined, note: 'a command outside a staff room' }
    expect(await at({ kind: 'text', text: '/open' })).toEqual(noted)
    expect(await at({ kind: 'text', text: '#1 受理' })).toEqual(noted)
    expect(await at({ kind: 'choice', value: 'accept:2026-000001' })).toEqual(noted)
    expect(await at({ kind: 'text', text: '中午吃什么' })).toBeUndefined()
    expect(await at({ kind: 'text', text: '/bind 2345678923456789' })).toEqual({
      ...noted,
      note: 'a wrong code of a room',
    })
  })
})

describe('coming and going', { timeout: 60_000 }, () => {
  test('an officer who leaves a staff room is staff no more, at once and everywhere', async () => {
    const town = await openTown('退出值班群，就不再是工作人员', abroad)
    const [leaver, stays] = [await town.officer('云舒'), await town.officer('石朗')]
    await stays.binds(await roomCode(town, '青石值班群'))
    const stranger = town.stranger('路人')
    for (let more = 0; more < 3; more++) await fileMatter(town.context, town.now())
    await town.settle()
    await leaver.says('#1 认领')
    await leaver.says('#2 受理')
    town.tells('路人和石朗进群，路人退群：没有影响。')
    await stranger.sends({ kind: 'membership', change: 'joined' })
    await stranger.sends({ kind: 'membership', change: 'left' })
    await stays.sends({ kind: 'membership', change: 'joined' })
    town.tells('云舒退群。')
    await leaver.sends({ kind: 'membership', change: 'left' })
    await leaver.sends({ kind: 'membership', change: 'left' })
    await leaver.says('#3 受理')
    await leaver.inPrivate.says('/open')
    await stays.says('/open')
    const tickets = await town.context.db.ticket.findMany({ orderBy: { sequence: 'asc' } })
    expect(tickets.map(({ state, holderId }) => [state, holderId !== null])).toEqual([
      ['received', false],
      ['accepted', true],
      ['received', false],
    ])
    town.tells('管理员重新请云舒。以前的账号不算数，要有码才行。')
    const code = await officerCode(town, '云舒')
    await leaver.says('#3 受理')
    await leaver.inPrivate.binds(code)
    await leaver.says('#3 受理')
    await town.ends('officer-leaves')
    expect(await town.context.db.officer.count({ where: { leftAt: null } })).toBe(2)
  })

  test('an officer who leaves a group that is no staff room stays staff', async () => {
    const town = await openTown('', abroad)
    const officer = await town.officer('云舒')
    await officer.sends({ kind: 'membership', change: 'left' })
    expect(await town.context.db.officer.findFirst()).toMatchObject({ leftAt: null })
  })

  test('a room we were shut out of is closed, and the other rooms hear of it once a day', async () => {
    const town = await openTown('机器人被移出值班群', abroad)
    const [first, other] = [town.stranger('甲'), town.stranger('乙')]
    await first.binds(await roomCode(town, '青石值班群'))
    await other.sends({ kind: 'text', text: `/bind ${await roomCode(town, '龙口值班群')}` }, { room: 'longkou' })
    town.tells('机器人被移出“青石值班群”，后来又被拉回去：要重新绑定才算。')
    await first.sends({ kind: 'membership', change: 'blocked' })
    await first.sends({ kind: 'membership', change: 'returned' })
    await first.says('/open')
    const alarms = () => town.channel.screen({ room: 'longkou' }).filter(({ reply }) => reply.text.includes('需要处理'))
    expect(alarms()).toHaveLength(1)
    await first.binds(await roomCode(town, '青石值班群'))
    town.tells('同一天又被移出一次：已经说过了。')
    await first.sends({ kind: 'membership', change: 'blocked' })
    expect(alarms()).toHaveLength(1)
    await town.passes({ days: 1 })
    await first.binds(await roomCode(town, '青石值班群'))
    town.tells('第二天又被移出。')
    await first.sends({ kind: 'membership', change: 'blocked' })
    expect(alarms()).toHaveLength(2)
    await town.ends('room-lost')
  })

  test('a room of the office file is a page: nobody leaves it, and it cannot shut us out', async () => {
    const town = await openTown('')
    const officer = await town.officer('云舒')
    await officer.sends({ kind: 'membership', change: 'left' })
    await officer.sends({ kind: 'membership', change: 'blocked' })
    await officer.says('/open')
    expect(officer.last()).toContain('待办')
    await town.ends()
  })

  test('what is told of a group’s former id changes nothing', async () => {
    const town = await openTown('', abroad)
    const officer = await town.officer('云舒')
    await officer.binds(await roomCode(town, '青石值班群'))
    await town.work((work) => moveRoom(work, 'telegram', staffRoom, '-1001'))
    await officer.sends({ kind: 'membership', change: 'left' })
    await officer.sends({ kind: 'membership', change: 'blocked' })
    expect(await town.context.db.officer.findFirst()).toMatchObject({ leftAt: null })
    expect(await town.work((work) => findRoom(work, 'telegram', '-1001'))).toMatchObject({ closedAt: null })
  })

  test('an answer to a card of the former group goes to nobody: the number may name another ticket by now', async () => {
    const town = await openTown('', abroad)
    const officer = await town.officer('云舒')
    await officer.binds(await roomCode(town, '青石值班群'))
    await fileMatter(town.context, town.now())
    await town.settle()
    await town.work((work) => moveRoom(work, 'telegram', staffRoom, '-1001'))
    await fileMatter(town.context, town.now())
    await town.settle()
    const cards = town.channel.screen({ room: '-1001' }).filter(({ reply }) => reply.card)
    expect(cards.map(({ reply }) => reply.card?.number)).toEqual(['2026-000002'])
    await officer.sends({ kind: 'text', text: '周三来修。', replyTo: cards[0]?.messageId ?? '' })
    expect(town.channel.screen({ room: '-1001' }).at(-1)?.reply.text).toContain('是哪一件')
    await officer.sends({ kind: 'text', text: '#2 受理' })
    expect(town.channel.screen({ room: '-1001' }).at(-1)?.reply.text).toContain('受理好了')
    await officer.sends({ kind: 'text', text: '周三来修。', replyTo: cards[0]?.messageId ?? '' }, { room: '-1001' })
    expect(await town.context.db.ticketEvent.count({ where: { kind: 'replied' } })).toBe(1)
  })

  test('who shuts us out in private is no matter of the door', () => {
    const incoming = { channel: 'telegram', messageId: 'm', account: 'a', at: new Date(0) }
    expect(isAtDoor({ ...incoming, input: { kind: 'membership', change: 'blocked' } })).toBe(false)
    expect(isAtDoor({ ...incoming, input: { kind: 'text', text: '你好' } })).toBe(false)
    expect(isAtDoor({ ...incoming, input: { kind: 'opened', about: 'menu' } })).toBe(false)
    expect(isAtDoor({ ...incoming, room: 'g', input: { kind: 'text', text: '你好' } })).toBe(false)
  })
})

async function officerCode(town: Town, name: string, role: OfficerRole = 'officer'): Promise<string> {
  return (await town.work((work) => inviteOfficer(work, { name, role, unit: 'housing' }))).code
}

async function roomCode(town: Town, name: string, unit?: string): Promise<string> {
  return (await town.work((work) => inviteRoom(work, { name, unit }))).code
}

function officersBound(town: Town): Promise<number> {
  return town.context.db.account.count({ where: { officerId: { not: null } } })
}

/** As somebody copies it from paper. */
function spelledOut(code: string): string {
  return (code.toLowerCase().match(/.{4}/g) ?? []).join(' - ')
}

function message(town: Town, account: string, input: Input, room?: string): Incoming {
  return { channel: 'telegram', messageId: 'm', account, at: town.now(), input, ...(room && { room }) }
}

async function privateScene(town: Town, name: string, input: Input) {
  const incoming = message(town, `stranger:${name}`, input)
  const account = await town.work((work) => findOrOpenAccount(work, 'telegram', incoming.account))
  return { incoming, account, officer: undefined, room: undefined }
}
