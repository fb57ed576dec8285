import { afterEach, describe, expect, it } from 'vitest'
import { type Bench, closeBenches, eventually, face, openBench, said, startPolling } from './open.ts'

afterEach(closeBenches)

const set = ({ telegram }: Bench) => telegram.calls.filter(({ method, ok }) => ok && /^set/.test(method))
const isSet = (bench: Bench) => set(bench).some(({ method }) => method === 'setChatMenuButton')

describe('what Telegram shows of the bot', () => {
  it('is set in both languages, Chinese for whoever speaks neither', async () => {
    const bench = await openBench()
    await startPolling(bench)
    await bench.telegram.until(() => isSet(bench))
    const shown = (words: string) => [
      { command: words === '待办' || words === 'To do' ? 'open' : 'start', description: words },
    ]
    const inPrivate = { type: 'all_private_chats' }
    const inGroups = { type: 'all_group_chats' }
    expect(set(bench).map(({ method, params }) => [method, params])).toEqual([
      ['setMyCommands', { commands: shown('开始'), scope: inPrivate }],
      ['setMyCommands', { commands: shown('待办'), scope: inGroups }],
      ['setMyCommands', { commands: shown('开始'), scope: inPrivate, language_code: 'zh' }],
      ['setMyCommands', { commands: shown('待办'), scope: inGroups, language_code: 'zh' }],
      ['setMyCommands', { commands: shown('Begin'), scope: inPrivate, language_code: 'en' }],
      ['setMyCommands', { commands: shown('To do'), scope: inGroups, language_code: 'en' }],
      ['setMyDescription', { description: face.zh.description }],
      ['setMyShortDescription', { short_description: face.zh.about }],
      ['setMyDescription', { description: face.en.description, language_code: 'en' }],
      ['setMyShortDescription', { short_description: face.en.about, language_code: 'en' }],
      ['setChatMenuButton', { menu_button: { type: 'commands' } }],
    ])
  })

  it('is set once by a process, and by the one that takes the updates', async () => {
    const bench = await openBench()
    await startPolling(bench, { name: 'one' })
    await startPolling(bench, { name: 'two' })
    await eventually(() => bench.lines.some((line) => line.includes('the bot is set')), 'it is set')
    const count = set(bench).length
    expect(isSet(bench)).toBe(true)
    bench.lease.holder = 'somebody'
    const { asked } = bench.lease
    await eventually(() => bench.lease.asked > asked + 5, 'both stand by')
    bench.lease.holder = 'one'
    const polls = () => bench.telegram.calls.filter(({ method }) => method === 'getUpdates').length
    const before = polls()
    await bench.telegram.until(() => polls() > before)
    expect(set(bench)).toHaveLength(count)
  })

  it('stops nothing when it cannot be set, and is tried again later', async () => {
    const bench = await openBench()
    const person = bench.telegram.user({ name: '甲' })
    bench.telegram.faults.decide = ({ method, count }) =>
      method === 'setMyDescription' && count <= 2 ? { kind: '429', retryAfter: 1 } : undefined
    person.says('墙裂了')
    let reads = 0
    await startPolling(bench, {
      settings: {
        async face() {
          if (reads++ === 0) throw new Error('away')
          return face
        },
      },
    })
    await bench.telegram.until(() => said(bench).includes('墙裂了'))
    await bench.telegram.until(() => isSet(bench))
    expect(reads).toBe(4)
    expect(bench.lines.filter((line) => line.includes('could not be set'))).toHaveLength(3)
  })
})
