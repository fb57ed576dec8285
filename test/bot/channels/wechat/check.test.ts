import { afterEach, describe, expect, it } from 'vitest'
import { type CheckSettings, checkWechat } from '../../../../bot/channels/wechat/check.ts'
import { menuOf, readMenu, setMenu } from '../../../../bot/channels/wechat/menu.ts'
import { faceOf } from '../../../../bot/text/face.ts'
import { exampleOffice } from '../../../context.ts'
import { startWechat, type Wechat, type WechatOptions } from '../../../wechat/server.ts'
import { aesKey, answerTemplate, templates } from './open.ts'

let wechat: Wechat | undefined
afterEach(async () => {
  await wechat?.close()
  wechat = undefined
})

async function account(options: WechatOptions = {}, given: Partial<CheckSettings> = {}) {
  const platform = await startWechat({ templates: [answerTemplate], ...options })
  wechat = platform
  const settings: CheckSettings = {
    appId: platform.appId,
    appSecret: platform.appSecret,
    aesKey,
    apiRoot: platform.root,
    publicUrl: 'https://xq.example',
    notices: async () => templates,
    now: () => new Date(),
    ...given,
  }
  return { platform, settings, check: () => checkWechat(settings) }
}

const face = faceOf(exampleOffice(), 'zh')

describe('the menu', () => {
  it('has what residents ask for most, in words and commands of our own', () => {
    expect(menuOf(face)).toEqual([
      { type: 'click', name: '反映问题', key: 'report' },
      { type: 'click', name: '问政策', key: 'question' },
      {
        name: '预约和进度',
        sub_button: [
          { type: 'click', name: '接待日', key: 'reception' },
          { type: 'click', name: '我的事项', key: 'mine' },
          { type: 'click', name: '凭号查询', key: 'track' },
          { type: 'click', name: '菜单', key: 'menu' },
        ],
      },
    ])
  })

  it.each(['zh', 'en'] as const)('is taken by WeChat, %s, with and without a reception day', async (language) => {
    const { settings } = await account()
    const { reception: _, ...without } = exampleOffice()
    for (const office of [exampleOffice(), without]) {
      const menu = faceOf(office, language)
      expect(await setMenu(settings, menu)).toMatchObject({ verdict: 'well' })
      expect(await readMenu(settings)).toEqual(menuOf(menu))
    }
  })

  it('is not there until it is set', async () => {
    const { settings } = await account()
    expect(await readMenu(settings)).toBeUndefined()
  })

  it('is not set with a wrong secret, and the variable is named', async () => {
    const { settings } = await account({}, { appSecret: 'f'.repeat(32) })
    expect(await setMenu(settings, face)).toMatchObject({
      verdict: 'wrong',
      note: expect.stringContaining('WECHAT_APP_SECRET'),
    })
  })
})

describe('the check', () => {
  it('finds all well, and tells what the address is', async () => {
    const { settings, check } = await account()
    await setMenu(settings, face)
    const findings = await check()
    expect(findings.map(({ verdict }) => verdict)).toEqual(['well', 'well', 'well', 'well'])
    expect(findings[1]?.note).toContain('https://xq.example/wechat')
  })

  it.each<[string, Partial<CheckSettings>, string]>([
    ['another account', { appId: 'wxffffffffffffffff' }, 'WECHAT_APP_ID'],
    ['another secret', { appSecret: 'f'.repeat(32) }, 'WECHAT_APP_SECRET'],
    ['nobody there', { apiRoot: 'http://127.0.0.1:1' }, 'WECHAT_API_ROOT'],
    ['an address that WeChat does not push to', { publicUrl: 'http://xq.example:3000' }, 'PUBLIC_URL'],
    [
      'a template that there is not',
      { notices: async () => ({ reminder: { id: 'none', fields: { title: 'thing1' } } }) },
      'notices.wechat.reminder',
    ],
    [
      'other fields',
      { notices: async () => ({ answer: { id: answerTemplate.id, fields: { title: 'thing1' } } }) },
      'character_string1, thing2, thing3, time4',
    ],
    [
      'another kind of consent',
      { notices: async () => ({ answer: { ...templates.answer, longTerm: true, id: answerTemplate.id } as never }) },
      'longTerm',
    ],
  ])('names what mends %s', async (_, given, words) => {
    const { check } = await account({}, given)
    const wrong = (await check()).filter(({ verdict }) => verdict === 'wrong')
    expect(wrong.map(({ note }) => note).join()).toContain(words)
  })

  it('says so when the office file cannot be read, with the rest of what it found', async () => {
    const { check } = await account({}, { notices: () => Promise.reject(new Error('away')) })
    const findings = await check()
    expect(findings.map(({ verdict }) => verdict)).toEqual(['well', 'well', 'doubtful', 'wrong'])
    expect(findings.at(-1)?.note).toContain('office file')
  })

  it('tells the address that is not on the list, and nothing secret', async () => {
    const { platform, settings, check } = await account()
    platform.fault(() => ({
      errcode: 40164,
      errmsg: 'invalid ip 203.0.113.9 ipv6 ::ffff:203.0.113.9, not in whitelist',
    }))
    const notes = (await check()).map(({ note }) => note).join('\n')
    expect(notes).toContain('IP白名单')
    expect(notes).toContain('203.0.113.9')
    expect(notes).not.toContain(settings.appSecret)
  })

  it('asks to look at pushes in the open, a menu that is missing, and an office without notices', async () => {
    const { settings } = await account({}, { notices: async () => ({}) })
    const { aesKey: _, ...open } = settings
    const doubtful = (await checkWechat(open)).filter(({ verdict }) => verdict === 'doubtful')
    expect(doubtful.map(({ note }) => note).join('\n')).toMatch(/WECHAT_AES_KEY[\s\S]*channels -- menu[\s\S]*48 hours/)
  })
})
