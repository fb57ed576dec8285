import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { Instance } from '../../instance.ts'
import { createCrowd, createResident, type Resident } from '../../telegram/resident.ts'
import type { Call } from '../../telegram/telegram.ts'
import { findConfirmedUnstored, quantile, readNumbers, receiptsTo, wordsOf } from './ledger.ts'
import { openStage } from './stage.ts'

const restarts = 20
const atOnce = 40

test('two instances are restarted 20 times: nothing lost, nothing said twice, and nobody has to say anything again', {
  timeout: 900_000,
}, async () => {
  const { telegram, context, instance, rest } = await openStage()
  const instances = [await instance(), await instance()]
  await Promise.all(instances.map((one) => one.start()))
  const residents: Resident[] = []
  const crowd = createCrowd(telegram, { patienceMs: 60_000, timeoutMs: 300_000 })
  const newcomer = () => {
    const resident = createResident(telegram.user({ name: `第${residents.length}户` }))
    residents.push(resident)
    crowd.add(resident)
  }

  const startedAt = Date.now()
  const ends: End[] = []
  let isOver = false
  const restarting = Promise.all(instances.map((one) => restartAgainAndAgain(one, restarts / 2, ends))).finally(() => {
    isOver = true
  })
  await crowd.until(() => {
    while (!isOver && crowd.walking() < atOnce) newcomer()
    return isOver
  })
  await restarting
  await crowd.untilDone()
  await rest('to all')
  const seconds = (Date.now() - startedAt) / 1000

  expect(ends.map(({ code }) => code)).toEqual(Array(restarts).fill(0))
  expect(Math.max(...ends.map(({ ms }) => ms))).toBeLessThan(10_000)
  expect(residents.length).toBeGreaterThan(atOnce)
  expect(residents.map((resident) => resident.number).sort()).toEqual(await readNumbers(context))
  expect(residents.filter(({ person }) => receiptsTo(telegram, person).length !== 1)).toHaveLength(0)
  expect(residents.filter(({ repeated }) => repeated > 0)).toHaveLength(0)
  expect(saidTwice(telegram.calls)).toEqual([])
  expect((await findConfirmedUnstored(telegram, context)).unstored).toEqual([])
  expect(await context.db.outbox.count({ where: { OR: [{ status: 'uncertain' }, { repeats: { gt: 0 } }] } })).toBe(0)

  const answers = residents.flatMap((resident) => resident.answers.map(({ afterMs }) => afterMs))
  console.log(
    `${restarts} restarts in ${seconds.toFixed(0)} s, the slowest end took ${Math.max(...ends.map(({ ms }) => ms))} ms: ` +
      `${residents.length} receipts, 0 repeats; answers after ${quantile(answers, 0.5)} ms (half), ` +
      `${quantile(answers, 0.99)} ms (99 %), ${Math.max(...answers)} ms (all)`,
  )
})

interface End {
  code: number | null
  ms: number
}

async function restartAgainAndAgain(instance: Instance, times: number, ends: End[]): Promise<void> {
  for (let done = 0; done < times; done++) {
    await wait(Math.random() * 1_000)
    const at = Date.now()
    const code = await instance.kill('SIGTERM')
    ends.push({ code, ms: Date.now() - at })
    await instance.start()
  }
}

/** On the way to a receipt no two messages are the same. */
function saidTwice(calls: readonly Call[]): string[] {
  const said = calls.filter((call) => call.accepted && call.method === 'sendMessage')
  const keys = said.map((call) => `${call.chat}: ${wordsOf(call)}`)
  return keys.filter((key, index) => keys.indexOf(key) !== index)
}
