import { afterEach, expect, it } from 'vitest'
import { createHeardMembers } from '../../../../bot/channels/wechaty/heard-members.ts'
import { WorldPuppet } from '../../../wechaty/puppet.ts'
import { self } from '../../../wechaty/world.ts'
import { closeBenches, eventually, openBench, said } from './open.ts'

afterEach(closeBenches)

it('who leaves a room by themselves is handed on as gone, though WeChat does not tell; who stays is not', async () => {
  let looks = 0
  class Counting extends WorldPuppet {
    override roomMemberList(id: string): Promise<string[]> {
      looks++
      return super.roomMemberList(id)
    }
  }
  const bench = openBench({ pace: { membersMs: 5 }, openPuppet: async (world) => new Counting(world) })
  const { world, stored, start } = bench
  await start()
  const [goes, stays] = [world.person('甲'), world.person('乙')]
  const room = world.room('值班', [goes, stays])
  goes.says('我在', room)
  stays.says('我也在', room)
  await eventually(() => said(bench).length === 2, 'both were heard')
  // By now the puppet has read who is there, and keeps it.
  await eventually(() => looks > 1, 'it was looked who is there')
  room.members.delete(goes.id)
  await eventually(() => stored.length > 2, 'it is noticed')
  expect(stored.slice(2)).toMatchObject([
    { account: goes.id, room: room.id, input: { kind: 'membership', change: 'left' } },
  ])
})

it('a room that we are out of ourselves tells nothing of the others', async () => {
  const bench = openBench({ pace: { membersMs: 5 } })
  const { world, stored, start } = bench
  await start()
  const [first, second] = [world.person('甲'), world.person('乙')]
  const [lost, kept] = [world.room('甲组', [first]), world.room('乙组', [second])]
  first.says('我在', lost)
  second.says('我在', kept)
  await eventually(() => said(bench).length === 2, 'both were heard')
  lost.members.clear()
  kept.members.delete(second.id)
  await eventually(() => stored.length > 2, 'the other room is looked at')
  expect(stored.slice(2).map(({ account }) => account)).toEqual([second.id])
})

it('somebody is gone when missing twice in a row, and told once', () => {
  const members = createHeardMembers()
  members.heard('r', 'a')
  expect(members.compare('r', [self])).toEqual([])
  expect(members.compare('r', [self, 'a'])).toEqual([])
  expect(members.compare('r', [self])).toEqual([])
  members.heard('r', 'a')
  expect(members.compare('r', [self])).toEqual([])
  expect(members.compare('r', [self])).toEqual(['a'])
  expect(members.compare('r', [self])).toEqual([])
  expect(members.compare('other', [self])).toEqual([])
})
