import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'

/** Where Chromium is: Debian's, unless told otherwise. */
const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium'

const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // A microphone that beeps, and nobody to ask for it.
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
]

/** One Chromium for a file of tests. Call it at the top of the file. */
export function useBrowser(): {
  open(width: number, height?: number): Promise<{ page: Page; context: BrowserContext }>
} {
  let browser: Browser | undefined
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath, args: quiet })
  }, 60_000)
  afterAll(async () => browser?.close())
  return {
    async open(width, height = 800) {
      if (!browser) throw new Error('Only within a test')
      const context = await browser.newContext({
        viewport: { width, height },
        locale: 'zh-CN',
        timezoneId: 'Asia/Shanghai',
      })
      context.setDefaultTimeout(60_000)
      return { page: await context.newPage(), context }
    },
  }
}

/** Whether the page can be scrolled sideways: nothing may stick out on a small phone. */
export function sticksOut(page: Page): Promise<boolean> {
  return page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth')
}
