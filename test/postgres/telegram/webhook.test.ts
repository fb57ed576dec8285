import { expect, test } from 'vitest'
import { createCrowd, createResident, walk } from '../../telegram/resident.ts'
import { createProxy } from '../proxy.ts'
import { createForwarder } from './forwarder.ts'
import { readNumbers, receiptsTo } from './ledger.ts'
import { openStage } from './stage.ts'

const secret = 'a-secret-of-at-least-sixteen'
const outageMs = 6_000

test('two instances behind one webhook, each update delivered up to three times: one matter and one receipt each', {
  timeout: 900_000,
}, async () => {
  const { telegram, context, databaseUrl, instance, rest } = await openStage({ telegram: { webhookRetryMs: 200 } })
  const proxy = await createProxy(databaseUrl)
  const forwarder = await createForwarder()
  const env = {
    DATABASE_URL: proxy.url,
    PUBLIC_URL: forwarder.url,
    TELEGRAM_MODE: 'webhook',
    TELEGRAM_WEBHOOK_SECRET: secret,
  }
  const instances = [await instance(env), await instance(env)]
  forwarder.targets.push(...instances.map(({ url }) => url))
  await Promise.all(instances.map((one) => one.start()))

  const residents = Array.from({ length: 60 }, (_, index) => createResident(telegram.user({ name: `第${index}户` })))
  const startedAt = Date.now()
  await walk(telegram, residents, { patienceMs: 30_000 })
  const seconds = (Date.now() - startedAt) / 1000
  await rest('to all')
  expect(residents.map(({ number }) => number).sort()).toEqual(await readNumbers(context))
  expect(residents.filter(({ person }) => receiptsTo(telegram, person).length !== 1)).toHaveLength(0)
  expect(telegram.calls.filter(({ method }) => method === 'getUpdates')).toHaveLength(0)

  // Somebody who is not Telegram.
  const stored = await context.db.inbox.count()
  for (const { url } of instances) {
    for (const told of ['', secret.slice(1), `${secret}x`, secret.toUpperCase()]) {
      const answer = await fetch(`${url}/telegram`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': told },
        body: JSON.stringify({ update_id: 1, message: { message_id: 1, date: 1, chat: { id: 1, type: 'private' } } }),
      })
      expect(answer.status).toBe(401)
      expect(await answer.text()).toBe('')
    }
  }
  expect(await context.db.inbox.count()).toBe(stored)

  // The database is away while others are in the middle of it.
  const later = Array.from({ length: 40 }, (_, index) => createResident(telegram.user({ name: `后来第${index}户` })))
  const crowd = createCrowd(telegram, { patienceMs: 30_000 })
  for (const resident of later) crowd.add(resident)
  await crowd.until(() => crowd.walking() <= 30)
  proxy.cut()
  const cutAt = Date.now()
  await crowd.until(() => Date.now() - cutAt > outageMs)
  proxy.mend()
  await crowd.untilDone()
  const recoveredMs = Date.now() - cutAt - outageMs
  await rest('to all')
  const all = [...residents, ...later]
  expect(all.map(({ number }) => number).sort()).toEqual(await readNumbers(context))
  expect(all.filter(({ person }) => receiptsTo(telegram, person).length !== 1)).toHaveLength(0)
  expect(telegram.pending()).toBe(0)
  for (const one of instances) expect(one.isUp()).toBe(true)
  await proxy.close()

  const { requests, deliveries, lost } = forwarder.counts
  console.log(
    `60 receipts in ${seconds.toFixed(1)} s; 40 more around an outage of ${outageMs} ms, ` +
      `the last ${recoveredMs} ms after it; ${requests} deliveries of Telegram, ` +
      `${deliveries} reached an instance, ${lost} answers were lost`,
  )
})
