import { sign } from '@fastify/cookie'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { type Context, withWork } from '../../domain/context.ts'
import { openStaffSession, staffCookie } from '../../domain/staff-sessions.ts'
import { cookieSecret, now, openApi } from '../api/open-api.ts'
import { testContext } from '../embedded.ts'
import { openDay } from '../reception-day.ts'
import { hire, openOffice } from '../small-office.ts'
import { sticksOut, useBrowser } from './browser.ts'

const browser = useBrowser()

/** Twice the 106.25 % of the style sheet. */
const twiceTheSize = "document.documentElement.style.fontSize = '212.5%'"

test('a clerk with a small phone books for somebody without one, prints the slip, checks in by code, calls and finishes with a promise, without a script', async () => {
  const context = await testContext()
  await openOffice(context, now)
  const day = await openDay(context, { on: '2026-08-03', seats: 4 })
  const { app } = await openApi(context)
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  try {
    const phone = await enter(context, url)
    await phone.goto(`${url}/desk/reception`)
    await looksWhole(phone, 'days')
    await phone.getByRole('link', { name: '2026年8月3日（星期一）' }).click()
    await looksWhole(phone, 'empty')
    await phone.getByRole('link', { name: '替人预约' }).click()
    await phone.getByLabel('姓名').fill('王秀兰')
    await phone.getByLabel('来意，用他的话写').fill('过渡费从七月起没有发，家里老人看病要钱')
    await phone.getByText('同来的人、需要什么').click()
    await phone.getByLabel('坐轮椅').check()
    await looksWhole(phone, 'book')
    await phone.getByRole('button', { name: '约好，打印单子' }).click()

    await phone.getByText('约好了。请打印这张单子交给来人。').waitFor()
    await looksWhole(phone, 'slip')
    const code = (await phone.locator('.slip-code').textContent()) ?? ''
    await phone.emulateMedia({ media: 'print' })
    expect(await phone.getByRole('navigation').first().isVisible()).toBe(false)
    expect(await phone.getByText('09:20').isVisible()).toBe(true)
    await looksWhole(phone, 'slip-print')
    await phone.emulateMedia({ media: 'screen' })

    await phone.goto(`${url}/desk/reception/${day.id}`)
    await phone.getByLabel('签到码').fill(` ${code.toLowerCase().slice(0, 2)} ${code.slice(2)}`)
    await phone.getByRole('button', { name: '签到' }).click()
    await phone.getByText('已签到：1 号').waitFor()
    await looksWhole(phone, 'queue')
    await phone.getByRole('button', { name: '叫下一位：1 号' }).click()
    await phone.getByText('请 1 号。').waitFor()
    await looksWhole(phone, 'called')
    expect(await smallestPress(phone)).toBeGreaterThanOrEqual(44)

    await phone.getByRole('link', { name: '候访室大屏' }).click()
    await phone.getByText('现在 1 号').waitFor()
    await looksWhole(phone, 'wall')
    await phone.goBack()
    await phone.getByRole('link', { name: '自动刷新的' }).click()
    await phone.getByText('每 15 秒自己刷新').waitFor()
    await looksWhole(phone, 'live')
    await phone.getByRole('link', { name: '写结果：1 号' }).click()
    await phone.getByLabel(/^怎么答复的/).fill('七月的过渡费这个月补上，以后按月发。')
    await phone.getByLabel('办什么').first().fill('补发七月过渡费')
    await phone.getByLabel('谁来办').first().selectOption({ label: '征地补偿股' })
    await phone.getByLabel('哪天以前').first().fill('8月31日')
    await looksWhole(phone, 'finish')
    await phone.getByRole('button', { name: '记下，结束这次接待' }).click()
    await phone.getByText('请把答复打印出来当面交给他').waitFor()
    await phone.getByText('征地补偿股，2026年8月31日（星期一）以前').waitFor()
    await looksWhole(phone, 'done')
    await phone.goto(`${url}/desk/reception/${day.id}/list`)
    await looksWhole(phone, 'list')
    expect(await phone.locator('script').count()).toBe(0)
  } finally {
    await app.close()
  }
})

/** A clerk's phone in the staff room, on which no script runs. */
async function enter(context: Context, url: string): Promise<Page> {
  const { officer } = await hire(context, now, '值班甲')
  const { secret } = await withWork(context, now, (work) => openStaffSession(work, officer))
  const { page, context: tab } = await browser.open(320, 640)
  await tab.route('**/*.js', (route) => route.abort())
  const value = encodeURIComponent(sign(secret, cookieSecret.toString('base64')))
  await tab.addCookies([{ name: staffCookie, value, url }])
  return page
}

/** Nothing sticks out, in letters of the usual size and of twice the size; nor is a word cut off in its own box. */
async function looksWhole(page: Page, name: string): Promise<void> {
  if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/${name}.png`, fullPage: true })
  expect(await sticksOut(page), name).toBe(false)
  await page.evaluate(twiceTheSize)
  expect(await sticksOut(page), name).toBe(false)
  expect(await cutOff(page), name).toEqual([])
  if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/${name}-2.png`, fullPage: true })
  await page.evaluate("document.documentElement.style.fontSize = ''")
}

/** What is wider than the box it stands in; tables are moved by themselves, and a field shows the end of what is typed. */
function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(
    `[...document.querySelectorAll('main :is(button, .button, p, li, h1, h2, label, legend, dd, summary)')]
      .filter((one) => !one.closest('.wide') && one.clientWidth > 0 && one.scrollWidth > one.clientWidth + 1)
      .map((one) => one.outerHTML.slice(0, 80))`,
  )
}

/** Pixels of the lowest or narrowest thing that can be pressed on the page itself. */
function smallestPress(page: Page): Promise<number> {
  return page.evaluate(
    `Math.min(...[...document.querySelectorAll('main :is(button, .button)')].map((one) => {
      const { width, height } = one.getBoundingClientRect()
      return Math.min(width, height)
    }))`,
  )
}
