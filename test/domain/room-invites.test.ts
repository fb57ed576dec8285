import { beforeEach, expect, it } from 'vitest'
import { type Context, withWork } from '../../domain/context.ts'
import { findRoomInvite, inviteRoom, spendRoomInvite } from '../../domain/room-invites.ts'
import { testContext } from '../embedded.ts'
import { at } from '../small-office.ts'

const now = at('2026-08-03', '09:00')
let context: Context

beforeEach(async () => {
  context = await testContext()
})

it('a code works once, typed in any case and with dashes, and is kept only as a hash', async () => {
  const { code, invite } = await withWork(context, now, (work) => inviteRoom(work, { name: '值班群', unit: 'housing' }))
  expect(JSON.stringify(invite)).not.toContain(code)
  const typed = `${code.slice(0, 8).toLowerCase()} – ${code.slice(8)}`
  expect(await spend(typed)).toMatchObject({ id: invite.id, unit: 'housing', name: '值班群', usedAt: now })
  expect(await spend(code)).toBeUndefined()
})

it('looked at only, it stays good', async () => {
  const { code } = await withWork(context, now, (work) => inviteRoom(work, { name: '值班群' }))
  expect(await withWork(context, now, (work) => findRoomInvite(work, code))).toMatchObject({ unit: '' })
  expect(await spend(code)).toBeDefined()
  expect(await withWork(context, now, (work) => findRoomInvite(work, code))).toBeUndefined()
})

it('a code has run out after seven days', async () => {
  const { code } = await withWork(context, now, (work) => inviteRoom(work, { name: '值班群' }))
  expect(await spend(code, at('2026-08-10', '09:00'))).toBeUndefined()
  expect(await spend(code, at('2026-08-10', '08:59'))).toBeDefined()
})

it('what is no code at all opens nothing', async () => {
  await withWork(context, now, (work) => inviteRoom(work, { name: '值班群' }))
  for (const typed of ['', '值班群', '0000000000000000', 'A'.repeat(1000)]) expect(await spend(typed)).toBeUndefined()
})

it('of two who bring it at once one is let in', async () => {
  const { code } = await withWork(context, now, (work) => inviteRoom(work, { name: '值班群' }))
  const spent = await Promise.all([spend(code), spend(code)])
  expect(spent.filter(Boolean)).toHaveLength(1)
})

it('there is none for a unit that the office file does not have', async () => {
  const invited = withWork(context, now, (work) => inviteRoom(work, { name: '值班群', unit: 'kitchen' }))
  await expect(invited).rejects.toMatchObject({ code: 'unknown-unit', detail: { unit: 'kitchen' } })
  expect(await context.db.roomInvite.count()).toBe(0)
})

function spend(code: string, when = now) {
  return withWork(context, when, (work) => spendRoomInvite(work, code))
}
