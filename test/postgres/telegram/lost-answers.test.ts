import { expect, test } from 'vitest'
import { createResident, walk } from '../../telegram/resident.ts'
import { readNumbers, receiptsTo } from './ledger.ts'
import { openStage } from './stage.ts'

test('a question that arrived though the answer to its send was lost is answered by its buttons like any other', {
  timeout: 900_000,
}, async () => {
  const { telegram, context, instance } = await openStage()
  telegram.faults.decide = ({ method, params }) =>
    method === 'sendMessage' && !String(params.text).includes('这是回执') ? { kind: 'after' } : undefined
  await (await instance()).start()
  const residents = Array.from({ length: 10 }, (_, index) => createResident(telegram.user({ name: `第${index}户` })))
  await walk(telegram, residents, { patienceMs: 30_000 })
  expect(residents.map(({ number }) => number).sort()).toEqual(await readNumbers(context))
  expect(residents.filter(({ repeated }) => repeated > 0)).toHaveLength(0)
  for (const { person } of residents) {
    expect(receiptsTo(telegram, person)).toHaveLength(1)
    expect(person.screen().filter(({ text }) => text?.includes('这个按钮是前面的'))).toEqual([])
  }
})
