import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { withdrawalDays } from '../domain/rules/moves.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Where sentences are made. What they say of periods and articles comes from the rule packs and the office file. */
const spoken = ['bot/text', 'bot/dialogue', 'bot/desk', 'bot/channels/web', 'api']

const zhNumber = '[0-9０-９一二三四五六七八九十百零〇两]+'
const enNumber = '(?:[0-9]+|one|two|three|four|five|six|seven|eight|nine|ten|fifteen|twenty|thirty|sixty|ninety)'
const patterns = [
  new RegExp(`第 ?${zhNumber} ?[条款项]`, 'g'),
  // Behind a month it is a date.
  new RegExp(`(?<![月0-9])${zhNumber} ?个?(?:工作日|日|天)`, 'g'),
  new RegExp(`\\b${enNumber}[ -](?:working |calendar )?days?\\b`, 'gi'),
  /\b(?:articles?|art\.) ?[0-9]+/gi,
]

/** 这一天, 第二天, one day: a way to speak, for no law sets a period of one day or two. */
const isPlain = /^(?:[1一]|[2二两]|one|two)[ -]?个?(?:工作日|日|天|(?:working |calendar )?days?)$/i

/** What is said in figures and is no period and no article of the law, each with the reason. */
const allowed: { file: string; said: string; why: string }[] = [
  { file: 'bot/text/zh/desk.ts', said: '七天', why: 'the span of the list /due (domain/queue.ts)' },
  { file: 'bot/text/en/desk.ts', said: 'seven days', why: 'the span of the list /due (domain/queue.ts)' },
  { file: 'bot/text/zh/why.ts', said: '10 天', why: 'a step of the reminders (domain/rules)' },
  { file: 'bot/text/zh/why.ts', said: '7 天', why: 'a step of the reminders (domain/rules)' },
  { file: 'bot/text/zh/why.ts', said: '3 天', why: 'a step of the reminders (domain/rules)' },
  { file: 'bot/text/en/why.ts', said: '10 days', why: 'a step of the reminders (domain/rules)' },
  { file: 'bot/text/en/why.ts', said: '7 days', why: 'a step of the reminders (domain/rules)' },
  { file: 'bot/text/en/why.ts', said: '3 days', why: 'a step of the reminders (domain/rules)' },
  { file: 'bot/text/zh/dialogue.ts', said: '七天', why: 'our own time to undo a withdrawal (withdrawalDays)' },
  { file: 'bot/text/en/dialogue.ts', said: 'seven days', why: 'our own time to undo a withdrawal (withdrawalDays)' },
  { file: 'bot/text/zh/desk.ts', said: '30天', why: 'an example of what to type' },
  { file: 'bot/text/en/desk.ts', said: '30 days', why: 'an example of what to type' },
  { file: 'bot/text/zh/desk-errors.ts', said: '三日', why: 'a day of the month, in an example of what to type' },
]

function sources(): Map<string, string> {
  const files = spoken.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(tsx?|html)$/.test(entry.name))
      .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
      .filter((path) => !path.includes('/public/')),
  )
  return new Map(files.map((path) => [path, readFileSync(join(root, path), 'utf8')]))
}

/** What a source says in figures of days and articles, comments left out. */
function saidInFigures(source: string): string[] {
  const code = source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '')
  return patterns
    .flatMap((pattern) => [...code.matchAll(pattern)].map(([said]) => said))
    .filter((said) => !isPlain.test(said))
}

describe('a period or an article in words', () => {
  it('comes from the rule packs or the office file, never from the sentence', () => {
    const found = [...sources()].flatMap(([file, source]) => saidInFigures(source).map((said) => `${file}: ${said}`))
    const known = new Set(allowed.map(({ file, said }) => `${file}: ${said}`))
    expect(found.filter((each) => !known.has(each))).toEqual([])
    expect([...known].filter((each) => !found.includes(each))).toEqual([])
  })

  it.each([
    ['收到后 30 天内可以请求复查', '30 天'],
    ['应当自受理之日起六十日内办结', '六十日'],
    ['五个工作日内', '五个工作日'],
    ['《信访工作条例》第三十五条', '第三十五条'],
    ['《信访工作条例》第 35 条', '第 35 条'],
    ['《民法典》第二百零一条', '第二百零一条'],
    ['within 30 days of receiving it', '30 days'],
    ['within fifteen working days', 'fifteen working days'],
    ['a 60-day period', '60-day'],
    ['see art. 34 and Article 35', 'art. 34'],
  ])('planted, “%s” is found', (sentence, said) => {
    expect(saidInFigures(`  notice: () => '${sentence}',`)).toContain(said)
  })

  it('what a comment says is not said to anybody', () => {
    expect(saidInFigures('// 条例 34: 60 days\n/** 第三十四条 */\nconst x = 1')).toEqual([])
  })

  it('this day, the next and the fifteenth of October are no period', () => {
    expect(saidInFigures("const x = '例如 10月15日'")).toEqual([])
    expect(saidInFigures("const x = '这一天不算，从第二天数起，还剩 1 天' + 'one day, 1 day'")).toEqual([])
  })

  it('and our own seven days are seven', () => {
    expect(withdrawalDays).toBe(7)
  })
})
