import pg from 'pg'
import { onTestFinished } from 'vitest'
import { type Context, withWork } from '../../../domain/context.ts'
import { inviteOfficer } from '../../../domain/officers.ts'
import { openContext, putOfficeInForce, readExampleOffice } from '../../../domain/open-context.ts'
import { inviteRoom } from '../../../domain/room-invites.ts'
import type { OfficerRole } from '../../../prisma/generated/client.ts'
import { temporaryFolder, testKeys } from '../../context.ts'
import { createInstance, type Instance } from '../../instance.ts'
import { startTelegram } from '../../telegram/server.ts'
import type { Group, GroupOptions, Person, Telegram, TelegramOptions } from '../../telegram/telegram.ts'
import { createEmptyDatabase, quietLog, serverUrl } from '../database.ts'

/** An office on PostgreSQL, the double of Telegram, and the real program in processes of its own. */
export interface Stage {
  telegram: Telegram
  /** For judging only: nothing of the program runs on it. */
  context: Context
  databaseUrl: string
  /** Another process of the program; not started yet. */
  instance(env?: Record<string, string>): Promise<Instance>
  /** Makes somebody staff. Some instance has to be up, here and below. */
  hire(name: string, role?: OfficerRole): Promise<Person>
  /** Makes a group a staff room, by somebody who is staff. */
  bind(title: string, by: Person, options?: GroupOptions): Promise<Group>
  /** Until everything that arrived is handled, and what was to be said is said: to people, or in the rooms too. */
  rest(said: 'to people' | 'to all'): Promise<void>
}

export interface StageOptions {
  telegram?: TelegramOptions
  /** Seconds in which an officer can take a reply back. */
  undoSeconds?: number
}

/** All of it ends with the test. Only one is open at a time on this machine: they measure. */
export async function openStage(options: StageOptions = {}): Promise<Stage> {
  await haveTheMachine()
  const place = await createEmptyDatabase()
  const dataDir = temporaryFolder()
  const opened = await openContext(
    { dataDir, databaseUrl: place.url, dataKeys: testKeys, publicUrl: 'http://127.0.0.1:3000' },
    quietLog,
    new Date(),
  )
  const telegram = await startTelegram(options.telegram)
  const instances: Instance[] = []
  onTestFinished(async ({ task }) => {
    await Promise.all(instances.map((instance) => instance.kill('SIGKILL')))
    if (task.result?.state === 'fail') {
      for (const instance of instances) console.error(instance.output().slice(-4_000))
      console.error(await describeUndone(context, telegram))
    }
    await telegram.close()
    await opened.close()
    await place.drop()
  })
  const { context } = opened
  const office = await readExampleOffice()
  const { undoSeconds = office.undoSeconds } = options
  await putOfficeInForce(context, { ...office, undoSeconds }, new Date())

  const stage: Stage = {
    telegram,
    context,
    databaseUrl: place.url,
    async instance(env = {}) {
      const instance = await createInstance({
        DATABASE_URL: place.url,
        DATA_DIR: dataDir,
        DATA_KEY: `test:${Buffer.alloc(32, 7).toString('base64')}`,
        TELEGRAM_TOKEN: telegram.token,
        TELEGRAM_API_ROOT: telegram.root,
        LOG_LEVEL: 'error',
        ...env,
      })
      instances.push(instance)
      return instance
    },
    async hire(name, role = 'officer') {
      const person = telegram.user({ name })
      const { code } = await withWork(context, new Date(), (work) =>
        inviteOfficer(work, { name, role, unit: 'compensation' }),
      )
      person.starts(code)
      await telegram.until(() => person.last()?.text?.includes('已登记为工作人员') ?? false, 30_000)
      return person
    },
    async bind(title, by, groupOptions = {}) {
      const group = telegram.group(title, { administrator: true, members: [by], ...groupOptions })
      const { code } = await withWork(context, new Date(), (work) => inviteRoom(work, { name: title }))
      by.says(`/bind ${code}`, { in: group })
      await telegram.until(() => group.screen().filter((message) => message.fromBot).length >= 2, 30_000)
      return group
    },
    async rest(said) {
      const to = said === 'to people' ? { roomId: null } : {}
      const deadline = Date.now() + 90_000
      for (;;) {
        const pending = telegram.pending()
        const inbox = await context.db.inbox.count({ where: { status: 'waiting' } })
        const outbox = await context.db.outbox.count({ where: { status: { in: ['waiting', 'sending'] }, ...to } })
        if (pending + inbox + outbox === 0) return
        if (Date.now() > deadline) throw new Error(`${pending} + ${inbox} were not handled and ${outbox} not said`)
        await telegram.until(() => false, 200).catch(() => {})
      }
    },
  }
  return stage
}

/** What had not happened when a scenario failed, and what the last calls were: without it a rare failure tells nothing. */
async function describeUndone({ db }: Context, telegram: Telegram): Promise<string> {
  const [inbox, outbox, rooms, leases, officers] = await Promise.all([
    db.inbox.findMany({
      where: { status: { not: 'handled' } },
      select: { id: true, status: true, attempts: true, nextAt: true, failure: true },
    }),
    db.outbox.findMany({
      where: { status: { notIn: ['sent', 'superseded'] } },
      select: { id: true, kind: true, status: true, attempts: true, notBefore: true, failure: true },
    }),
    db.room.findMany({ select: { closedAt: true, formerHash: true } }),
    db.lease.findMany(),
    db.officer.findMany({ select: { role: true, leftAt: true } }),
  ])
  const calls = telegram.calls.slice(-30).map(({ at, method, chat, ok }) => ({ at, method, chat, ok }))
  const undone = { pending: telegram.pending(), inbox, outbox, rooms, leases, officers, calls }
  return JSON.stringify(undone, (_, value) => (typeof value === 'bigint' ? String(value) : value))
}

/** Scenarios in other workers wait until this one is over: what is measured beside another says nothing. */
async function haveTheMachine(): Promise<void> {
  const client = new pg.Client(serverUrl)
  await client.connect()
  await client.query(`SELECT pg_advisory_lock(hashtext('telegram scenarios'))`)
  onTestFinished(() => client.end())
}
