import { createTask, type ScheduledTask } from 'node-cron'
import type { Context } from '../domain/context.ts'
import { recordRun, takeSlot } from '../domain/job-runs.ts'
import type { Log } from '../domain/log.ts'
import { jobs } from './jobs.ts'

interface Entry {
  job: string
  /** Minute, hour, day of month, month, day of week. */
  at: string
  timezone: 'Asia/Shanghai'
}

/** When each job is woken. It does what is due then, so a missed or repeated time costs nothing. */
export const timetable: readonly Entry[] = [
  { job: 'remind-deadlines', at: '*/10 7-20 * * *', timezone: 'Asia/Shanghai' },
  { job: 'remind-residents', at: '0 9-17 * * *', timezone: 'Asia/Shanghai' },
  { job: 'ask-done', at: '30 9-16 * * *', timezone: 'Asia/Shanghai' },
  { job: 'offer-seats', at: '* * * * *', timezone: 'Asia/Shanghai' },
  { job: 'remind-reception', at: '*/10 8-20 * * *', timezone: 'Asia/Shanghai' },
  { job: 'ask-promises', at: '45 9-16 * * *', timezone: 'Asia/Shanghai' },
  { job: 'release-claims', at: '* * * * *', timezone: 'Asia/Shanghai' },
  { job: 'settle-withdrawals', at: '20 * * * *', timezone: 'Asia/Shanghai' },
  { job: 'reconcile', at: '5 8-20 * * *', timezone: 'Asia/Shanghai' },
  { job: 'check-calendar', at: '30 9-16 * * *', timezone: 'Asia/Shanghai' },
  { job: 'gap-digest', at: '35 8-17 * * *', timezone: 'Asia/Shanghai' },
  { job: 'recount-clocks', at: '25 8-19 * * *', timezone: 'Asia/Shanghai' },
  { job: 'plan-reception', at: '*/5 7-20 * * *', timezone: 'Asia/Shanghai' },
  { job: 'watch-channels', at: '*/5 * * * *', timezone: 'Asia/Shanghai' },
  { job: 'forget-drafts', at: '40 3 * * *', timezone: 'Asia/Shanghai' },
]

export interface Timetable {
  start(): Promise<void>
  /** No more runs begin; those under way finish first. */
  stop(): Promise<void>
}

/** Wakes the jobs at their times. Of several instances, one runs a slot. */
export function createTimetable(context: Context, log: Log, { owner, now }: { owner: string; now(): Date }): Timetable {
  const running = new Set<Promise<void>>()
  let tasks: ScheduledTask[] = []
  return {
    async start() {
      tasks = timetable.map((entry) =>
        createTask(
          entry.at,
          ({ date }) => {
            const run = runSlot(context, log, entry.job, date, { owner, now }).finally(() => running.delete(run))
            running.add(run)
            return run
          },
          {
            name: entry.job,
            timezone: entry.timezone,
            noOverlap: true,
            missedExecutionTolerance: 30_000,
            logger: toLog(log),
          },
        ),
      )
      await Promise.all(tasks.map((task) => task.start()))
    },
    async stop() {
      await Promise.all(tasks.map((task) => task.destroy()))
      tasks = []
      await Promise.all(running)
    },
  }
}

/**
 * Runs a job for a slot unless another instance has it. What a run throws is logged and recorded, and ends nothing: the
 * next slot tries again.
 */
export async function runSlot(
  context: Context,
  log: Log,
  name: string,
  slot: Date,
  { owner, now }: { owner: string; now(): Date },
): Promise<void> {
  const place = { job: name, slot: slot.toISOString() }
  try {
    const job = jobs.get(name)
    if (!job) throw new Error(`There is no job ${name}`)
    if (!(await takeSlot(context, name, slot, owner, now()))) return
    const outcome = await job.run(context, now(), { dry: false }).then(
      (report) => {
        if (report.count > 0) log.info({ ...place, count: report.count }, 'A job had something to do')
        return `ok ${report.count}`
      },
      (err: unknown) => {
        log.error({ ...place, err }, 'A job failed; it is tried again at its next time')
        return `failed ${err instanceof Error ? err.name : 'unknown'}`
      },
    )
    await recordRun(context, name, slot, outcome, now())
  } catch (err) {
    log.error({ ...place, err }, 'A job could not be run')
  }
}

/** What node-cron itself has to say: its errors matter, its warnings about late ticks do not. */
function toLog(log: Log) {
  return {
    info: () => {},
    warn: () => {},
    debug: () => {},
    error: (message: string | Error, err?: Error) =>
      log.error({ err: err ?? message }, 'The alarm clock of the jobs stumbled'),
  }
}
