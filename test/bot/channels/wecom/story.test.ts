import { afterEach, describe, expect, it } from 'vitest'
import { createBot } from '../../../../bot/bot.ts'
import { createWecomChannel } from '../../../../bot/channels/wecom/channel.ts'
import { createLog } from '../../../../domain/log.ts'
import { inviteOfficer } from '../../../../domain/officers.ts'
import { inviteRoom } from '../../../../domain/room-invites.ts'
import { embeddedDatabase } from '../../../embedded.ts'
import { startWecom } from '../../../wecom/server.ts'
import { openTown } from '../../conversation.ts'
import { eventually, group, quick, spoken, zhang } from './open.ts'

const open: (() => Promise<void>)[] = []

afterEach(async () => {
  for (const close of open.splice(0)) await close()
})

/** A town whose staff sit in a group of WeCom, while its residents write on the web. */
async function openOffice() {
  const town = await openTown('')
  const wecom = await startWecom({ now: town.now })
  const { botId, secret, wsUrl } = wecom
  const log = createLog('silent')
  const channel = createWecomChannel(
    { botId, secret, wsUrl, ...spoken, log, now: town.now, readFile: async () => undefined },
    quick,
  )
  const bot = createBot(town.context, await embeddedDatabase(), log, { channels: [channel], owner: 'b', now: town.now })
  const stored = new Set<string>()
  const host = bot.host('wecom')
  await channel.start({
    ...host,
    async receive(incoming) {
      await host.receive(incoming)
      for (const { messageId } of incoming) stored.add(messageId)
    },
  })
  open.push(async () => {
    await channel.stop()
    await wecom.close()
  })
  await eventually(() => channel.sends?.() === true, 'the robot is on line')

  async function settle(): Promise<void> {
    await bot.settle(town.now())
    await town.settle()
  }

  return {
    town,
    wecom,
    settle,
    /** After somebody did something there: until it is stored, and all that comes of it is done. */
    async taken(messageId: string): Promise<void> {
      await eventually(() => stored.has(messageId), 'it is stored')
      await settle()
    },
    async passes(seconds: number): Promise<void> {
      await town.passes({ seconds })
      await settle()
    },
    texts: (chat: string) => wecom.screen(chat).map(({ text }) => text),
  }
}

describe('a staff group of WeCom', { timeout: 60_000 }, () => {
  it('is bound by a code, gets the card, and answers it by quoting, by number and by button', async () => {
    const { town, wecom, taken, settle, passes, texts } = await openOffice()
    const officer = await town.work((work) => inviteOfficer(work, { name: '云舒', role: 'officer', unit: 'housing' }))
    const room = await town.work((work) => inviteRoom(work, { name: '青石值班群', unit: 'housing' }))

    await taken(wecom.says(zhang, `/bind ${officer.code}`))
    expect(texts(zhang.userid).at(-1)).toContain('已登记为工作人员')
    await taken(wecom.says(zhang, `@信桥 /bind ${room.code}`, group))
    expect(texts(group).join('\n')).toContain('青石值班群')

    const resident = town.resident('柳叶青')
    const number = await resident.files()
    await settle()
    const card = texts(group).findLast((text) => text.includes('安置点三号楼')) ?? ''
    expect(card).toContain(`#${number}`)
    await taken(wecom.taps(zhang, '受理', group))
    expect(await town.context.db.ticket.findFirst()).toMatchObject({ state: 'accepted' })

    await taken(wecom.says(zhang, { text: '@信桥 周三上午派人来修。', quote: card }, group))
    await passes(21)
    expect(resident.last()).toContain('周三上午派人来修。')

    await taken(wecom.says(zhang, `@信桥 #${Number(number.slice(5))} 回复 改到周四上午。`, group))
    await passes(21)
    expect(resident.last()).toContain('改到周四上午。')
    expect(texts(zhang.userid).join()).not.toContain('柳叶青')
    await town.ends()
  })

  it('in which a card got no buttons can be typed to by their words, and a number goes to nobody', async () => {
    const { town, wecom, taken, settle, passes, texts } = await openOffice()
    const officer = await town.work((work) => inviteOfficer(work, { name: '云舒', role: 'officer', unit: 'housing' }))
    const room = await town.work((work) => inviteRoom(work, { name: '青石值班群', unit: 'housing' }))
    await taken(wecom.says(zhang, `/bind ${officer.code}`))
    await taken(wecom.says(zhang, `@信桥 /bind ${room.code}`, group))
    expect(texts(group).at(-1)).toContain('引用卡片，并 @ 机器人')
    expect(texts(group).at(-1)).toContain('npm run staff -- remove')

    const resident = town.resident('柳叶青')
    const number = await resident.files()
    wecom.will('ok', 'wrongParameter')
    await settle()
    const quote = texts(group).findLast((text) => text.includes('安置点三号楼')) ?? ''
    expect(texts(group).at(-1)).toContain('：认领 / 受理 / 回复')
    await taken(wecom.says(zhang, { text: '@信桥 2', quote }, group))
    expect(texts(group).at(-1)).toContain('没看懂“2”')
    await passes(21)
    expect(resident.screen().map(({ reply }) => reply.text)).not.toContainEqual(expect.stringContaining('答复您'))
    await taken(wecom.says(zhang, { text: '@信桥 受理', quote }, group))
    expect(await town.context.db.ticket.findFirst()).toMatchObject({ state: 'accepted' })

    await taken(wecom.says(zhang, '@信桥 周三上午派人来修。', group))
    expect(texts(group).at(-1)).toContain('是哪一件')
    await taken(wecom.says(zhang, `@信桥 #${number} 告知去处`, group))
    await taken(wecom.says(zhang, '@信桥 3', group))
    expect(texts(group).join('\n')).toContain('该去哪里、怎么去')
    await town.ends()
  })

  it('is no staff room to who is no officer, and says nothing to them', async () => {
    const { town, wecom, taken, texts } = await openOffice()
    const officer = await town.work((work) => inviteOfficer(work, { name: '云舒', role: 'officer', unit: 'housing' }))
    const room = await town.work((work) => inviteRoom(work, { name: '青石值班群', unit: 'housing' }))
    await taken(wecom.says(zhang, `/bind ${officer.code}`))
    await taken(wecom.says(zhang, `@信桥 /bind ${room.code}`, group))
    const number = await town.resident('柳叶青').files()
    const before = texts(group).length
    const stranger = { userid: 'lisi' }
    const guest = { userid: zhang.userid, corpid: 'wpOther' }
    await taken(wecom.says(stranger, { text: '@信桥 不用管了', quote: `#${number}　待受理` }, group))
    await taken(wecom.says(guest, `@信桥 #${number} 受理`, group))
    expect(texts(group).slice(before).join()).not.toContain('受理好了')
    expect(await town.context.db.ticket.findFirst()).toMatchObject({ state: 'received' })
    await town.ends()
  })
})
