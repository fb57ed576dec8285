import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { isCivilDate } from '../../domain/rules/civil-date.ts'

const folder = new URL('../../prisma/seed/policies/', import.meta.url)

interface Section {
  file: string
  heading: string
  /** `title|article`, the clauses it is about. */
  standsFor: string[]
  body: string
  /** The last paragraph, for the reader. */
  basis: string
}

const files = readdirSync(folder)
  .filter((name) => name.endsWith('.md') && name !== 'README.md')
  .map((name) => ({ name, ...readSummary(readFileSync(new URL(name, folder), 'utf8')) }))
const sections = files.flatMap(({ name, text }) => cutSections(name, text))
const decoys = readLines('decoys.jsonl') as { title: string; text: string }[]
const dictionary = readLines('dictionary.jsonl') as { word: string; means: string[] }[]

describe('a file of the starter base', () => {
  it.each(files)('$name says that it is a summary, by whom and since when', ({ facts }) => {
    expect(facts).toMatchObject({ summary: true, region: '' })
    expect(facts.title).toMatch(/^.{2,20}（政策要点）$/)
    expect(facts.issuer).toMatch(/^.{2,}$/)
    expect(isCivilDate(String(facts.effective))).toBe(true)
    expect(facts.link).toMatch(/^https:\/\/(?:flk\.npc|www)\.gov\.cn\//)
  })

  it('has no title twice', () => {
    expect(repeated(files.map(({ facts }) => String(facts.title)))).toEqual([])
  })
})

describe('a section of the starter base', () => {
  it('is of one shape: a question, its clauses, the answer, the basis', () => {
    const headings = files.flatMap(({ text }) => text.match(/^#+ .*$/gm) ?? [])
    expect(sections.length).toBeGreaterThan(100)
    expect(sections.map(({ heading }) => `## ${heading}`)).toEqual(headings)
  })

  it('is headed by a question that no other section asks', () => {
    expect(sections.filter(({ heading }) => !/^.{5,40}？$/.test(heading))).toEqual([])
    expect(repeated(sections.map(({ heading }) => heading))).toEqual([])
  })

  it('names one to five clauses, each once, by title and article', () => {
    const clause = /^[^|;《》]{2,60}\|(?:第[一二三四五六七八九十百千零]+条|（[一二三四五六七八九十]+）)$/
    expect(sections.filter(({ standsFor }) => standsFor.length < 1 || standsFor.length > 5)).toEqual([])
    expect(sections.filter(({ standsFor }) => standsFor.some((each) => !clause.test(each)))).toEqual([])
    expect(sections.filter(({ standsFor }) => repeated(standsFor).length > 0)).toEqual([])
  })

  it('tells the reader the same clauses as it tells the import', () => {
    expect(sections.map(({ heading, basis }) => ({ heading, basis }))).toEqual(
      sections.map(({ heading, standsFor }) => ({ heading, basis: inWords(standsFor) })),
    )
  })

  it('answers in two to six sentences that fit on a small screen', () => {
    const sentences = (text: string) => text.match(/[。？]/g)?.length ?? 0
    expect(sections.filter(({ body }) => body.length < 60 || body.length > 200)).toEqual([])
    expect(sections.filter(({ body }) => sentences(body) < 2 || sentences(body) > 6)).toEqual([])
  })
})

describe('a decoy', () => {
  it('has a title of its own and a short text', () => {
    expect(decoys.length).toBeGreaterThan(150)
    expect(repeated(decoys.map(({ title }) => title))).toEqual([])
    expect(decoys.filter(({ text }) => text.length < 50 || text.length > 200)).toEqual([])
  })

  it('has none of the words that every question has, so that it draws only what it is about', () => {
    expect(
      decoys.filter(({ title, text }) => /怎么|什么|多少|哪里|几号|吗|呢|移民|征地|安置|后扶/.test(title + text)),
    ).toEqual([])
  })
})

describe('the starter dictionary', () => {
  it('has each word once, with what it means in other words', () => {
    expect(dictionary.length).toBeGreaterThan(100)
    expect(repeated(dictionary.map(({ word }) => word))).toEqual([])
    expect(dictionary.filter(({ word, means }) => means.length === 0 || means.includes(word))).toEqual([])
    expect(dictionary.filter(({ means }) => repeated(means).length > 0)).toEqual([])
  })

  it('knows the words that residents use first', () => {
    const means = new Map(dictionary.map((entry) => [entry.word, entry.means]))
    expect(means.get('拆了')).toContain('征收')
    expect(means.get('后扶')).toContain('后期扶持')
    expect(means.get('低保')).toContain('最低生活保障')
    expect(means.get('上访')).toContain('信访')
  })
})

function readSummary(file: string): { facts: Record<string, unknown>; text: string } {
  const [, facts = '', text = ''] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(file) ?? []
  return { facts: (parse(facts) ?? {}) as Record<string, unknown>, text }
}

function cutSections(file: string, text: string): Section[] {
  const shape = /^## (.+)\n<!-- standsFor: (.+) -->\n(.+)\n\n(依据：.+)$/gm
  return [...text.matchAll(shape)].map(([, heading = '', clauses = '', body = '', basis = '']) => ({
    file,
    heading,
    standsFor: clauses.split('; '),
    body,
    basis,
  }))
}

/** 依据：《甲法》第一条、第二条；《乙法》第三条。 */
function inWords(standsFor: readonly string[]): string {
  const articles = new Map<string, string[]>()
  for (const clause of standsFor) {
    const [title = '', article = ''] = clause.split('|')
    articles.set(title, [...(articles.get(title) ?? []), article])
  }
  return `依据：${[...articles].map(([title, named]) => `《${title}》${named.join('、')}`).join('；')}。`
}

function readLines(name: string): unknown[] {
  return readFileSync(new URL(name, folder), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line): unknown => JSON.parse(line))
}

function repeated(words: readonly string[]): string[] {
  return words.filter((word, at) => words.indexOf(word) !== at)
}
