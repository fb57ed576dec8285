import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  createMessage,
  createSendQueue,
  type Pending,
  type PostOutcome,
} from '../../../../../bot/channels/web/pages/outbox-queue.ts'

describe('sending', () => {
  it('carries a message once and keeps it as received until the talk has it', async () => {
    const page = openPage(['stored'])
    page.write('a')
    await page.settle()
    expect(page.posted).toEqual(['a'])
    expect(page.queue.list().map((item) => item.state)).toEqual(['received'])
    page.queue.forget('a')
    expect(page.kept.size).toBe(0)
  })

  it('tries again with the same id after a lost connection', async () => {
    const page = openPage(['later', 'later', 'stored'])
    page.write('a')
    await page.settle()
    expect(page.posted).toEqual(['a'])
    expect(page.queue.list()[0]).toMatchObject({ state: 'waiting', failures: 1 })
    await page.clock()
    await page.clock()
    expect(page.posted).toEqual(['a', 'a', 'a'])
    expect(page.queue.list()[0]?.state).toBe('received')
  })

  it('waits longer after each failure, and as long as the office asks', async () => {
    const page = openPage(['later', 'later', { kind: 'later', afterMs: 9_000 }, 'stored'])
    page.write('a')
    await page.settle()
    await page.clock()
    await page.clock()
    await page.clock()
    expect(page.waits).toEqual([1_000, 2_000, 9_000])
  })

  it('holds back what was written after a message that cannot go yet', async () => {
    const page = openPage(['later', 'stored', 'stored'])
    page.write('a')
    page.write('b')
    await page.settle()
    expect(page.posted).toEqual(['a'])
    await page.clock()
    expect(page.posted).toEqual(['a', 'a', 'b'])
  })

  it('lets the next one pass when the office refuses a message, and says why', async () => {
    const page = openPage([{ kind: 'refused', error: '太长了' }, 'stored', 'stored'])
    page.write('a')
    page.write('b')
    await page.settle()
    expect(page.queue.list().map(({ id, state, error }) => [id, state, error])).toEqual([
      ['a', 'refused', '太长了'],
      ['b', 'received', undefined],
    ])
    page.queue.retry('a')
    await page.settle()
    expect(page.posted).toEqual(['a', 'b', 'a'])
  })

  it('goes on at once when the network comes back, without waiting a second time', async () => {
    const page = openPage(['later', 'stored'])
    page.write('a')
    await page.settle()
    page.queue.wake()
    await page.settle()
    expect(page.posted).toEqual(['a', 'a'])
    expect(page.timers.length).toBe(0)
  })

  it('sends after a reload what was on its way when the page closed, in order and with the same ids', async () => {
    const before = openPage([])
    before.write('a')
    before.write('b')
    const after = openPage(['stored', 'stored'], before.kept)
    after.queue.wake()
    await after.settle()
    expect(after.posted).toEqual(['a', 'b'])
  })

  it('does not keep what was given up while it was on its way', async () => {
    const page = openPage(['later'])
    page.write('a')
    page.queue.forget('a')
    await page.settle()
    expect(page.kept.size).toBe(0)
    expect(page.queue.list()).toEqual([])
  })
})

it('whatever fails, every message arrives, first arrivals are in the order of writing, and ids are never new', async () => {
  const outcome = fc.constantFrom<Scripted>('stored', 'later', 'lost answer')
  await fc.assert(
    fc.asyncProperty(fc.array(outcome, { maxLength: 30 }), fc.integer({ min: 1, max: 6 }), async (script, count) => {
      const page = openPage([...script, ...Array<Scripted>(count).fill('stored')])
      const ids = Array.from({ length: count }, (_, index) => `m${index}`)
      for (const id of ids) page.write(id)
      await page.settle()
      while (page.timers.length > 0) await page.clock()
      expect([...new Set(page.arrived)]).toEqual(ids)
      expect(page.queue.list().every((item) => item.state === 'received')).toBe(true)
    }),
  )
})

type Scripted = PostOutcome | 'stored' | 'later' | 'lost answer'

/** A page whose office answers by a script; when the script has ended nothing is answered any more. */
function openPage(script: Scripted[], kept = new Map<string, Pending>()) {
  const posted: string[] = []
  const arrived: string[] = []
  const waits: number[] = []
  const timers: (() => void)[] = []
  const queue = createSendQueue({
    store: {
      load: () => [...kept.values()],
      save: (pending) => kept.set(pending.id, pending),
      remove: (id) => kept.delete(id),
    },
    post({ id }) {
      posted.push(id)
      const next = script.shift()
      if (next === undefined) return new Promise(() => undefined)
      if (next === 'stored' || next === 'lost answer') arrived.push(id)
      if (next === 'lost answer') return Promise.reject(new Error('connection lost'))
      return Promise.resolve(typeof next === 'string' ? { kind: next } : next)
    },
    changed: () => undefined,
    after(ms, run) {
      waits.push(ms)
      timers.push(run)
      return () => {
        const index = timers.indexOf(run)
        if (index >= 0) timers.splice(index, 1)
      }
    },
    chance: () => 0,
  })
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve))
  return {
    queue,
    posted,
    arrived,
    waits,
    timers,
    kept,
    write: (id: string) => queue.add(createMessage(id, new Date(0), { kind: 'text', text: id })),
    settle,
    async clock() {
      timers.shift()?.()
      await settle()
    },
  }
}
