import { afterEach, expect, it } from 'vitest'
import { checkWechaty } from '../../../../bot/channels/wechaty/check.ts'
import { servicePuppet } from '../../../../bot/channels/wechaty/remote-puppet.ts'
import { createServiceHost, type Host } from '../../../wechaty/host.ts'
import { createWorld } from '../../../wechaty/world.ts'

let host: Host

afterEach(() => host.kill())

const patience = { startMs: 3_000, loginMs: 150 }

async function verdicts(change: Partial<Host['address']> = {}) {
  const findings = await checkWechaty({ ...host.address, ...change }, patience)
  return findings.map(({ verdict }) => verdict)
}

it('finds a service that is all right, and leaves it free for the office', async () => {
  host = await createServiceHost(createWorld())
  await host.start()
  expect(await verdicts()).toEqual(['well', 'well', 'well', 'well'])
  expect(await verdicts()).toEqual(['well', 'well', 'well', 'well'])
})

it('tells how far one comes, and which variable is wrong', async () => {
  host = await createServiceHost(createWorld())
  expect(await verdicts()).toEqual(['wrong'])
  await host.start()
  const wrongName = await checkWechaty({ ...host.address, serverName: 'other.example' }, patience)
  expect(wrongName.map(({ verdict }) => verdict)).toEqual(['well', 'wrong'])
  expect(wrongName[1]?.note).toContain('WECHATY_SERVER_NAME')
  const wrongToken = await checkWechaty({ ...host.address, token: 'another_token' }, patience)
  expect(wrongToken.map(({ verdict }) => verdict)).toEqual(['well', 'well', 'wrong'])
  expect(wrongToken[2]?.note).toContain('WECHATY_TOKEN')
})

it('tells that nobody is logged in, and that the office is there already', async () => {
  const world = createWorld()
  world.asksScan = 'https://login.example/1'
  host = await createServiceHost(world)
  await host.start()
  const loggedOut = await checkWechaty(host.address, patience)
  expect(loggedOut.at(-1)).toMatchObject({ verdict: 'doubtful' })
  expect(JSON.stringify(loggedOut)).not.toContain('login.example')
  const office = await servicePuppet(host.address)
  await office.start()
  expect((await checkWechaty(host.address, patience)).at(-1)?.note).toContain('Another process')
  await office.stop()
})
