import { expect, test } from 'vitest'
import { temporaryFolder } from '../context.ts'
import { createInstance } from '../instance.ts'
import { sticksOut, useBrowser } from './browser.ts'

const browser = useBrowser()

test('why it is this day is read on a small phone with letters of twice the size, and asked again without a script', {
  timeout: 240_000,
}, async () => {
  const instance = await createInstance({ DATA_DIR: temporaryFolder() })
  await instance.start()
  try {
    const { page, context } = await browser.open(360)
    // What the page asks for must not hang on a script.
    await context.route('**/*.js', (route) => route.abort())
    await page.goto(`${instance.url}/why?rule=HANDLE_60D&start=2026-08-03`)
    await page.getByRole('heading', { name: '为什么是这一天' }).waitFor()
    await page.getByText('2026年10月8日 星期四').first().waitFor()
    // Twice the 106.25 % of the style sheet.
    await page.evaluate("document.documentElement.style.fontSize = '212.5%'")
    expect(await sticksOut(page)).toBe(false)

    await page.getByRole('link', { name: 'English' }).click()
    await page.getByText('Thursday, 8 Oct 2026').first().waitFor()
    await page.getByLabel('What is due').selectOption({ label: 'Written notice' })
    await page.getByLabel('Counted from').fill('2026-02-02')
    await page.getByRole('button', { name: 'Count' }).click()
    await page.getByText('Tuesday, 24 Feb 2026').first().waitFor()
    expect(await page.getByRole('listitem').count()).toBe(7)
  } finally {
    await instance.kill('SIGKILL')
  }
})
