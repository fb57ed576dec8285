import { afterEach, describe, expect, it } from 'vitest'
import type { Incoming, Reply } from '../../../../bot/message.ts'
import { receive } from '../../../../bot/receive.ts'
import { wechatPageWords } from '../../../../bot/text/wechat-pages.ts'
import { wordRead, wordWaiting } from '../../../../bot/waiting.ts'
import { findOrOpenAccount } from '../../../../domain/accounts.ts'
import { recordDelivery } from '../../../../domain/deliveries.ts'
import { cancelBooking } from '../../../../domain/reception/bookings.ts'
import { exampleOffice } from '../../../context.ts'
import { booked, openDay } from '../../../reception-day.ts'
import { nobody } from '../../../wechat/methods/sign-in.ts'
import { createPhone, type Opened } from '../../../wechat/phone.ts'
import { openTown, type Town } from '../../conversation.ts'
import { closeBenches, openBench } from './open.ts'
import { closePages, openPages, type PagesOptions } from './open-pages.ts'

afterEach(async () => {
  await closePages()
  await closeBenches()
})

const somebody = 'oSomebodyOfTheVillage00000000'
const another = 'oAnotherOfTheVillage000000000'

/**
 * Pages on which these words wait for `somebody`, oldest first. What is told as delivered comes to `delivered`, what is
 * said by a button to `said`.
 */
function withLetters(texts: (string | Reply)[], given: PagesOptions = {}) {
  const delivered: string[] = []
  const said: Incoming[] = []
  const letters = texts.map((text, index) => ({
    id: `answer:11111111-2222-4333-8444-555555555555:${index}`,
    reply: typeof text === 'string' ? { text } : text,
    language: 'zh' as const,
    at: new Date(Date.UTC(2026, 7, 1 + index, 1)),
  }))
  const host = {
    waiting: async (who: string) => (who === somebody ? letters.filter(({ id }) => !delivered.includes(id)) : []),
    readElsewhere: async (who: string) => (who === somebody ? letters.filter(({ id }) => delivered.includes(id)) : []),
    receive: async (incoming: Incoming[]) => {
      // What can be done with an answer begins when it has arrived.
      for (const { input } of incoming) expect(delivered).toContain('keyboard' in input ? input.keyboard : undefined)
      said.push(...incoming)
    },
    delivered: async (ids: string[]) => {
      delivered.push(...ids)
    },
  }
  return { delivered, said, open: () => openPages({ ...given, host: { ...host, ...given.host } }) }
}

function marksIn({ body }: Opened): [string, string][] {
  return [...body.matchAll(/name="seen" value="([\w-]+)"/g)].map(([, mark = '']) => ['seen', mark])
}

function buttonsIn({ body }: Opened): { mark: string; label: string }[] {
  return [...body.matchAll(/<button name="choice" value="([\w-]+)">([^<]+)</g)].map(([, mark = '', label = '']) => ({
    mark,
    label,
  }))
}

/** What the browser sends when a button of that label is pressed. */
function pressing(page: Opened, label: string): [string, string][] {
  const [, drawing = ''] = /name="drawing" value="([\w-]+)"/.exec(page.body) ?? []
  const button = buttonsIn(page).find((each) => each.label === label)
  if (!button) throw new Error(`There is no button ${label}`)
  return [
    ['drawing', drawing],
    ['choice', button.mark],
  ]
}

/** What the channel of a town would be handed. */
function hostOf(town: Town): PagesOptions['host'] & object {
  return {
    waiting: (account) => wordWaiting(town.context, 'wechat', account, town.now()),
    readElsewhere: (account) => wordRead(town.context, 'wechat', account, town.now()),
    receive: (incoming) => receive(town.context, incoming, town.now()),
    delivered: async (ids) => {
      for (const id of ids) await town.work((work) => recordDelivery(work, 'wechat', id))
    },
  }
}

/** Somebody on the waiting list is offered a seat, which cannot be said to them. */
async function offeredSeat(town: Town) {
  const { id } = await openDay(town.context, { on: '2026-08-17', seats: 1 })
  const first = await booked(town.context, town.now(), id)
  const resident = town.resident('柳叶青')
  await resident.says('你好')
  const account = await town.work((work) => findOrOpenAccount(work, 'wechat', resident.account))
  const waits = await booked(town.context, town.now(), id, { by: { account } })
  await town.settle()
  town.channel.will({ outcome: { kind: 'closed', reason: 'nobody has written for long' }, of: /有号了/ })
  await town.work((work) => cancelBooking(work, { bookingId: first.id, by: { account: first.account } }))
  await town.settle()
  return { resident, booking: () => town.context.db.booking.findUnique({ where: { id: waits.id } }) }
}

/** A browser that WeChat sends back with a code that has been used. */
async function withUsedCode(bench: Awaited<ReturnType<typeof openPages>>) {
  const phone = bench.phone(somebody)
  const headers = { 'user-agent': 'MicroMessenger' }
  const asking = await bench.app.inject({ url: '/wechat/letters?lang=en', headers })
  const state = new URL(String(asking.headers.location)).searchParams.get('state')
  for (const { name, value } of asking.cookies) phone.cookies.set(name, value)
  const first = bench.phone(somebody)
  await first.opens('/wechat/letters')
  const used = new URLSearchParams(first.visited.find((path) => path.startsWith('/wechat/sign-in'))?.split('?')[1])
  return { phone, link: `/wechat/sign-in?code=${used.get('code')}&state=${state}` }
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
    expect(body).toContain('现在没有等您看的新消息')
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

  it('that were read can be read again below, and are not counted again', async () => {
    const { open, delivered } = withLetters(['周三来修。', '已经修好了。'])
    const bench = await open()
    const phone = bench.phone(somebody)
    const page = await phone.opens('/wechat/letters')
    expect(page.body).not.toContain('看过的消息')
    await phone.posts('/wechat/letters', marksIn(page).slice(0, 1))
    const { body } = await phone.opens('/wechat/letters')
    const [above, below] = body.split('看过的消息（留 30 天）</h2>')
    expect([above?.includes('周三来修。'), above?.includes('已经修好了。')]).toEqual([true, false])
    expect(below).toContain('已经修好了。')
    expect(below).not.toMatch(/class="end"|name="seen"/)
    await phone.posts('/wechat/letters', marksIn(page))
    const last = await phone.opens('/wechat/letters')
    expect(last.body).toContain('现在没有等您看的新消息')
    expect(last.body).toMatch(/已经修好了。[\s\S]*周三来修。/)
    expect(delivered).toHaveLength(2)
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

  it('have links without the sign that ends the sentence', async () => {
    const { open } = withLetters([
      '请看（http://xinqiao.example/why/a）。或者 http://xinqiao.example/why/b，(http://xinqiao.example/why/c). See http://xinqiao.example/why/d/, please: http://xinqiao.example/why/e?x=1!',
    ])
    const { body } = await (await open()).phone(somebody).opens('/wechat/letters')
    expect([...body.matchAll(/href="http:\/\/xinqiao\.example([^"]+)"/g)].map(([, path]) => path)).toEqual([
      '/why/a',
      '/why/b',
      '/why/c',
      '/why/d/',
      '/why/e?x=1',
    ])
    expect(body).toContain('/why/c</a>). See')
  })

  it('lead to where later notices can be agreed to, when that is asked', async () => {
    const { open } = withLetters([{ text: '已收到。', asksNotices: '有答复时提醒我' }])
    const { body } = await (await open()).phone(somebody).opens('/wechat/letters')
    expect(body).toContain('<a href="/wechat/notices?lang=zh">有答复时提醒我</a>')
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

  it('are in a language of their own, whatever the page is in', async () => {
    const { open } = withLetters(['周三来修。'])
    const { body } = await (await open()).phone(somebody).opens('/wechat/letters?lang=en')
    expect(body).toContain('<html lang="en">')
    expect(body).toContain('<article lang="zh-CN">')
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
    const bench = await openPages({ host: hostOf(town) })
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
    // So it is shown here for as long as they may want to read it again.
    await town.passes({ days: 29 })
    expect((await phone.opens('/wechat/letters')).body).toContain('周三来修。')
    await town.ends()
  })
})

describe('the buttons under a message', () => {
  const offer: Reply = {
    text: '有号了。要，就点“要这个号”。',
    choices: [
      [
        { label: '要这个号', value: 'bk:accept:11111111-2222-4333-8444-555555555555' },
        { label: '不要了', value: 'bk:decline:11111111-2222-4333-8444-555555555555' },
      ],
    ],
  }

  it('are pressed on the page and taken as in the talk, with the message they stand under', async () => {
    const { open, delivered, said } = withLetters([offer])
    const phone = (await open()).phone(somebody)
    const page = await phone.opens('/wechat/letters')
    expect(buttonsIn(page).map(({ label }) => label)).toEqual(['要这个号', '不要了'])
    const { status, body } = await phone.posts('/wechat/letters', pressing(page, '要这个号'))
    expect([status, body.includes('好的，您点了“要这个号”。'), body.includes('答复会发到公众号里')]).toEqual([
      200,
      true,
      true,
    ])
    const id = 'answer:11111111-2222-4333-8444-555555555555:0'
    expect(said).toEqual([
      {
        channel: 'wechat',
        account: somebody,
        messageId: expect.stringMatching(/^page:/),
        at: new Date('2026-08-03T01:00:00Z'),
        onPage: true,
        input: { kind: 'choice', value: 'bk:accept:11111111-2222-4333-8444-555555555555', keyboard: id },
      },
    ])
    // It was read, for it was answered.
    expect(delivered).toEqual([id])
    expect([page.body, said[0]?.messageId].join()).not.toContain('11111111-2222')
  })

  it('pressed twice on one page are the same message, and on a page opened anew another', async () => {
    const { open, said } = withLetters([offer])
    const phone = (await open()).phone(somebody)
    const page = await phone.opens('/wechat/letters')
    await phone.posts('/wechat/letters', pressing(page, '要这个号'))
    await phone.posts('/wechat/letters', pressing(page, '要这个号'))
    await phone.posts('/wechat/letters', pressing(page, '不要了'))
    const later = await phone.opens('/wechat/letters')
    expect(later.body).toContain('现在没有等您看的新消息')
    await phone.posts('/wechat/letters', pressing(later, '要这个号'))
    const [first, twice, other, again] = said.map(({ messageId }) => messageId)
    expect(twice).toBe(first)
    expect(new Set([first, other, again]).size).toBe(3)
  })

  it('do nothing for somebody else, nor when they are made up', async () => {
    const { open, delivered, said } = withLetters([offer])
    const bench = await open()
    const page = await bench.phone(somebody).opens('/wechat/letters')
    const theirs = bench.phone(another)
    await theirs.opens('/wechat/letters')
    for (const fields of [pressing(page, '要这个号'), [['choice', 'bk:accept:1']] as [string, string][]]) {
      const { status, body } = await theirs.posts('/wechat/letters', fields)
      expect([status, body.includes('这条消息不在这个页面上了')]).toEqual([404, true])
    }
    expect([delivered, said]).toEqual([[], []])
  })

  it('accept a seat that could be offered only on the page', async () => {
    const town = await openTown('', { name: 'wechat', channel: { confirmsDelivery: false, repeatsSafely: false } })
    const { resident, booking } = await offeredSeat(town)
    const bench = await openPages({ host: hostOf(town) })
    const phone = bench.phone(resident.account)
    const page = await phone.opens('/wechat/letters')
    expect(page.body).toContain('有号了')
    const sends = town.channel.calls
    town.channel.will(
      { outcome: { kind: 'closed', reason: 'nobody has written for long' } },
      { outcome: { kind: 'closed', reason: 'nobody has written for long' } },
    )
    await phone.posts('/wechat/letters', pressing(page, '要这个号'))
    await phone.posts('/wechat/letters', pressing(page, '要这个号'))
    await town.settle()
    expect(await booking()).toMatchObject({ state: 'booked' })
    // Only that the seat is theirs now.
    expect(town.channel.calls - sends).toBe(1)
    const after = await phone.opens('/wechat/letters')
    expect(after.body.split('看过的消息')[0]).toContain('约好了')
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

  it('signs nobody in by a code that was used, and asks WeChat once more', async () => {
    const { open } = withLetters(['周三来修。'])
    const bench = await open()
    const { phone, link } = await withUsedCode(bench)
    const headers = { 'user-agent': 'MicroMessenger', cookie: `xqw-asked=${phone.cookies.get('xqw-asked')}` }
    const answer = await bench.app.inject({ url: link, headers })
    expect([answer.statusCode, answer.headers.location]).toEqual([302, '/wechat/letters?lang=en&again=1'])
    expect(answer.cookies.find(({ name, value }) => name === 'xqw' && value !== '')).toBeUndefined()
    const { status, body } = await phone.opens(link)
    expect([status, body.includes('周三来修。'), body.includes('<html lang="en">')]).toEqual([200, true, true])
  })

  it('asks once more and not for ever when every code was used', async () => {
    const { open } = withLetters(['周三来修。'])
    const bench = await open()
    bench.wechat.fault(({ path }) => (path === '/sns/oauth2/access_token' ? { errcode: 40163 } : undefined))
    const { status, body } = await bench.phone(somebody).opens('/wechat/letters')
    expect([status, body.includes('微信没能告诉我们是您本人')]).toEqual([403, true])
    expect(bench.wechat.callsOf('/sns/oauth2/access_token')).toHaveLength(2)
  })

  it('shows somebody who goes back to it what they wanted, in their language', async () => {
    const { open } = withLetters(['周三来修。'])
    const phone = (await open()).phone(somebody)
    await phone.opens('/wechat/letters?lang=en')
    await phone.opens(phone.visited.find((path) => path.startsWith('/wechat/sign-in')) ?? '')
    expect(phone.visited.at(-1)).toBe('/wechat/letters?lang=en')
  })

  it('is asked for anew after two minutes: a phone may be a family’s', async () => {
    const { open } = withLetters(['周三来修。'])
    const bench = await open()
    const phone = bench.phone(somebody)
    await phone.opens('/wechat/letters')
    bench.moveOn(119)
    await phone.opens('/wechat/letters')
    expect(bench.wechat.callsOf('/sns/oauth2/access_token')).toHaveLength(1)
    bench.moveOn(1)
    // The same browser, and somebody else is logged in.
    const theirs = bench.phone(another)
    for (const [name, value] of phone.cookies) theirs.cookies.set(name, value)
    const { status, body } = await theirs.opens('/wechat/letters')
    expect([status, body.includes('周三来修')]).toEqual([200, false])
    expect(bench.wechat.callsOf('/sns/oauth2/access_token')).toHaveLength(2)
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

  it('is good for an answer for half an hour, and then a link leads to it: a form may not', async () => {
    const { open, delivered } = withLetters(['周三来修。', '已经修好了。'])
    const bench = await open()
    const phone = bench.phone(somebody)
    const page = await phone.opens('/wechat/letters?lang=en')
    bench.moveOn(1799)
    expect((await phone.posts('/wechat/letters?lang=en', marksIn(page).slice(0, 1))).status).toBe(200)
    expect(delivered).toHaveLength(1)
    bench.moveOn(1)
    const quiet = await phone.posts('/wechat/letters', marksIn(page), { accept: 'application/json' })
    expect(quiet.status).toBe(403)
    const { status, body } = await phone.posts('/wechat/letters?lang=en', marksIn(page))
    expect([status, delivered.length]).toEqual([403, 1])
    expect(body).toContain('The page was open for long')
    expect(body).toContain('href="/wechat/letters?lang=en">Try again')
    expect((await phone.opens('/wechat/letters?lang=en')).body).toContain('周三来修。')
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
    ['WeChat is not there', { status: 502 }, 'HTTP 502'],
    ['the secret of the account is wrong', { errcode: 40125 }, 'errcode 40125'],
  ])('says that nothing is lost when %s', async (_, fault, told) => {
    const logged: object[] = []
    const { open } = withLetters(['周三来修。'], { logged })
    const bench = await open()
    bench.wechat.fault(({ path }) => (path === '/sns/oauth2/access_token' ? fault : undefined))
    const { status, body } = await bench.phone(somebody).opens('/wechat/letters')
    expect([status, body.includes('您的消息都在，没有丢。')]).toEqual([503, true])
    expect(body).toContain('href="/wechat/letters">再试一次')
    // It is for the operator to mend.
    expect(logged).toContainEqual(
      expect.objectContaining({ level: 40, channel: 'wechat', msg: `A sign-in on a page failed: ${told}` }),
    )
    const english = await bench.phone(somebody).opens('/wechat/letters?lang=en')
    expect(english.body).toContain('<html lang="en">')
    expect(english.body).toContain('href="/wechat/letters?lang=en">Try again')
  })

  it('of a code that is wrong tells the person, and not the operator', async () => {
    const logged: object[] = []
    const { open } = withLetters(['周三来修。'], { logged })
    const bench = await open()
    bench.wechat.fault(({ path }) => (path === '/sns/oauth2/access_token' ? { errcode: 40029 } : undefined))
    expect((await bench.phone(somebody).opens('/wechat/letters')).status).toBe(403)
    expect(JSON.stringify(logged)).not.toContain('A sign-in on a page failed')
  })

  it('has a sentence for what no page of ours sends', async () => {
    const { open } = withLetters(['周三来修。'])
    const phone = (await open()).phone(somebody)
    await phone.opens('/wechat/letters')
    const { status, body } = await phone.posts('/wechat/letters?lang=en', [], { 'content-type': 'text/strange' })
    expect([status, body.includes('We could not read what was sent.')]).toEqual([400, true])
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
    const letter = { id: 'a', reply: { text: '周三来修。' }, language: 'zh' as const, at: new Date(0) }
    const host = { waiting: async () => [letter] }
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
