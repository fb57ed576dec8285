import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ConfigError, readConfig } from '../config.ts'
import { temporaryFolder } from './context.ts'

const key = `k1:${Buffer.alloc(32, 1).toString('base64')}`

function refusal(env: Record<string, string | undefined>): string {
  try {
    readConfig(env)
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError)
    return (error as Error).message
  }
  throw new Error('The configuration was accepted')
}

describe('an environment with nothing set', () => {
  it('gives the embedded database on this machine, with all doors open', () => {
    expect(readConfig({})).toEqual({
      port: 3000,
      host: '127.0.0.1',
      dataDir: './data',
      publicUrl: 'http://127.0.0.1:3000',
      logLevel: 'info',
      run: new Set(['bot', 'api', 'jobs']),
      trustProxy: false,
    })
  })

  it('is the same as one with empty variables', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: ' ', DATA_KEY: '', RUN: '', TRUST_PROXY: '' })).toEqual(readConfig({}))
  })
})

describe('Telegram', () => {
  const token = '123456:ABC-DEF_ghi'
  const secret = 'a_secret-of-16-or-more'

  it('is there with a token alone, and then asks for its updates', () => {
    expect(readConfig({ TELEGRAM_TOKEN: token }).telegram).toEqual({ token, apiRoot: 'https://api.telegram.org' })
  })

  it('with webhook mode is told where to deliver, with the secret', () => {
    const env = { TELEGRAM_TOKEN: token, TELEGRAM_MODE: 'webhook', TELEGRAM_WEBHOOK_SECRET: secret }
    expect(readConfig({ ...env, PUBLIC_URL: 'https://office.example/' }).telegram?.webhook).toEqual({
      url: 'https://office.example/telegram',
      secret,
    })
    const own = { ...env, TELEGRAM_API_ROOT: 'http://127.0.0.1:8081/', PUBLIC_URL: 'http://10.0.0.5:3000' }
    expect(readConfig(own).telegram).toMatchObject({
      apiRoot: 'http://127.0.0.1:8081',
      webhook: { url: 'http://10.0.0.5:3000/telegram' },
    })
  })

  it.each([
    [{ TELEGRAM_MODE: 'webhook', PUBLIC_URL: 'https://office.example' }, 'TELEGRAM_WEBHOOK_SECRET: is needed'],
    [{ TELEGRAM_MODE: 'webhook', TELEGRAM_WEBHOOK_SECRET: 'short', PUBLIC_URL: 'https://a.example' }, '16 to 256'],
    [{ TELEGRAM_MODE: 'webhook', TELEGRAM_WEBHOOK_SECRET: secret }, 'PUBLIC_URL: is needed'],
    [{ TELEGRAM_MODE: 'webhook', TELEGRAM_WEBHOOK_SECRET: secret, PUBLIC_URL: 'http://a.example' }, 'https://'],
    [{ TELEGRAM_MODE: 'both' }, 'polling or webhook'],
    [{ TELEGRAM_TOKEN: 'not a token' }, '@BotFather'],
  ])('refuses to start with %j', (env, sentence) => {
    const message = refusal({ TELEGRAM_TOKEN: token, ...env } as Record<string, string>)
    expect(message).toContain(sentence)
    expect(message).not.toContain(token)
  })
})

describe('WeChat', () => {
  const account = {
    WECHAT_APP_ID: 'wx0123456789abcdef',
    WECHAT_APP_SECRET: 'ab'.repeat(16),
    WECHAT_TOKEN: 'Xq20260803',
  }
  const page = { PUBLIC_URL: 'https://office.example/' }

  it('has an Official Account with its AppID, AppSecret and Token, and the address where it is reached', () => {
    expect(readConfig({ ...account, ...page }).wechat).toEqual({
      appId: account.WECHAT_APP_ID,
      appSecret: account.WECHAT_APP_SECRET,
      token: account.WECHAT_TOKEN,
      apiRoot: 'https://api.weixin.qq.com',
      publicUrl: 'https://office.example',
    })
    const sealed = { ...account, ...page, WECHAT_AES_KEY: 'k'.repeat(43) }
    expect(readConfig(sealed).wechat).toMatchObject({ aesKey: 'k'.repeat(43) })
  })

  it('may call WeChat by way of another address, which need not be https', () => {
    const own = { ...account, PUBLIC_URL: 'http://10.0.0.5:3000', WECHAT_API_ROOT: 'http://127.0.0.1:8082/' }
    expect(readConfig(own).wechat?.apiRoot).toBe('http://127.0.0.1:8082')
  })

  it.each([
    [{ ...account, WECHAT_APP_ID: undefined }, 'WECHAT_APP_ID: is needed'],
    [{ ...account, WECHAT_APP_SECRET: undefined }, 'WECHAT_APP_SECRET: is needed'],
    [{ ...account, WECHAT_TOKEN: undefined }, 'WECHAT_TOKEN: is needed'],
    [{ WECHAT_AES_KEY: 'k'.repeat(43) }, 'WECHAT_APP_ID: is needed'],
    [account, 'PUBLIC_URL: is needed'],
    [{ ...account, PUBLIC_URL: 'http://office.example' }, 'https://'],
    [{ ...account, ...page, WECHAT_AES_KEY: 'short' }, '43 letters'],
    [{ ...account, ...page, WECHAT_APP_ID: 'office' }, 'should be the AppID'],
  ])('refuses to start with %j', (env, sentence) => {
    const message = refusal(env)
    expect(message).toContain(sentence)
    expect(message).not.toContain(account.WECHAT_APP_SECRET)
  })
})

describe('wechaty', () => {
  const env = { WECHATY_ENDPOINT: '10.0.0.8:8788', WECHATY_TOKEN: 'puppet_token-1' }

  it('is there with the place of its puppet service and the token', () => {
    expect(readConfig(env).wechaty).toEqual({ endpoint: '10.0.0.8:8788', token: 'puppet_token-1' })
    const more = readConfig({ ...env, WECHATY_SERVER_NAME: 'puppet.office.example' }).wechaty
    expect(more).toMatchObject({ serverName: 'puppet.office.example' })
  })

  it('reads the certificate of whoever signed that of the service', () => {
    const file = join(temporaryFolder(), 'ca.pem')
    writeFileSync(file, '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n')
    expect(readConfig({ ...env, WECHATY_CA: file }).wechaty?.ca).toContain('MIIB')
  })

  it.each([
    [{ WECHATY_TOKEN: env.WECHATY_TOKEN }, 'WECHATY_ENDPOINT: is needed'],
    [{ WECHATY_ENDPOINT: env.WECHATY_ENDPOINT }, 'WECHATY_TOKEN: is needed'],
    [{ ...env, WECHATY_ENDPOINT: 'nowhere' }, 'host:port'],
    [{ ...env, WECHATY_CA: 'no/such/file.pem' }, 'WECHATY_CA: should be a file'],
    [{ ...env, WECHATY_CA: 'package.json' }, 'WECHATY_CA: should be a file'],
  ])('refuses to start with %j', (wrong, sentence) => {
    const message = refusal(wrong)
    expect(message).toContain(sentence)
    expect(message).not.toContain(env.WECHATY_TOKEN)
  })
})

describe('WeCom', () => {
  const env = { WECOM_BOT_ID: 'aibXq01', WECOM_BOT_SECRET: 'the-secret-of-the-robot' }

  it('is there with the id of its robot and the secret', () => {
    expect(readConfig(env).wecom).toEqual({ botId: env.WECOM_BOT_ID, secret: env.WECOM_BOT_SECRET })
    expect(readConfig({ ...env, WECOM_WS_URL: 'ws://127.0.0.1:8083' }).wecom?.wsUrl).toBe('ws://127.0.0.1:8083')
  })

  it.each([
    [{ WECOM_BOT_ID: env.WECOM_BOT_ID }, 'WECOM_BOT_SECRET: is needed'],
    [{ WECOM_BOT_SECRET: env.WECOM_BOT_SECRET }, 'WECOM_BOT_ID: is needed'],
    [{ WECOM_WS_URL: 'ws://127.0.0.1:8083' }, 'WECOM_BOT_ID: is needed'],
    [{ ...env, WECOM_WS_URL: 'https://office.example' }, 'wss://'],
  ])('refuses to start with %j', (wrong, sentence) => {
    const message = refusal(wrong)
    expect(message).toContain(sentence)
    expect(message).not.toContain(env.WECOM_BOT_SECRET)
  })
})

describe('a language model', () => {
  const key = 'sk-a-key-of-its-own'

  it('is there with its address and its name, and with a key where it needs one', () => {
    const env = { MODEL_URL: 'http://10.0.0.7:8000/v1/', MODEL_NAME: 'qwen3-8b' }
    expect(readConfig(env).model).toEqual({ url: 'http://10.0.0.7:8000/v1', name: 'qwen3-8b' })
    expect(readConfig({ ...env, MODEL_KEY: key }).model).toMatchObject({ key })
  })

  it.each([
    [{ MODEL_URL: 'http://10.0.0.7:8000/v1' }, 'MODEL_NAME: is needed'],
    [{ MODEL_NAME: 'qwen3-8b' }, 'MODEL_URL: is needed'],
    [{ MODEL_KEY: 'sk-a-key-of-its-own' }, 'MODEL_URL: is needed'],
    [{ MODEL_URL: 'model.example.cn', MODEL_NAME: 'qwen3-8b' }, 'in this country'],
    [{ MODEL_URL: 'http://10.0.0.7/v1', MODEL_NAME: 'qwen3-8b', MODEL_KEY: 'sk-a-key of-its-own' }, 'MODEL_KEY: '],
  ])('told as %j is refused', (env, sentence) => {
    const message = refusal(env as Record<string, string>)
    expect(message).toContain(sentence)
    expect(message).not.toContain('sk-a-key')
  })
})

describe('variables that are set', () => {
  it('are read', () => {
    const config = readConfig({
      PORT: '8080',
      HOST: '0.0.0.0',
      DATA_DIR: '/srv/xinqiao',
      DATABASE_URL: 'postgresql://office:secret@db:5432/xinqiao',
      PUBLIC_URL: 'https://xinqiao.example.gov.cn/',
      DATA_KEY: `k2:${Buffer.alloc(32, 2).toString('base64')},${key}`,
      METRICS_TOKEN: 'a token long enough',
      LOG_LEVEL: 'warn',
      RUN: 'api, jobs',
      TRUST_PROXY: '1',
    })
    expect(config).toMatchObject({
      port: 8080,
      databaseUrl: 'postgresql://office:secret@db:5432/xinqiao',
      publicUrl: 'https://xinqiao.example.gov.cn',
      metricsToken: 'a token long enough',
      logLevel: 'warn',
      run: new Set(['api', 'jobs']),
      trustProxy: 1,
    })
    expect(config.dataKeys?.map(({ id }) => id)).toEqual(['k2', 'k1'])
  })

  it.each([
    ['0.0.0.0', 'http://127.0.0.1:3000'],
    ['::', 'http://127.0.0.1:3000'],
    ['::1', 'http://[::1]:3000'],
    ['office.lan', 'http://office.lan:3000'],
  ])('listening on %s, the address to open is %s', (HOST, url) => {
    expect(readConfig({ HOST }).publicUrl).toBe(url)
  })

  it.each([
    ['true', true],
    ['false', false],
    ['2', 2],
    ['10.0.0.0/8, ::1', '10.0.0.0/8, ::1'],
  ])('TRUST_PROXY %s is given to Fastify as %s', (TRUST_PROXY, expected) => {
    expect(readConfig({ TRUST_PROXY }).trustProxy).toBe(expected)
  })
})

describe('wrong variables', () => {
  it.each([
    ['PORT', '70000', '0 to 65535'],
    ['PORT', '3000x', '0 to 65535'],
    ['HOST', 'two words', '127.0.0.1'],
    ['DATABASE_URL', 'mysql://host/db', 'postgresql://user:password@host:5432/database'],
    ['PUBLIC_URL', 'xinqiao.example.gov.cn', 'https://xinqiao.example.gov.cn'],
    ['DATA_KEY', 'k1:short', 'node -e'],
    ['METRICS_TOKEN', 'short', '16 characters'],
    ['LOG_LEVEL', 'loud', 'fatal, error, warn, info, debug, trace, silent'],
    ['RUN', 'bot,web', 'bot, api, jobs'],
    ['TRUST_PROXY', 'maybe', 'number of proxies'],
  ])('%s=%s is named, with what it should look like', (name, value, like) => {
    const message = refusal({ [name]: value })
    expect(message).toContain(`  ${name}: `)
    expect(message).toContain(like)
    expect(message).toContain('.env.example')
  })

  it('are all named at once', () => {
    const message = refusal({ PORT: 'x', LOG_LEVEL: 'y', RUN: 'z' })
    expect(message.split('\n').filter((line) => line.startsWith('  '))).toHaveLength(3)
  })

  it('never have a secret of theirs repeated', () => {
    const secret = 'tooshortasecret'
    const message = refusal({ DATA_KEY: secret, METRICS_TOKEN: 'hush', DATABASE_URL: `mysql://u:${secret}@h/d` })
    expect(message).not.toContain(secret)
    expect(message).not.toContain('hush')
  })

  it('PostgreSQL without a DATA_KEY says how to make one', () => {
    const message = refusal({ DATABASE_URL: 'postgresql://db/xinqiao' })
    expect(message).toContain('  DATA_KEY: is needed with DATABASE_URL')
    expect(message).toContain('randomBytes(32)')
  })
})
