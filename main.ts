import { randomUUID } from 'node:crypto'
import type { FastifyPluginAsync } from 'fastify'
import { createApi } from './api/api.ts'
import { createServer } from './api/server.ts'
import { createBot } from './bot/bot.ts'
import { createTelegramChannel } from './bot/channels/telegram/channel.ts'
import { createWebChannel } from './bot/channels/web/channel.ts'
import { createWechatChannel } from './bot/channels/wechat/channel.ts'
import { createWechatyChannel } from './bot/channels/wechaty/channel.ts'
import { servicePuppet } from './bot/channels/wechaty/remote-puppet.ts'
import { createWecomChannel } from './bot/channels/wecom/channel.ts'
import { createMatterCalendar } from './bot/matter-calendar.ts'
import type { Channel } from './bot/message.ts'
import { faceOf } from './bot/text/face.ts'
import { wechatPageWords } from './bot/text/wechat-pages.ts'
import { wechatyWords } from './bot/text/wechaty.ts'
import { wecomWords } from './bot/text/wecom.ts'
import { createWebOffice } from './bot/web-office.ts'
import { createCommands } from './commands/commands.ts'
import { ConfigError, loadEnvironment, readConfig } from './config.ts'
import { withWork } from './domain/context.ts'
import { createLog } from './domain/log.ts'
import { noticeTemplatesOf } from './domain/notice-consents.ts'
import { firstInvite } from './domain/officers.ts'
import { OfficeMissingError, openContext } from './domain/open-context.ts'
import { createQuestionModel } from './domain/policies/question-model.ts'
import { hasNoPolicies, loadStarterBase } from './domain/policies/starter-policies.ts'
import { serveControl } from './domain/store/control-socket.ts'
import { DataKeyError } from './domain/store/data-key.ts'
import { FolderLockError } from './domain/store/folder-lock.ts'
import { MigrationError } from './domain/store/migrations.ts'
import { watchStrayErrors } from './domain/stray-errors.ts'
import { readFile } from './domain/uploads.ts'
import { createTimetable } from './jobs/timetable.ts'

/** The doors meet here, and nowhere else: one process, one port. */
async function start(): Promise<void> {
  loadEnvironment()
  const config = readConfig(process.env)
  const log = createLog(config.logLevel)
  watchStrayErrors(log)
  const now = () => new Date()
  const { context, database, notices, close } = await openContext(config, log, now())
  if (database.embedded && (await hasNoPolicies(context))) await loadStarterBase(context, now())
  const owner = `${process.pid}.${randomUUID().slice(0, 8)}`

  const cookieSecret = context.vault.deriveSecret('cookie')
  const web = createWebChannel(createWebOffice(context, database, now), {
    cookieSecret,
    secure: config.publicUrl.startsWith('https:'),
    now,
  })
  const telegramFace = async () => {
    const office = await context.office()
    return { zh: faceOf(office, 'zh'), en: faceOf(office, 'en') }
  }
  const wechatOffice = {
    notices: async () => noticeTemplatesOf(await context.office(), 'wechat') ?? {},
    pages: { cookieSecret, words: async (language: 'zh' | 'en') => wechatPageWords(await context.office(), language) },
  }
  const channels = [web, ...configured()]
  const model = config.model && createQuestionModel(config.model, log)
  const bot = createBot(context, database, log, { channels, owner, now, ...(model && { model }) })
  const jobs = createTimetable(context, log, { owner, now })
  const app = await createServer(config, log)
  await app.register(
    createApi(context, database, {
      now,
      cookieSecret,
      metricsToken: config.metricsToken,
      matterCalendar: createMatterCalendar(context, now),
      model,
      channels: () => (config.run.has('bot') ? bot.states() : []),
    }),
  )
  if (config.run.has('bot')) for (const { plugin } of channels) if (plugin) await app.register(plugin)

  const control = database.embedded
    ? await serveControl(config.dataDir, createCommands({ context, database, config, log, now }))
    : undefined
  if (config.run.has('bot')) await bot.start()
  if (config.run.has('jobs')) await jobs.start()
  await app.listen({ port: config.port, host: config.host })

  stopGracefully(async () => {
    await bot.stop()
    await jobs.stop()
    await app.close()
    await control?.close()
    await close()
  })
  greet(config, database.embedded, notices, await invite())

  /** The channels whose variables are set. None of their libraries is loaded before its channel starts. */
  function configured(): (Channel & { plugin?: FastifyPluginAsync })[] {
    const common = { log, now, readFile: (id: string) => readFile(context, id) }
    const { telegram, wechat, wechaty, wecom } = config
    return [
      ...(telegram ? [createTelegramChannel({ ...telegram, ...common, face: telegramFace })] : []),
      ...(wechat ? [createWechatChannel({ ...wechat, ...common, ...wechatOffice })] : []),
      ...(wechaty
        ? [
            createWechatyChannel({
              ...common,
              words: wechatyWords,
              print,
              openPuppet: () => servicePuppet(wechaty),
              chance: Math.random,
            }),
          ]
        : []),
      ...(wecom
        ? [createWecomChannel({ ...wecom, ...common, words: wecomWords, deskPage: `${config.publicUrl}/desk` })]
        : []),
    ]
  }

  async function invite(): Promise<string | undefined> {
    if (!database.embedded) return undefined
    return withWork(context, now(), firstInvite)
  }
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}

/** Says where things are, in words for whoever has just started it. */
function greet(config: ReturnType<typeof readConfig>, embedded: boolean, notices: string[], code: string | undefined) {
  const lines = [
    '',
    `  Residents:   ${config.publicUrl}/`,
    `  Staff room:  ${config.publicUrl}/desk${code ? `/enter#${code}   (one-time link for the first officer)` : ''}`,
    code ? '' : '               New officers: npm run staff -- invite <name> --role officer',
    embedded
      ? `  Data:        ${config.dataDir} (embedded database: for trying out and small pilots; back it up, a power cut may damage it)`
      : '',
    ...notices.map((notice) => `  Note:        ${notice}`),
    '  Stop:        Ctrl+C',
    '',
  ]
  process.stdout.write(
    `${lines.filter((line, index) => line !== '' || index === 0 || index === lines.length - 1).join('\n')}\n`,
  )
}

/** Intake closed, turns and sends finished, exit 0; after ten seconds it ends all the same, which loses nothing. */
function stopGracefully(stop: () => Promise<void>): void {
  let stopping = false
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (stopping) return
      stopping = true
      setTimeout(() => process.exit(1), 10_000).unref()
      stop().then(
        () => process.exit(0),
        () => process.exit(1),
      )
    })
  }
}

/** What an operator can mend is said in one sentence; anything else is a bug and shows where. */
function isOperators(error: unknown): error is Error {
  return [ConfigError, DataKeyError, FolderLockError, MigrationError, OfficeMissingError].some(
    (kind) => error instanceof kind,
  )
}

start().catch((error: unknown) => {
  process.stderr.write(
    `\n${isOperators(error) ? error.message : error instanceof Error ? error.stack : String(error)}\n`,
  )
  process.exit(1)
})
