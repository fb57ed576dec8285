import { afterAll, beforeAll, expect, it } from 'vitest'
import { withWork } from '../../domain/context.ts'
import { lockDueTickets } from '../../domain/due-clocks.ts'
import type { Database } from '../../domain/store/database.ts'
import { applyMigrations } from '../../domain/store/migrations.ts'
import { remindDeadlines } from '../../jobs/remind-deadlines.ts'
import { contextOn } from '../context.ts'
import { at, openOffice } from '../small-office.ts'
import { createEmptyDatabase, openPostgresAt } from './database.ts'
import { dueOn, fillTickets } from './many-tickets.ts'

const due = 20
const stores = [2_000, 60_000]
const opened: { database: Database; drop(): Promise<void> }[] = []

beforeAll(async () => {
  for (const tickets of stores) {
    const { url, drop } = await createEmptyDatabase()
    const database = await openPostgresAt(url)
    opened.push({ database, drop })
    await applyMigrations(database)
    await fillTickets(database, { tickets, due })
    await openOffice(contextOn(database), at('2026-08-03', '09:00'))
  }
}, 120_000)

afterAll(async () => {
  for (const { database, drop } of opened) {
    await database.close()
    await drop()
  }
})

interface PlanNode {
  'Index Name'?: string
  'Actual Rows': number
  'Actual Loops': number
  'Shared Hit Blocks': number
  'Shared Read Blocks': number
  Plans?: PlanNode[]
}

it('a run in a store of thirty times the size reads the index of what is due, and as many rows', async () => {
  const costs = []
  for (const { database } of opened) {
    const [row] = await withWork(contextOn(database), at(dueOn, '08:30'), (work) =>
      work.sql<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
        `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${lockDueTickets.replace('$1', `'${dueOn}'`)}`,
      ),
    )
    const plan = row?.['QUERY PLAN'][0].Plan
    if (!plan) throw new Error('There is no plan')
    const nodes = flatten(plan)
    expect(nodes.map((node) => node['Index Name'])).toContain('Clock_next_step_idx')
    expect(nodes[0]?.['Actual Rows']).toBe(due)
    costs.push({
      rows: Math.max(...nodes.map((node) => node['Actual Rows'] * node['Actual Loops'])),
      blocks: plan['Shared Hit Blocks'] + plan['Shared Read Blocks'],
    })
  }
  const [small, large] = costs
  expect(large?.rows).toBe(due)
  expect(large?.blocks).toBeLessThan(3 * (small?.blocks ?? 0) + due * 4)
})

it('and reminds of what is due, and of nothing else', async () => {
  for (const { database } of opened) {
    const report = await remindDeadlines.run(contextOn(database), at(dueOn, '08:30'), { dry: false })
    expect(report.count).toBe(due)
    expect(await database.db.reminder.count({ where: { outcome: 'digest' } })).toBe(due)
    expect(await database.db.clock.count({ where: { nextStepOn: { lte: dueOn } } })).toBe(0)
  }
})

function flatten(node: PlanNode): PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(flatten)]
}
