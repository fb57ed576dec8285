import { validate } from 'node-cron'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Context } from '../../domain/context.ts'
import { createLog } from '../../domain/log.ts'
import { jobs } from '../../jobs/jobs.ts'
import { createTimetable, runSlot, timetable } from '../../jobs/timetable.ts'
import { testContext } from '../embedded.ts'
import { at, fileMatter, openOffice, postedOf } from '../small-office.ts'

let context: Context
let logged: string[]
const slot = at('2026-08-10', '09:00')

beforeEach(async () => {
  context = await testContext()
  logged = []
  await openOffice(context, slot)
})

const instance = (owner: string, now = slot) => ({ owner, now: () => now })
const log = () => createLog('info', { write: (line: string) => logged.push(line) })

describe('the timetable', () => {
  it('names a job there is, a time node-cron reads and the office’s zone in each entry', () => {
    for (const entry of timetable) {
      expect(jobs.has(entry.job), entry.job).toBe(true)
      expect(validate(entry.at), entry.at).toBe(true)
      expect(entry.timezone).toBe('Asia/Shanghai')
    }
  })

  it('wakes every job but the one that somebody must decide on', () => {
    const woken = [...jobs.keys()].filter((name) => name !== 'retry-parked')
    expect(new Set(timetable.map((entry) => entry.job))).toEqual(new Set(woken))
  })

  it('starts and stops, and leaves nothing behind that keeps the process alive', async () => {
    const started = createTimetable(context, log(), instance('a'))
    await started.start()
    await started.stop()
    await started.stop()
    expect(logged).toEqual([])
  })
})

describe('a slot', () => {
  it('is run by one of two instances, and its run is recorded', async () => {
    await fileMatter(context, at('2026-08-03', '09:00'))
    await Promise.all(
      ['a', 'b', 'c'].map((owner) => runSlot(context, log(), 'remind-deadlines', slot, instance(owner))),
    )
    const runs = await context.db.jobRun.findMany()
    expect(runs).toHaveLength(1)
    expect(runs[0]).toMatchObject({ job: 'remind-deadlines', slot, outcome: 'ok 1' })
    expect(await postedOf(context, 'reminderDigest')).toHaveLength(1)
  })

  it('is not run again by the same instance', async () => {
    await runSlot(context, log(), 'forget-drafts', slot, instance('a'))
    const [first] = await context.db.jobRun.findMany()
    await runSlot(context, log(), 'forget-drafts', slot, instance('a', at('2026-08-10', '09:01')))
    expect(await context.db.jobRun.findMany()).toEqual([first])
  })

  it('whose run throws is logged and recorded, and the next slot runs again', async () => {
    const broken = {
      ...context,
      office: async () => {
        throw new RangeError('The office file is torn')
      },
    }
    await runSlot(broken, log(), 'release-claims', slot, instance('a'))
    expect(await context.db.jobRun.findMany()).toEqual([expect.objectContaining({ outcome: 'failed RangeError' })])
    expect(logged.join('')).toContain('A job failed')
    const next = at('2026-08-10', '09:01')
    await runSlot(context, log(), 'release-claims', next, instance('a', next))
    expect(await context.db.jobRun.findMany({ orderBy: { slot: 'asc' } })).toEqual([
      expect.objectContaining({ outcome: 'failed RangeError' }),
      expect.objectContaining({ slot: next, outcome: 'ok 0' }),
    ])
  })

  it('with the database away ends in a line of the log, not in an unhandled rejection', async () => {
    const away = { ...context, db: undefined } as unknown as Context
    await runSlot(away, log(), 'release-claims', slot, instance('a'))
    expect(logged.join('')).toContain('A job could not be run')
  })
})
