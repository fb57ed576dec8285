import { expect, test } from 'vitest'
import { createCrowd, createResident, walk } from '../../telegram/resident.ts'
import type { Group } from '../../telegram/telegram.ts'
import { mostInAMinute, operationsIn, quantile, readNumbers, receiptsTo, wordsOf } from './ledger.ts'
import { openStage } from './stage.ts'

test('100 residents at once: each receipt within 10 s, and the staff room hears of all within its 20 a minute', {
  timeout: 900_000,
}, async () => {
  const { telegram, context, instance, hire, bind } = await openStage()
  await (await instance()).start()
  const officer = await hire('云舒')
  const group = await bind('值班室', officer)

  const residents = Array.from({ length: 100 }, (_, index) => createResident(telegram.user({ name: `第${index}户` })))
  const startedAt = Date.now()
  await walk(telegram, residents, { patienceMs: 30_000 })
  const seconds = (Date.now() - startedAt) / 1000
  const waits = residents.map(({ person, submittedAt = 0 }) => {
    const receipts = receiptsTo(telegram, person)
    expect(receipts).toHaveLength(1)
    return (receipts[0]?.at ?? Number.POSITIVE_INFINITY) - submittedAt
  })
  expect(Math.max(...waits)).toBeLessThan(10_000)

  const numbers = await readNumbers(context)
  expect(residents.map(({ number }) => number).sort()).toEqual(numbers)
  const untold = () => numbers.filter((number) => !wordsIn(group).includes(`#${number}`))
  // The minute has to be over before the room takes the digest.
  await telegram.until(() => untold().length === 0, 90_000).catch(() => {})
  expect(untold()).toEqual([])
  const operations = operationsIn(telegram, group.id)
  expect(mostInAMinute(operations)).toBeLessThanOrEqual(20)
  expect(telegram.faults.violations).toEqual([])
  const digest = group.screen().find(({ text }) => text?.startsWith('新到'))
  expect(Number(/新到 (\d+) 件/.exec(digest?.text ?? '')?.[1])).toBeGreaterThan(50)
  console.log(
    `100 receipts in ${seconds.toFixed(1)} s; from 提交 to the receipt ${quantile(waits, 0.5)} ms (half), ` +
      `${Math.max(...waits)} ms (all); ${operations.length} calls to the group, ` +
      `at most ${mostInAMinute(operations)} in a minute; ${/新到 \d+ 件/.exec(digest?.text ?? '')?.[0]}`,
  )
})

test('a group becomes a supergroup under load: cards and replies go on in the new one, nothing to the old one', {
  timeout: 900_000,
}, async () => {
  const { telegram, context, instance, hire, bind, rest } = await openStage({ undoSeconds: 2 })
  for (const one of [await instance(), await instance()]) await one.start()
  const officer = await hire('云舒')
  const group = await bind('值班室', officer, { kind: 'group' })
  const residents = Array.from({ length: 8 }, (_, index) => createResident(telegram.user({ name: `第${index}户` })))
  const crowd = createCrowd(telegram, { patienceMs: 30_000 })
  for (const resident of residents) crowd.add(resident)
  // Half have their receipt, the others are in the middle of it, and cards are on the way.
  await crowd.until(() => crowd.walking() <= 4)
  const [early] = residents.filter(({ number }) => number !== undefined)
  const oldId = group.id
  officer.says(`#${early?.number} 回复 搬家以前的话。`, { in: group })
  group.migrates()
  expect(group.id).not.toBe(oldId)
  await crowd.untilDone()

  for (const { number } of residents) officer.says(`#${number} 回复 周三上午来修。`, { in: group })
  const hears = (text: string) => residents.filter(({ person }) => textsOf(person.screen()).includes(text))
  await telegram.until(() => hears('周三上午来修。').length === residents.length, 90_000).catch(() => {})
  expect(hears('周三上午来修。').map(({ person }) => person.name)).toEqual(residents.map(({ person }) => person.name))
  expect(hears('搬家以前的话。')).toEqual([early])
  await rest('to people')

  const calls = telegram.calls.filter((call) => call.chat === oldId)
  const refusedAt = calls.findIndex((call) => !call.ok)
  expect(calls.slice(refusedAt === -1 ? calls.length : refusedAt + 1)).toEqual([])
  const told = operationsIn(telegram, group.id).filter((call) => call.ok)
  const numbers = await readNumbers(context)
  const everTold = [...calls, ...told].map(wordsOf).join('\n')
  expect(numbers.filter((number) => !everTold.includes(`#${number}`))).toEqual([])
  expect(told.length).toBeGreaterThan(0)
  expect(telegram.faults.violations).toEqual([])
  const old = refusedAt === -1 ? 'it was never refused' : 'refused once'
  console.log(`${calls.length} calls to the old group (${old}), ${told.length} to the new one`)
})

test('an officer is removed from the group with 20 commands on the way: what came after it has no effect', {
  timeout: 900_000,
}, async () => {
  const { telegram, context, instance, hire, bind, rest } = await openStage()
  for (const one of [await instance(), await instance()]) await one.start()
  const owner = await hire('云舒', 'supervisor')
  const officer = await hire('江晚')
  const group = await bind('值班室', owner, { members: [owner, officer] })
  const residents = Array.from({ length: 20 }, (_, index) => createResident(telegram.user({ name: `第${index}户` })))
  await walk(telegram, residents, { patienceMs: 30_000 })
  await rest('to people')

  const [before, after] = [residents.slice(0, 10), residents.slice(10)]
  for (const { number } of before) officer.says(`#${number} 备注 还在群里的时候`, { in: group })
  officer.isRemovedFrom(group)
  for (const { number } of after) officer.says(`#${number} 备注 出群以后`)
  await rest('to people')

  const notes = await context.db.ticketEvent.findMany({ where: { kind: 'note' }, include: { ticket: true } })
  const noted = notes.map(({ ticket }) => `${ticket.year}-${String(ticket.sequence).padStart(6, '0')}`)
  expect(noted.sort()).toEqual(before.map(({ number }) => number).sort())
  expect(await context.db.officer.count({ where: { leftAt: { not: null } } })).toBe(1)
})

function wordsIn(group: Group): string {
  return textsOf(group.screen().filter(({ fromBot }) => fromBot))
}

function textsOf(messages: ReturnType<Group['screen']>): string {
  return messages.map(({ text }) => text ?? '').join('\n')
}
