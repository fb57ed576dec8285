import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const root = new URL('../', import.meta.url)
const read = (name: string) => readFileSync(new URL(name, root), 'utf8')
const documents = ['README.md', 'README.zh-CN.md', 'CONTRIBUTING.md']

test.each(documents)('%s names only commands that there are', (document) => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
  const named = [...read(document).matchAll(/npm run ([a-z:]+)/g)].map((match) => match[1] ?? '')
  expect(named.length).toBeGreaterThan(0)
  expect(named.filter((name) => !(name in scripts))).toEqual([])
})

test.each(documents)('%s names only files and folders that there are', (document) => {
  const text = read(document)
  const links = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)\)/g)].map((match) => match[1] ?? '')
  const inCode = [...text.matchAll(/`((?:bot|api|jobs|domain|prisma|test|commands)\/[\w./-]*)`/g)].map(
    (match) => match[1] ?? '',
  )
  expect([...links, ...inCode].filter((path) => !existsSync(new URL(path, root)))).toEqual([])
})

test.each(documents)('%s names only environment variables that .env.example explains', (document) => {
  const example = read('.env.example')
  const named = [...read(document).matchAll(/`([A-Z][A-Z_]{3,})(?:=[^`]*)?`/g)].map((match) => match[1] ?? '')
  expect(named.filter((name) => !name.startsWith('TEST_') && !example.includes(name))).toEqual([])
})
