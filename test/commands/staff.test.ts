import { beforeEach, describe, expect, it } from 'vitest'
import { type Context, withWork } from '../../domain/context.ts'
import { spendInvite } from '../../domain/officers.ts'
import { testContext } from '../embedded.ts'
import { hire } from '../small-office.ts'
import { now, type } from './open-commands.ts'

let context: Context

beforeEach(async () => {
  context = await testContext()
})

describe('staff invite', () => {
  it('prints a link that lets the officer in, once', async () => {
    const { code, printed } = await type(context, 'staff invite 值班甲 --role supervisor --unit housing')
    expect(code).toBe(0)
    const secret = /^https:\/\/xinqiao\.example\/desk\/enter#(\S+)$/m.exec(printed)?.[1] ?? ''
    const officer = await withWork(context, now, (work) => spendInvite(work, secret))
    expect(officer).toMatchObject({ role: 'supervisor', unit: 'housing' })
    await expect(withWork(context, now, (work) => spendInvite(work, secret))).rejects.toThrow('invite-invalid')
  })

  it('prints the same code for a chat app, to be sent in private', async () => {
    const { printed } = await type(context, 'staff invite 值班甲 --role officer')
    const [, inLink] = /enter#(\S+)$/m.exec(printed) ?? []
    expect(printed).toContain(`in private, never in a group:\n/bind ${inLink}`)
  })

  it('without a unit it is the office’s default one', async () => {
    expect((await type(context, 'staff invite 值班甲 --role officer')).printed).toContain('officer of reception')
  })

  it('a unit there is not is named, with the command that shows them', async () => {
    const { code, printed } = await type(context, 'staff invite 值班甲 --role officer --unit kitchen')
    expect([code, printed]).toEqual([
      1,
      'The office file has no unit "kitchen". See its units with: npm run office -- show',
    ])
    expect(await context.db.officer.count()).toBe(0)
  })

  it.each([
    ['without a role', 'staff invite 值班甲', '--role must be one of officer, supervisor, director, admin.'],
    ['with a role there is not', 'staff invite 值班甲 --role king', '--role must be one of'],
    ['without a name', 'staff invite --role officer', 'Usage:'],
    ['with a name in two words', 'staff invite Li Wei --role officer', 'without spaces'],
    ['with a name that commands would cut', 'staff invite 甲：乙 --role officer', 'A name has'],
    ['with an option there is not', 'staff invite 值班甲 --rank officer', "Unknown option '--rank'"],
    ['with nothing', 'staff', 'Usage: npm run staff'],
  ])('%s it says how it is written', async (_, line, said) => {
    const { code, printed } = await type(context, line)
    expect(code).toBe(1)
    expect(printed).toContain(said)
    expect(printed).not.toContain('    at ')
  })
})

it('staff remove ends somebody’s being staff, and the list no longer has them', async () => {
  await hire(context, now, '值班甲')
  await type(context, 'staff invite 值班乙 --role officer')
  const before = await type(context, 'staff list')
  expect(before.printed).toBe('值班甲  officer  housing\n值班乙  officer  reception  (has not come in yet)')
  expect((await type(context, 'staff remove 值班甲')).code).toBe(0)
  expect((await type(context, 'staff list')).printed).not.toContain('值班甲')
})

it('staff remove of somebody who is not staff says so', async () => {
  const { code, printed } = await type(context, 'staff remove 谁也不是')
  expect(code).toBe(1)
  expect(printed).toContain('Nobody of the staff is called "谁也不是".')
})

it('staff list of a new office says how to begin', async () => {
  expect((await type(context, 'staff list')).printed).toContain('npm run staff -- invite')
})
