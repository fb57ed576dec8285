import { createHash } from 'node:crypto'
import { afterEach, describe, expect, it } from 'vitest'
import { closePages, openPages } from './open-pages.ts'

afterEach(closePages)

const template = (id: string, longTerm?: boolean) => ({ id, fields: {}, ...(longTerm !== undefined && { longTerm }) })
const templates = { answer: template('answers-for-once-00000'), reminder: template('dates-for-once-0000000') }

function configIn(body: string) {
  const written = /data-config="([^"]*)"/.exec(body)?.[1] ?? ''
  return JSON.parse(written.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code))))
}

describe('the page where one agrees to notices', () => {
  it('has WeChat’s own button for the templates of the office, and asks nobody who they are', async () => {
    const bench = await openPages({ templates })
    const phone = bench.phone('oSomebody')
    const { status, body } = await phone.opens('/wechat/notices')
    expect(status).toBe(200)
    expect(body).toContain('<wx-open-subscribe template="answers-for-once-00000,dates-for-once-0000000">')
    expect(body).toContain('同意一次，可以通知一次')
    expect(phone.cookies.size).toBe(0)
  })

  it('asks for those for good and those for once apart, each template once', async () => {
    const both = {
      ...templates,
      answer: template('answers-for-good-00000', true),
      progress: template('dates-for-once-0000000'),
    }
    const bench = await openPages({ templates: both })
    const { body } = await bench.phone('oSomebody').opens('/wechat/notices')
    expect([...body.matchAll(/template="([^"]+)"/g)].map(([, ids]) => ids)).toEqual([
      'answers-for-good-00000',
      'dates-for-once-0000000',
    ])
    expect(body).toContain('同意一次就一直有效')
  })

  it('is signed for the address that the browser has, as WeChat checks it', async () => {
    const bench = await openPages({ templates })
    const { body } = await bench.phone('oSomebody').opens('/wechat/notices?lang=en')
    const { appId, timestamp, nonceStr, signature } = configIn(body)
    const token = await tokenOf(bench)
    const asked = await fetch(`${bench.wechat.root}/cgi-bin/ticket/getticket?type=jsapi&access_token=${token}`)
    const { ticket } = (await asked.json()) as { ticket: string }
    const url = 'http://xinqiao.example/wechat/notices?lang=en'
    const signed = `jsapi_ticket=${ticket}&noncestr=${nonceStr}&timestamp=${timestamp}&url=${url}`
    expect(appId).toBe(bench.wechat.appId)
    expect(signature).toBe(createHash('sha1').update(signed).digest('hex'))
  })

  it('takes one ticket for many readers, and another when it is about to run out', async () => {
    const bench = await openPages({ templates })
    const read = () => bench.phone('oSomebody').opens('/wechat/notices')
    await Promise.all([read(), read(), read()])
    await read()
    expect(bench.wechat.callsOf('/cgi-bin/ticket/getticket')).toHaveLength(1)
    bench.moveOn(7200 - 59)
    await read()
    expect(bench.wechat.callsOf('/cgi-bin/ticket/getticket')).toHaveLength(2)
  })

  it('lets WeChat’s script in, and only this page does', async () => {
    const bench = await openPages({ templates })
    const { headers, body } = await bench.phone('oSomebody').opens('/wechat/notices')
    expect(headers['content-security-policy']).toContain("script-src 'self' https://res.wx.qq.com;")
    expect(body).toContain('src="https://res.wx.qq.com/open/js/jweixin-1.6.0.js"')
    const letters = await bench.phone('oSomebody').opens('/wechat/letters')
    expect(letters.headers['content-security-policy']).not.toContain('res.wx.qq.com')
  })

  it('outside WeChat says where to open it, and without templates that there is nothing to agree to', async () => {
    const bench = await openPages({ templates })
    const outside = await bench.phone('oSomebody', { agent: 'Mozilla/5.0' }).opens('/wechat/notices')
    expect([outside.status, outside.body.includes('这个页面要在微信里打开')]).toEqual([403, true])
    const without = await openPages()
    const none = await without.phone('oSomebody').opens('/wechat/notices')
    expect([none.status, none.body.includes('现在没有要同意的通知')]).toEqual([404, true])
  })

  it('says so in a sentence when WeChat gives no ticket', async () => {
    const bench = await openPages({ templates })
    bench.wechat.fault(({ path }) => (path === '/cgi-bin/ticket/getticket' ? { status: 502 } : undefined))
    const { status, body } = await bench.phone('oSomebody').opens('/wechat/notices')
    expect([status, body.includes('请过几分钟再试')]).toEqual([503, true])
    expect(body).toContain('<h1>接收通知</h1>')
    expect(body).toContain('href="/wechat/notices">再试一次')
    const english = await bench.phone('oSomebody').opens('/wechat/notices?lang=en')
    expect(english.body).toContain('href="/wechat/notices?lang=en">Try again')
  })

  it('takes nothing that a page claims: what was agreed WeChat tells itself', async () => {
    const bench = await openPages({ templates })
    expect(
      (await bench.phone('oSomebody').posts('/wechat/notices', [['template', 'answers-for-once-00000']])).status,
    ).toBe(404)
  })

  it.each(['page.css', 'letters.js', 'notices.js'])('%s lies beside it', async (name) => {
    const bench = await openPages()
    const { statusCode, body } = await bench.app.inject(`/wechat/pages/${name}`)
    expect([statusCode, body.length > 100]).toEqual([200, true])
  })
})

async function tokenOf({ wechat }: Awaited<ReturnType<typeof openPages>>): Promise<string> {
  const answer = await fetch(`${wechat.root}/cgi-bin/stable_token`, {
    method: 'POST',
    body: JSON.stringify({ grant_type: 'client_credential', appid: wechat.appId, secret: wechat.appSecret }),
  })
  return ((await answer.json()) as { access_token: string }).access_token
}
