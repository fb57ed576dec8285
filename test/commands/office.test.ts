import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Context } from '../../domain/context.ts'
import { temporaryFolder } from '../context.ts'
import { testContext } from '../embedded.ts'
import { hire } from '../small-office.ts'
import { now, type } from './open-commands.ts'

let context: Context

beforeEach(async () => {
  context = await testContext()
})

const example = () => JSON.parse(readFileSync(new URL('../../office.example.json', import.meta.url), 'utf8'))

function fileWith(content: string): string {
  const path = join(temporaryFolder(), 'office.json')
  writeFileSync(path, content)
  return path
}

describe('office import', () => {
  it('puts a file in force, with its rooms, and again changes nothing', async () => {
    const path = fileWith(JSON.stringify(example()))
    expect((await type(context, `office import ${path}`)).printed).toMatch(/^In force as version \d+\./)
    expect(await context.db.room.count()).toBe(1)
    const again = await type(context, `office import ${path}`)
    expect(again.code).toBe(0)
    expect(again.printed).toMatch(/^Nothing changed: version \d+ says the same\./)
    expect(await context.db.officeVersion.count()).toBe(1)
  })

  it('of a changed file is a new version', async () => {
    await type(context, `office import ${fileWith(JSON.stringify(example()))}`)
    const path = fileWith(JSON.stringify({ ...example(), undoSeconds: 30 }))
    expect((await type(context, `office import ${path}`)).printed).toMatch(/^In force as version \d+\./)
    expect(await context.db.officeVersion.count()).toBe(2)
  })

  it('of a file with mistakes names each by its path, and changes nothing', async () => {
    const office = example()
    office.hours[0] = ['8:30', '12:00']
    office.defaultUnit = 'kitchen'
    delete office.name.en
    const { code, printed } = await type(context, `office import ${fileWith(JSON.stringify(office))}`)
    expect(code).toBe(1)
    expect(printed).toContain('nothing was changed')
    expect(printed).toContain('hours[0][0]: ')
    expect(printed).toContain('name.en: Missing.')
    expect(await context.db.officeVersion.count()).toBe(0)
  })

  it.each([
    ['is not JSON', () => fileWith('{"name": '), 'is not JSON'],
    ['is not there', () => join(temporaryFolder(), 'none.json'), 'cannot be read (ENOENT)'],
    ['is a folder', () => temporaryFolder(), 'cannot be read (EISDIR)'],
  ])('of what %s says so in a sentence', async (_, path, said) => {
    const { code, printed } = await type(context, `office import ${path()}`)
    expect(code).toBe(1)
    expect(printed).toContain(said)
  })

  it('that begins with the mark of a Windows editor is read', async () => {
    expect((await type(context, `office import ${fileWith(`\uFEFF${JSON.stringify(example())}`)}`)).code).toBe(0)
  })

  it('tells when nobody can receive accusations, and how to mend it', async () => {
    const path = fileWith(JSON.stringify(example()))
    expect((await type(context, `office import ${path}`)).printed).toContain('纪检专员 is not staff yet: npm run staff')
    await type(context, 'staff invite 纪检专员 --role officer')
    expect((await type(context, `office import ${path}`)).printed).toContain(
      '纪检专员 has not come in by the web page yet',
    )
    await hire(context, now, '纪检专员')
    expect((await type(context, `office import ${path}`)).printed).not.toContain('纪检专员')
  })
})

describe('office show', () => {
  it('prints what is in force in words', async () => {
    const { code, printed } = await type(context, 'office show')
    expect(code).toBe(0)
    expect(printed).toContain('云溪县移民安置办公室')
    expect(printed).toContain('main  值班室  web  whole office')
  })

  it('prints the file itself, which can be imported again', async () => {
    const { printed } = await type(context, 'office show --json')
    expect((await type(context, `office import ${fileWith(printed)}`)).code).toBe(0)
  })
})

it.each(['office', 'office import', 'office import a.json b.json', 'office show more', 'office burn'])(
  '"%s" is answered with how it is written',
  async (line) => {
    const { code, printed } = await type(context, line)
    expect(code).toBe(1)
    expect(printed).toContain('Usage: npm run office')
  },
)
