import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect, it, onTestFinished } from 'vitest'
import { createDriver } from './drive.ts'
import type { Call, Message } from './server.ts'

/** Starts the double in a process of its own. */
async function startApart() {
  const script = fileURLToPath(new URL('main.ts', import.meta.url))
  const child = spawn(process.execPath, ['--import', 'tsx', script, '0'], { stdio: ['ignore', 'pipe', 'inherit'] })
  onTestFinished(async () => {
    if (child.exitCode !== null) return
    child.kill()
    await once(child, 'exit')
  })
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string]
  const { root, token } = JSON.parse(line) as { root: string; token: string }
  const { do: command } = createDriver(root)
  const ask = async (method: string, params: object) => {
    const headers = { 'content-type': 'application/json' }
    const answer = await fetch(`${root}/bot${token}/${method}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(params),
    })
    return (await answer.json()) as { ok: boolean; result: { text?: string; message_id: number }[] }
  }
  return { command, ask }
}

it('the double in another process does the same at a word', async () => {
  const { command, ask } = await startApart()
  const wang = await command<{ id: number; name: string }>('telegram', 'user', { name: '王大娘' })
  const room = await command<{ id: number }>('telegram', 'group', '值班室', {
    kind: 'group',
    members: [{ person: wang.id }],
  })
  await command({ person: wang.id }, 'sends', { photo: Buffer.from('picture'), caption: '裂缝' })
  await command({ person: wang.id }, 'says', '/open', { in: { group: room.id } })
  expect(await command('telegram', 'pending')).toBe(2)

  await command('faults', 'set', { rules: [{ method: 'sendMessage', counts: [1], fault: { kind: '500' } }] })
  const keyboard = { inline_keyboard: [[{ text: '好', callback_data: 'ok' }]] }
  const message = { chat_id: wang.id, text: '收到', reply_markup: keyboard }
  expect((await ask('sendMessage', message)).ok).toBe(false)
  const seen = command('telegram', 'until', { accepted: { method: 'sendMessage', count: 1 } }, 10_000)
  expect((await ask('sendMessage', message)).ok).toBe(true)
  await seen
  await command({ person: wang.id }, 'taps', '好')

  const screen = await command<(Message & { file: unknown })[]>({ person: wang.id }, 'screen')
  expect(screen).toMatchObject([
    { caption: '裂缝', file: { base64: 'cGljdHVyZQ==' } },
    { text: '收到', buttons: ['好'] },
  ])
  const calls = await command<Call[]>('telegram', 'calls', 0)
  expect(calls.map((call) => [call.method, call.ok, call.fault])).toEqual([
    ['sendMessage', false, '500'],
    ['sendMessage', true, undefined],
  ])
  await command({ group: room.id }, 'migrates')
  const { result } = await ask('getUpdates', {})
  expect(result).toHaveLength(5)
  await expect(command({ person: wang.id }, 'taps', '没有')).rejects.toThrow('There is no button 没有')
  await expect(command({ person: 1 }, 'says', 'x')).rejects.toThrow('There is no person 1')
})
