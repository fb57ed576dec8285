import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const folder = new URL('../../../../bot/channels/wechaty/', import.meta.url)

it('an office without wechaty loads nothing of it: packages are only imported when a bot is opened, or as types', () => {
  const loaded = readdirSync(folder).flatMap((name) => {
    const source = readFileSync(new URL(name, folder), 'utf8')
    const statements = source.matchAll(/^(?:import|export)\s(?!type\s)[^'"`;=]*?from\s*'([^']+)'|^import\s*'([^']+)'/gm)
    return [...statements].map(([, from = '', bare = '']) => from || bare)
  })
  expect(loaded.length).toBeGreaterThan(20)
  expect(loaded.filter((specifier) => !/^(?:\.|node:)/.test(specifier))).toEqual([])
})
