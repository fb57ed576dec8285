import Fastify, { type FastifyInstance } from 'fastify'
import { expect } from 'vitest'
import type { StoredFile } from '../../../../bot/channels/stored-file.ts'
import { createWechatChannel } from '../../../../bot/channels/wechat/channel.ts'
import { type Pace, usualPace } from '../../../../bot/channels/wechat/pace.ts'
import type { NoticeTemplates, WechatSettings } from '../../../../bot/channels/wechat/settings.ts'
import type { ChannelHost, Incoming, Outgoing, Reply, ReplyWindows } from '../../../../bot/message.ts'
import { startWechat, type Template, type Wechat, type WechatOptions } from '../../../wechat/server.ts'
import { createHost } from '../host.ts'

/** The waits of a slow platform, short enough for a test. */
export const quick: Pace = { ...usualPace, pushMs: 60, storeMs: 5, soonMs: 5, stopMs: 200, sendMs: 2000, callMs: 1000 }

export const aesKey = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG'

export const answerTemplate: Template = {
  id: 'tmpl-of-answers',
  title: '办理进度通知',
  fields: ['character_string1', 'thing2', 'thing3', 'time4'],
}

export const templates: NoticeTemplates = {
  answer: {
    id: answerTemplate.id,
    fields: { number: 'character_string1', title: 'thing2', hint: 'thing3', at: 'time4' },
  },
}

export interface Bench {
  wechat: Wechat
  /** The clock of everybody, in ms since 1970. */
  clock: { now: number }
  /** What is stored, as the host got it. */
  stored: Incoming[]
  /** What was done to the windows, in order. */
  windows: WindowLog
  /** Every line of the log, as text. */
  lines: string[]
  files: Map<string, StoredFile>
  /** An instance that takes the pushes from now on. */
  instance(given?: InstanceOptions): Promise<Instance>
}

export interface Instance {
  channel: ReturnType<typeof createWechatChannel>
  app: FastifyInstance
  send(account: string, reply: Reply | string, more?: Partial<Outgoing>): ReturnType<Instance['channel']['send']>
}

export interface InstanceOptions {
  pace?: Partial<Pace>
  settings?: Partial<WechatSettings>
  host?: Partial<ChannelHost>
  /** It is not started. */
  stays?: true
  /** It does not know the key that pushes are sealed with. */
  keyless?: true
}

const open: (() => Promise<void>)[] = []

/** A platform with nobody on it yet, and a database that only remembers. */
export async function openBench(options: WechatOptions = {}): Promise<Bench> {
  const clock = { now: Date.parse('2026-08-03T02:00:00Z') }
  const wechat = await startWechat({ now: () => clock.now, pushMs: 1000, templates: [answerTemplate], ...options })
  const lines: string[] = []
  const write = (fields: object, message: string) => void lines.push(JSON.stringify({ ...fields, message }, plain))
  const files = new Map<string, StoredFile>()
  const stored: Incoming[] = []
  const windows = createWindowLog(() => clock.now)
  const instances: Instance[] = []

  async function instance({ pace, settings, host, stays, keyless }: InstanceOptions = {}): Promise<Instance> {
    const channel = createWechatChannel(
      {
        appId: wechat.appId,
        appSecret: wechat.appSecret,
        token: wechat.token,
        ...(wechat.aesKey !== undefined && !keyless && { aesKey: wechat.aesKey }),
        apiRoot: wechat.root,
        publicUrl: 'https://xq.example',
        readFile: async (id) => files.get(id),
        notices: async () => templates,
        log: { info: write, warn: write, error: write },
        now: () => new Date(clock.now),
        ...settings,
      },
      { ...quick, ...pace },
    )
    const app = Fastify({ forceCloseConnections: true })
    await app.register(channel.plugin)
    const receive: ChannelHost['receive'] = async (incoming) => {
      for (const one of incoming) if (!stored.some(({ messageId }) => messageId === one.messageId)) stored.push(one)
    }
    if (!stays) await channel.start(createHost({ receive, windows, ...host }))
    wechat.connect((target, body) => push(app, target, body))
    let count = 0
    const made: Instance = {
      channel,
      app,
      send: (account, reply, more) =>
        channel.send(
          { account },
          { id: `out-${++count}`, reply: typeof reply === 'string' ? { text: reply } : reply, ...more },
        ),
    }
    instances.push(made)
    return made
  }

  open.push(async () => {
    wechat.fault(() => undefined)
    await Promise.all(instances.map(({ channel, app }) => channel.stop().then(() => app.close())))
    await wechat.close()
    // Whatever a test was about: what the log may never hold.
    const tokens = wechat.calls.flatMap(({ query }) => query.access_token ?? [])
    for (const secret of [wechat.appSecret, ...tokens]) expect(lines.join('\n')).not.toContain(secret)
  })
  return { wechat, clock, stored, windows, lines, files, instance }
}

/** For afterEach. */
export async function closeBenches(): Promise<void> {
  for (const close of open.splice(0)) await close()
}

/** A push as it arrives here. */
export async function push(app: FastifyInstance, target: string, body?: string) {
  const answer = await app.inject({
    method: body === undefined ? 'GET' : 'POST',
    url: target,
    ...(body !== undefined && { payload: body, headers: { 'content-type': 'text/xml' } }),
  })
  return { status: answer.statusCode, body: answer.body }
}

export interface WindowLog extends ReplyWindows {
  log: string[]
}

/** Windows as the database keeps them, for one process. */
function createWindowLog(now: () => number): WindowLog {
  const log: string[] = []
  const left = new Map<string, { left: number; until: number; openedAt: Date }>()
  const consents = new Map<string, { times: number; at: number }>()
  return {
    log,
    async open(account, { kind, most, ms }, at) {
      const known = left.get(`${account} ${kind}`)
      if (known && known.openedAt >= at) return
      log.push(`open ${kind}`)
      left.set(`${account} ${kind}`, { left: most, until: at.getTime() + ms, openedAt: at })
    },
    async spend(account, count) {
      for (const kind of ['brief', 'long'] as const) {
        const window = left.get(`${account} ${kind}`)
        if (!window || window.until <= now() || window.left < count) continue
        window.left -= count
        log.push(`spend ${kind} ${count}`)
        return { kind, openedAt: window.openedAt }
      }
      return undefined
    },
    async giveBack(account, { kind, openedAt }, count) {
      log.push(`give back ${kind} ${count}`)
      const window = left.get(`${account} ${kind}`)
      if (window && window.openedAt.getTime() === openedAt.getTime()) window.left += count
    },
    async close(account, { openedAt }) {
      log.push('close')
      for (const kind of ['brief', 'long']) {
        const window = left.get(`${account} ${kind}`)
        if (window && window.openedAt <= openedAt) window.left = 0
      }
    },
    async agree(account, { template, times = Number.POSITIVE_INFINITY, at }) {
      const key = `${account} ${template}`
      const known = consents.get(key)
      if (known && at && known.at >= at.getTime()) return
      log.push(times === Number.POSITIVE_INFINITY ? 'agree for long' : `agree ${times}`)
      consents.set(key, { times: (known?.times ?? 0) + times, at: at?.getTime() ?? now() })
    },
    async disagree(account, template, told) {
      const key = `${account} ${template}`
      if (told && (consents.get(key)?.at ?? 0) > told.getTime()) return
      log.push('disagree')
      consents.delete(key)
    },
    async spendNotice(account, template) {
      const known = consents.get(`${account} ${template}`)
      if (!known || known.times === 0) return false
      known.times--
      return true
    },
    async giveNoticeBack(account, template) {
      log.push('give notice back')
      const known = consents.get(`${account} ${template}`)
      if (known) known.times++
    },
  }
}

function plain(_: string, value: unknown): unknown {
  return value instanceof Error ? { name: value.name, message: value.message, stack: value.stack } : value
}
