import type { Update } from 'grammy/types'
import { describe, expect, it } from 'vitest'
import { createIntake } from '../../../../bot/channels/telegram/intake.ts'
import type { ChannelHost, Incoming } from '../../../../bot/message.ts'
import { createHost } from '../host.ts'
import { inGroup, inSupergroup, me, message, press } from './updates.ts'

function intake(host: Partial<ChannelHost> = {}) {
  const stored: Incoming[] = []
  const answered: string[] = []
  const lines: string[] = []
  const write = (fields: object, words: string) => void lines.push(JSON.stringify({ ...fields, words }))
  const store = createIntake({
    host: createHost({ receive: async (incoming) => void stored.push(...incoming), ...host }),
    me,
    answerPresses: (ids) => void answered.push(...ids),
    log: { info: write, warn: write, error: write },
    now: () => new Date('2026-08-03T02:00:00Z'),
  })
  return { store, stored, answered, lines }
}

describe('a batch of updates', () => {
  it('of which one cannot be read keeps the others, that somebody sent it, and nothing of its words in the log', async () => {
    const { store, stored, lines } = intake()
    const strange = message({ text: { fold: '墙裂了' } })
    await store([message({ text: '一' }), strange, message({ text: '二' })])
    expect(stored.map(({ input }) => input)).toEqual([
      { kind: 'text', text: '一' },
      { kind: 'unsupported' },
      { kind: 'text', text: '二' },
    ])
    expect(lines).toHaveLength(1)
    expect(lines.join()).not.toMatch(/墙裂了|5100000042/)
  })

  it('is stored in one go, moved groups first, each once', async () => {
    const events: string[] = []
    const { store } = intake({
      moved: async (from, to) => void events.push(`${from} → ${to}`),
      receive: async (incoming) => void events.push(`${incoming.length} stored`),
    })
    await store([
      message({ chat: inGroup, text: '一' }),
      message({ chat: inGroup, migrate_to_chat_id: inSupergroup.id }),
      message({ chat: inSupergroup, migrate_from_chat_id: inGroup.id }),
      message({ chat: inSupergroup, text: '二' }),
    ])
    expect(events).toEqual([`${inGroup.id} → ${inSupergroup.id}`, '2 stored'])
  })

  it('that says nothing is not even handed on', async () => {
    let calls = 0
    const { store } = intake({ receive: async () => void calls++ })
    await store([])
    await store([message({ chat: inSupergroup, new_chat_title: '值班室' })])
    expect(calls).toBe(0)
  })

  it('that could not be stored has none of its presses answered', async () => {
    const away = intake({ receive: () => Promise.reject(new Error('away')) })
    await expect(away.store([press({ data: 'x' })])).rejects.toThrow('away')
    expect(away.answered).toEqual([])
    const well = intake()
    await well.store([press({ data: 'x' }), press({ id: '2', message: undefined })] as Update[])
    expect(well.answered).toEqual(['4382000000000000001', '2'])
  })
})
