import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Context } from '../../domain/context.ts'
import {
  closeWindows,
  giveBackToWindow,
  openWindow,
  spendWindow,
  type WindowTerms,
} from '../../domain/reply-windows.ts'
import { testContext } from '../embedded.ts'

const start = new Date('2026-08-03T01:00:00Z').getTime()
const after = (seconds: number) => new Date(start + seconds * 1000)
const hour = 3600

const words: WindowTerms = { kind: 'long', most: 5, ms: 48 * hour * 1000 }
const follow: WindowTerms = { kind: 'brief', most: 3, ms: 60_000 }

let context: Context
beforeEach(async () => {
  context = await testContext()
})

const open = (terms: WindowTerms, seconds: number, who = 'resident:a') =>
  openWindow(context, 'wechat', who, terms, after(seconds))
const spend = async (count: number, seconds: number, who = 'resident:a') =>
  (await spendWindow(context, 'wechat', who, count, after(seconds)))?.kind
const close = (openedSeconds: number) =>
  closeWindows(context, 'wechat', 'resident:a', { openedAt: after(openedSeconds) })
const giveBack = (count: number, openedSeconds: number) =>
  giveBackToWindow(context, 'wechat', 'resident:a', { kind: 'long', openedAt: after(openedSeconds) }, count)

describe('what a platform lets us say', () => {
  it('is nothing to somebody who has said nothing', async () => {
    expect(await spend(1, 0)).toBeUndefined()
  })

  it('after words is five messages, and no sixth', async () => {
    await open(words, 0)
    for (let said = 0; said < 5; said++) expect(await spend(1, 1)).toBe('long')
    expect(await spend(1, 1)).toBeUndefined()
  })

  it('ends with its time, to the second', async () => {
    await open(words, 0)
    expect(await spend(1, 48 * hour - 1)).toBe('long')
    expect(await spend(1, 48 * hour)).toBeUndefined()
  })

  it('is taken whole or not at all: of a letter in three parts no two go alone', async () => {
    await open(words, 0)
    expect(await spend(3, 1)).toBe('long')
    expect(await spend(3, 1)).toBeUndefined()
    expect(await spend(2, 1)).toBe('long')
  })

  it('is whole again with every new word', async () => {
    await open(words, 0)
    await spend(5, 1)
    await open(words, 10)
    expect(await spend(5, 11)).toBe('long')
  })

  it('does not grow when the same word is delivered a second time', async () => {
    await open(words, 0)
    await spend(5, 1)
    await open(words, 0)
    expect(await spend(1, 2)).toBeUndefined()
  })

  it('is not opened again by something older that comes late', async () => {
    await open(words, 100)
    await spend(5, 101)
    await open(words, 99)
    expect(await spend(1, 102)).toBeUndefined()
  })

  it('after following is three messages within a minute, and they are used up first', async () => {
    await open(words, 0)
    await open(follow, 10)
    for (let said = 0; said < 3; said++) expect(await spend(1, 11)).toBe('brief')
    expect(await spend(1, 11)).toBe('long')
    await open(follow, 20)
    expect(await spend(1, 80)).toBe('long')
  })

  it('is the longer one where the brief one is too small', async () => {
    await open(words, 0)
    await open(follow, 0)
    expect(await spend(4, 1)).toBe('long')
  })

  it('comes back when a message did not go after all', async () => {
    await open(words, 0)
    await spend(5, 1)
    await giveBack(2, 0)
    expect(await spend(2, 2)).toBe('long')
    expect(await spend(1, 2)).toBeUndefined()
  })

  it('is no more than was granted when the next word came before it was given back', async () => {
    await open(words, 0)
    await spend(2, 1)
    await open(words, 2)
    await giveBack(2, 0)
    expect(await spend(5, 3)).toBe('long')
    expect(await spend(1, 3)).toBeUndefined()
  })

  it('is nothing any more once the platform says so, until the next word', async () => {
    await open(words, 0)
    await open(follow, 0)
    await close(0)
    expect(await spend(1, 1)).toBeUndefined()
    await open(words, 2)
    expect(await spend(1, 3)).toBe('long')
  })

  it('stays what a word has opened that came while the platform was saying so', async () => {
    await open(words, 0)
    await open(words, 2)
    await close(0)
    expect(await spend(5, 3)).toBe('long')
    await open(follow, 4)
    await close(2)
    expect(await spend(3, 5)).toBe('brief')
  })

  it('is each person’s own, and each channel’s', async () => {
    await open(words, 0)
    expect(await spend(1, 1, 'resident:b')).toBeUndefined()
    expect(await spendWindow(context, 'wecom', 'resident:a', 1, after(1))).toBeUndefined()
  })

  it('is counted once when two instances send at the same moment', async () => {
    await open(words, 0)
    const taken = await Promise.all(Array.from({ length: 8 }, () => spend(1, 1)))
    expect(taken.filter((kind) => kind !== undefined)).toHaveLength(5)
  })

  it('never is more than was granted with the newest word, in whatever order things happen', async () => {
    const instant = fc.integer({ min: 0, max: 60 * hour })
    const deeds = fc.array(
      fc.oneof(fc.record({ opens: instant }), fc.record({ spends: fc.integer({ min: 1, max: 6 }), at: instant })),
      { maxLength: 16 },
    )
    let person = 0
    await fc.assert(
      fc.asyncProperty(deeds, async (all) => {
        const who = `resident:${++person}`
        let heard = -1
        let left = 0
        for (const deed of all) {
          if ('opens' in deed) {
            await open(words, deed.opens, who)
            if (deed.opens > heard) left = words.most
            heard = Math.max(heard, deed.opens)
          } else {
            const fits = left >= deed.spends && deed.at < heard + words.ms / 1000
            expect(await spend(deed.spends, deed.at, who)).toBe(fits ? 'long' : undefined)
            if (fits) left -= deed.spends
          }
        }
      }),
      { numRuns: 40 },
    )
  })

  it('is kept without the platform’s id of anybody', async () => {
    await open(words, 0, 'openid-of-somebody')
    const rows = await context.sql('SELECT * FROM "ReplyWindow"')
    expect(JSON.stringify(rows)).not.toContain('openid')
  })
})
