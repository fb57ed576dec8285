import { beforeEach, describe, expect, it } from 'vitest'
import { findOrOpenAccount } from '../../domain/accounts.ts'
import { type Context, withWork } from '../../domain/context.ts'
import {
  createHandOver,
  forgetHandOvers,
  type HandedTalk,
  handOverHours,
  takeHandOver,
} from '../../domain/hand-overs.ts'
import { takeFile } from '../../domain/uploads.ts'
import type { Account } from '../../prisma/generated/client.ts'
import { testContext } from '../embedded.ts'
import { fileMatter } from '../small-office.ts'

const at = new Date('2026-08-03T02:00:00Z')
const hours = (count: number) => new Date(at.getTime() + count * 3600_000)
const talk = { said: '金丝雀的话' }
let context: Context
let abroad: Account
let page: Account

beforeEach(async () => {
  context = await testContext()
  abroad = await account('telegram', '1')
  page = await account('web', 'resident:1')
})

describe('a hand-over', () => {
  it('brings the talk over once', async () => {
    const { code } = await create({ talk, files: [] })
    expect(await take(code)).toEqual({ kind: 'taken', talk })
    expect(await take(code)).toEqual({ kind: 'gone' })
  })

  it('has a code of at least 128 bits that a link can carry, another each time', async () => {
    const codes = await Promise.all([create({ talk, files: [] }), create({ talk, files: [] })])
    for (const { code } of codes) {
      expect(code).toMatch(/^[A-Za-z0-9_-]+$/)
      expect(Buffer.from(code, 'base64url').length * 8).toBeGreaterThanOrEqual(128)
    }
    expect(codes[0]?.code).not.toBe(codes[1]?.code)
  })

  it('works until a day is over, and not from then on', async () => {
    const [first, second] = [await create({ talk, files: [] }), await create({ talk, files: [] })]
    expect(await take(first.code, new Date(hours(handOverHours).getTime() - 1))).toMatchObject({ kind: 'taken' })
    expect(await take(second.code, hours(handOverHours))).toEqual({ kind: 'gone' })
  })

  it('shows in a dump neither its code nor its words', async () => {
    const { code } = await create({ talk, files: [] })
    const dump = JSON.stringify(await context.db.handOver.findMany())
    expect(dump).not.toContain(code)
    expect(dump).not.toContain(talk.said)
  })

  it('keeps no words once they were taken', async () => {
    const { code } = await create({ talk, files: [] })
    await take(code)
    expect(await context.db.handOver.findFirst()).toMatchObject({ stateEnc: '', usedAt: at })
  })

  it('taken twice at the same time goes to one', async () => {
    const { code } = await create({ talk, files: [] })
    const other = await account('web', 'resident:2')
    const kinds = (await Promise.all([take(code), take(code, at, other)])).map(({ kind }) => kind)
    expect(kinds.toSorted()).toEqual(['gone', 'taken'])
  })

  it('is not to be guessed: after five wrong codes an account waits ten minutes', async () => {
    const { code } = await create({ talk, files: [] })
    for (let tries = 0; tries < 5; tries++) expect(await take('A'.repeat(22))).toEqual({ kind: 'gone' })
    expect(await take(code)).toEqual({ kind: 'gone' })
    expect(await take(code, new Date(at.getTime() + 11 * 60_000))).toMatchObject({ kind: 'taken' })
  })

  it('costs no try when it was right', async () => {
    for (let times = 0; times < 8; times++) {
      const { code } = await create({ talk, files: [] })
      expect(await take(code)).toMatchObject({ kind: 'taken' })
    }
  })

  it('is forgotten when its time was over', async () => {
    await create({ talk, files: [] })
    await withWork(context, hours(5), (work) => createHandOver(work, abroad, { talk, files: [] }))
    const forget = (before: Date) => withWork(context, before, (work) => forgetHandOvers(work, before))
    expect(await forget(hours(handOverHours))).toBe(0)
    expect(await forget(hours(handOverHours + 1))).toBe(1)
    expect(await context.db.handOver.count()).toBe(1)
  })
})

describe('the files of a hand-over', () => {
  it('are the new account’s from then on', async () => {
    const file = await photo(abroad)
    const { code } = await create({ talk, files: [file, '', 'no id', '\u0000'] })
    expect(await ownerOf(file)).toBe(abroad.id)
    await take(code)
    expect(await ownerOf(file)).toBe(page.id)
  })

  it('stay where they are when they were filed already, or are somebody else’s', async () => {
    const filed = await photo(abroad)
    const foreign = await photo(await account('telegram', '2'))
    const ticket = await fileMatter(context, at)
    await context.db.attachment.create({ data: { ticketId: ticket.id, fileId: filed, eventSeq: 1 } })
    const { code } = await create({ talk, files: [filed, foreign] })
    await take(code)
    expect(await ownerOf(filed)).toBe(abroad.id)
    expect(await ownerOf(foreign)).not.toBe(page.id)
  })
})

function account(channel: string, external: string): Promise<Account> {
  return withWork(context, at, (work) => findOrOpenAccount(work, channel, external))
}

function create(state: HandedTalk): Promise<{ code: string }> {
  return withWork(context, at, (work) => createHandOver(work, abroad, state))
}

function take(code: string, when = at, taker = page) {
  return withWork(context, when, (work) => takeHandOver(work, taker, code))
}

async function photo(owner: Account): Promise<string> {
  const taken = await takeFile(context, owner.id, { content: Buffer.from('一段文字'), media: 'file' }, at)
  if (taken.kind !== 'taken') throw new Error('The file was refused')
  return taken.file.file
}

async function ownerOf(file: string): Promise<string> {
  return (await context.db.file.findUniqueOrThrow({ where: { id: file } })).accountId
}
