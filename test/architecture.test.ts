import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { findCircles, findEmptyNames, findRuleModules, findWrongImports, type Sources } from './architecture.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const folders = ['bot', 'api', 'jobs', 'commands', 'domain', 'prisma']

/** Node's own and npm modules that rules may import: pure ones, each for a reason. */
const modulesOfRules: string[] = []

function readSources(): Sources {
  const inFolders = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
      .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/')),
  )
  const atRoot = readdirSync(root).filter((name) => name.endsWith('.ts') && !name.endsWith('.config.ts'))
  const paths = [...inFolders, ...atRoot].filter((path) => !path.startsWith('prisma/generated/'))
  return new Map(paths.map((path) => [path, readFileSync(join(root, path), 'utf8')]))
}

const sources = readSources()

/** The sources as they would be with one more line at the top of a file. */
function planted(path: string, line: string): Sources {
  return new Map([...sources, [path, `${line}\n${sources.get(path) ?? ''}`]])
}

describe('the house', () => {
  it('has every import run downwards', () => {
    expect(findWrongImports(sources)).toEqual([])
  })

  it('has no circle', () => {
    expect(findCircles(sources)).toEqual([])
  })

  it('has rules that lean on nothing', () => {
    expect(
      findRuleModules(sources).filter((found) => !modulesOfRules.some((module) => found.endsWith(` ${module}`))),
    ).toEqual([])
  })

  it('has no name that says nothing', () => {
    expect(findEmptyNames(sources.keys())).toEqual([])
  })
})

describe('a planted wrong import is found', () => {
  it.each([
    ['a door in another door', 'jobs/jobs.ts', `import { x } from '../bot/receive.ts'`],
    ['a door in the domain', 'domain/vault.ts', `import { x } from '../api/errors.ts'`],
    ['the domain in a rule', 'domain/rules/calendar.ts', `import type { Office } from '../office.ts'`],
    [
      'the database in a rule',
      'domain/rules/calendar.ts',
      `import { PrismaClient } from '../../prisma/generated/client.ts'`,
    ],
    ['the configuration in the domain', 'domain/vault.ts', `import type { Config } from '../config.ts'`],
    [
      'the domain in a channel',
      'bot/channels/web/channel.ts',
      `import { openTicket } from '../../../domain/tickets.ts'`,
    ],
    ['words in a channel', 'bot/channels/web/channel.ts', `import { x } from '../../text/sentences.ts'`],
    ['a channel in a channel', 'bot/channels/web/channel.ts', `import { x } from '../terminal/channel.ts'`],
    ['a channel in the dialogue', 'bot/dialogue/report.ts', `import { x } from '../channels/web/channel.ts'`],
    ['the desk in the dialogue', 'bot/dialogue/report.ts', `import { x } from '../desk/desk.ts'`],
    ['an operation in the sentences', 'bot/text/sentences.ts', `import { openTicket } from '../../domain/tickets.ts'`],
    ['over several lines', 'domain/vault.ts', `import {\n  x,\n  y,\n} from '../bot/receive.ts'`],
    ['handed on', 'domain/vault.ts', `export * from '../bot/receive.ts'`],
    ['for its effect only', 'domain/vault.ts', `import '../bot/receive.ts'`],
    ['when it is called', 'domain/vault.ts', `const late = () => import('../bot/receive.ts')`],
    ['from a folder that has no place', 'domain/vault.ts', `import { x } from '../lib/x.ts'`],
  ])('%s', (_, path, line) => {
    const added = findWrongImports(planted(path, line)).filter((found) => !findWrongImports(sources).includes(found))
    expect(added).toHaveLength(1)
    expect(added[0]).toContain(path)
  })

  it('a type of the domain in the sentences is none', () => {
    const line = `import type { Ticket } from '../../domain/tickets.ts'`
    expect(findWrongImports(planted('bot/text/sentences.ts', line))).toEqual(findWrongImports(sources))
  })

  it('nor is one that is only spoken of', () => {
    const line = `// import { x } from '../bot/receive.ts'\n/*\nimport { x } from '../bot/receive.ts'\n*/`
    expect(findWrongImports(planted('domain/vault.ts', line))).toEqual(findWrongImports(sources))
  })
})

describe('also found', () => {
  it('a circle, once, whether of one file, two or three', () => {
    const circle = new Map([
      ['domain/a.ts', `import { b } from './b.ts'`],
      ['domain/b.ts', `import { c } from './c.ts'`],
      ['domain/c.ts', `import { a } from './a.ts'`],
      ['domain/self.ts', `import { x } from './self.ts'`],
      ['domain/outside.ts', `import { a } from './a.ts'`],
    ])
    expect(findCircles(circle)).toEqual([
      'domain/a.ts → domain/b.ts → domain/c.ts → domain/a.ts',
      'domain/self.ts → domain/self.ts',
    ])
  })

  it('and one that is closed by a type only', () => {
    const types = new Map([
      ['domain/a.ts', `import { b } from './b.ts'`],
      ['domain/b.ts', `import type { A } from './a.ts'`],
    ])
    expect(findCircles(types)).toEqual(['domain/a.ts → domain/b.ts → domain/a.ts'])
  })

  it('a module that a rule leans on', () => {
    const rule = new Map([['domain/rules/x.ts', `import { readFileSync } from 'node:fs'`]])
    expect(findRuleModules(rule)).toEqual(['domain/rules/x.ts imports node:fs'])
  })

  it('a name that says nothing', () => {
    const names = ['bot/utils/x.ts', 'api/helpers.ts', 'domain/ticket-service.ts', 'bot/types.ts', 'domain/data.ts']
    expect(findEmptyNames([...names, 'domain/data-key.ts', 'domain/database.ts', 'bot/message.ts'])).toEqual(names)
  })
})
