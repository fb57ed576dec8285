import { randomUUID } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { expect } from 'vitest'
import { createBot } from '../../bot/bot.ts'
import type { Capabilities, Incoming, IncomingFile, Input, Target } from '../../bot/message.ts'
import { receive } from '../../bot/receive.ts'
import { createSender, type Sender, settleLostLeases } from '../../bot/sender.ts'
import { findOrOpenAccount } from '../../domain/accounts.ts'
import { type Context, type Work, withWork } from '../../domain/context.ts'
import { recordDelivery } from '../../domain/deliveries.ts'
import { removeOfficer } from '../../domain/departures.ts'
import { findBrokenLink } from '../../domain/events.ts'
import { openTicket } from '../../domain/filing.ts'
import { createLog } from '../../domain/log.ts'
import type { Office } from '../../domain/office.ts'
import { bindOfficer, inviteOfficer } from '../../domain/officers.ts'
import type { QuestionModel } from '../../domain/policies/question-model.ts'
import { syncRooms } from '../../domain/rooms.ts'
import { officeInstant } from '../../domain/rules/civil-date.ts'
import type { PolicyIndex } from '../../domain/rules/policy-search/clause.ts'
import { formatTicketNumber } from '../../domain/rules/ticket-number.ts'
import { takeFile } from '../../domain/uploads.ts'
import type { OfficerRole } from '../../prisma/generated/client.ts'
import { exampleOffice } from '../context.ts'
import { embeddedDatabase, testContext } from '../embedded.ts'
import { createDoubleChannel, type DoubleChannel, type Seen } from './double-channel.ts'
import { createTranscript } from './transcript.ts'

/** A town in which people talk with the office: one channel, one staff room, a clock that stands until it is moved. */
export interface Town {
  context: Context
  channel: DoubleChannel
  /** Telegram, whose servers stand abroad, beside it; people are there when the town was opened with `abroad`. */
  abroad: DoubleChannel
  /** WeChat's Official Account beside it; people are there when the town was opened with `wechat`. */
  wechat: DoubleChannel
  sender: Sender
  now(): Date
  /** Moves the clock to a time of a civil date, or of the same date, and does what is due by then. */
  moveTo(time: string, on?: string): Promise<void>
  passes(time: { seconds?: number; minutes?: number; hours?: number; days?: number }): Promise<void>
  /** `abroad`: on Telegram, where the same name is another account; so it is on WeChat. */
  resident(name: string, where?: 'abroad' | 'wechat'): Resident
  officer(name: string, as?: { role?: OfficerRole; unit?: string }): Promise<OfficerOnDuty>
  /** Somebody in the staff room's group who is no staff. */
  stranger(name: string): OfficerOnDuty
  leaves(officer: string): Promise<void>
  /** Runs turns and sends until nothing is due. */
  settle(): Promise<void>
  work<T>(task: (work: Work) => Promise<T>): Promise<T>
  /** A line of prose for whoever reads the transcript. */
  tells(words: string): void
  /** What lies in the staff room. */
  room(): Seen[]
  /** Looks at what must hold after every story, and compares the transcript with the one of that name. */
  ends(story?: string): Promise<void>
}

interface Speaker {
  /** Types something. Returns the message's id. */
  says(text: string): Promise<string>
  /** Taps the newest button of that label. */
  taps(label: string): Promise<void>
  /** Taps the oldest button of that label, which stands further up. */
  tapsOld(label: string): Promise<void>
  /** What lies on the screen, oldest first. */
  screen(): Seen[]
  /** The text of the newest message. */
  last(): string
  /** Types /bind and a one-time code. */
  binds(code: string): Promise<string>
  /** `more` is what else the platform tells of it, such as a topic. */
  sends(input: Input, more?: Partial<Incoming>): Promise<string>
}

interface Matter {
  words?: string
  category?: string
  village?: string
  contact?: [string, string]
}

export interface Resident extends Speaker {
  account: string
  photographs(caption?: string): Promise<string>
  edits(messageId: string, text: string): Promise<void>
  recalls(messageId: string): Promise<void>
  /** Opens the page, or presses start on Telegram; `about` is what the link carried. */
  opens(about?: string): Promise<void>
  /** Looks at everything there is: it has arrived now. */
  reads(): Promise<void>
  /** The query code of the newest message that shows one. */
  code(): string
  /** Has filed a matter and got the receipt, without a word in the transcript. Returns its number. */
  files(matter?: Matter): Promise<string>
  /** The same through every question of the form. */
  fillsIn(matter?: Matter): Promise<string>
}

export interface OfficerOnDuty extends Speaker {
  account: string
  repliesTo(number: string, text: string): Promise<void>
  /** The same in the private talk with the bot. */
  inPrivate: Speaker
}

export const staffRoom = 'main'

/**
 * Opens an empty town. `office` may change the example office; `channel` what the channel can do. On a channel that is not
 * called web there is no staff room until a group is bound.
 */
export async function openTown(
  title: string,
  options: {
    office?: (office: Office) => void
    channel?: Partial<Capabilities>
    name?: string
    abroad?: true
    wechat?: true
    /** What is published at the moment; without it there are no policies. */
    policies?: () => PolicyIndex
    /** A language model that helps to find clauses. */
    model?: QuestionModel
  } = {},
): Promise<Town> {
  const office = exampleOffice()
  options.office?.(office)
  const { policies, model } = options
  const context: Context = {
    ...(await testContext()),
    office: async () => office,
    ...(policies && { policies: async () => policies() }),
  }
  const { name: channelName = 'web' } = options
  const channel = createDoubleChannel(channelName, options.channel)
  const abroad = createDoubleChannel('telegram', { domestic: false, confirmsDelivery: false, repeatsSafely: false })
  const wechat = createDoubleChannel('wechat', { buttons: false, confirmsDelivery: false, repeatsSafely: false })
  const channels = [channel, ...(options.abroad ? [abroad] : []), ...(options.wechat ? [wechat] : [])]
  const log = createLog('silent')
  const sender = createSender({
    context,
    log,
    channels: new Map(channels.map((one) => [one.name, one])),
    owner: 'test',
  })
  const bot = createBot(context, await embeddedDatabase(), log, {
    channels,
    owner: 'test',
    now: () => now,
    ...(model && { model }),
  })
  const transcript = createTranscript(title)
  let now = officeInstant('2026-08-03', '09:00')
  let photo: Buffer | undefined

  const town: Town = {
    context,
    channel,
    abroad,
    wechat,
    sender,
    now: () => now,
    async moveTo(time, on) {
      const date = on ?? new Date(now.getTime() + 8 * 3600_000).toISOString().slice(0, 10)
      now = officeInstant(date, time)
      transcript.clock(now)
      await town.settle()
    },
    async passes({ seconds = 0, minutes = 0, hours = 0, days = 0 }) {
      now = new Date(now.getTime() + 1000 * (seconds + 60 * (minutes + 60 * (hours + 24 * days))))
      if (seconds === 0 || minutes + hours + days > 0) transcript.clock(now)
      await town.settle()
    },
    resident(name, where) {
      if (where === 'wechat') return createResident(`${name}（微信）`, wechat)
      return where === 'abroad' ? createResident(`${name}（Telegram）`, abroad) : createResident(name)
    },
    async officer(name, { role = 'officer', unit = 'housing' } = {}) {
      const account = `officer:${name}`
      await town.work(async (work) => {
        const { officer } = await inviteOfficer(work, { name, role, unit })
        await bindOfficer(work, officer, channelName, account)
      })
      return createOfficer(name, account)
    },
    stranger: (name) => createOfficer(name, `stranger:${name}`),
    leaves: (name) => town.work((work) => removeOfficer(work, name)),
    async settle() {
      do await bot.settle(now)
      while ((await settleLostLeases(sender, now)) > 0)
      // What goes to different people at once has no order; in a transcript it has one.
      const news = [channel, abroad, wechat]
        .flatMap((one) => one.takeNews())
        .toSorted((a, b) => nameOf(a.target).localeCompare(nameOf(b.target)))
      for (const { target, seen } of news) transcript.shows(nameOf(target), seen, secretsOf(seen))
    },
    work: (task) => withWork(context, now, task),
    tells: (words) => transcript.tells(words),
    room: () => channel.screen({ room: staffRoom }),
    async ends(story) {
      await checkPromises(town)
      if (story === undefined) return
      const file = new URL(`./transcripts/${story}.md`, import.meta.url)
      await expect(transcript.text()).toMatchFileSnapshot(fileURLToPath(file))
    },
  }
  await town.work(syncRooms)

  async function arrives(account: string, input: Input, room?: string, more?: Partial<Incoming>): Promise<string> {
    const messageId = randomUUID()
    const place = { channel: channelName, messageId, account, at: now, input }
    await receive(context, [{ ...place, ...(room && { room }), ...more }], now)
    await town.settle()
    return messageId
  }

  function createSpeaker(name: string, account: string, room?: string, here = channel): Speaker {
    const there = here === channel ? {} : { channel: here.name }
    const target: Target = room ? { room } : { account }
    const tap = async (label: string, screen: Seen[]) => {
      const seen = screen.find(({ reply }) => (reply.choices ?? []).flat().some((choice) => choice.label === label))
      const choice = (seen?.reply.choices ?? []).flat().find((candidate) => candidate.label === label)
      if (!seen || !choice) throw new Error(`${name} sees no button ${label} below:\n${speaker.last()}`)
      transcript.says(name, `［${label}］`, room !== undefined)
      await arrives(account, { kind: 'choice', value: choice.value, keyboard: seen.messageId }, room, there)
    }
    const speaker: Speaker = {
      async says(text) {
        transcript.says(name, text, room !== undefined)
        return arrives(account, { kind: 'text', text }, room, there)
      },
      taps: (label) => tap(label, here.screen(target).reverse()),
      tapsOld: (label) => tap(label, here.screen(target)),
      screen: () => here.screen(target),
      last: () => here.screen(target).at(-1)?.reply.text ?? '',
      async binds(code) {
        transcript.says(name, '/bind 〔一次性码〕', room !== undefined)
        return arrives(account, { kind: 'text', text: `/bind ${code}` }, room)
      },
      sends: (input, more) => arrives(account, input, room, { ...there, ...more }),
    }
    return speaker
  }

  function createResident(name: string, here = channel): Resident {
    const account = `resident:${name}`
    const speaker = createSpeaker(name, account, undefined, here)
    const resident: Resident = {
      ...speaker,
      account,
      async photographs(caption) {
        photo ??= await sharp({ create: { width: 8, height: 8, channels: 3, background: '#888' } })
          .png()
          .toBuffer()
        const file = await town.work(async (work) => (await findOrOpenAccount(work, here.name, account)).id)
        const taken = await takeFile(context, file, { content: photo, media: 'photo' }, now)
        if (taken.kind !== 'taken') throw new Error(`The photo was refused: ${taken.why}`)
        transcript.says(name, `［照片］${caption ?? ''}`)
        const files: IncomingFile[] = [taken.file]
        return speaker.sends({ kind: 'media', files, ...(caption !== undefined && { text: caption }) })
      },
      async edits(of, text) {
        transcript.says(name, `（把前面那条改成）${text}`)
        await speaker.sends({ kind: 'edit', of, text })
      },
      async recalls(of) {
        transcript.says(name, '（撤回了前面那条）')
        await speaker.sends({ kind: 'recall', of })
      },
      async opens(about) {
        const isStart = here === abroad
        transcript.says(name, isStart ? '（按“开始”）' : about === undefined ? '（打开页面）' : '（点链接打开页面）')
        await speaker.sends({ kind: 'opened', ...(about !== undefined && { about }), ...(isStart && { greet: true }) })
      },
      async reads() {
        for (const seen of speaker.screen()) await town.work((work) => recordDelivery(work, here.name, seen.id))
        await town.settle()
      },
      code() {
        const shown = speaker.screen().findLast((seen) => seen.reply.secrets?.code)
        if (!shown?.reply.secrets?.code) throw new Error(`${name} sees no query code`)
        return shown.reply.secrets.code
      },
      async files(matter) {
        const silent = transcript.pause()
        await speaker.sends({ kind: 'choice', value: 'menu' })
        const { words, category, village, contact } = { ...usualMatter, ...matter }
        await town.work(async (work) => {
          const filing = await findOrOpenAccount(work, here.name, account)
          await openTicket(work, filing, {
            id: randomUUID(),
            category,
            ...placeNamed(office, village),
            words: [{ text: words, files: [] }],
            ...(contact && { contact: { name: contact[0], phone: contact[1] } }),
          })
        })
        await town.settle()
        silent()
        return newestNumber()
      },
      async fillsIn(matter) {
        const silent = transcript.pause()
        const { words, category, village, contact } = { ...usualMatter, ...matter }
        const group = office.categories.find((known) => known.children?.some((child) => child.id === category))
        const choose = (value: string) => speaker.sends({ kind: 'choice', value })
        const write = (text: string) => speaker.sends({ kind: 'text', text })
        await choose('menu')
        await choose('report')
        if (group) await choose(`category:${group.id}`)
        await choose(`category:${category}`)
        await write(village)
        await write(words)
        await choose('done')
        await choose(contact ? 'contact:give' : 'contact:none')
        for (const answer of contact ?? []) await write(answer)
        await choose('submit')
        silent()
        return newestNumber()
      },
    }
    return resident
  }

  async function newestNumber(): Promise<string> {
    const newest = await context.db.ticket.findFirstOrThrow({ orderBy: { sequence: 'desc' } })
    return formatTicketNumber(newest.year, newest.sequence)
  }

  function createOfficer(name: string, account: string): OfficerOnDuty {
    return {
      ...createSpeaker(name, account, staffRoom),
      account,
      async repliesTo(number, text) {
        const card = town.room().findLast((seen) => seen.reply.card?.number === number)
        if (!card) throw new Error(`There is no card of ${number} in the room`)
        transcript.says(name, `（回复卡片 #${number}）${text}`, true)
        await arrives(account, { kind: 'text', text, replyTo: card.messageId }, staffRoom)
      },
      inPrivate: createSpeaker(name, account),
    }
  }

  return town
}

function nameOf(target: Target): string {
  if ('room' in target) return target.room === staffRoom ? '值班室' : `值班室 ${target.room}`
  return target.account.replace(/^\w+:/, '')
}

function secretsOf(seen: Seen): string[] {
  return Object.values(seen.reply.secrets ?? {})
}

/** What no story may break: every history whole, nothing parked, nothing said that a platform or reader would refuse. */
async function checkPromises(town: Town): Promise<void> {
  const { db } = town.context
  for (const { id } of await db.ticket.findMany({ select: { id: true } })) {
    expect(await town.work((work) => findBrokenLink(work, id))).toBeUndefined()
  }
  expect(await db.inbox.count({ where: { status: { not: 'handled' } } })).toBe(0)
  expect([town.channel, town.abroad, town.wechat].flatMap(({ complaints }) => complaints)).toEqual([])
  const tickets = await db.ticket.count()
  expect(await db.outbox.count({ where: { kind: 'receipt' } })).toBe(tickets)
}

const usualMatter: Required<Omit<Matter, 'contact'>> & Pick<Matter, 'contact'> = {
  words: '安置点三号楼一下雨就漏。',
  category: 'settlement-quality',
  village: '柳湾村',
}

/** A village of the office file by its name, or a place in somebody's own words. */
function placeNamed(office: Office, name: string): { township: string; village: string } | { place: string } {
  for (const township of office.townships) {
    const village = township.villages.find((known) => known.name === name)
    if (village) return { township: township.id, village: village.id }
  }
  return { place: name }
}
