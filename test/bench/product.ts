import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import pg from 'pg'
import { createInstance, type Instance } from '../instance.ts'
import type { Closing } from './closing.ts'
import type { Contender } from './contender.ts'
import type { Town } from './town.ts'

export interface Product extends Contender {
  /** The office, an officer, and staff groups of four units. */
  seatStaff(): Promise<void>
  /** For the groups a minute has gone by: they take cards again. */
  passMinute(): Promise<void>
}

/** The units of the topics that the town complains about. */
const units = ['compensation', 'housing', 'support', 'mediation']

/** Of the twenty that a group takes a minute, cards get so many. */
export const mostTickets = 14 * units.length

export interface ProductSettings {
  mode: 'polling' | 'webhook'
  databaseUrl: string
  /** A folder for CPU profiles. */
  profile?: string | undefined
}

/** The real program on a database that is empty, with the office of the example in force but for its rooms. */
export async function openProduct(town: Town, closing: Closing, settings: ProductSettings): Promise<Product> {
  const { mode, databaseUrl, profile } = settings
  const dataDir = await mkdtemp(join(tmpdir(), 'xinqiao-bench-'))
  closing.add(() => rm(dataDir, { recursive: true, force: true }))
  const { root, token } = await town.address()
  const env = {
    DATABASE_URL: databaseUrl,
    DATA_DIR: dataDir,
    DATA_KEY: `bench:${randomBytes(32).toString('base64')}`,
    TELEGRAM_TOKEN: token,
    TELEGRAM_API_ROOT: root,
    RUN: 'bot,api',
  }
  if (profile !== undefined) await mkdir(profile, { recursive: true })
  const operator = await createInstance(env)
  await operator.command('office', ['import', await writeOffice(dataDir)])
  const instance = await createInstance((url) => ({
    ...env,
    ...(mode === 'webhook' && {
      TELEGRAM_MODE: mode,
      TELEGRAM_WEBHOOK_SECRET: randomBytes(16).toString('hex'),
      PUBLIC_URL: url,
    }),
    ...(profile !== undefined && {
      NODE_OPTIONS: `--import ${pathToFileURL(join(import.meta.dirname, 'profile.mjs')).href}`,
      CPU_PROFILE: join(profile, `${mode}.cpuprofile`),
    }),
  }))
  closing.add(() => instance.kill('SIGTERM'))
  await instance.start()
  const client = new pg.Client(databaseUrl)
  closing.add(() => client.end())
  await client.connect()

  return {
    name: `Xinqiao, ${mode}`,
    town,
    async count() {
      await waitForQuestions(instance, 3)
      const first = await readCpu(instance)
      const before = await readCpu(instance)
      // A question for the metrics is work too.
      const question = before - first
      return async () => {
        await comeToRest(client, instance)
        return (await readCpu(instance)) - before - question
      }
    },
    async seatStaff() {
      const invited = await operator.command('staff', ['invite', '云舒', '--role', 'officer'])
      const rooms = await Promise.all(
        units.map((unit) => operator.command('room', ['invite', `值班室-${unit}`, '--unit', unit])),
      )
      await town.seatStaff(codeIn(invited), rooms.map(codeIn))
    },
    async passMinute() {
      await client.query(
        `UPDATE "Outbox" SET "sentAt" = "sentAt" - interval '2 minutes' WHERE "roomId" IS NOT NULL AND "sentAt" IS NOT NULL`,
      )
    },
  }
}

function codeIn(printed: string): string {
  const code = /^\/bind (\S+)$/m.exec(printed)?.[1]
  if (code === undefined) throw new Error(`There is no code in:\n${printed}`)
  return code
}

/** The CPU time of the process so far, in µs. */
async function readCpu({ url }: Instance): Promise<number> {
  const answer = await fetch(`${url}/metrics`)
  const seconds = /^process_cpu_seconds_total (\S+)/m.exec(await answer.text())?.[1]
  if (!answer.ok || seconds === undefined) throw new Error(`GET /metrics answered ${answer.status}`)
  return Number(seconds) * 1e6
}

/** The metrics are told only so often a minute. */
async function waitForQuestions({ url }: Instance, most: number): Promise<void> {
  for (;;) {
    const { headers } = await fetch(`${url}/metrics`)
    if (Number(headers.get('x-ratelimit-remaining') ?? most) >= most) return
    await wait(Number(headers.get('x-ratelimit-reset') ?? 1) * 1000)
  }
}

/** What was answered is written down. */
async function comeToRest(client: pg.Client, instance: Instance): Promise<void> {
  const deadline = Date.now() + 30_000
  while (Date.now() < deadline) {
    const { rowCount } = await client.query(
      `SELECT 1 FROM "Inbox" WHERE status = 'waiting' UNION ALL SELECT 1 FROM "Outbox" WHERE status IN ('waiting', 'sending') LIMIT 1`,
    )
    if (rowCount === 0) return
    await wait(10)
  }
  throw new Error(`Something was not finished within half a minute:\n${instance.output()}`)
}

/** The example office without its room on the page: a ticket has one card, the one in its staff group. */
async function writeOffice(folder: string): Promise<string> {
  const office = JSON.parse(await readFile('office.example.json', 'utf8'))
  const path = join(folder, 'office.json')
  await writeFile(path, JSON.stringify({ ...office, rooms: [] }))
  return path
}
