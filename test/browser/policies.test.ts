import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { resettlementMeasures } from '../api/published-policies.ts'
import { temporaryFolder } from '../context.ts'
import { createInstance, type Instance } from '../instance.ts'
import { sticksOut, useBrowser } from './browser.ts'

const browser = useBrowser()

test('an officer uploads a file, a second one publishes it, the search finds it, and it is read on a small phone with letters of twice the size, without a script', {
  timeout: 240_000,
}, async () => {
  const instance = await createInstance({ DATA_DIR: temporaryFolder() })
  await instance.start()
  try {
    const first = await enter(instance, /\/desk\/enter#\S+/.exec(instance.output())?.[0] ?? '')
    await first.goto(`${instance.url}/desk/policies`)
    await first.getByLabel(/^文件/).setInputFiles({
      name: '安置办法.md',
      mimeType: 'text/markdown',
      buffer: Buffer.from(resettlementMeasures()),
    })
    await first.getByRole('button', { name: '上传' }).click()
    await first.getByText('4 条，1 张表。').waitFor()
    await first.getByRole('link', { name: '云溪县移民安置办法' }).click()
    await first.getByText('是您自己上传的，要由另一位同事看过再发布。').waitFor()
    expect(await sticksOut(first)).toBe(false)

    const invited = await instance.command('staff', ['invite', '值班乙', '--role', 'officer'])
    const second = await enter(instance, new URL(/http\S+/.exec(invited)?.[0] ?? '').href.replace(instance.url, ''))
    await second.goto(`${instance.url}/desk/policies`)
    await second.getByRole('link', { name: '云溪县移民安置办法' }).first().click()
    await second.getByRole('button', { name: '看过了，发布' }).click()
    await second.getByText('已经发布').waitFor()

    const { page: phone, context } = await browser.open(320, 640)
    await context.route('**/*.js', (route) => route.abort())
    // Other instances than the one that published need a moment; the one asked may be any.
    await expect.poll(async () => findings(phone, instance), { timeout: 30_000, interval: 500 }).toContain('第四条')
    await phone.getByRole('link', { name: /云溪县移民安置办法 第四条/ }).click()
    // Twice the 106.25 % of the style sheet.
    await phone.evaluate("document.documentElement.style.fontSize = '212.5%'")
    expect(await sticksOut(phone)).toBe(false)
    expect(new URL(phone.url()).hash).toBe('#c-3')
    const clause = phone.locator('#c-3')
    await clause.getByText('后期扶持资金每人每年600元。').waitFor()
    expect(await phone.evaluate("document.querySelector(':target').id")).toBe('c-3')
    await phone.getByRole('link', { name: '第二章 补偿' }).click()
    expect(await isOnScreen(phone, '#c-2')).toBe(true)
    expect(await phone.getByRole('columnheader', { name: '每平方米（元）' }).isVisible()).toBe(true)
    expect(await phone.locator('script').count()).toBe(0)
    await phone.getByRole('link', { name: 'English' }).click()
    await phone.getByText('云政发〔2026〕3号').waitFor()
    await phone.getByText('In force from').waitFor()
    expect(await sticksOut(phone)).toBe(false)
  } finally {
    await instance.kill('SIGKILL')
  }
})

/** An officer's browser in the staff room. */
async function enter(instance: Instance, path: string): Promise<Page> {
  const { page } = await browser.open(390)
  await page.goto(`${instance.url}${path}`)
  await page.getByRole('button', { name: '进入值班室' }).click()
  await page.getByRole('textbox', { name: /在群里说/ }).waitFor()
  return page
}

/** What a resident finds who asks in the box on the list. */
async function findings(page: Page, instance: Instance): Promise<string> {
  await page.goto(`${instance.url}/policies`)
  await page.getByRole('searchbox', { name: '想查什么' }).fill('后扶资金每人每年多少钱')
  await page.getByRole('button', { name: '查一查' }).click()
  return (await page.getByRole('main').textContent()) ?? ''
}

function isOnScreen(page: Page, selector: string): Promise<boolean> {
  return page.evaluate(
    `(({ top, bottom }) => bottom > 0 && top < innerHeight)(document.querySelector('${selector}').getBoundingClientRect())`,
  )
}
