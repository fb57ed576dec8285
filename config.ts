import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import type { LogLevel } from './domain/log.ts'
import { dataKeyHint, parseDataKeys } from './domain/store/data-key.ts'
import type { DataKey } from './domain/store/vault.ts'

export type Door = 'bot' | 'api' | 'jobs'

export interface Config {
  port: number
  host: string
  dataDir: string
  /** Absent: the embedded database in `dataDir`. */
  databaseUrl?: string
  /** How people reach us, without a slash at the end. */
  publicUrl: string
  /** Newest first. Absent: the key file in `dataDir`. */
  dataKeys?: readonly DataKey[]
  /** What a reader of /metrics must send; absent: /metrics is answered to this machine only. */
  metricsToken?: string
  logLevel: LogLevel
  run: ReadonlySet<Door>
  /** For Fastify: whose X-Forwarded-For is believed. */
  trustProxy: boolean | number | string
  /** Absent: no Telegram. */
  telegram?: TelegramConfig
  /** Absent: no Official Account of WeChat. */
  wechat?: WechatConfig
  /** Absent: no WeChat by way of wechaty. */
  wechaty?: WechatyConfig
  /** Absent: no robot in WeCom. */
  wecom?: WecomConfig
  /** Absent: no language model helps to find clauses. */
  model?: ModelConfig
}

export interface TelegramConfig {
  token: string
  /** Without a slash at the end. */
  apiRoot: string
  /** Absent: Telegram is asked for updates; else it pushes them to `url`, each with the secret. */
  webhook?: { url: string; secret: string }
}

/** An Official Account (服务号). WeChat pushes to `PUBLIC_URL/wechat`. */
export interface WechatConfig {
  appId: string
  appSecret: string
  /** What pushes are signed with. */
  token: string
  /** What they are sealed with in safe mode: 43 characters. Absent: they come in the open. */
  aesKey?: string
  /** Without a slash at the end. */
  apiRoot: string
  /** Where people reach our pages, without a slash at the end. */
  publicUrl: string
}

/** A wechaty puppet service, reached over gRPC with TLS. */
export interface WechatyConfig {
  /** `host:port` */
  endpoint: string
  token: string
  /** The certificate of whoever signed the host's, as PEM text. Absent: those that Node trusts. */
  ca?: string
  /** The name on the host's certificate, where it is not the token's. */
  serverName?: string
}

/** A robot of WeCom (企业微信智能机器人) that opens its own connection. */
export interface WecomConfig {
  botId: string
  secret: string
  /** Absent: WeCom's own. */
  wsUrl?: string
}

export interface ModelConfig {
  /** Of an OpenAI-compatible interface, without a slash at the end. */
  url: string
  name: string
  key?: string
}

/** Some variables are wrong; the message names each of them and what it should look like. */
export class ConfigError extends Error {
  override name = 'ConfigError'
}

/** Adds what `.env` in the working directory says to the environment; what is set already wins. */
export function loadEnvironment(): void {
  if (existsSync('.env')) process.loadEnvFile('.env')
}

/** Reads the configuration. Throws ConfigError. An empty variable counts as not set. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()))
  const result = variables.safeParse(set)
  if (!result.success) throw wrong(result.error.issues.map(({ path, message }) => `  ${String(path[0])}: ${message}`))
  const v = result.data
  if (v.DATABASE_URL && !v.DATA_KEY) {
    throw wrong([
      `  DATA_KEY: is needed with DATABASE_URL, for every instance must use the same key. It is ${dataKeyHint}`,
    ])
  }
  const telegram = readTelegram(v)
  const wechat = readWechat(v)
  const wechaty = readWechaty(v)
  const wecom = readWecom(v)
  const model = readModel(v)
  return {
    port: v.PORT,
    host: v.HOST,
    dataDir: v.DATA_DIR,
    ...(v.DATABASE_URL && { databaseUrl: v.DATABASE_URL }),
    publicUrl: v.PUBLIC_URL ?? `http://${reachable(v.HOST)}:${v.PORT}`,
    ...(v.DATA_KEY && { dataKeys: v.DATA_KEY }),
    ...(v.METRICS_TOKEN && { metricsToken: v.METRICS_TOKEN }),
    logLevel: v.LOG_LEVEL,
    run: new Set(v.RUN),
    trustProxy: v.TRUST_PROXY,
    ...(telegram && { telegram }),
    ...(wechat && { wechat }),
    ...(wechaty && { wechaty }),
    ...(wecom && { wecom }),
    ...(model && { model }),
  }
}

const telegramRoot = 'https://api.telegram.org'

/** Throws ConfigError when a webhook is wanted that Telegram could not or may not reach. */
function readTelegram(v: z.output<typeof variables>): TelegramConfig | undefined {
  if (v.TELEGRAM_TOKEN === undefined) return undefined
  const apiRoot = v.TELEGRAM_API_ROOT ?? telegramRoot
  const polling = { token: v.TELEGRAM_TOKEN, apiRoot }
  if (v.TELEGRAM_MODE === 'polling') return polling
  const secret = v.TELEGRAM_WEBHOOK_SECRET
  if (secret === undefined) {
    throw wrong([`  TELEGRAM_WEBHOOK_SECRET: is needed with TELEGRAM_MODE=webhook. It should be ${secretHint}`])
  }
  // Telegram itself delivers to https only; a Bot API server of one's own takes any address.
  if (v.PUBLIC_URL === undefined || (apiRoot === telegramRoot && !v.PUBLIC_URL.startsWith('https:'))) {
    throw wrong([
      '  PUBLIC_URL: is needed with TELEGRAM_MODE=webhook, for that is where Telegram delivers: https://… in front of this process',
    ])
  }
  return { ...polling, webhook: { url: `${v.PUBLIC_URL}/telegram`, secret } }
}

/** Throws ConfigError when it is told in part only, or nobody could push to us. */
function readWechat(v: z.output<typeof variables>): WechatConfig | undefined {
  const { WECHAT_APP_ID: appId, WECHAT_APP_SECRET: appSecret, WECHAT_TOKEN: token, WECHAT_AES_KEY: aesKey } = v
  if ([appId, appSecret, token, aesKey].every((value) => value === undefined)) return undefined
  const page = 'the public platform of WeChat shows it under 设置与开发'
  if (appId === undefined) throw wrong([`  WECHAT_APP_ID: is needed with the other WECHAT_… variables: ${page}`])
  if (appSecret === undefined) throw wrong([`  WECHAT_APP_SECRET: is needed with WECHAT_APP_ID: ${page}`])
  if (token === undefined) {
    throw wrong(['  WECHAT_TOKEN: is needed with WECHAT_APP_ID: the Token that was set for the server there'])
  }
  const apiRoot = v.WECHAT_API_ROOT ?? wechatRoot
  if (v.PUBLIC_URL === undefined || (apiRoot === wechatRoot && !v.PUBLIC_URL.startsWith('https:'))) {
    throw wrong([
      '  PUBLIC_URL: is needed with WECHAT_APP_ID, for WeChat pushes to PUBLIC_URL/wechat and opens pages there: https://… in front of this process',
    ])
  }
  return { appId, appSecret, token, ...(aesKey !== undefined && { aesKey }), apiRoot, publicUrl: v.PUBLIC_URL }
}

const wechatRoot = 'https://api.weixin.qq.com'

/** Throws ConfigError when it is told in part only, or the file with the certificate cannot be read. */
function readWechaty(v: z.output<typeof variables>): WechatyConfig | undefined {
  const { WECHATY_ENDPOINT: endpoint, WECHATY_TOKEN: token, WECHATY_CA: caFile, WECHATY_SERVER_NAME: serverName } = v
  if ([endpoint, token, caFile, serverName].every((value) => value === undefined)) return undefined
  if (endpoint === undefined) {
    throw wrong(['  WECHATY_ENDPOINT: is needed with the other WECHATY_… variables: host:port of the puppet service'])
  }
  if (token === undefined) {
    throw wrong([
      '  WECHATY_TOKEN: is needed with WECHATY_ENDPOINT: the token that the puppet service was started with',
    ])
  }
  return {
    endpoint,
    token,
    ...(caFile !== undefined && { ca: readCertificate(caFile) }),
    ...(serverName !== undefined && { serverName }),
  }
}

function readCertificate(path: string): string {
  const problem = 'should be a file with the certificate (PEM) of whoever signed that of the puppet service'
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    throw wrong([`  WECHATY_CA: ${problem} (${(error as NodeJS.ErrnoException).code ?? 'unreadable'})`])
  }
  if (!text.includes('-----BEGIN CERTIFICATE-----')) throw wrong([`  WECHATY_CA: ${problem}`])
  return text
}

/** Throws ConfigError when it is told in part only. */
function readWecom(v: z.output<typeof variables>): WecomConfig | undefined {
  const { WECOM_BOT_ID: botId, WECOM_BOT_SECRET: secret, WECOM_WS_URL: wsUrl } = v
  if ([botId, secret, wsUrl].every((value) => value === undefined)) return undefined
  const page = 'WeCom shows both on the page of the robot, with its API mode set to 长连接'
  if (botId === undefined) throw wrong([`  WECOM_BOT_ID: is needed with the other WECOM_… variables: ${page}`])
  if (secret === undefined) throw wrong([`  WECOM_BOT_SECRET: is needed with WECOM_BOT_ID: ${page}`])
  return { botId, secret, ...(wsUrl !== undefined && { wsUrl }) }
}

/** Throws ConfigError when it is told in part only. */
function readModel(v: z.output<typeof variables>): ModelConfig | undefined {
  const { MODEL_URL: url, MODEL_NAME: name, MODEL_KEY: key } = v
  if (url === undefined && name === undefined && key === undefined) return undefined
  if (url === undefined) throw wrong([`  MODEL_URL: is needed with MODEL_NAME or MODEL_KEY. It ${modelUrlHint}`])
  if (name === undefined) throw wrong(['  MODEL_NAME: is needed with MODEL_URL: the name of the model there'])
  return { url, name, ...(key !== undefined && { key }) }
}

const modelUrlHint = 'should look like https://model.example.cn/v1, and may only stand in this country'
const secretHint = '16 to 256 letters, figures, _ and -, for example the output of: openssl rand -hex 32'
const doors: readonly Door[] = ['bot', 'api', 'jobs']
const levels: readonly LogLevel[] = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']

/** zod would repeat the value in some of its own sentences; ours never do, for some values are secrets. */
const variables = z.object({
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'should be a port number from 0 to 65535, for example 3000')
    .transform(Number)
    .refine((port) => port <= 65535, 'should be a port number from 0 to 65535, for example 3000')
    .default(3000),
  HOST: z
    .string()
    .regex(/^\S+$/, 'should be an address to listen on, for example 127.0.0.1 or 0.0.0.0')
    .default('127.0.0.1'),
  DATA_DIR: z.string().default('./data'),
  DATABASE_URL: z
    .string()
    .refine(isUrl('postgresql:', 'postgres:'), 'should look like postgresql://user:password@host:5432/database')
    .optional(),
  PUBLIC_URL: z
    .string()
    .refine(isUrl('http:', 'https:'), 'should look like https://xinqiao.example.gov.cn')
    .transform((url) => url.replace(/\/+$/, ''))
    .optional(),
  DATA_KEY: z
    .string()
    .transform((text, context) => {
      try {
        return parseDataKeys(text)
      } catch (error) {
        context.addIssue(`should be ${dataKeyHint} (${(error as Error).message})`)
        return z.NEVER
      }
    })
    .optional(),
  METRICS_TOKEN: z.string().min(16, 'should be 16 characters or more').optional(),
  LOG_LEVEL: z.enum(levels, `should be one of ${levels.join(', ')}`).default('info'),
  RUN: z
    .string()
    .transform((text) => text.split(',').map((door) => door.trim()))
    .pipe(z.array(z.enum(doors, `should be one or more of ${doors.join(', ')}, separated by commas`)))
    .default([...doors]),
  TELEGRAM_TOKEN: z
    .string()
    .regex(/^\d+:[\w-]+$/, 'should be the token that @BotFather gave, like 123456:ABC-DEF')
    .optional(),
  TELEGRAM_API_ROOT: z
    .string()
    .refine(isUrl('http:', 'https:'), 'should look like https://api.telegram.org')
    .transform((url) => url.replace(/\/+$/, ''))
    .optional(),
  TELEGRAM_MODE: z.enum(['polling', 'webhook'], 'should be polling or webhook').default('polling'),
  TELEGRAM_WEBHOOK_SECRET: z
    .string()
    .regex(/^[\w-]{16,256}$/, `should be ${secretHint}`)
    .optional(),
  WECHAT_APP_ID: z
    .string()
    .regex(/^wx[0-9a-f]{16}$/, 'should be the AppID, wx and 16 small letters and figures')
    .optional(),
  WECHAT_APP_SECRET: z
    .string()
    .regex(/^[0-9a-f]{32}$/, 'should be the AppSecret, 32 small letters and figures')
    .optional(),
  WECHAT_TOKEN: z
    .string()
    .regex(/^[0-9A-Za-z]{3,32}$/, 'should be the Token of the server settings, 3 to 32 letters and figures')
    .optional(),
  WECHAT_AES_KEY: z
    .string()
    .regex(/^[0-9A-Za-z]{43}$/, 'should be the EncodingAESKey of the server settings, 43 letters and figures')
    .optional(),
  WECHAT_API_ROOT: z
    .string()
    .refine(isUrl('http:', 'https:'), 'should look like https://api.weixin.qq.com')
    .transform((url) => url.replace(/\/+$/, ''))
    .optional(),
  WECHATY_ENDPOINT: z
    .string()
    .regex(/^(\[[0-9a-fA-F:]+\]|[\w.-]+):\d{1,5}$/, 'should be host:port of the puppet service, like 10.0.0.8:8788')
    .optional(),
  WECHATY_TOKEN: z
    .string()
    .regex(/^[\w-]{8,128}$/, 'should be the token of the puppet service, 8 to 128 letters, figures, _ and -')
    .optional(),
  WECHATY_CA: z.string().optional(),
  WECHATY_SERVER_NAME: z
    .string()
    .regex(/^[\w.-]+$/, 'should be the name that the certificate of the puppet service bears')
    .optional(),
  WECOM_BOT_ID: z
    .string()
    .regex(/^[\w-]+$/, 'should be the Bot ID that WeCom shows for the robot')
    .optional(),
  WECOM_BOT_SECRET: z
    .string()
    .regex(/^[\w-]+$/, 'should be the secret that WeCom shows for the robot')
    .optional(),
  WECOM_WS_URL: z.string().refine(isUrl('ws:', 'wss:'), 'should look like wss://openws.work.weixin.qq.com').optional(),
  MODEL_URL: z
    .string()
    .refine(isUrl('http:', 'https:'), modelUrlHint)
    .transform((url) => url.replace(/\/+$/, ''))
    .optional(),
  MODEL_NAME: z.string().max(200, 'should be the name of the model, of 200 characters at most').optional(),
  MODEL_KEY: z
    .string()
    .regex(/^[!-~]+$/, 'should be a key without spaces')
    .optional(),
  TRUST_PROXY: z
    .string()
    .regex(
      /^(true|false|\d{1,2}|[0-9a-fA-F.:/]+(\s*,\s*[0-9a-fA-F.:/]+)*)$/,
      'should be true, the number of proxies in front, or their addresses, separated by commas',
    )
    .transform((text) =>
      text === 'true' || text === 'false' ? text === 'true' : /^\d+$/.test(text) ? Number(text) : text,
    )
    .default(false),
})

function wrong(lines: string[]): ConfigError {
  return new ConfigError(
    `These environment variables are not right:\n${[...new Set(lines)].join('\n')}\nWhat each is for is in .env.example.`,
  )
}

function isUrl(...protocols: string[]): (text: string) => boolean {
  return (text) => URL.canParse(text) && protocols.includes(new URL(text).protocol) && new URL(text).hostname !== ''
}

/** The address under which a browser on this machine finds who listens on `host`. */
function reachable(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1'
  return host.includes(':') ? `[${host}]` : host
}
