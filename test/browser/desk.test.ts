import { expect, test } from 'vitest'
import { temporaryFolder } from '../context.ts'
import { createInstance } from '../instance.ts'
import { useBrowser } from './browser.ts'

const browser = useBrowser()

test('two officers share the room: one speaks, the other sees the unread mark, and it is gone once read', {
  timeout: 120_000,
}, async () => {
  const instance = await createInstance({ DATA_DIR: temporaryFolder() })
  await instance.start()
  try {
    const code = /\/desk\/enter#(\S+)/.exec(instance.output())?.[1]
    const { page: first } = await browser.open(1280)
    await first.goto(`${instance.url}/desk/enter#${code}`)
    await first.getByRole('button', { name: '进入值班室' }).click()
    const talk = first.getByRole('textbox', { name: /在群里说/ })
    await talk.waitFor()
    const invited = await instance.command('staff', ['invite', '值班乙', '--role', 'officer'])
    const { page: second } = await browser.open(390)
    await second.goto(/http\S+/.exec(invited)?.[0] ?? '')
    await second.getByRole('button', { name: '进入值班室' }).click()
    await second.getByRole('textbox', { name: /在群里说/ }).waitFor()
    // The second officer looks into the private talk while the first speaks in the room.
    const rooms = second.getByRole('navigation', { name: '房间' })
    await rooms.getByRole('button', { name: /^私聊/ }).click()
    await talk.fill('明早八点半碰头。')
    await talk.press('Enter')
    const unread = rooms.getByRole('button', { name: /^值班室，1 条新消息/ })
    await unread.click()
    await second.getByText('以下为新消息').waitFor()
    await second.getByRole('log').getByText('明早八点半碰头').waitFor()
    await second.getByText('值班员').first().waitFor()
    await unread.waitFor({ state: 'detached' })
  } finally {
    await instance.kill('SIGKILL')
  }
})

test('a recording is made, sent, and played by the officer', { timeout: 120_000 }, async () => {
  const instance = await createInstance({ DATA_DIR: temporaryFolder() })
  await instance.start()
  try {
    const code = /\/desk\/enter#(\S+)/.exec(instance.output())?.[1]
    const { page } = await browser.open(390)
    await page.context().grantPermissions(['microphone'], { origin: instance.url })
    await page.goto(instance.url)
    const answers = page.getByRole('group', { name: '可选的回答' })
    const hears = (text: RegExp) => page.getByRole('log').getByText(text).last().waitFor()
    await answers.getByRole('button', { name: /问政策/ }).click()
    await hears(/想问什么/)
    await page.getByRole('button', { name: '语音' }).click()
    await page.getByText(/0:01/).waitFor()
    await page.getByRole('button', { name: '说完了' }).click()
    const send = page.getByRole('button', { name: '发送', exact: true })
    await page.getByText('已上传').waitFor()
    await send.click()
    await hears(/1 个文件/)
    await answers.getByRole('button', { name: /完成/ }).click()
    await hears(/姓名和电话/)
    await answers.getByRole('button', { name: /匿名/ }).click()
    await hears(/附件：1/)
    await answers.getByRole('button', { name: /提交/ }).click()
    await hears(/事项号：/)
    const { page: desk } = await browser.open(1280)
    await desk.goto(`${instance.url}/desk/enter#${code}`)
    await desk.getByRole('button', { name: '进入值班室' }).click()
    const source = await desk.locator('article audio').first().getAttribute('src')
    const sound = await desk.context().request.get(new URL(source ?? '', instance.url).href)
    expect(sound.status()).toBe(200)
    expect(sound.headers()['content-type']).toMatch(/^(audio|video)\/webm/)
  } finally {
    await instance.kill('SIGKILL')
  }
})
