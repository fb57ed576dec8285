import sharp from 'sharp'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../context.ts'
import { createInstance, type Instance } from '../instance.ts'
import { sticksOut, useBrowser } from './browser.ts'

const browser = useBrowser()

test('a complaint with a photo is filed, answered and read, with the server killed three times in between', {
  timeout: 240_000,
}, async () => {
  const instance = await createInstance({ DATA_DIR: temporaryFolder() })
  await instance.start()
  try {
    const code = /\/desk\/enter#(\S+)/.exec(instance.output())?.[1]
    const { page: phone } = await browser.open(390)
    await phone.goto(instance.url)
    const tap = (name: RegExp) => phone.getByRole('group', { name: '可选的回答' }).getByRole('button', { name }).click()
    const write = async (text: string) => {
      await phone.getByRole('textbox', { name: '写给我们' }).fill(text)
      await phone.getByRole('button', { name: '发送', exact: true }).click()
    }
    const hears = (text: string | RegExp) => phone.getByRole('log').getByText(text).last().waitFor()

    await tap(/反映问题/)
    await tap(/住房和安置点/)
    await tap(/基础设施/)
    await hears('哪个乡镇')
    await write('柳湾村')
    await hears('完成')
    await write('东墙裂了一道缝，能伸进一个手指。')
    await hears(/1 段话/)

    // First kill: words are in the half-filled form. What is written meanwhile goes out when it is back.
    await instance.kill('SIGKILL')
    await phone.getByLabel('照片', { exact: true }).setInputFiles({
      name: 'wall.jpg',
      mimeType: 'image/jpeg',
      buffer: await picture(),
    })
    await instance.start()
    await phone.getByRole('progressbar').waitFor({ state: 'detached' })
    const again = phone.getByRole('button', { name: /^重试 / })
    if (await again.isVisible()) await again.click()
    await phone.getByRole('button', { name: '发送', exact: true }).click()
    await hears(/1 个文件/)
    await tap(/完成/)
    await tap(/匿名/)
    await hears(/附件/)
    await tap(/提交/)
    await hears(/事项号：\d{4}-000001/)

    // Second kill: the receipt is out, the card may or may not be.
    await instance.kill('SIGKILL')
    await instance.start()
    const { page: desk } = await browser.open(1280)
    await desk.goto(`${instance.url}/desk/enter#${code}`)
    await desk.getByRole('button', { name: '进入值班室' }).click()
    const card = desk.getByRole('article', { name: /000001/ }).first()
    await card.getByText('东墙裂了一道缝').waitFor()
    expect(await card.getByText('留了姓名').count()).toBe(0)
    await card.getByRole('button', { name: /受理/ }).click()
    await card.getByText('办理中').first().waitFor()
    await card.getByRole('button', { name: /^回复 / }).click()
    await desk.getByRole('textbox', { name: /^写给居民的话/ }).fill('您好，明天上午来看墙，请在家等。')
    await desk.getByRole('button', { name: '发给居民' }).click()
    await desk.getByText('秒后发出').last().waitFor()

    // Third kill: within the undo time, with the answer still held.
    await instance.kill('SIGKILL')
    await instance.start()
    await hears('明天上午来看墙')
    await card.getByText('居民已收到').waitFor()
    await card.getByText('已答复').first().waitFor()

    expect(await countOf(phone, '这是回执')).toBe(1)
    expect(await countOf(phone, '明天上午来看墙')).toBe(1)
    expect(await desk.getByRole('article', { name: /000001/ }).count()).toBe(1)
    expect(await sticksOut(phone)).toBe(false)
    expect(await sticksOut(desk)).toBe(false)
  } finally {
    await end(instance)
  }
})

test('what came while the page was closed is there when it is opened again', { timeout: 120_000 }, async () => {
  const instance = await createInstance({ DATA_DIR: temporaryFolder() })
  await instance.start()
  try {
    const { page, context } = await browser.open(390)
    await page.goto(instance.url)
    const group = page.getByRole('group', { name: '可选的回答' })
    await group.getByRole('button', { name: /问政策/ }).waitFor()
    // The page is gone before the answer to its last tap can reach it.
    const stored = page.waitForResponse(
      (response) => response.url().endsWith('/web/messages') && response.request().method() === 'POST',
    )
    await group.getByRole('button', { name: /问政策/ }).click()
    await stored
    await page.close()
    const back = await context.newPage()
    await back.goto(instance.url)
    await back.getByRole('log').getByText('想问什么').waitFor()
    expect(await countOf(back, '问政策')).toBeGreaterThan(0)
  } finally {
    await end(instance)
  }
})

test('both pages hold at 320 pixels, with large text, in high contrast, in English', { timeout: 120_000 }, async () => {
  const instance = await createInstance({ DATA_DIR: temporaryFolder() })
  await instance.start()
  try {
    const { page } = await browser.open(320, 640)
    await page.goto(instance.url)
    await page
      .getByRole('button', { name: /反映问题/ })
      .first()
      .waitFor()
    expect(await sticksOut(page)).toBe(false)
    await page.getByRole('button', { name: '大字' }).click()
    await page.getByRole('button', { name: '高对比' }).click()
    expect(await sticksOut(page)).toBe(false)
    await page.getByRole('button', { name: 'Switch to English' }).click()
    await page.getByRole('group', { name: 'Answers to choose from' }).getByRole('button').first().waitFor()
    expect(await sticksOut(page)).toBe(false)
    // By keyboard alone: the first answer can be reached and pressed.
    const first = page.getByRole('group', { name: 'Answers to choose from' }).getByRole('button').first()
    await first.focus()
    await page.keyboard.press('Enter')
    await page.getByRole('log').getByText(/about/i).last().waitFor()
    await page.goto(`${instance.url}/desk`)
    await page.getByText('npm run staff').waitFor()
    expect(await sticksOut(page)).toBe(false)
  } finally {
    await end(instance)
  }
})

function countOf(page: import('playwright-core').Page, text: string): Promise<number> {
  return page.getByRole('log').getByText(text).count()
}

function picture(): Promise<Buffer> {
  return sharp({ create: { width: 640, height: 480, channels: 3, background: '#8a6' } })
    .jpeg()
    .toBuffer()
}

async function end(instance: Instance): Promise<void> {
  await instance.kill('SIGKILL')
}
