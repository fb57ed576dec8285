import { afterEach, expect, it } from 'vitest'
import { checkWecom } from '../../../../bot/channels/wecom/check.ts'
import { closeBenches, eventually, openBench } from './open.ts'

afterEach(closeBenches)

const at = new Date('2026-08-03T01:00:00Z')
const before = (ms: number) => ({ aliveAt: new Date(at.getTime() - ms) })

it('the right credentials are let in, and the connection is gone again', async () => {
  const { wecom } = await openBench()
  expect(await checkWecom(wecom, undefined, at)).toEqual([
    { verdict: 'well', note: 'WeCom lets the robot in (WECOM_BOT_ID, WECOM_BOT_SECRET).' },
  ])
  expect(wecom.connections).toEqual({ made: 1, letIn: 1 })
  await eventually(() => !wecom.isOnline(), 'the connection is gone')
})

it.each([
  ['a wrong secret', { secret: 'wrong' }, 'WECOM_BOT_SECRET'],
  ['a robot there is not', { botId: 'aibNobody' }, 'WECOM_BOT_ID'],
  ['a server that is not there', { wsUrl: 'ws://127.0.0.1:1/' }, 'WECOM_WS_URL'],
])('%s is named with the variable that mends it', async (_, wrong, variable) => {
  const { wecom } = await openBench()
  const [finding] = await checkWecom({ ...wecom, ...wrong }, undefined, at)
  expect(finding).toEqual({ verdict: 'wrong', note: expect.stringContaining(variable) })
})

it('while a server keeps the connection nothing is tried, for that would end it', async () => {
  const { wecom } = await openBench()
  expect(await checkWecom(wecom, before(9_000), at)).toMatchObject([{ verdict: 'well' }])
  expect(await checkWecom(wecom, before(90_000), at)).toMatchObject([{ verdict: 'wrong' }])
  expect(await checkWecom(wecom, {}, at)).toMatchObject([{ verdict: 'wrong' }])
  expect(wecom.connections.made).toBe(0)
})
