import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { findOrOpenAccount } from '../../../domain/accounts.ts'
import { type Context, withWork } from '../../../domain/context.ts'
import { markUnreachable } from '../../../domain/outbox.ts'
import { recordAsk } from '../../../domain/policies/asks.ts'
import { type ChangedClause, stopTelling, tellThoseWhoAsked } from '../../../domain/policies/news.ts'
import type { Clause } from '../../../domain/rules/policy-search/clause.ts'
import type { Account } from '../../../prisma/generated/client.ts'
import { testContext } from '../../embedded.ts'
import { at, postedOf } from '../../small-office.ts'
import { yunxiClauses } from '../../written-policies.ts'

const monday = at('2026-08-03', '09:00')
const later = at('2026-09-01', '10:00')
const newVersion = '00000000-0000-4000-8000-00000000b001'
let context: Context

beforeEach(async () => {
  context = await testContext()
})

describe('when a clause changes', () => {
  it('whoever was answered with it is told once, with how it begins now and where it stands', async () => {
    const [asked, other] = [await openAccount(), await openAccount()]
    await ask(asked, 'banqian-12')
    await ask(asked, 'banqian-12')
    await ask(other, 'houfu-9')
    expect(await tell([changed('banqian-12')])).toBe(1)
    expect(await tell([changed('banqian-12')])).toBe(1)
    expect(await postedOf(context, 'policyChanged')).toEqual([
      {
        status: 'waiting',
        to: `a:${asked.id}`,
        params: {
          policyId: 'yunxi-banqian',
          title: '云溪县水库移民搬迁安置办法',
          page: 'http://127.0.0.1:3000/policies/yunxi-banqian',
          on: '2026-09-01',
          clauses: [
            {
              article: '第十二条',
              position: 1,
              beginning: '过渡安置费改为按月发放。',
              isWhole: true,
              page: 'http://127.0.0.1:3000/policies/yunxi-banqian#c-1',
            },
          ],
          more: 0,
        },
      },
    ])
  })

  it('a clause that is gone says so, and a version that comes into force later names that day', async () => {
    const [first, second] = [await openAccount(), await openAccount()]
    await ask(first, 'banqian-14')
    await ask(second, 'banqian-13')
    await tell([{ ...changed('banqian-14'), now: undefined }, changed('banqian-13', { effectiveOn: '2026-10-01' })])
    const told = (await postedOf(context, 'policyChanged')).map(({ params }) => params)
    expect(told).toContainEqual(expect.objectContaining({ on: '2026-09-01', clauses: [{ article: '第十四条' }] }))
    expect(told).toContainEqual(expect.objectContaining({ on: '2026-10-01' }))
  })

  it('several clauses of one publication make one notice', async () => {
    const asked = await openAccount()
    const ids = ['banqian-1', 'banqian-12', 'banqian-13', 'banqian-14']
    for (const id of ids) await ask(asked, id)
    expect(await tell(ids.map((id) => changed(id)))).toBe(1)
    const [notice, ...others] = await postedOf(context, 'policyChanged')
    expect(others).toEqual([])
    expect(notice?.params).toMatchObject({ clauses: [{}, {}, {}], more: 1 })
  })

  it('a version that has brought a change and is taken back later is told of twice', async () => {
    await ask(await openAccount(), 'banqian-12')
    await tell([changed('banqian-12')])
    const takenBack = { ...changed('banqian-12'), now: undefined }
    await tell([takenBack])
    await tell([takenBack])
    expect(await postedOf(context, 'policyChanged')).toHaveLength(2)
  })

  it('the next publication is told again', async () => {
    await ask(await openAccount(), 'banqian-12')
    await tell([changed('banqian-12')])
    await tell([changed('banqian-12', {}, randomUUID())])
    expect(await postedOf(context, 'policyChanged')).toHaveLength(2)
  })

  it('nobody is told who cannot be reached, was answered with the new version, or was only offered the clause', async () => {
    const [unreachable, upToDate, offered] = [await openAccount(), await openAccount(), await openAccount()]
    await ask(unreachable, 'banqian-12')
    await work((each) => markUnreachable(each, unreachable))
    await ask(upToDate, 'banqian-12', { versionId: newVersion })
    await ask(offered, 'banqian-12', { isRead: false })
    expect(await tell([changed('banqian-12')])).toBe(0)
    expect(await postedOf(context, 'policyChanged')).toEqual([])
  })

  it('whoever wants no more of a policy hears no more of it, and of others as before', async () => {
    const asked = await openAccount()
    await publish('yunxi-banqian', clauseOf('banqian-12').versionId)
    await publish('yunxi-houfu', clauseOf('houfu-9').versionId)
    await ask(asked, 'banqian-12')
    await ask(asked, 'houfu-9')
    await work((each) => stopTelling(each, asked, 'yunxi-banqian'))
    await work((each) => stopTelling(each, asked, 'no such policy \u0000'))
    expect(await tell([changed('banqian-12')])).toBe(0)
    expect(await tell([changed('houfu-9')])).toBe(1)
    // Asked anew, it is wanted again.
    await ask(asked, 'banqian-12')
    expect(await tell([changed('banqian-12', {}, randomUUID())])).toBe(1)
  })

  it('more of them than fit one statement are all told', async () => {
    const accounts = 1_203
    await context.db.$executeRaw`
      INSERT INTO "Account" (id, channel, "externalHash", "externalEnc", language, "createdAt")
      SELECT gen_random_uuid(), 'web', 'many-' || n, '', 'zh', ${monday} FROM generate_series(1, ${accounts}::int) n`
    await context.db.$executeRaw`
      INSERT INTO "PolicyAsk" (id, "accountId", "questionEnc", band, confidence, "clauseIds", "clauseId", "versionId", "askedAt")
      SELECT gen_random_uuid(), id, '', 'answer', 0.9, '{banqian-12}', 'banqian-12',
        ${clauseOf('banqian-12').versionId}::uuid, ${monday} FROM "Account"`
    expect(await tell([changed('banqian-12')])).toBe(accounts)
    expect(await context.db.outbox.count({ where: { kind: 'policyChanged' } })).toBe(accounts)
  })
})

function clauseOf(id: string): Clause {
  const clause = yunxiClauses.find((known) => known.id === id)
  if (!clause) throw new Error(`There is no clause ${id}`)
  return clause
}

function changed(clauseId: string, now: Partial<Clause> = {}, versionId = newVersion): ChangedClause {
  const was = clauseOf(clauseId)
  return { clauseId, versionId, was, now: { ...was, versionId, text: '过渡安置费改为按月发放。', ...now } }
}

async function ask(
  account: Account,
  clauseId: string,
  { versionId, isRead = true }: { versionId?: string; isRead?: boolean } = {},
): Promise<void> {
  const clause = clauseOf(clauseId)
  const read = isRead ? { ...clause, ...(versionId && { versionId }) } : undefined
  await work((each) =>
    recordAsk(each, account, {
      id: randomUUID(),
      question: '',
      result: { band: 'answer', confidence: 0.9 },
      clauses: [clause],
      read,
    }),
  )
}

async function publish(policyId: string, versionId: string): Promise<void> {
  await context.db.policy.create({ data: { id: policyId, key: policyId, createdAt: monday } })
  await context.db.policyVersion.create({
    data: {
      id: versionId,
      policyId,
      version: 1,
      state: 'published',
      title: policyId,
      contentHash: policyId,
      source: 'test',
      importedBy: 'operator',
      importedAt: monday,
    },
  })
}

function openAccount(): Promise<Account> {
  return work((each) => findOrOpenAccount(each, 'web', `resident:${randomUUID()}`))
}

function tell(clauses: ChangedClause[]): Promise<number> {
  return withWork(context, later, (each) => tellThoseWhoAsked(each, clauses))
}

function work<T>(task: Parameters<typeof withWork<T>>[2]): Promise<T> {
  return withWork(context, monday, task)
}
