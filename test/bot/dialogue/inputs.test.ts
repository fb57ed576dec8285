import { describe, expect, test } from 'vitest'
import type { Input } from '../../../bot/message.ts'
import { openTown, type Resident } from '../conversation.ts'

const poll: Input = { kind: 'unsupported' }
const smile: Input = { kind: 'sticker', emoji: '😀' }

describe('what is no plain text', { timeout: 60_000 }, () => {
  test('a sticker is kept as such where words are taken', async () => {
    const town = await openTown('')
    const resident = town.resident('甲')
    await resident.sends(smile)
    expect(resident.last()).toContain('“［贴纸 😀］”')
    await resident.taps('作为问题问')
    await resident.taps('返回')
    await resident.sends({ kind: 'sticker' })
    for (const said of ['完成', '匿名']) await resident.says(said)
    expect(resident.last()).toContain('［贴纸 😀］\n［贴纸］')
    await town.ends()
  })

  test('a sticker is no answer to a question', async () => {
    const town = await openTown('')
    const resident = town.resident('甲')
    for (const said of ['反映问题', '补偿和搬迁费', '搬迁费与过渡']) await resident.says(said)
    await resident.sends(smile)
    expect(resident.screen().at(-2)?.reply.text).toContain('没看明白')
    expect(resident.last()).toContain('哪个乡镇')
    await town.ends()
  })

  test('something that cannot be read is told, and the open question asked again', async () => {
    const town = await openTown('')
    const resident = town.resident('甲')
    await resident.sends(poll)
    expect(lastTwo(resident)).toEqual([
      '这种消息我看不了。请打字、发语音，或者拍张照片。',
      '还要办什么？点按钮，或者直接说。',
    ])
    await resident.says('凭号查询')
    await resident.sends(poll)
    expect(resident.last()).toContain('请打事项号')
    await resident.says('取消')
    await resident.says('English')
    await resident.sends(poll)
    expect(lastTwo(resident)[0]).toContain('I cannot read')
    await town.ends()
  })

  test('files that cannot be taken are told by their reasons, and the rest is taken', async () => {
    const town = await openTown('')
    const resident = town.resident('甲')
    const refused = [
      { why: 'type' as const },
      { why: 'too-large' as const, name: '录像.mp4' },
      { why: 'type' as const },
    ]
    await resident.sends({ kind: 'media', files: [], refused, text: '墙裂了' })
    expect(lastTwo(resident)[0]).toBe(
      [
        '有 2 个文件的格式收不了。照片、语音、视频、PDF、Word、Excel 都可以。',
        '有 1 个文件太大，没收下。这里最多收 20 MB；请分小一点再发，或者到网页上发：http://127.0.0.1:3000',
      ].join('\n'),
    )
    expect(resident.last()).toContain('您发的我先记下了：“墙裂了”。')
    await resident.photographs()
    const file = await town.context.db.file.findFirstOrThrow()
    await resident.sends({
      kind: 'media',
      files: [{ file: file.id, media: 'photo', size: file.size }],
      refused: [{ why: 'unavailable' }],
    })
    expect(lastTwo(resident)[0]).toContain('没能取到')
    expect(resident.last()).toContain('（2 个文件）')
    await town.ends()
  })

  test('with nothing else in it only the open question follows', async () => {
    const town = await openTown('')
    const resident = town.resident('甲')
    await resident.says('问政策')
    for (const why of ['broken', 'empty'] as const) {
      await resident.sends({ kind: 'media', files: [], refused: [{ why }] })
      expect(lastTwo(resident)[0]).toContain('没收下')
      expect(resident.last()).toBe('请说说您想问什么。可以分几条发，说完点“完成”。')
    }
    await town.ends()
  })

  test('the words beside a refused file are read like any others', async () => {
    const town = await openTown('')
    const resident = town.resident('甲')
    await resident.sends({ kind: 'media', files: [], refused: [{ why: 'type' }], text: '问政策' })
    expect(resident.last()).toContain('您想问什么')
    await town.ends()
  })

  test('what was passed on is marked, so that nobody takes it for the resident’s own words', async () => {
    const town = await openTown('')
    const resident = town.resident('甲')
    await resident.says('问政策')
    await resident.sends({ kind: 'text', text: '补偿下个月全部发完' }, { forwarded: true })
    await resident.sends({ kind: 'text', text: '取消' }, { forwarded: true })
    await resident.sends(smile, { forwarded: true })
    await resident.says('群里转的，是真的吗？')
    for (const said of ['完成', '匿名', '提交']) await resident.says(said)
    const card = town.room()[0]?.reply.text ?? ''
    expect(card).toMatch(
      /［转发］补偿下个月全部发完\n[\s\S]*［转发］取消\n[\s\S]*［转发］［贴纸 😀］\n[\s\S]*\n群里转的/,
    )
    await town.ends()
  })

  test('pictures that were passed on are marked too', async () => {
    const town = await openTown('')
    const resident = town.resident('甲')
    await resident.photographs()
    await resident.taps('都不是')
    const file = await town.context.db.file.findFirstOrThrow()
    const files = [{ file: file.id, media: 'photo' as const, size: file.size }]
    await resident.sends({ kind: 'media', files }, { forwarded: true })
    expect(resident.last()).toContain('“［转发］”（1 个文件）')
    await town.ends()
  })

  test('an answer that was passed on is an answer: a place stays a place', async () => {
    const town = await openTown('')
    const resident = town.resident('甲')
    for (const said of ['反映问题', '补偿和搬迁费', '搬迁费与过渡']) await resident.says(said)
    await resident.sends({ kind: 'text', text: '柳湾村' }, { forwarded: true })
    expect(resident.last()).toContain('请用自己的话说说')
    await town.ends()
  })
})

describe('commands', { timeout: 60_000 }, () => {
  test.each([
    ['/report', '您要反映哪方面的事'],
    ['/Question', '您想问什么'],
    ['/mine', '还没有可以看的事项'],
    ['/track@xinqiao_bot', '请打事项号'],
    ['/language', 'Anything else?'],
    ['/menu', '还要办什么'],
    ['/start', '还要办什么'],
    ['/help', '随时可以打'],
    ['/back', '还要办什么'],
    ['/cancel', '还要办什么'],
    ['/english', 'Anything else?'],
    ['/nonsense', '还要办什么'],
  ])('%s is answered with “%s”', async (command, answer) => {
    const town = await openTown('')
    const resident = town.resident('甲')
    await resident.says(command)
    expect(resident.last()).toContain(answer)
    await town.ends()
  })

  test('their words without the slash stay words', async () => {
    const town = await openTown('')
    const resident = town.resident('甲')
    for (const word of ['report', 'question', 'mine', 'track', 'language', '/ report', '/report 漏水']) {
      await resident.says(word)
      expect(resident.last(), word).toContain('您发的我先记下了')
    }
    await town.ends()
  })

  test('none becomes words of a form, and none loses any', async () => {
    const town = await openTown('')
    const resident = town.resident('甲')
    await resident.says('问政策')
    await resident.says('钱什么时候发？')
    for (const command of ['/mine', '/report', '/track', '/question', '/nonsense']) {
      await resident.says(command)
      expect(lastTwo(resident), command).toEqual([
        '没看明白。请点下面的按钮，或者打按钮的序号，比如 1。',
        '已经记下 1 段话。还有就接着发，说完点“完成”。',
      ])
    }
    for (const command of ['/cancel', '/menu', '/start', '/help']) {
      await resident.says(command)
      expect(resident.last(), command).toContain('确定取消吗')
      await resident.taps('继续填')
    }
    await resident.says('/language')
    expect(resident.last()).toContain('Noted so far: 1 message')
    await resident.says('/done')
    expect(resident.last()).toContain('name and phone')
    await resident.says('/back')
    expect(resident.last()).toContain('Noted so far: 1 message')
    await town.ends()
  })

  test('none is an answer to any question of a form', async () => {
    const town = await openTown('')
    const resident = town.resident('甲')
    const answers = ['补偿和搬迁费', '搬迁费与过渡', '柳湾村', '少发了', '完成', '留姓名电话', '柳叶青', '13800000000']
    await resident.says('反映问题')
    for (const answer of answers) {
      const asked = resident.last()
      await resident.says('/mine')
      expect(resident.last()).toBe(asked)
      await resident.says(answer)
    }
    expect(resident.last()).toContain('联系：柳叶青，13800000000')
    await resident.says('取消')
    await resident.taps('确定取消')
    await resident.says('凭号查询')
    await resident.says('/mine')
    expect(resident.last()).toContain('请打事项号')
    await town.ends()
  })
})

function lastTwo(resident: Resident): string[] {
  return resident
    .screen()
    .slice(-2)
    .map(({ reply }) => reply.text)
}
