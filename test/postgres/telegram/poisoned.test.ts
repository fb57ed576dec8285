import { expect, test } from 'vitest'
import { createResident, type Resident, walk } from '../../telegram/resident.ts'
import { quantile } from './ledger.ts'
import { openStage } from './stage.ts'

const count = 30

test('chats that hang or refuse everything delay the others by no more than a second', {
  timeout: 900_000,
}, async () => {
  const { telegram, instance, hire, bind } = await openStage()
  await (await instance()).start()
  const officer = await hire('云舒')
  await bind('值班室', officer)

  async function measure(): Promise<number[]> {
    const residents = Array.from({ length: count }, (_, index) =>
      createResident(telegram.user({ name: `第${index}户` })),
    )
    await walk(telegram, residents, { patienceMs: 30_000 })
    return residents.flatMap((resident: Resident) => resident.answers.map(({ afterMs }) => afterMs))
  }

  // Once for the process to warm up.
  await measure()
  const without = await measure()

  const [hanging, throttled, blocked] = ['不应', '限速', '拉黑'].map((name) => telegram.user({ name }))
  if (!hanging || !throttled || !blocked) throw new Error('Nobody there')
  const from = telegram.calls.length
  telegram.faults.decide = ({ method, chat }) => {
    if (method !== 'sendMessage') return undefined
    if (chat === hanging.id) return { kind: 'hang' }
    if (chat === throttled.id) return { kind: '429', retryAfter: 1 }
    return undefined
  }
  // 400 for every card there.
  const muted = await bind('禁言室', officer, { administrator: false })
  muted.mutesBot()
  for (let said = 0; said < 20; said++) for (const person of [hanging, throttled, blocked]) person.says(`第${said}句`)
  blocked.blocks()
  const poisoned = await measure()

  const refused = telegram.calls.slice(from).filter((call) => !call.ok && call.method === 'sendMessage')
  const codes = new Set(refused.map((call) => call.error?.code))
  expect([...codes].filter((code) => code !== undefined).sort()).toEqual([400, 403, 429])
  expect(refused.some((call) => call.fault === 'hang')).toBe(true)
  const [p50, p95, slowest] = [0.5, 0.95, 1].map((share) => [quantile(without, share), quantile(poisoned, share)])
  console.log(`answers without and with poisoned chats, ms: half ${p50}, 95 % ${p95}, all ${slowest}`)
  for (const [clean = 0, ill = 0] of [p50 ?? [], p95 ?? [], slowest ?? []]) expect(ill - clean).toBeLessThan(1_000)
})
