import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startWechat, type Template, type Wechat } from './server.ts'

const template: Template = { id: 'tmpl-1', title: '办理进度通知', fields: ['thing1', 'time2'] }

let wechat: Wechat
let now = Date.parse('2026-08-03T02:00:00Z')
let token = ''
beforeEach(async () => {
  now = Date.parse('2026-08-03T02:00:00Z')
  wechat = await startWechat({ now: () => now, templates: [template] })
  wechat.connect(async () => ({ status: 200, body: 'success' }))
  token = String((await post('/cgi-bin/stable_token', grant())).access_token)
})
afterEach(() => wechat.close())

const grant = (more = {}) => ({
  grant_type: 'client_credential',
  appid: wechat.appId,
  secret: wechat.appSecret,
  force_refresh: false,
  ...more,
})

async function post(path: string, body: unknown, given = token): Promise<Record<string, unknown>> {
  const answer = await fetch(`${wechat.root}${path}?access_token=${given}`, {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  return (await answer.json()) as Record<string, unknown>
}

const code = async (answer: Promise<Record<string, unknown>>) => (await answer).errcode
const say = (touser: string, content: string) => ({ touser, msgtype: 'text', text: { content } })
const send = (body: unknown, given?: string) => code(post('/cgi-bin/message/custom/send', body, given))

describe('the double of WeChat', () => {
  it('gives everybody the same token until it is nearly over, and by force a new one', async () => {
    const again = await post('/cgi-bin/stable_token', grant())
    expect(again.access_token).toBe(token)
    now += 7000_000
    expect((await post('/cgi-bin/stable_token', grant())).access_token).not.toBe(token)
    const forced = await post('/cgi-bin/stable_token', grant({ force_refresh: true }))
    expect(await code(post('/cgi-bin/menu/create', { button: [] }))).toBe(40001)
    expect(await code(post('/cgi-bin/stable_token', grant({ force_refresh: true })))).toBe(45011)
    expect(forced.expires_in).toBe(7200)
  })

  it('knows no other account, secret or token', async () => {
    expect(await code(post('/cgi-bin/stable_token', grant({ appid: 'wxff' })))).toBe(40013)
    expect(await code(post('/cgi-bin/stable_token', grant({ secret: 'no' })))).toBe(40125)
    const { openid } = wechat.person()
    expect(await send(say(openid, 'x'), '')).toBe(41001)
    expect(await send(say(openid, 'x'), 'guessed')).toBe(40001)
    now += 8000_000
    expect(await send(say(openid, 'x'))).toBe(42001)
  })

  it('brings words to who wrote within 48 hours, five of them', async () => {
    const person = wechat.person()
    expect(await send(say(person.openid, '没人问'))).toBe(45015)
    await person.says('在吗')
    for (let index = 0; index < 5; index++) expect(await send(say(person.openid, '在'))).toBe(0)
    expect(await send(say(person.openid, '在'))).toBe(45047)
    now += 48 * 3_600_000 + 1
    expect(await send(say(person.openid, '在'))).toBe(42001)
    token = String((await post('/cgi-bin/stable_token', grant())).access_token)
    expect(await send(say(person.openid, '在'))).toBe(45015)
    expect(person.screen).toHaveLength(5)
  })

  it('brings three within a minute to who has only followed', async () => {
    const person = wechat.person({ follows: false })
    await person.follows()
    for (let index = 0; index < 3; index++) expect(await send(say(person.openid, '您好'))).toBe(0)
    expect(await send(say(person.openid, '您好'))).toBe(45047)
    await person.does('SCAN', { EventKey: 'x' })
    now += 61_000
    expect(await send(say(person.openid, '您好'))).toBe(45015)
  })

  it('refuses words that are too long, empty or none, kinds it does not know, people it does not know', async () => {
    const person = wechat.person()
    await person.says('在吗')
    expect(await send(say(person.openid, '字'.repeat(682)))).toBe(0)
    expect(await send(say(person.openid, '字'.repeat(683)))).toBe(45002)
    expect(await send(say(person.openid, ''))).toBe(44004)
    expect(await send({ touser: person.openid, msgtype: 'file', file: {} })).toBe(40008)
    expect(await send({ touser: person.openid, msgtype: 'image', image: { media_id: 'none' } })).toBe(40007)
    expect(await send(say('nobody', '您好'))).toBe(40003)
    expect(await send('{')).toBe(47001)
    await person.unfollows()
    expect(await send(say(person.openid, '您好'))).toBe(45015)
  })

  it('sends a notice once for each time somebody agreed, with all of its fields as they have to be', async () => {
    const person = wechat.person()
    const notice = (fields: Record<string, string>, more = {}) => {
      const data = Object.fromEntries(Object.entries(fields).map(([field, value]) => [field, { value }]))
      return code(
        post('/cgi-bin/message/subscribe/bizsend', { touser: person.openid, template_id: template.id, data, ...more }),
      )
    }
    const well = { thing1: '有答复', time2: '2026年8月3日 10:00' }
    expect(await notice(well)).toBe(43101)
    await person.agrees(template.id)
    expect(await notice({ thing1: '有答复' })).toBe(47003)
    expect(await notice({ ...well, thing3: '多的' })).toBe(47003)
    expect(await notice({ ...well, thing1: '字'.repeat(21) })).toBe(47003)
    expect(await notice({ ...well, thing1: '' })).toBe(47003)
    expect(await notice({ ...well, time2: 'tomorrow' })).toBe(47003)
    expect(await notice(well, { template_id: 'none' })).toBe(40037)
    expect(await notice(well)).toBe(0)
    expect(await notice(well)).toBe(43101)
    expect(person.notices).toHaveLength(1)
  })

  it('takes no menu that is wider than its room, and files of its kinds and sizes only', async () => {
    const click = (name: string) => ({ type: 'click', name, key: 'k' })
    expect(await code(post('/cgi-bin/menu/create', { button: Array(4).fill(click('问')) }))).toBe(40016)
    expect(await code(post('/cgi-bin/menu/create', { button: [click('我要反映一个问题吗')] }))).toBe(40018)
    expect(await code(post('/cgi-bin/menu/create', { button: [click('反映问题')] }))).toBe(0)
    const upload = async (type: string, name: string, size: number) => {
      const form = new FormData()
      form.set('media', new Blob([Buffer.alloc(size, 1)]), name)
      const url = `${wechat.root}/cgi-bin/media/upload?access_token=${token}&type=${type}`
      return ((await (await fetch(url, { method: 'POST', body: form })).json()) as { errcode?: number }).errcode
    }
    expect(await upload('image', 'a.png', 100)).toBeUndefined()
    expect(await upload('image', 'a.pdf', 100)).toBe(40005)
    expect(await upload('file', 'a.pdf', 100)).toBe(40004)
    expect(await upload('voice', 'a.amr', 2 * 1024 * 1024 + 1)).toBe(40006)
  })
})
