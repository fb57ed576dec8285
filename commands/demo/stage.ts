import { randomUUID } from 'node:crypto'
import { createBot } from '../../bot/bot.ts'
import { createWebChannel } from '../../bot/channels/web/channel.ts'
import { saidId, showLetter } from '../../bot/channels/web/letters.ts'
import type { BoxOwner, WebOffice } from '../../bot/channels/web/office.ts'
import { seen } from '../../bot/channels/web/seen.ts'
import type { Input, Reply } from '../../bot/message.ts'
import { createWebOffice } from '../../bot/web-office.ts'
import type { Context } from '../../domain/context.ts'
import { createLog } from '../../domain/log.ts'
import { openContext } from '../../domain/open-context.ts'
import { officeInstant } from '../../domain/rules/civil-date.ts'
import { jobs } from '../../jobs/jobs.ts'
import type { Transcript } from './transcript.ts'

/** What a box showed, as its page would draw it. */
export interface Seen {
  /** What the channel knows it by: a reply or a tapped button names it. */
  id: string
  reply: Reply
  edited: boolean
}

/** A small office with a clock that only moves when it is told to. */
export interface Stage {
  context: Context
  office: WebOffice
  now(): Date
  /** Sets the clock to a time of day on a civil date. */
  moveTo(on: string, time: string): void
  /** The same for a day on which perhaps nothing happens: the transcript does not mention it. */
  jumpTo(on: string, time: string): void
  wait(seconds: number): void
  /** Somebody posts something in private or in a room; everything that is due then happens. */
  post(from: { account: string; room?: string }, input: Input): Promise<void>
  /** Does what is due now. */
  settle(): Promise<void>
  /** Everything a box showed since it was last asked for, in order; written into the transcript. */
  look(owner: BoxOwner, name: string): Promise<Seen[]>
  /** The person has everything in the box on the screen. */
  open(owner: { account: string }): Promise<void>
  /** Runs a job now and does what follows; returns how much it found to do. */
  runJob(name: string): Promise<number>
  close(): Promise<void>
}

const publicUrl = 'http://127.0.0.1:3000'

/** Opens an office with the example office file in an empty data folder, at the instant the story begins. */
export async function openStage(dataDir: string, on: string, time: string, transcript: Transcript): Promise<Stage> {
  let at = officeInstant(on, time)
  const now = () => at
  const log = createLog('error', process.stderr)
  const { context, database, close } = await openContext({ dataDir, publicUrl }, log, at)
  const office = createWebOffice(context, database, now)
  const web = createWebChannel(office, { cookieSecret: context.vault.deriveSecret('cookie'), secure: false, now })
  const bot = createBot(context, database, log, { channels: [web], owner: 'demo', now })
  // What bot.start would hand to the channel, on the story's clock.
  const host = bot.host('web')
  const looked = new Map<string, number>()
  return {
    context,
    office,
    now,
    moveTo(day, hour) {
      at = officeInstant(day, hour)
      transcript.at(at)
    },
    jumpTo(day, hour) {
      at = officeInstant(day, hour)
    },
    wait(seconds) {
      at = new Date(at.getTime() + seconds * 1000)
      transcript.at(at)
    },
    async post(from, input) {
      await host.receive([{ channel: 'web', messageId: randomUUID(), ...from, at, input }])
      await bot.settle(at)
    },
    settle: () => bot.settle(at),
    async look(owner, name) {
      const key = office.boxes.key(owner)
      const { letters } = await office.boxes.read(owner, looked.get(key) ?? 0, 200)
      looked.set(key, letters.at(-1)?.seq ?? looked.get(key) ?? 0)
      const shown = letters.flatMap((letter): Seen[] => {
        const drawn = showLetter(letter)
        const id = saidId(letter.sourceKey)
        if (id === undefined || !('reply' in drawn)) return []
        return [{ id, reply: drawn.reply, edited: letter.editedAt !== undefined }]
      })
      for (const one of shown) transcript.shows(name, one.reply, one.edited)
      return shown
    },
    async open(owner) {
      await seen(office, host, owner, await office.boxes.lastSeq(owner))
      await bot.settle(at)
    },
    async runJob(name) {
      const report = await jobs.get(name)?.run(context, at, { dry: false })
      await bot.settle(at)
      return report?.count ?? 0
    },
    async close() {
      await bot.stop()
      await close()
    },
  }
}
