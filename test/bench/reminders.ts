import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { withWork } from '../../domain/context.ts'
import { lockDueTickets } from '../../domain/due-clocks.ts'
import { createLog } from '../../domain/log.ts'
import { openContext, putOfficeInForce, readExampleOffice } from '../../domain/open-context.ts'
import { officeInstant } from '../../domain/rules/civil-date.ts'
import { remindDeadlines } from '../../jobs/remind-deadlines.ts'
import { dueOn, fillTickets } from '../postgres/many-tickets.ts'

// What one run of the reminders costs in a store of 10,000 tickets and in one of 1,000,000, one in twenty of them open,
// with the same number due. Its time has to grow with what is due, and not with what is stored.
//
//   npx tsx test/bench/reminders.ts          (TEST_DATABASE_URL: a server on which databases can be made)

const serverUrl = process.env.TEST_DATABASE_URL ?? 'postgresql://root@127.0.0.1:5432/test'
const due = 100
const rounds = 15
const warmUps = 5
const morning = officeInstant(dueOn, '08:30')

const small = await measure(10_000)
const large = await measure(1_000_000)
console.log(`\nOne run, ${due} due, the median of ${rounds}: ${small.toFixed(0)} ms with 10,000 tickets,`)
console.log(`${large.toFixed(0)} ms with 1,000,000: ${(large / small).toFixed(2)} times for 100 times the store.`)

/** The median milliseconds of a run that is taken back again, so that each finds the same due. */
async function measure(tickets: number): Promise<number> {
  const name = `xinqiao_bench_${randomBytes(6).toString('hex')}`
  const folder = mkdtempSync(join(tmpdir(), 'xinqiao-bench-'))
  await onServer(`CREATE DATABASE ${name}`)
  try {
    const { context, database, close } = await openContext(
      {
        dataDir: folder,
        databaseUrl: addressOf(name),
        dataKeys: [{ id: 'bench', key: randomBytes(32) }],
        publicUrl: 'http://127.0.0.1:3000',
      },
      createLog('silent'),
      morning,
    )
    try {
      await putOfficeInForce(context, await readExampleOffice(), morning)
      const filling = performance.now()
      await fillTickets(database, { tickets, due })
      console.log(`\n${tickets} tickets, filled in ${((performance.now() - filling) / 1000).toFixed(1)} s`)
      const plan = await withWork(context, morning, (work) =>
        work.sql<{ 'QUERY PLAN': string }>(`EXPLAIN (ANALYZE, BUFFERS) ${lockDueTickets.replace('$1', `'${dueOn}'`)}`),
      )
      console.log(plan.map((row) => row['QUERY PLAN']).join('\n'))
      const times: number[] = []
      for (let round = 0; round < warmUps; round += 1) await remindDeadlines.run(context, morning, { dry: true })
      for (let round = 0; round < rounds; round += 1) {
        const begun = performance.now()
        const { count } = await remindDeadlines.run(context, morning, { dry: true })
        times.push(performance.now() - begun)
        if (count !== due) throw new Error(`${count} were due, and not ${due}`)
      }
      return times.sort((a, b) => a - b)[Math.floor(rounds / 2)] ?? Number.NaN
    } finally {
      await close()
    }
  } finally {
    await onServer(`DROP DATABASE ${name} WITH (FORCE)`)
    rmSync(folder, { recursive: true, force: true })
  }
}

function addressOf(name: string): string {
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  return url.href
}

async function onServer(sql: string): Promise<void> {
  const client = new pg.Client(serverUrl)
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
