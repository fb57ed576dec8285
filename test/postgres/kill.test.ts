import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { openContext, putOfficeInForce, readExampleOffice } from '../../domain/open-context.ts'
import { temporaryFolder, testKeys } from '../context.ts'
import { createInstance, type Instance } from '../instance.ts'
import { createWebResident } from '../web-resident.ts'
import { createEmptyDatabase, quietLog } from './database.ts'

const residents = 300
const atOnce = 12
const kills = 20

test('300 residents file through two instances that are killed 20 times: nothing lost, nothing doubled', {
  timeout: 900_000,
}, async () => {
  const place = await createEmptyDatabase()
  const dataDir = temporaryFolder()
  const opened = await openContext(
    { dataDir, databaseUrl: place.url, dataKeys: testKeys, publicUrl: 'http://127.0.0.1:3000' },
    quietLog,
    new Date(),
  )
  const instances: Instance[] = []
  try {
    await putOfficeInForce(opened.context, await readExampleOffice(), new Date())
    const env = {
      DATABASE_URL: place.url,
      DATA_DIR: dataDir,
      DATA_KEY: `test:${Buffer.alloc(32, 7).toString('base64')}`,
    }
    for (let count = 0; count < 2; count++) instances.push(await createInstance(env))
    await Promise.all(instances.map((instance) => instance.start()))

    const { db } = opened.context
    const anyUp = () => pick(instances.filter((instance) => instance.isUp()))?.url ?? 'http://127.0.0.1:9'
    const receipts: string[] = []
    let filed = 0
    const queue = Array.from({ length: residents }, (_, index) => index)
    const killing = killAtRandom(instances, () => filed / residents)
    await Promise.all(
      Array.from({ length: atOnce }, async () => {
        for (let index = queue.pop(); index !== undefined; index = queue.pop()) {
          receipts.push(await fileComplaint(anyUp, index))
          filed += 1
        }
      }),
    )
    expect(await killing).toBe(kills)
    await Promise.all(instances.map((instance) => instance.start()))
    await until(async () => (await db.inbox.count({ where: { status: 'waiting' } })) === 0)
    await until(async () => (await db.outbox.count({ where: { status: { in: ['waiting', 'sending'] } } })) === 0)

    const tickets = await db.ticket.findMany()
    const numbers = tickets.map((ticket) => `${ticket.year}-${String(ticket.sequence).padStart(6, '0')}`)
    expect(new Set(receipts).size).toBe(residents)
    expect([...receipts].sort()).toEqual([...numbers].sort())
    expect(await db.inbox.count({ where: { status: 'parked' } })).toBe(0)
    // Every ticket has its one card on the wall, and every card its ticket.
    const cards = await db.card.findMany()
    expect(cards.map((card) => card.ticketId).sort()).toEqual(tickets.map((ticket) => ticket.id).sort())
    const letters = await db.mailboxMessage.findMany({
      where: { id: { in: cards.flatMap((card) => card.messageId ?? []) } },
    })
    expect(letters.length).toBe(residents)
    const wall = await db.mailboxMessage.count({ where: { sourceKey: { startsWith: 'out:card:' } } })
    expect(wall).toBe(residents)
    expect(await db.mailboxMessage.count({ where: { sourceKey: { startsWith: 'out:receipt:' } } })).toBe(residents)
  } catch (error) {
    throw new Error(instances.map((instance) => instance.output()).join('\n── the other\n'), { cause: error })
  } finally {
    await Promise.all(instances.map((instance) => instance.kill('SIGKILL')))
    await opened.close()
    await place.drop()
  }
})

/** One resident's whole way; returns the number on the receipt. */
async function fileComplaint(where: () => string, index: number): Promise<string> {
  const resident = createWebResident(where)
  await resident.post({ kind: 'opened' })
  await resident.next()
  await resident.taps('反映问题')
  await resident.says('1')
  await resident.says('1')
  await resident.says('柳湾村')
  await resident.says(`第 ${index} 户的房子少量了`)
  await resident.taps('完成')
  await resident.taps('匿名')
  await resident.taps('提交')
  const receipts = (await resident.box()).filter((message) => message.reply?.text.includes('这是回执'))
  expect(receipts.length).toBe(1)
  return /事项号：(\d{4}-\d{6})/.exec(receipts[0]?.reply?.text ?? '')?.[1] ?? ''
}

/** Spreads the kills over the whole run: the next one when so much more has been filed. */
async function killAtRandom(instances: Instance[], progress: () => number): Promise<number> {
  let done = 0
  while (done < kills) {
    if (progress() < done / (kills + 1)) {
      await wait(20)
      continue
    }
    await wait(Math.random() * 400)
    const victim = pick(instances)
    await victim?.kill('SIGKILL')
    await victim?.start()
    done += 1
  }
  return done
}

function pick<T>(list: T[]): T | undefined {
  return list[Math.floor(Math.random() * list.length)]
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 120_000
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error('It did not come to rest within two minutes')
    await wait(200)
  }
}
