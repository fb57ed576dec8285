import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { createBot } from '../../../../bot/bot.ts'
import { createWechatyChannel } from '../../../../bot/channels/wechaty/channel.ts'
import { wechatyWords } from '../../../../bot/text/wechaty.ts'
import { createLog } from '../../../../domain/log.ts'
import { inviteOfficer } from '../../../../domain/officers.ts'
import { inviteRoom } from '../../../../domain/room-invites.ts'
import { embeddedDatabase } from '../../../embedded.ts'
import { WorldPuppet } from '../../../wechaty/puppet.ts'
import { createWorld } from '../../../wechaty/world.ts'
import { openTown } from '../../conversation.ts'
import { eventually, isOnline, quick } from './open.ts'

const open: (() => Promise<void>)[] = []

afterEach(async () => {
  for (const close of open.splice(0)) await close()
})

/** Looks again, for a while: storing takes its time. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await holds()); tries++) {
    if (tries > 2000) throw new Error('Not so in time')
    await wait(2)
  }
}

/** A town whose staff sit in a room of WeChat, while its residents write on the web. */
async function openOffice() {
  const town = await openTown('')
  const world = createWorld()
  const log = createLog('silent')
  const channel = createWechatyChannel(
    {
      openPuppet: async () => new WorldPuppet(world),
      readFile: async () => undefined,
      words: wechatyWords,
      log,
      print: () => {},
      now: town.now,
      chance: () => 0.5,
    },
    quick,
  )
  const bot = createBot(town.context, await embeddedDatabase(), log, { channels: [channel], owner: 'b', now: town.now })
  await channel.start(bot.host('wechaty'))
  open.push(() => channel.stop())
  const officer = world.person('云舒')
  const group = world.room('青石值班', [officer])
  const online = (is = true) => eventually(() => isOnline(channel) === is, is ? 'the account is there' : 'it is gone')
  await online()

  async function settle(): Promise<void> {
    await bot.settle(town.now())
    await town.settle()
  }

  return {
    town,
    world,
    officer,
    group,
    online,
    settle,
    /** After somebody did something there: until it is stored, and all that comes of it is done. */
    async taken(messageId: string): Promise<void> {
      await until(async () => (await town.context.db.inbox.count({ where: { messageId } })) > 0)
      await settle()
    },
    async passes(seconds: number): Promise<void> {
      await town.passes({ seconds })
      await settle()
    },
    texts: (place: { screen: { text?: string }[] }) => place.screen.map(({ text = '' }) => text),
  }
}

describe('a staff room of WeChat', { timeout: 60_000 }, () => {
  it('is bound by a code, gets the card, answers it by its number and by quoting it, and hears of a gap', async () => {
    const { town, world, officer, group, online, settle, taken, passes, texts } = await openOffice()
    const invited = await town.work((work) => inviteOfficer(work, { name: '云舒', role: 'officer', unit: 'housing' }))
    const room = await town.work((work) => inviteRoom(work, { name: '青石值班群', unit: 'housing' }))
    await taken(officer.says(`/bind ${invited.code}`))
    expect(texts(officer).at(-1)).toContain('已登记为工作人员')
    await taken(officer.says(`@信桥\u2005/bind ${room.code}`, group))
    expect(texts(group).join('\n')).toContain('青石值班群')

    const resident = town.resident('柳叶青')
    const number = await resident.files()
    await settle()
    const card = texts(group).findLast((text) => text.includes('安置点三号楼')) ?? ''
    expect(card).toContain(`#${number}`)
    // A number alone would not tell which card it means.
    expect(card).toContain('打 #号码 加一个词')
    expect(card).not.toMatch(/\n1\. /)
    await taken(officer.says(`@信桥\u2005#${Number(number.slice(5))} 受理`, group))
    expect(await town.context.db.ticket.findFirst()).toMatchObject({ state: 'accepted' })
    await taken(officer.says(`「信桥：${card}」\n- - - - - - - - - - - - - - -\n周三上午派人来修。`, group))
    await passes(21)
    expect(resident.last()).toContain('周三上午派人来修。')

    world.asksScan = 'https://login.example/1'
    world.events.emit('logout')
    await online(false)
    officer.says(`#${number} 回复 没有人听见`, group)
    await passes(200)
    // Whether the next bot is there already or not.
    world.asksScan = undefined
    world.events.emit('login')
    await online()
    const isOfGap = (text: string) => text.includes('微信断线了')
    const told = () => texts(group).filter(isOfGap)
    await until(async () => {
      await settle()
      return told().length > 0
    })
    expect(told()).toHaveLength(1)
    expect(town.room().filter(({ reply }) => isOfGap(reply.text))).toHaveLength(1)
    expect(resident.last()).not.toContain('没有人听见')
    await town.ends()
  })
})
