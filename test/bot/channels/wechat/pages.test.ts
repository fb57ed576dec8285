import { afterEach, describe, expect, it } from 'vitest'
import type { Reply } from '../../../../bot/message.ts'
import { wechatPageWords } from '../../../../bot/text/wechat-pages.ts'
import { wordWaiting } from '../../../../bot/waiting.ts'
import { recordDelivery } from '../../../../domain/deliveries.ts'
import { exampleOffice } from '../../../context.ts'
import { nobody } from '../../../wechat/methods/sign-in.ts'
import { createPhone, type Opened } from '../../../wechat/phone.ts'
import { openTown } from '../../conversation.ts'
import { closeBenches, openBench } from './open.ts'
import { closePages, openPages, type PagesOptions } from './open-pages.ts'

afterEach(async () => {
  await closePages()
  await closeBenches()
})

const somebody = 'oSomebodyOfTheVillage00000000'
const another = 'oAnotherOfTheVillage000000000'

/** Pages on which these words wait for `somebody`, oldest first. What is told as delivered comes to `delivered`. */
function withLetters(texts: (string | Reply)[], given: PagesOptions = {}) {
  const delivered: string[] = []
  const letters = texts.map((text, index) => ({
    id: `answer:11111111-2222-4333-8444-555555555555:${index}`,
    reply: typeof text === 'string' ? { text } : text,
    at: new Date(Date.UTC(2026, 7, 1 + index, 1)),
  }))
  const host = {
    waiting: async (who: string) => (who === somebody ? letters.filter(({ id }) => !delivered.includes(id)) : []),
    delivered: async (ids: string[]) => {
      delivered.push(...ids)
    },
  }
  return { delivered, open: () => openPages({ ...given, host: { ...host, ...given.host } }) }
}

function marksIn({ body }: Opened): [string, string][] {
  return [...body.matchAll(/name="seen" value="([\w-]+)"/g)].map(([, mark = '']) => ['seen', mark])
}

describe('messages that wait, on a page', () => {
  it('are shown to whom WeChat says they are for, the newest first, each with its date', async () => {
    const { open } = withLetters(['周三来修。', '已经修好了。'])
    const bench = await open()
    const { status, body } = await bench.phone(somebody).opens('/wechat/letters')
    expect(status).toBe(200)
    expect(body).toContain('<html lang="zh-CN">')
    expect(body.indexOf('已经修好了。')).toBeLessThan(body.indexOf('周三来修。'))
    expect(body).toContain('2026年8月2日 09:00</time>')
    expect(body).toContain('我看到了</button>')
  })

  it('are not shown to whom the link was passed on: they see only their own', async () => {
    const { open, delivered } = withLetters(['周三来修。'])
    const bench = await open()
    const seen = await bench.phone(somebody).opens('/wechat/letters')
    const { body } = await bench.phone(another).opens('/wechat/letters')
    expect(body).toContain('现在没有等您看的消息')
    expect(body).not.toContain('周三来修')
    const theirs = bench.phone(another)
    await theirs.opens('/wechat/letters')
    await theirs.posts('/wechat/letters', marksIn(seen))
    expect(delivered).toEqual([])
  })

  it('have arrived once somebody says so, and only those that were on the page', async () => {
    const { open, delivered } = withLetters(['周三来修。', '已经修好了。'])
    const bench = await open()
    const phone = bench.phone(somebody)
    const page = await phone.opens('/wechat/letters')
    expect(delivered).toEqual([])
    const thanks = await phone.posts('/wechat/letters', marksIn(page).slice(0, 1))
    expect(delivered).toEqual(['answer:11111111-2222-4333-8444-555555555555:1'])
    expect(thanks.body).toContain('好的，知道您看到了。')
    // It stays to be read, without a script.
    expect(thanks.body).toContain('已经修好了。')
    expect(thanks.body).not.toMatch(/<form|<script/)
    const rest = await phone.opens('/wechat/letters')
    expect(marksIn(rest)).toHaveLength(1)
    await phone.posts('/wechat/letters', [...marksIn(page), ['seen', 'made-up']])
    expect(delivered).toHaveLength(2)
  })

  it('have arrived once the page’s script has seen them on the screen, which is answered without a page', async () => {
    const { open, delivered } = withLetters(['周三来修。'])
    const bench = await open()
    const phone = bench.phone(somebody)
    const page = await phone.opens('/wechat/letters')
    const [mark] = marksIn(page)
    expect(page.body).toContain(`data-mark="${mark?.[1]}"`)
    const answer = await phone.posts('/wechat/letters', marksIn(page), { accept: 'application/json' })
    expect([answer.status, answer.body]).toEqual([204, ''])
    expect(delivered).toHaveLength(1)
    await phone.posts('/wechat/letters', marksIn(page), { accept: 'application/json' })
    expect(delivered).toHaveLength(1)
  })

  it('show what may be shown once only, and links that lead to us, but no other', async () => {
    const { open } = withLetters([
      { text: '查询码：{{code}}', secrets: { code: 'ABCDEFGHJKMNP' } },
      '看 http://xinqiao.example/policies/a?b=1&c 和 http://xinqiao.example.evil.example/x 还有 javascript:alert(1)',
    ])
    const { body } = await (await open()).phone(somebody).opens('/wechat/letters')
    expect(body).toContain('查询码：ABCDEFGHJKMNP')
    expect(body).toContain('<a href="http://xinqiao.example/policies/a?b=1&#38;c">')
    expect(body.match(/<p class="words">.*<a /g)).toHaveLength(1)
    expect(body).not.toMatch(/href="(javascript|http:\/\/xinqiao\.example\.evil)/)
  })

  it('are text, whatever an officer has written', async () => {
    const { open } = withLetters([`<script>alert(1)</script>"><img src=x onerror=alert(1)> {{constructor}} & '`])
    const { body } = await (await open()).phone(somebody).opens('/wechat/letters')
    expect(body).not.toContain('<script>alert')
    expect(body).not.toContain('<img')
    expect(body).toContain('&#60;script&#62;alert(1)&#60;/script&#62;')
  })

  it('tell nobody whose they are: not the page, not its address, not the cookie, not the log', async () => {
    const logged: object[] = []
    const { open } = withLetters(['周三来修。'], {
      logged,
      host: { delivered: () => Promise.reject(new Error('away')) },
    })
    const bench = await open()
    const phone = bench.phone(somebody)
    const page = await phone.opens('/wechat/letters')
    expect((await phone.posts('/wechat/letters', marksIn(page))).status).toBe(503)
    expect(logged).toContainEqual(expect.objectContaining({ msg: 'A page of WeChat was not answered' }))
    const told = [page.body, ...phone.visited, ...phone.cookies.values(), JSON.stringify(logged)].join('\n')
    expect(told).not.toContain(somebody)
    expect(told).not.toContain('11111111-2222')
    for (const value of phone.cookies.values()) {
      expect(Buffer.from(value, 'base64url').toString('latin1')).not.toContain(somebody)
    }
  })

  it('are kept by no browser and tell no other site where they were', async () => {
    const { open } = withLetters(['周三来修。'])
    const { headers } = await (await open()).phone(somebody).opens('/wechat/letters')
    expect(headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' })
    expect(headers['content-security-policy']).toBe(
      "default-src 'self';object-src 'none';base-uri 'none';form-action 'self';frame-ancestors 'none'",
    )
  })

  it('are framed in English for who asks for it or has an English browser, and links lead across', async () => {
    const { open } = withLetters(['周三来修。'])
    const bench = await open()
    const english = await bench.phone(somebody, { language: 'en-US,en;q=0.9,zh;q=0.5' }).opens('/wechat/letters')
    expect(english.body).toContain('<html lang="en">')
    expect(english.body).toContain('I have seen it')
    expect(english.body).toContain('href="/wechat/letters?lang=zh"')
    const asked = await bench.phone(somebody).opens('/wechat/letters?lang=en')
    expect(asked.body).toContain('<html lang="en">')
  })

  it('read on the page count as delivered to the matter, once, and do not come again when the resident writes', async () => {
    const town = await openTown('', { name: 'wechat', channel: { confirmsDelivery: false, repeatsSafely: false } })
    const resident = town.resident('柳叶青')
    const number = await resident.files()
    const officer = await town.officer('云舒')
    await officer.inPrivate.says(`#${number} 回复 周三来修。`)
    town.channel.will({ outcome: { kind: 'closed', reason: 'nobody has written for long' }, of: /周三来修/ })
    await town.passes({ seconds: 21 })
    const bench = await openPages({
      host: {
        waiting: (account) => wordWaiting(town.context, 'wechat', account, town.now()),
        delivered: async (ids) => {
          for (const id of ids) await town.work((work) => recordDelivery(work, 'wechat', id))
        },
      },
    })
    const phone = bench.phone(resident.account)
    const page = await phone.opens('/wechat/letters')
    expect(page.body).toContain('周三来修。')
    expect(await town.context.db.ticket.findFirst()).toMatchObject({ answeredAt: null })
    await phone.posts('/wechat/letters', marksIn(page))
    await phone.posts('/wechat/letters', marksIn(page))
    expect(await town.context.db.ticket.findFirst()).toMatchObject({ state: 'answered', answeredAt: town.now() })
    expect(await town.context.db.ticketEvent.count({ where: { kind: 'reply-delivered' } })).toBe(1)
    await resident.says('菜单')
    expect(resident.screen().filter(({ reply }) => reply.text.includes('周三来修'))).toEqual([])
    await town.ends()
  })
})

describe('WeChat’s sign-in', () => {
  it('proves who it is with a code that is used once, and keeps nobody’s state', async () => {
    const { open } = withLetters(['周三来修。'])
    const bench = await open()
    const phone = bench.phone(somebody)
    await phone.opens('/wechat/letters')
    const asked = new URL(phone.visited.find((address) => address.includes('/connect/')) ?? '')
    expect([...asked.searchParams.keys()]).toEqual(['appid', 'redirect_uri', 'response_type', 'scope', 'state'])
    expect(asked.searchParams.get('redirect_uri')).toBe('http://xinqiao.example/wechat/sign-in')
    expect([...phone.cookies.keys()]).toEqual(['xqw'])
    expect(bench.wechat.callsOf('/sns/oauth2/access_token')).toHaveLength(1)
    expect(phone.visited.at(-1)).toBe('/wechat/letters')
  })

  it('sets cookies that no script reads and, over https, that go over https only', async () => {
    const { open } = withLetters([], { publicUrl: 'https://xinqiao.example' })
    const { app } = await open()
    const headers = { 'user-agent': 'MicroMessenger' }
    const { cookies } = await app.inject({ url: '/wechat/letters', headers })
    expect(cookies).toEqual([
      expect.objectContaining({
        name: 'xqw-asked',
        httpOnly: true,
        secure: true,
        sameSite: 'Lax',
        path: '/wechat',
        maxAge: 600,
      }),
    ])
  })

  it('refuses a way back with a made-up state, with none, and with that of another browser', async () => {
    const { open } = withLetters(['周三来修。'])
    const bench = await open()
    const theirs = bench.phone(another)
    await theirs.opens('/wechat/letters')
    const link = theirs.visited.find((path) => path.startsWith('/wechat/sign-in')) ?? ''
    // Handed to somebody, it does not sign them in as whoever made it.
    const phone = bench.phone(somebody)
    for (const path of [
      link,
      '/wechat/sign-in',
      '/wechat/sign-in?code=1&state=2',
      '/wechat/sign-in?code=1&state=2&state=3',
    ]) {
      const { status, body } = await phone.opens(path)
      expect([status, body.includes('微信没能告诉我们是您本人')], path).toEqual([403, true])
    }
    expect(phone.cookies.has('xqw')).toBe(false)
    expect(bench.wechat.callsOf('/sns/oauth2/access_token')).toHaveLength(1)
  })

  it('refuses a code that was used, without showing anything', async () => {
    const { open } = withLetters(['周三来修。'])
    const bench = await open()
    const phone = bench.phone(somebody)
    const asking = await bench.app.inject({ url: '/wechat/letters', headers: { 'user-agent': 'MicroMessenger' } })
    const state = new URL(String(asking.headers.location)).searchParams.get('state')
    for (const { name, value } of asking.cookies) phone.cookies.set(name, value)
    const first = bench.phone(somebody)
    await first.opens('/wechat/letters')
    const used = new URLSearchParams(first.visited.find((path) => path.startsWith('/wechat/sign-in'))?.split('?')[1])
    const { status, body } = await phone.opens(`/wechat/sign-in?code=${used.get('code')}&state=${state}`)
    expect([status, body.includes('周三来修')]).toEqual([403, false])
  })

  it('does not believe a cookie of somebody’s own making, nor one cookie in the place of another', async () => {
    const { open } = withLetters(['周三来修。'])
    const bench = await open()
    const asking = await bench.app.inject({ url: '/wechat/letters', headers: { 'user-agent': 'MicroMessenger' } })
    const [asked] = asking.cookies
    const good = bench.phone(somebody)
    await good.opens('/wechat/letters')
    const cookie = good.cookies.get('xqw') ?? ''
    for (const value of ['', somebody, 'AAAA', asked?.value ?? '', `${cookie.slice(0, -2)}AA`]) {
      const answer = await bench.app.inject({
        url: '/wechat/letters',
        headers: { 'user-agent': 'MicroMessenger', cookie: `xqw=${value}` },
      })
      expect(answer.statusCode, value).toBe(302)
    }
  })

  it('is asked again after half an hour, and what was to be said then is said after it', async () => {
    const { open, delivered } = withLetters(['周三来修。'])
    const bench = await open()
    const phone = bench.phone(somebody)
    const page = await phone.opens('/wechat/letters')
    bench.moveOn(1801)
    const quiet = await phone.posts('/wechat/letters', marksIn(page), { accept: 'application/json' })
    expect(quiet.status).toBe(403)
    const again = await phone.posts('/wechat/letters', marksIn(page))
    expect([again.status, again.body.includes('周三来修。'), delivered]).toEqual([200, true, []])
    expect(bench.wechat.callsOf('/sns/oauth2/access_token')).toHaveLength(2)
  })

  it('is not begun outside WeChat: a sentence says where to open it', async () => {
    const { open } = withLetters(['周三来修。'])
    const bench = await open()
    const { status, body } = await bench.phone(somebody, { agent: 'Mozilla/5.0 Chrome/126.0' }).opens('/wechat/letters')
    expect([status, body.includes('这个页面要在微信里打开')]).toEqual([403, true])
  })

  it('does not take a preview for somebody without messages', async () => {
    const { open } = withLetters([])
    const { status, body } = await (await open()).phone(nobody).opens('/wechat/letters')
    expect([status, body.includes('使用完整服务')]).toEqual([403, true])
  })

  it.each([
    ['WeChat is not there', { status: 502 }],
    ['the secret of the account is wrong', { errcode: 40125 }],
  ])('says that nothing is lost when %s', async (_, fault) => {
    const { open } = withLetters(['周三来修。'])
    const bench = await open()
    bench.wechat.fault(({ path }) => (path === '/sns/oauth2/access_token' ? fault : undefined))
    const { status, body } = await bench.phone(somebody).opens('/wechat/letters')
    expect([status, body.includes('您的消息都在，没有丢。')]).toEqual([503, true])
    expect(body).toContain('href="/wechat/letters">再试一次')
  })

  it('leads to the same sentence while the channel does not run', async () => {
    const { open } = withLetters(['周三来修。'])
    const bench = await open()
    bench.stop()
    expect((await bench.phone(somebody).opens('/wechat/letters')).status).toBe(503)
    expect((await bench.phone(somebody).posts('/wechat/letters', [])).status).toBe(503)
  })
})

describe('the plugin of the channel', () => {
  it('serves the pages beside the pushes, as long as it runs', async () => {
    const { wechat, stored, instance } = await openBench()
    const words = async (language: 'zh' | 'en') => wechatPageWords(exampleOffice(), language)
    const pages = { cookieSecret: Buffer.alloc(32, 3), openRoot: wechat.root, words }
    const host = { waiting: async () => [{ id: 'a', reply: { text: '周三来修。' }, at: new Date(0) }] }
    const { app, channel } = await instance({ settings: { pages }, host })
    const phone = createPhone(app, wechat, { who: somebody })
    expect((await phone.opens('/wechat/letters')).body).toContain('周三来修。')
    await wechat.person().says('在吗')
    expect(stored).toHaveLength(1)
    await channel.stop()
    expect((await phone.opens('/wechat/letters')).status).toBe(503)
  })

  it('has none where nobody has given it words for them', async () => {
    const { instance } = await openBench()
    const { app } = await instance()
    expect((await app.inject('/wechat/letters')).statusCode).toBe(404)
  })
})
