import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Context } from '../../domain/context.ts'
import { holdLease, noteAlive } from '../../domain/leases.ts'
import { testContext } from '../embedded.ts'
import { startTelegram } from '../telegram/server.ts'
import { startWechat } from '../wechat/server.ts'
import { startWecom } from '../wecom/server.ts'
import { now, type } from './open-commands.ts'

let context: Context
const open: { close(): Promise<void> }[] = []

beforeEach(async () => {
  context = await testContext()
})

afterEach(async () => {
  for (const one of open.splice(0)) await one.close()
})

async function telegramSet(more: Record<string, string> = {}) {
  const telegram = await startTelegram()
  open.push(telegram)
  return { telegram, env: { TELEGRAM_TOKEN: telegram.token, TELEGRAM_API_ROOT: telegram.root, ...more } }
}

async function wecomSet() {
  const wecom = await startWecom()
  open.push(wecom)
  const env = { WECOM_BOT_ID: wecom.botId, WECOM_BOT_SECRET: wecom.secret, WECOM_WS_URL: wecom.wsUrl }
  return { wecom, env }
}

async function wechatSet() {
  const wechat = await startWechat()
  open.push(wechat)
  const env = {
    WECHAT_APP_ID: wechat.appId,
    WECHAT_APP_SECRET: wechat.appSecret,
    WECHAT_TOKEN: wechat.token,
    WECHAT_API_ROOT: wechat.root,
  }
  return { wechat, env }
}

describe('channels check', () => {
  it('lists what is not set up, with the variable that would, and that is no fault', async () => {
    const { code, printed } = await type(context, 'channels check')
    expect(code).toBe(0)
    for (const variable of ['TELEGRAM_TOKEN', 'WECHAT_APP_ID', 'WECHATY_ENDPOINT', 'WECOM_BOT_ID']) {
      expect(printed).toMatch(new RegExp(`^\\w+: not set up\\. To have it, set ${variable}`, 'm'))
    }
  })

  it('tries every channel that is set up, and says what is right', async () => {
    const { env: bot } = await telegramSet()
    const { env: robot } = await wecomSet()
    const { code, printed } = await type(context, 'channels check', { ...bot, ...robot })
    expect(code).toBe(0)
    expect(printed).toContain('telegram: ok. Telegram knows the bot')
    expect(printed).toContain('telegram: ok. Updates can be asked for')
    expect(printed).toContain('wecom: ok. WeCom lets the robot in')
  })

  it('a wrong token is named, the exit code tells it, and the others are tried all the same', async () => {
    const { env: bot } = await telegramSet({ TELEGRAM_TOKEN: '1:wrong' })
    const { env: robot } = await wecomSet()
    const { code, printed } = await type(context, 'channels check', { ...bot, ...robot, WECOM_BOT_SECRET: 'wrong' })
    expect(code).toBe(1)
    expect(printed).toMatch(/^telegram: WRONG\. .*TELEGRAM_TOKEN/m)
    expect(printed).toMatch(/^wecom: WRONG\. .*WECOM_BOT_SECRET/m)
  })

  it('tries one channel alone', async () => {
    const { env } = await wecomSet()
    const { code, printed } = await type(context, 'channels check wecom', env)
    expect([code, printed]).toEqual([0, expect.stringMatching(/^wecom: ok\. [^\n]*$/)])
  })

  it('leaves a robot alone that a running server keeps, for a try would end its connection', async () => {
    const { wecom, env } = await wecomSet()
    await holdLease(context, 'wecom', 'server', now)
    expect((await type(context, 'channels check wecom', env)).code).toBe(1)
    await noteAlive(context, 'wecom', now)
    expect((await type(context, 'channels check wecom', env)).printed).toContain('ok. A running server keeps')
    expect(wecom.connections.made).toBe(0)
  })

  it.each([
    ['none', undefined, 'webhook', 'look. No webhook is set'],
    ['another one', 'https://elsewhere.example/telegram', 'webhook', 'look. Another webhook is set'],
    ['one that would stand in the way', 'https://x.example/', 'polling', 'look. A webhook is set, but TELEGRAM_MODE'],
    ['ours', 'https://xinqiao.example/telegram', 'webhook', 'ok. Telegram delivers to PUBLIC_URL/telegram.'],
  ])('of the webhook of Telegram tells that it is %s', async (_, url, mode, said) => {
    const { telegram, env } = await telegramSet({ TELEGRAM_MODE: mode, TELEGRAM_WEBHOOK_SECRET: 'x'.repeat(32) })
    if (url !== undefined) {
      await fetch(`${telegram.root}/bot${telegram.token}/setWebhook?url=${encodeURIComponent(url)}`)
    }
    expect((await type(context, 'channels check telegram', env)).printed).toContain(said)
  })

  it('of the Official Account says whether WeChat knows it', async () => {
    const { env } = await wechatSet()
    expect((await type(context, 'channels check wechat', env)).printed).toContain(
      'wechat: ok. WeChat knows the account',
    )
    const wrong = await type(context, 'channels check wechat', { ...env, WECHAT_APP_SECRET: '0'.repeat(32) })
    expect([wrong.code, wrong.printed]).toEqual([1, expect.stringContaining('WECHAT_APP_SECRET')])
  })
})

describe('channels menu', () => {
  it('sets the menu of the Official Account', async () => {
    const { wechat, env } = await wechatSet()
    const { code, printed } = await type(context, 'channels menu', env)
    expect([code, printed]).toEqual([0, expect.stringContaining('The menu is set')])
    expect(JSON.stringify(wechat.menu())).toContain('report')
  })

  it('without an Official Account says what to set', async () => {
    const { code, printed } = await type(context, 'channels menu')
    expect([code, printed]).toEqual([1, expect.stringContaining('WECHAT_APP_ID')])
  })
})

it.each([
  ['with nothing', 'channels', 'Usage: npm run channels'],
  ['with an act there is not', 'channels mend', 'Usage:'],
  ['with a channel there is not', 'channels check pigeon', 'There is no channel "pigeon"'],
  ['with too much', 'channels menu wechat', 'Usage:'],
])('%s it says how it is written', async (_, line, said) => {
  const { code, printed } = await type(context, line)
  expect([code, printed]).toEqual([1, expect.stringContaining(said)])
})
