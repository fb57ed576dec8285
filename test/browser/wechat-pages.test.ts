import type { Page } from 'playwright-core'
import { afterEach, expect, test } from 'vitest'
import type { Incoming, Reply } from '../../bot/message.ts'
import { closePages, openPages } from '../bot/channels/wechat/open-pages.ts'
import { sticksOut, useBrowser } from './browser.ts'

const browser = useBrowser()
afterEach(closePages)

const somebody = 'oSomebodyOfTheVillage00000000'

/** A phone in WeChat, on which somebody has signed in. */
async function openPhone(bench: Awaited<ReturnType<typeof openPages>>, width = 360) {
  const url = await bench.app.listen({ host: '127.0.0.1', port: 0 })
  const signedIn = bench.phone(somebody)
  await signedIn.opens('/wechat/letters')
  const { page, context } = await browser.open(width, 640)
  await page.setExtraHTTPHeaders({ 'user-agent': 'Mozilla/5.0 MicroMessenger/8.0.50' })
  await context.addCookies([...signedIn.cookies].map(([name, value]) => ({ name, value, url })))
  return { page, context, url }
}

/** Pages on which so many long messages wait. */
async function openWithLetters(count: number, more: Partial<Reply> = {}) {
  const delivered: string[] = []
  const said: Incoming[] = []
  const letters = Array.from({ length: count }, (_, index) => ({
    id: `answer:${index}`,
    reply: { text: `第 ${index} 封。${'屋顶的事，周三上午来修。\n'.repeat(20)}`, ...more },
    language: 'zh' as const,
    at: new Date(Date.UTC(2026, 7, 1 + index, 1)),
  }))
  const host = {
    waiting: async () => letters.filter(({ id }) => !delivered.includes(id)),
    readElsewhere: async () => letters.filter(({ id }) => delivered.includes(id)),
    receive: async (incoming: Incoming[]) => {
      said.push(...incoming)
    },
    delivered: async (ids: string[]) => {
      delivered.push(...ids)
    },
  }
  return { bench: await openPages({ host }), delivered, said }
}

/** The letters of the page as large as WeChat makes them for who sees little. */
const enlarge = (page: Page) => page.evaluate("document.documentElement.style.fontSize = '225%'")

const toTheEnd = (page: Page) => page.evaluate('window.scrollTo(0, document.body.scrollHeight)')

test('a message counts as read once its end has been on the screen, and the page stays as it is', async () => {
  const { bench, delivered } = await openWithLetters(2)
  const { page, url } = await openPhone(bench)
  await page.goto(`${url}/wechat/letters`)
  await page.getByRole('button', { name: '我看到了' }).waitFor()
  expect(delivered).toEqual([])
  await page.locator('.end').first().scrollIntoViewIfNeeded()
  await expect.poll(() => delivered).toEqual(['answer:1'])
  await toTheEnd(page)
  await page.getByText('好的，知道您看到了。').waitFor()
  expect(delivered.toSorted()).toEqual(['answer:0', 'answer:1'])
  expect(await page.getByRole('button').count()).toBe(0)
  expect(await page.getByText('第 0 封').isVisible()).toBe(true)
})

test('without a script, with letters of twice the size, the button does it', async () => {
  const { bench, delivered } = await openWithLetters(1)
  const { page, context, url } = await openPhone(bench, 320)
  await context.route('**/*.js', (route) => route.abort())
  await page.goto(`${url}/wechat/letters`)
  await enlarge(page)
  expect(await sticksOut(page)).toBe(false)
  await toTheEnd(page)
  await page.getByRole('button', { name: '我看到了' }).click()
  await page.getByText('好的，知道您看到了。').waitFor()
  expect(delivered).toEqual(['answer:0'])
  expect(await page.getByText('第 0 封').count()).toBe(1)
})

test('a button under a message is pressed, and the page says what was pressed', async () => {
  const choices = [[{ label: '要这个号', value: 'bk:accept:1' }], [{ label: '不要了', value: 'bk:decline:1' }]]
  const { bench, said } = await openWithLetters(1, { choices })
  const { page, url } = await openPhone(bench)
  await page.goto(`${url}/wechat/letters`)
  await page.getByRole('button', { name: '要这个号' }).click()
  await page.getByText('好的，您点了“要这个号”。').waitFor()
  expect(said.map(({ input }) => input)).toEqual([{ kind: 'choice', value: 'bk:accept:1', keyboard: 'answer:0' }])
  await page.getByRole('link', { name: '回到消息' }).click()
  await page.getByRole('heading', { name: '看过的消息' }).waitFor()
  expect(await page.getByText('第 0 封').isVisible()).toBe(true)
})

test('after half an hour the button says what to do, and the link leads back to the messages', async () => {
  const { bench, delivered } = await openWithLetters(1)
  const { page, context, url } = await openPhone(bench)
  await context.route('**/*.js', (route) => route.abort())
  await page.goto(`${url}/wechat/letters`)
  await toTheEnd(page)
  bench.moveOn(1800)
  await page.getByRole('button', { name: '我看到了' }).click()
  await page.getByText('页面打开太久了').waitFor()
  await page.getByRole('link', { name: '再试一次' }).click()
  await page.waitForURL(/\/connect\/oauth2\/authorize/)
  expect(delivered).toEqual([])
})

test('after half an hour the script opens the page anew', async () => {
  const { bench, delivered } = await openWithLetters(1)
  const { page, url } = await openPhone(bench)
  await page.goto(`${url}/wechat/letters`)
  bench.moveOn(1800)
  await toTheEnd(page)
  await page.waitForURL(/\/connect\/oauth2\/authorize/)
  expect(delivered).toEqual([])
})

test('without a network the page waits, and tells what was read when there is one', async () => {
  const { bench, delivered } = await openWithLetters(1)
  const { page, context, url } = await openPhone(bench)
  await page.clock.install()
  await page.goto(`${url}/wechat/letters`)
  let tries = 0
  page.on('request', (request) => {
    if (request.method() === 'POST') tries++
  })
  await context.setOffline(true)
  const failed = page.waitForEvent('requestfailed')
  await toTheEnd(page)
  await failed
  await page.clock.runFor(4_900)
  expect(tries).toBe(1)
  const failedAgain = page.waitForEvent('requestfailed')
  await page.clock.runFor(200)
  await failedAgain
  expect(tries).toBe(2)
  await context.setOffline(false)
  await page.getByText('好的，知道您看到了。').waitFor()
  expect(delivered).toEqual(['answer:0'])
})

test('at twice the size a line holds eight characters, and no number is broken', async () => {
  const text = `${'好'.repeat(80)}\n事项号 2026-000123，请记好 2026-000123`
  const { bench } = await openWithLetters(1, { text })
  const { page, url } = await openPhone(bench)
  await page.goto(`${url}/wechat/letters`)
  await enlarge(page)
  expect(await sticksOut(page)).toBe(false)
  const lines = await page.evaluate(
    `[...document.querySelectorAll('.number')].map((number) => number.getClientRects().length)`,
  )
  expect(lines).toEqual([1, 1])
  const [room, letter] = (await page.evaluate(
    `(({ width }, size) => [width, Number.parseFloat(size)])(document.querySelector('.words').getBoundingClientRect(), getComputedStyle(document.querySelector('.words')).fontSize)`,
  )) as [number, number]
  expect(Math.floor(room / letter)).toBe(8)
})

/** What WeChat's script does as far as a page can tell. */
const sdk = `window.told = []
window.wx = { config: (told) => window.told.push(told), error: (tell) => { window.fail = tell } }`

test('whoever agrees to notices is thanked, and whoever cannot is told what to do', async () => {
  const templates = { answer: { id: 'answers-for-once-00000', fields: {} } }
  const bench = await openPages({ templates })
  const { page, context, url } = await openPhone(bench)
  await context.route('https://res.wx.qq.com/**', (route) =>
    route.fulfill({ contentType: 'text/javascript', body: sdk }),
  )
  await page.goto(`${url}/wechat/notices`)
  await page.getByText('按钮马上出来').waitFor()
  expect(await page.evaluate('window.told')).toEqual([
    expect.objectContaining({ appId: bench.wechat.appId, openTagList: ['wx-open-subscribe'] }),
  ])
  const happens = (event: string, detail: object) =>
    page.evaluate(
      `document.querySelector('wx-open-subscribe').dispatchEvent(new CustomEvent('${event}', { detail: ${JSON.stringify(detail)} }))`,
    )
  const answered = (status: string) => ({
    subscribeDetails: JSON.stringify({ 'answers-for-once-00000': `{"status":"${status}"}` }),
  })
  await happens('ready', {})
  expect(await page.getByText('按钮马上出来').isVisible()).toBe(false)
  await happens('success', answered('cancel'))
  await page.getByText('好的，不通知您。').waitFor()
  await happens('success', answered('accept'))
  await page.getByText('好的，有了答复就通知您。').waitFor()
  await page.evaluate('window.fail()')
  await page.getByText('没有成功。').waitFor()
  expect(await sticksOut(page)).toBe(false)
})

test('whoever has a phone too old for the button is told so', async () => {
  const bench = await openPages({ templates: { answer: { id: 'answers-for-once-00000', fields: {} } } })
  const { page, context, url } = await openPhone(bench)
  await context.route('https://res.wx.qq.com/**', (route) =>
    route.fulfill({ contentType: 'text/javascript', body: sdk }),
  )
  await page.goto(`${url}/wechat/notices`)
  await page.getByText('按钮马上出来').waitFor()
  await page.evaluate(`document.dispatchEvent(new CustomEvent('WeixinOpenTagsError'))`)
  await page.getByText('没有成功。').waitFor()
  expect(await page.getByText('按钮马上出来').isVisible()).toBe(false)
})
