import { expect, test } from 'vitest'
import { createResident, walk } from '../../telegram/resident.ts'
import { quantile, readNumbers, receiptsTo } from './ledger.ts'
import { openStage } from './stage.ts'

const count = 500

test('500 new residents who wrote before the start: 500 matters, 500 numbers, 500 receipts', {
  timeout: 900_000,
}, async () => {
  const { telegram, context, instance, rest } = await openStage()
  const residents = Array.from({ length: count }, (_, index) => {
    const person = telegram.user({ name: `第${index}户` })
    person.starts()
    return createResident(person)
  })
  expect(telegram.pending()).toBe(count)

  const startedAt = Date.now()
  await (await instance()).start()
  const readyAt = Date.now()
  await walk(telegram, residents, { patienceMs: 60_000, timeoutMs: 240_000 })
  const seconds = (Date.now() - readyAt) / 1000
  await rest('to people')

  const numbers = await readNumbers(context)
  expect(numbers).toHaveLength(count)
  expect(new Set(numbers).size).toBe(count)
  expect(residents.map((resident) => resident.number).sort()).toEqual(numbers)
  for (const { person } of residents) expect(receiptsTo(telegram, person)).toHaveLength(1)
  expect(await context.db.inbox.count({ where: { status: { not: 'handled' } } })).toBe(0)
  // Whoever had to say something again, and what stood on the screen then.
  const impatient = residents.filter(({ repeated }) => repeated > 0)
  expect(impatient.map(({ person }) => person.screen().map(({ at, text }) => `${at - readyAt} ${text}`))).toEqual([])
  const turns = await context.db.inbox.count()
  const answers = residents.flatMap((resident) => resident.answers.map(({ afterMs }) => afterMs))
  console.log(
    `${count} receipts in ${seconds.toFixed(1)} s after a start of ${((readyAt - startedAt) / 1000).toFixed(1)} s: ` +
      `${(count / seconds).toFixed(1)} receipts/s, ${(turns / seconds).toFixed(0)} turns/s; ` +
      `answers after ${quantile(answers, 0.5)} ms (half), ${quantile(answers, 0.99)} ms (99 %)`,
  )
})
