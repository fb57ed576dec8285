import { beforeEach, expect, it } from 'vitest'
import { claimTicket } from '../../domain/claims.ts'
import { type Context, withWork } from '../../domain/context.ts'
import { noteDeparture, removeOfficer } from '../../domain/departures.ts'
import { findBrokenLink, readEvents } from '../../domain/events.ts'
import { acceptTicket } from '../../domain/handling.ts'
import { inviteOfficer, spendInvite } from '../../domain/officers.ts'
import { bindRoom } from '../../domain/rooms.ts'
import { findStaffSession, openStaffSession } from '../../domain/staff-sessions.ts'
import { numberOf } from '../../domain/tickets.ts'
import { testContext } from '../embedded.ts'
import { at, fileMatter, hire, openOffice, postedOf } from '../small-office.ts'

const now = at('2026-08-03', '09:00')
let context: Context

beforeEach(async () => {
  context = await testContext()
  await openOffice(context, now)
})

it('who is removed has no session and no code left, and what they had only claimed is free', async () => {
  const { officer } = await hire(context, now, '云舒')
  const { code } = await withWork(context, now, (work) =>
    inviteOfficer(work, { name: '云舒', role: 'officer', unit: 'housing' }),
  )
  const { secret } = await withWork(context, now, (work) => openStaffSession(work, officer))
  const [claimed, accepted] = [await fileMatter(context, now), await fileMatter(context, now)]
  await withWork(context, now, (work) => claimTicket(work, officer, numberOf(claimed)))
  await withWork(context, now, (work) => acceptTicket(work, officer, numberOf(accepted)))
  await withWork(context, now, (work) => removeOfficer(work, '云舒'))
  expect(await withWork(context, now, (work) => findStaffSession(work, secret))).toBeUndefined()
  await expect(withWork(context, now, (work) => spendInvite(work, code))).rejects.toThrow('invite-invalid')
  const holders = await context.db.ticket.findMany({ orderBy: { sequence: 'asc' } })
  expect(holders.map(({ holderId }) => holderId)).toEqual([null, officer.id])
  const history = await withWork(context, now, (work) => readEvents(work, claimed.id))
  expect(history.at(-1)).toMatchObject({ kind: 'released', actor: { kind: 'system' }, payload: { why: 'left' } })
  expect(await withWork(context, now, (work) => findBrokenLink(work, claimed.id))).toBeUndefined()
})

it('nobody is removed who is not staff', async () => {
  const removed = withWork(context, now, (work) => removeOfficer(work, '谁也不是'))
  await expect(removed).rejects.toMatchObject({ code: 'unknown-officer' })
})

it('when somebody leaves a room, it and those of the office and of their unit hear of it, not those of others', async () => {
  const { officer } = await hire(context, now, '云舒', { unit: 'housing' })
  const rooms = await withWork(context, now, async (work) => ({
    left: await bindRoom(work, 'telegram', '-1', undefined, { name: '信访群', unit: 'reception' }),
    own: await bindRoom(work, 'telegram', '-2', undefined, { name: '安置群', unit: 'housing' }),
    other: await bindRoom(work, 'telegram', '-3', undefined, { name: '补偿群', unit: 'compensation' }),
  }))
  await fileMatter(context, now)
  await withWork(context, now, (work) => acceptTicket(work, officer, '1'))
  await withWork(context, now, (work) => noteDeparture(work, officer, rooms.left))
  const told = await postedOf(context, 'officerLeft')
  const office = await context.db.room.findFirstOrThrow({ where: { channel: 'web' } })
  expect(told.map(({ to }) => to).sort()).toEqual([office, rooms.left, rooms.own].map((room) => `r:${room.id}`).sort())
  expect(told[0]?.params).toEqual({ name: '云舒', role: 'officer', unit: 'housing', room: '信访群', held: 1 })
  expect(await context.db.officer.findFirst()).toMatchObject({ leftAt: now })
})

it('a sealed matter in their hands is not even counted in a room', async () => {
  const { officer } = await hire(context, now, '纪检专员', { unit: 'reception' })
  await fileMatter(context, now, { category: 'conduct' })
  await withWork(context, now, (work) => acceptTicket(work, officer, '1'))
  const room = await withWork(context, now, (work) =>
    bindRoom(work, 'telegram', '-1', undefined, { name: '值班群', unit: '' }),
  )
  await withWork(context, now, (work) => noteDeparture(work, officer, room))
  expect((await postedOf(context, 'officerLeft')).map(({ params }) => params)).toEqual(
    Array(2).fill(expect.objectContaining({ held: 0 })),
  )
})
