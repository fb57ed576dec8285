import { randomBytes } from 'node:crypto'
import type { Notice, Shown, Template, WechatOptions } from './wechat.ts'

export interface Human {
  openid: string
  follows: boolean
  long: Window | undefined
  brief: Window | undefined
  screen: Shown[]
  notices: Notice[]
  /** Consents by template: so many, or for good. */
  consents: Map<string, number>
}

interface Window {
  until: number
  left: number
}

export interface StoredMedia {
  mime: string
  content: Buffer
  until: number
}

/** Everything the double knows. */
export interface World {
  root: string
  appId: string
  appSecret: string
  token: string
  aesKey: string | undefined
  mode: 'plain' | 'compatible' | 'safe'
  pushMs: number
  now(): number
  humans: Map<string, Human>
  media: Map<string, StoredMedia>
  templates: Map<string, Template>
  menu: unknown
  tokens: { current: { value: string; until: number } | undefined; good: Map<string, number>; forced: number[] }
}

/** The id of a WeChat user for this account looks so. */
const newOpenid = () => `o${randomBytes(20).toString('base64url').slice(0, 27)}`

export function createWorld(options: WechatOptions): World {
  const { aesKey } = options
  return {
    root: '',
    appId: options.appId ?? 'wx0123456789abcdef',
    appSecret: options.appSecret ?? '0123456789abcdef0123456789abcdef',
    token: options.token ?? 'letters2026',
    aesKey,
    mode: options.mode ?? (aesKey === undefined ? 'plain' : 'safe'),
    pushMs: options.pushMs ?? 5000,
    now: options.now ?? Date.now,
    humans: new Map(),
    media: new Map(),
    templates: new Map((options.templates ?? []).map((template) => [template.id, template])),
    menu: undefined,
    tokens: { current: undefined, good: new Map(), forced: [] },
  }
}

export function createHuman(world: World, { openid = newOpenid(), follows = true } = {}): Human {
  const human: Human = {
    openid,
    follows,
    long: undefined,
    brief: undefined,
    screen: [],
    notices: [],
    consents: new Map(),
  }
  world.humans.set(openid, human)
  return human
}

const hour = 3_600_000

/** They wrote: 48 h and five messages. */
export function openLong(world: World, human: Human): void {
  human.long = { until: world.now() + 48 * hour, left: 5 }
}

/** They followed, scanned or tapped the menu: a minute and three messages. */
export function openBrief(world: World, human: Human): void {
  human.brief = { until: world.now() + 60_000, left: 3 }
}

/** Takes one message out of a window. */
export function spend(world: World, human: Human): 'spent' | 'closed' | 'used-up' {
  const open = [human.brief, human.long].filter((window) => window !== undefined && window.until > world.now())
  const window = open.find((one) => one !== undefined && one.left > 0)
  if (!window) return open.length === 0 ? 'closed' : 'used-up'
  window.left--
  return 'spent'
}

export function keepMedia(world: World, mime: string, content: Buffer): string {
  const id = randomBytes(32).toString('base64url')
  world.media.set(id, { mime, content, until: world.now() + 72 * hour })
  return id
}
