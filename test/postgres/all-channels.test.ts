import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { withWork } from '../../domain/context.ts'
import { inviteOfficer } from '../../domain/officers.ts'
import { inviteRoom } from '../../domain/room-invites.ts'
import { temporaryFolder } from '../context.ts'
import { type PushAnswer, startWechat } from '../wechat/server.ts'
import { authority, createServiceHost, hostName } from '../wechaty/host.ts'
import { createWorld } from '../wechaty/world.ts'
import { startWecom } from '../wecom/server.ts'
import { openStage } from './telegram/stage.ts'

const aesKey = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG'

/** Every channel at once, each with the double of its platform, on the program as it is started in an office. */
async function openHouse() {
  const stage = await openStage({ undoSeconds: 0 })
  // WeChat tells whole seconds: nobody says two things in one.
  let ahead = 0
  const wechat = await startWechat({ aesKey, now: () => Date.now() + ahead })
  const wecom = await startWecom()
  const world = createWorld()
  const puppets = await createServiceHost(world, `token_${randomUUID().slice(0, 8)}`)
  onTestFinished(async () => {
    await puppets.kill()
    await wecom.close()
    await wechat.close()
  })
  const ca = join(temporaryFolder(), 'ca.pem')
  writeFileSync(ca, authority)
  const instance = await stage.instance({
    PUBLIC_URL: 'http://127.0.0.1:3000',
    WECHAT_APP_ID: wechat.appId,
    WECHAT_APP_SECRET: wechat.appSecret,
    WECHAT_TOKEN: wechat.token,
    WECHAT_AES_KEY: aesKey,
    WECHAT_API_ROOT: wechat.root,
    WECOM_BOT_ID: wecom.botId,
    WECOM_BOT_SECRET: wecom.secret,
    WECOM_WS_URL: wecom.wsUrl,
    WECHATY_ENDPOINT: puppets.address.endpoint,
    WECHATY_TOKEN: puppets.address.token,
    WECHATY_CA: ca,
    WECHATY_SERVER_NAME: hostName,
  })
  wechat.connect((target, body) => {
    ahead += 1_000
    return push(instance.url, target, body)
  })
  return { ...stage, wechat, wecom, world, puppets, program: instance }
}

async function push(url: string, target: string, body: string | undefined): Promise<PushAnswer> {
  const answer = await fetch(`${url}${target}`, {
    ...(body !== undefined && { method: 'POST', body, headers: { 'content-type': 'text/xml' } }),
  })
  return { status: answer.status, body: await answer.text() }
}

const patience = { timeout: 60_000, interval: 100 }

test('one program speaks on all channels: a complaint from WeChat is answered from WeCom, and each platform may come late', {
  timeout: 240_000,
}, async () => {
  const { wechat, wecom, world, puppets, program, context, telegram } = await openHouse()
  // The host of the puppet is not there yet: nothing else waits for it.
  await program.start()

  const resident = wechat.person({ follows: false })
  const reads = (words: string | RegExp) =>
    expect.poll(() => resident.screen.map(({ text }) => text).join('\n'), patience).toMatch(words)
  await resident.follows()
  await reads('1. 反映问题')

  const colleague = { userid: 'zhang' }
  const now = () => new Date()
  const { code } = await withWork(context, now(), (work) =>
    inviteOfficer(work, { name: '张三', role: 'officer', unit: 'compensation' }),
  )
  const room = await withWork(context, now(), (work) => inviteRoom(work, { name: '值班群' }))
  wecom.says(colleague, `/bind ${code}`)
  await expect.poll(() => wecom.screen('zhang').length, patience).toBeGreaterThan(0)
  wecom.says(colleague, `@信桥 /bind ${room.code}`, 'group-1')
  await expect.poll(() => wecom.screen('group-1').length, patience).toBeGreaterThan(0)

  await resident.does('CLICK', { EventKey: 'report' })
  for (const words of ['房屋与补偿', '补偿', '柳湾村', '三号楼一下雨就漏。']) {
    const before = resident.screen.length
    await resident.says(words === '房屋与补偿' || words === '补偿' ? '1' : words)
    await expect.poll(() => resident.screen.length, patience).toBeGreaterThan(before)
  }
  for (const words of ['完成', '匿名', '提交']) {
    const before = resident.screen.length
    await resident.says(words)
    await expect.poll(() => resident.screen.length, patience).toBeGreaterThan(before)
  }
  await reads(/\d{4}-000001/)

  const card = () => wecom.screen('group-1').find(({ text }) => text.includes('三号楼一下雨就漏'))
  await expect.poll(card, patience).toBeDefined()
  wecom.says(colleague, '@信桥 #1 回复 您好，下周一派人来修。', 'group-1')
  await reads('下周一派人来修')

  await puppets.start()
  const neighbour = world.person('邻居')
  await expect
    .poll(
      () => {
        if (neighbour.screen.length === 0) neighbour.says('你好')
        return neighbour.screen.map(({ text }) => text).join('\n')
      },
      { timeout: 90_000, interval: 1_000 },
    )
    .toContain('你好')

  const person = telegram.user({ name: '居民' })
  person.starts()
  await telegram.until(() => person.screen().some(({ fromBot }) => fromBot), 30_000)
  expect(await program.kill('SIGTERM')).toBe(0)
})
