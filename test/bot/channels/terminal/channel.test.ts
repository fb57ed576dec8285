import { PassThrough } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { createTerminalChannel } from '../../../../bot/channels/terminal/channel.ts'
import type { Incoming, Reply } from '../../../../bot/message.ts'
import { createHost } from '../host.ts'

const at = new Date('2026-08-03T01:00:00Z')

/** A terminal with somebody at it: what they type, what is stored, what stands on the screen. */
async function sitDown(receive: (incoming: Incoming[]) => Promise<void> = async () => {}) {
  const input = new PassThrough()
  const output = new PassThrough()
  let screen = ''
  output.on('data', (chunk: Buffer) => {
    screen += chunk.toString()
  })
  const stored: Incoming[] = []
  const channel = createTerminalChannel({ input, output, now: () => at })
  await channel.start(
    createHost({
      async receive(incoming) {
        await receive(incoming)
        stored.push(...incoming)
      },
    }),
  )
  const send = (reply: Reply, target: { account: string } | { room: string } = { account: 'terminal' }) =>
    channel.send(target, { id: 'out-1', reply })
  return { channel, input, output, stored, send, screen: () => screen }
}

const menu: Reply = {
  text: '您好。',
  choices: [
    [
      { label: '反映问题', value: 'report' },
      { label: '问政策', value: 'question' },
    ],
    [{ label: '我的事项', value: 'mine' }],
  ],
}

describe('what is typed', () => {
  it('begins with the talk being opened', async () => {
    const { stored } = await sitDown()
    expect(stored.map((incoming) => incoming.input)).toEqual([{ kind: 'opened' }])
  })

  it('is a message for each line, in order, by one account, each with an id of its own', async () => {
    const { channel, input, stored } = await sitDown()
    input.end('你好\n\n  \n 路灯坏了 \n1\n')
    await channel.ended
    const texts = stored.slice(1)
    expect(texts.map((incoming) => incoming.input)).toEqual([
      { kind: 'text', text: '你好' },
      { kind: 'text', text: ' 路灯坏了 ' },
      { kind: 'text', text: '1' },
    ])
    expect(new Set(stored.map((incoming) => incoming.messageId)).size).toBe(4)
    expect(new Set(stored.map((incoming) => incoming.account))).toEqual(new Set(['terminal']))
    expect(texts.every((incoming) => incoming.channel === 'terminal' && incoming.room === undefined)).toBe(true)
    expect(texts.every((incoming) => incoming.at === at)).toBe(true)
  })

  it('is stored to the last line before it counts as ended, line breaks or not', async () => {
    const { channel, input, stored } = await sitDown()
    input.end('一\n二\n三')
    await channel.ended
    expect(stored).toHaveLength(4)
  })

  it('that could not be stored is said not to be', async () => {
    let isAway = false
    const { channel, input, stored, screen } = await sitDown(async () => {
      if (isAway) throw new Error('away')
    })
    isAway = true
    input.end('路灯坏了\n')
    await channel.ended
    expect(stored).toHaveLength(1)
    expect(screen()).toContain('没有记下')
  })

  it('is taken no more once the channel has stopped', async () => {
    const { channel, input, stored } = await sitDown()
    await channel.stop()
    input.end('还在吗\n')
    await channel.ended
    expect(stored).toHaveLength(1)
  })
})

describe('what is shown', () => {
  it('numbers the choices through all rows', async () => {
    const { send, screen } = await sitDown()
    expect(await send(menu)).toEqual({ kind: 'sent', messageId: 'out-1', delivered: true })
    expect(screen()).toBe('\n您好。\n  1. 反映问题\n  2. 问政策\n  3. 我的事项\n')
  })

  it('shows what may be shown once in its place, and the names of files', async () => {
    const { send, screen } = await sitDown()
    await send({
      text: '查询码：{{code}}，{{other}}',
      secrets: { code: 'AB12-CD34' },
      files: [{ file: 'f', media: 'photo', name: '墙.jpg' }],
    })
    expect(screen()).toBe('\n查询码：AB12-CD34，{{other}}\n  [墙.jpg]\n')
  })

  it('lets no words steer the terminal', async () => {
    const { send, screen } = await sitDown()
    await send({ text: 'a\u001b[2Jb\u0007c\td\u009be', choices: [[{ label: '\u001b]0;x\u0007好', value: 'v' }]] })
    expect(screen()).toBe('\na[2Jbc\tde\n  1. ]0;x好\n')
  })

  it('goes to its own account only', async () => {
    const { send, screen } = await sitDown()
    expect((await send(menu, { account: 'somebody' })).kind).toBe('refused')
    expect((await send(menu, { room: 'main' })).kind).toBe('refused')
    expect(screen()).toBe('')
  })

  it('cannot reach a screen that is closed', async () => {
    const { send, output } = await sitDown()
    output.destroy()
    expect((await send(menu)).kind).toBe('unreachable')
  })
})
