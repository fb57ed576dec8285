import { describe, expect, test } from 'vitest'
import type { Capabilities, Incoming, Input } from '../../../bot/message.ts'
import { openTown } from '../conversation.ts'

const answer = '周三上午派人来修。'
const byName: Partial<Incoming> = { addressed: true }

async function open(channel: Partial<Capabilities> = {}) {
  const town = await openTown('', { channel })
  const officer = await town.officer('云舒')
  return { town, officer }
}

describe('in a room what is said to us by name', { timeout: 60_000 }, () => {
  const said: [string, Input][] = [
    ['that names no ticket', { kind: 'text', text: answer }],
    ['in answer to something that bears none', { kind: 'text', text: answer, quoted: '……办理期限：10月2日' }],
    ['in answer to something that cannot be read', { kind: 'text', text: answer, replyTo: 'of a colleague' }],
  ]
  test.each(said)('%s is asked about, and goes to nobody', async (_, input) => {
    const { town, officer } = await open()
    const resident = town.resident('甲')
    await resident.files()
    await officer.sends(input, byName)
    await town.passes({ seconds: 21 })
    expect(officer.last()).toContain('是哪一件')
    expect(JSON.stringify(resident.screen())).not.toContain(answer)
    await town.ends()
  })

  test('is answered, and what colleagues say to each other is not', async () => {
    const { town, officer } = await open()
    await officer.says('中午吃什么')
    expect(town.room()).toEqual([])
    await officer.sends({ kind: 'text', text: '中午吃什么' }, byName)
    expect(town.room()).toHaveLength(1)
    await town.ends()
  })

  test('while a preview waits for its button is asked about too, and the preview stays', async () => {
    const { town, officer } = await open()
    const number = await town.resident('甲').files()
    await officer.says(`#${number} 告知去处 3 请按原判决向法院申请再审。`)
    await officer.sends({ kind: 'text', text: '这样行吗' }, byName)
    expect(officer.last()).toContain('是哪一件')
    await officer.says('发出')
    expect(await town.context.db.ticket.findFirst()).toMatchObject({ state: 'redirected' })
    await town.ends()
  })

  test('with a file is told that files do not go to residents', async () => {
    const { town, officer } = await open()
    await officer.sends({ kind: 'media', files: [], text: '请看' }, byName)
    expect(officer.last()).toContain('附件还不能转给居民')
    await town.ends()
  })
})

describe('what works is told as the channel has it', { timeout: 60_000 }, () => {
  test('where nothing is heard but what names us, that the robot has to be named', async () => {
    const { town, officer } = await open({ hearsNamedOnly: true })
    await officer.says('/help')
    expect(officer.last()).toContain('引用卡片，并 @ 机器人')
    await officer.sends({ kind: 'text', text: answer }, byName)
    expect(officer.last()).toContain('请引用卡片，并 @ 机器人')
    await officer.inPrivate.says('/help')
    expect(officer.inPrivate.last()).not.toContain('@ 机器人')
    await town.ends()
  })

  test('where everything is heard, that a reply is enough', async () => {
    const { town, officer } = await open()
    await officer.says('/help')
    expect(officer.last()).toContain('回复（引用）卡片直接打字')
    expect(officer.last()).not.toContain('@ 机器人')
    await town.ends()
  })

  test('who leaves is staff no more only where the platform tells of it', async () => {
    const tells = await open({ tellsDepartures: true })
    await tells.officer.says('/help')
    expect(tells.officer.last()).toContain('退群就不再是工作人员')
    await tells.town.ends()
    const isSilent = await open()
    await isSilent.officer.says('/help')
    expect(isSilent.officer.last()).not.toContain('退群就不再是工作人员')
    expect(isSilent.officer.last()).toContain('npm run staff -- remove')
    await isSilent.town.ends()
  })
})
