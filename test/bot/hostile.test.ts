import { randomInt } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Incoming, Input } from '../../bot/message.ts'
import { conversationOf, receive } from '../../bot/receive.ts'
import { findBrokenLink } from '../../domain/events.ts'
import { conversationKey, readPayload } from '../../domain/inbox.ts'
import { yunxiPolicies } from '../written-policies.ts'
import { openTown, staffRoom, type Town } from './conversation.ts'
import type { DoubleChannel } from './double-channel.ts'
import { hostileInput, hostileText, type Loot } from './hostile-inputs.ts'

/** How many inputs in all: CI asks for 8,000 with XINQIAO_HOSTILE. A fresh seed that failed is run again with XINQIAO_SEED. */
const inputs = Number(process.env.XINQIAO_HOSTILE ?? 60)
const canary = '金丝雀的话'
const batch = 40

describe.each([
  ['a fixed seed', 20260803],
  ['a fresh seed', Number(process.env.XINQIAO_SEED ?? randomInt(2 ** 31))],
])('hostile inputs with %s, %i', (_, seed) => {
  // Three kinds of sender, under two seeds.
  const share = Math.ceil(inputs / 6)
  const timeout = 60_000 + share * 500

  test(`${share} from residents and strangers change nothing of another’s, and the next honest word is answered`, {
    timeout,
  }, async () => {
    const { town, loot } = await robbedTown()
    const before = await fingerprints(town)
    const [asked] = await town.context.db.policyAsk.findMany()
    const members = ['resident:x', 'resident:y', 'resident:__proto__', 'stranger:z', 'officer:走了的人']
    await bombard(town, loot, { seed, count: share, members })
    expect(await fingerprints(town, before.length)).toEqual(before)
    const { db } = town.context
    expect(await db.policyAsk.findUnique({ where: { id: asked?.id ?? '' } })).toEqual(asked)
    const attached = await db.attachment.findMany({ where: { fileId: { in: loot.fileIds } } })
    expect(new Set(attached.map((row) => row.ticketId)).size).toBe(1)
    for (const account of members) expect(JSON.stringify(town.channel.screen({ account }))).not.toContain(canary)
    await expectAlive(
      town,
      members.filter((member) => member.startsWith('resident:')),
    )
  })

  test(`${share} from officers keep every history whole and every secret, and the next honest word is answered`, {
    timeout,
  }, async () => {
    const { town, loot } = await robbedTown()
    const sealed = await town.context.db.ticket.findFirstOrThrow({ where: { sealed: true } })
    await bombard(town, loot, { seed: seed + 1, count: share, members: ['officer:云舒', 'officer:石朗'] })
    expect(await town.context.db.ticket.findFirst({ where: { id: sealed.id } })).toEqual(sealed)
    const shown = JSON.stringify([
      town.room(),
      ...['officer:云舒', 'officer:石朗'].map((account) => town.channel.screen({ account })),
    ])
    expect(shown).not.toContain('举报的话')
    expect(JSON.stringify(town.room())).not.toMatch(/柳叶青|13800000000/)
    await expectAlive(town, [])
    const officer = town.channel.screen({ room: staffRoom }).length
    await arrive(town, 'officer:云舒', { kind: 'text', text: '/help' }, staffRoom)
    expect(town.channel.screen({ room: staffRoom }).length).toBeGreaterThan(officer)
  })
})

describe.each([
  ['a fixed seed', 20260804],
  ['a fresh seed', Number(process.env.XINQIAO_SEED ?? randomInt(2 ** 31))],
])('hostile inputs from abroad with %s, %i', (_, seed) => {
  const share = Math.ceil(inputs / 8)
  const timeout = 60_000 + share * 1000

  test(`${share} file no accusation, and ${share} nothing at all once the office is strict`, { timeout }, async () => {
    const { town, loot } = await robbedTown()
    const before = await fingerprints(town)
    const members = ['resident:x', 'resident:y', 'resident:__proto__']
    const count = (where: { sealed?: boolean }) =>
      town.context.db.ticket.count({ where: { ...where, account: { channel: 'telegram' } } })
    await bombard(town, loot, { seed, count: share, members, channel: town.abroad })
    expect(await count({ sealed: true })).toBe(0)
    const filed = await count({})
    const office = await town.context.office()
    office.crossBorder = 'strict'
    await bombard(town, loot, { seed: seed + 1, count: share, members, channel: town.abroad })
    expect(await count({})).toBe(filed)
    expect(await fingerprints(town, before.length)).toEqual(before)
    for (const account of members) expect(JSON.stringify(town.abroad.screen({ account }))).not.toContain(canary)
    await expectAlive(town, [])
  })
})

test('every kind of input at every step of a form is answered, and the form goes on', {
  timeout: 120_000,
}, async () => {
  const { town, loot } = await robbedTown()
  const { db } = town.context
  const account = 'resident:step'
  const key = conversationKey(town.context, conversationOf({ channel: 'web', account }))
  const kinds = fc.sample(hostileInput(loot), { seed: 7, numRuns: 400 })
  const oneOfEach = [...new Map(kinds.map((input) => [input.kind, input])).values()]
  expect(oneOfEach).toHaveLength(11)
  const steps: Input[] = [
    { kind: 'choice', value: 'report' },
    { kind: 'choice', value: 'category:housing' },
    { kind: 'choice', value: 'category:settlement-quality' },
    { kind: 'choice', value: 'township:qingshi' },
    { kind: 'text', text: '柳弯' },
    { kind: 'choice', value: 'village:liuwan' },
    { kind: 'text', text: '漏雨' },
    { kind: 'choice', value: 'cancel' },
    { kind: 'choice', value: 'keepOn' },
    { kind: 'choice', value: 'done' },
    { kind: 'choice', value: 'contact:give' },
    { kind: 'text', text: '柳叶青' },
    { kind: 'text', text: '13800000000' },
    { kind: 'choice', value: 'change' },
    { kind: 'choice', value: 'change:words' },
    { kind: 'choice', value: 'done' },
    { kind: 'choice', value: 'submit' },
  ]
  for (const step of steps) {
    await arrive(town, account, step)
    const { stateEnc } = await db.conversation.findUniqueOrThrow({ where: { key } })
    for (const input of oneOfEach) {
      await arrive(town, account, input)
      // Back to where the step left the form, so that each input meets it fresh.
      await db.conversation.update({ where: { key }, data: { stateEnc } })
    }
  }
  await expectNothingFailed(town)
  expect(await db.ticket.count()).toBe(3)
  const receipts = town.channel.screen({ account }).filter(({ reply }) => reply.text.includes('2026-000003'))
  expect(receipts.length).toBeGreaterThan(0)
})

/** A town where somebody has filed two matters, one of them sealed, with everything about them known to the robbers. */
async function robbedTown(): Promise<{ town: Town; loot: Loot }> {
  const town = await openTown('', { abroad: true, policies: () => yunxiPolicies() })
  await town.officer('云舒')
  await town.officer('石朗')
  await town.officer('走了的人')
  await town.officer('纪检专员', { unit: 'reception' })
  await town.leaves('走了的人')
  const victim = town.resident('victim')
  const first = await victim.files({ words: canary, contact: ['柳叶青', '13800000000'] })
  await victim.photographs()
  await victim.taps('补充到我的事项')
  await victim.says('反映问题')
  await victim.taps('干部作风举报（保密）')
  await victim.taps('征地补偿股')
  for (const words of ['柳湾村', `${canary}，举报的话`, '完成', '匿名', '提交']) await victim.says(words)
  await victim.says('户口没迁能不能领？')
  const { db } = town.context
  const messages = await db.inbox.findMany({ select: { messageId: true } })
  return {
    town,
    loot: {
      ticketIds: [...(await db.ticket.findMany()), ...(await db.policyAsk.findMany())].map(({ id }) => id),
      numbers: [first, '2026-000002', '1', '2'],
      messageIds: messages.map((row) => row.messageId),
      fileIds: (await db.file.findMany()).map((file) => file.id),
      keyboards: ['m1', 'm2', 'm3', 'm10', 'm20', 'm30', 'm60', 'm100'],
    },
  }
}

async function bombard(
  town: Town,
  loot: Loot,
  {
    seed,
    count,
    members,
    channel = town.channel,
  }: { seed: number; count: number; members: string[]; channel?: DoubleChannel },
): Promise<void> {
  const message = fc.record({
    account: fc.constantFrom(...members),
    room: fc.option(fc.constantFrom(staffRoom, staffRoom, 'elsewhere', '\u0000'), { nil: undefined, freq: 2 }),
    input: hostileInput(loot),
    name: fc.option(hostileText(loot), { nil: undefined }),
    id: fc.constantFrom('', '\u0000', '\ud800', '__proto__'),
    forwarded: fc.option(fc.constant(true as const), { nil: undefined, freq: 1 }),
  })
  const all = fc.sample(message, { seed, numRuns: count })
  for (let from = 0; from < all.length; from += batch) {
    const incoming = all
      .slice(from, from + batch)
      .map(({ account, room, input, name, id, forwarded }, index): Incoming => {
        const keyboard =
          'keyboard' in input && index % 3 === 0 ? channel.screen({ account }).at(-1)?.messageId : undefined
        return {
          channel: channel.name,
          messageId: `h${seed}.${from + index}${id}`,
          account,
          at: town.now(),
          input: keyboard === undefined ? input : ({ ...input, keyboard } as Input),
          ...(room !== undefined && { room }),
          ...(name !== undefined && { name }),
          ...(forwarded && { forwarded }),
        }
      })
    await receive(town.context, incoming, town.now())
    await town.passes({ seconds: 7 })
    await expectNothingFailed(town)
  }
  await town.passes({ hours: 1 })
  await expectNothingFailed(town)
  for (const { id } of await town.context.db.ticket.findMany({ select: { id: true } })) {
    expect(await town.work((work) => findBrokenLink(work, id))).toBeUndefined()
  }
}

/** No message was parked or waits to be tried again, and none is stuck on its way out. */
async function expectNothingFailed(town: Town): Promise<void> {
  const { db } = town.context
  const failed = await db.inbox.findMany({
    where: { OR: [{ status: { not: 'handled' } }, { failure: { not: null } }] },
  })
  expect(failed.map((row) => ({ failure: row.failure, payload: readPayload(town.context, row) }))).toEqual([])
  expect(
    await db.outbox.findMany({ where: { status: 'waiting', attempts: { gt: 0 } }, select: { kind: true } }),
  ).toEqual([])
  expect(
    town.channel.complaints.filter((complaint) => /^(There is no message|An empty|A button)/.test(complaint)),
  ).toEqual([])
}

/** The tickets of the robbed, as they are: state, history, code. */
async function fingerprints(town: Town, count = 99) {
  const tickets = await town.context.db.ticket.findMany({ orderBy: { sequence: 'asc' }, take: count })
  return tickets.map(({ id, state, eventHash, queryCodeHash, holderId }) => ({
    id,
    state,
    eventHash,
    queryCodeHash,
    holderId,
  }))
}

async function expectAlive(town: Town, accounts: string[]): Promise<void> {
  const honest = town.resident('honest')
  const number = await honest.files()
  expect(honest.screen().some(({ reply }) => reply.text.includes(number))).toBe(true)
  for (const account of accounts) {
    const before = town.channel.screen({ account }).length
    await arrive(town, account, { kind: 'text', text: '菜单' })
    expect(town.channel.screen({ account }).length).toBeGreaterThan(before)
  }
}

let arrivals = 0

async function arrive(town: Town, account: string, input: Input, room?: string): Promise<void> {
  const messageId = `arrival-${arrivals++}`
  await receive(
    town.context,
    [{ channel: 'web', messageId, account, at: town.now(), input, ...(room && { room }) }],
    town.now(),
  )
  await town.settle()
}
