import { expect, it } from 'vitest'
import { createFeed } from '../../../../../bot/channels/web/pages/feed.ts'
import type { Shown } from '../../../../../bot/channels/web/protocol.ts'
import { officeSays } from './said.ts'

it('reads on from the cursor when a pushed message shows that something is missing', async () => {
  const office = [1, 2, 3, 4].map((seq) => officeSays(seq, String(seq)))
  const { feed, asked } = openFeed(office)
  office.length = 2
  await feed.catchUp()
  for (const seq of [3, 4]) office.push(officeSays(seq, String(seq)))
  feed.take(officeSays(4, '4'))
  await feed.catchUp()
  expect(asked.slice(0, 2)).toEqual([0, 2])
  expect(seqs(feed.timeline().entries.map((entry) => entry.message))).toEqual([1, 2, 3, 4])
})

it('asks nothing when the pushed message is the next one', async () => {
  const { feed, asked } = openFeed([officeSays(1, '1')])
  await feed.catchUp()
  feed.take(officeSays(2, '2'))
  expect(asked).toEqual([0])
})

it('reads once more when it is asked again while it is reading', async () => {
  const office = [officeSays(1, '1')]
  const { feed, asked } = openFeed(office)
  const first = feed.catchUp()
  office.push(officeSays(2, '2'))
  await Promise.all([first, feed.catchUp()])
  expect(asked.length).toBe(2)
  expect(feed.timeline().cursor).toBe(2)
})

it('reads page after page when more was missed than one answer holds', async () => {
  const office = Array.from({ length: 7 }, (_, index) => officeSays(index + 1, String(index + 1)))
  const asked: number[] = []
  const feed = createFeed({
    read: async (after) => {
      asked.push(after)
      const rest = office.filter((message) => message.seq > after).slice(0, after === 0 ? 1 : 2)
      const seq = Math.max(after, ...seqs(rest))
      return { messages: rest, seq, more: after > 0 && seq < 7 }
    },
    changed: () => undefined,
  })
  await feed.catchUp()
  await feed.catchUp()
  expect(asked).toEqual([0, 1, 3, 5])
  expect(seqs(feed.timeline().entries.map((entry) => entry.message))).toEqual([1, 2, 3, 4, 5, 6, 7])
})

it('says that the office could not be reached, and can be asked again', async () => {
  let isDown = true
  const feed = createFeed({
    read: async () => (isDown ? undefined : { messages: [], seq: 7, more: false }),
    changed: () => undefined,
  })
  expect(await feed.catchUp()).toBe(false)
  isDown = false
  expect(await feed.catchUp()).toBe(true)
  expect(feed.timeline().cursor).toBe(7)
})

function openFeed(office: Shown[]) {
  const asked: number[] = []
  const feed = createFeed({
    read: async (after) => {
      asked.push(after)
      const messages = office.filter((message) => message.seq > after)
      return { messages, seq: Math.max(0, ...seqs(office)), more: false }
    },
    changed: () => undefined,
  })
  return { feed, asked }
}

function seqs(messages: Shown[]): number[] {
  return messages.map((message) => message.seq)
}
