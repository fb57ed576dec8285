import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { checkWords } from '../../commands/commands.ts'
import { UsageError } from '../../commands/usage.ts'
import type { Context } from '../../domain/context.ts'
import { createLog } from '../../domain/log.ts'
import { createPolicyReader } from '../../domain/policies/reader.ts'
import { temporaryFolder } from '../context.ts'
import { pdfOf } from '../domain/policies/files/documents.ts'
import { embeddedDatabase, testContext } from '../embedded.ts'
import { type as typeAt } from './open-commands.ts'

let context: Context
let folder: string

beforeEach(async () => {
  context = await testContext()
  folder = temporaryFolder()
})

/** Types a command after `policies`; what it says it took is without how long. */
async function type(line: string): Promise<{ code: number; printed: string }> {
  const { code, printed } = await typeAt(context, `policies ${line}`)
  return { code, printed: printed.replace(/ in \d+\.\d s/g, '') }
}

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, content)
  return path
}

const law = (second: string) =>
  `# 云溪县移民安置办法\n\n云政发〔2024〕7号\n\n第一条 为了安置。\n\n第二条 ${second}\n\n第三条 本办法自2024年5月1日起施行。\n`

async function policyId(): Promise<string> {
  return (await context.db.policy.findFirstOrThrow()).id
}

describe('npm run policies -- import', () => {
  it('takes files in as drafts and tells of each what it holds', async () => {
    const { code, printed } = await type(`import ${file('安置办法.md', law('二。'))}`)
    const id = await policyId()
    expect([code, printed]).toEqual([
      0,
      [
        '安置办法.md: 1 policy, 3 clauses, 0 tables',
        `  云溪县移民安置办法 云政发〔2024〕7号, in force from 2024-05-01: new, 3 clauses, id ${id}`,
        'Imported as drafts: 1 policy with 3 clauses and 0 tables. Unchanged: 0. Refused: 0.',
        `Nobody is answered from drafts. Look at them: npm run policies -- list. Then: npm run policies -- publish ${id}`,
      ].join('\n'),
    ])
    expect(await context.db.policyVersion.count({ where: { state: 'published' } })).toBe(0)
  })

  it('with --publish puts them in force, and says what changed', async () => {
    await type(`import ${file('安置办法.md', law('二。'))} --publish`)
    const { printed } = await type(`import ${file('安置办法.md', law('改了。'))} --publish`)
    expect(printed.split('\n').slice(1)).toEqual([
      `  云溪县移民安置办法 云政发〔2024〕7号, in force from 2024-05-01: version 2, 3 clauses, id ${await policyId()}`,
      '    in the place of version 1; 1 clauses changed or went',
      'Imported and published: 1 policy with 3 clauses and 0 tables. Unchanged: 0. Refused: 0.',
    ])
  })

  it('walks folders, leaves out hidden files, and tells why it refuses one', async () => {
    file('法规/安置办法.md', law('二。'))
    file('法规/扫描.pdf', pdfOf([[], []]))
    file('法规/照片.jpg', 'x')
    file('.hidden/x.md', law('三。'))
    file('README.md', 'x')
    const { code, printed } = await type(`import ${folder}`)
    expect(code).toBe(1)
    expect(printed.split('\n').filter((line) => !line.startsWith(' '))).toEqual([
      '法规/安置办法.md: 1 policy, 3 clauses, 0 tables',
      '法规/扫描.pdf: refused: 2 pages without text, so it is a scan: find the text, or have it read by a program for that',
      '法规/照片.jpg: refused: files of the kind "jpg" are not read',
      'Imported as drafts: 1 policy with 3 clauses and 0 tables. Unchanged: 0. Refused: 2.',
      expect.stringContaining('Nobody is answered from drafts.'),
    ])
  })

  it('of the same again changes nothing; with --publish then the draft is published', async () => {
    const path = file('安置办法.md', law('二。'))
    await type(`import ${path}`)
    expect((await type(`import ${path}`)).printed).toContain('imported before as version 1 (draft)')
    expect((await type(`import ${path} --publish`)).printed).toContain('version 1 (draft), published now')
    expect((await type(`import ${path} --publish`)).printed).toContain('imported before as version 1 (published)')
    expect(await context.db.policyVersion.count()).toBe(1)
  })

  it('says before all else what the flags say, and warns of what nothing says', async () => {
    const path = file('答疑.txt', '每人每年600元。')
    expect((await type(`import ${path}`)).printed).toContain(
      'has no title, so the name of the file stands for it: --title\n    says nowhere since when it is in force, so it always was: --effective',
    )
    const flags =
      '--title 后扶答疑 --number 云移发〔2024〕1号 --issuer 云溪县移民局 --effective 2024/1/1 --expires 2027-01-01 --region 云溪县 --link https://yunxi.example --supersedes 旧答疑 --supersedes 老答疑 --summary'
    await type(`import ${path} ${flags}`)
    expect(await context.db.policyVersion.findFirst({ where: { title: '后扶答疑' } })).toMatchObject({
      number: '云移发〔2024〕1号',
      issuer: '云溪县移民局',
      effectiveOn: '2024-01-01',
      expiresOn: '2027-01-01',
      region: '云溪县',
      link: 'https://yunxi.example',
      supersedes: ['旧答疑', '老答疑'],
      summary: true,
    })
  })

  it('draws a bar on a terminal', async () => {
    const { printed } = await typeAt(context, `policies import ${file('安置办法.md', law('二。'))} --bar`)
    expect(printed).toContain(`\r[${' '.repeat(30)}] 0% 1/1 安置办法.md`)
    expect(printed).toContain(`\r[${'#'.repeat(30)}] 100% 1/1 安置办法.md`)
  })

  it('of what is not there says so in a sentence', async () => {
    expect(await type('import /nowhere.md')).toEqual({ code: 1, printed: '/nowhere.md cannot be read (ENOENT).' })
    expect((await type(`import ${folder}`)).printed).toBe('There are no files in there that could hold policies.')
  })
})

describe('drafts and policies', () => {
  it('are published, let go and withdrawn by the id of the policy', async () => {
    await type(`import ${file('安置办法.md', law('二。'))}`)
    const id = await policyId()
    expect((await type(`publish ${id}`)).printed).toBe(
      '云溪县移民安置办法: version 1 is published, in force from 2024-05-01.',
    )
    expect((await type(`publish ${id}`)).printed).toBe(
      `There is no policy or draft "${id}". See them with: npm run policies -- list`,
    )
    await type(`import ${file('安置办法.md', law('改了。'))}`)
    expect((await type(`reject ${id}`)).printed).toBe('云溪县移民安置办法: version 2 is let go. Its text is kept.')
    expect((await type(`withdraw ${id}`)).printed).toContain('云溪县移民安置办法 is out of the base.')
    expect(
      (await context.db.policyVersion.findMany({ orderBy: { version: 'asc' } })).map(({ state }) => state),
    ).toEqual(['rejected', 'rejected'])
  })

  it('are listed and shown', async () => {
    expect((await type('list')).printed).toContain('There are no policies.')
    await type(`import ${file('安置办法.md', law('二。'))} --publish`)
    await type(`import ${file('安置办法.md', law('改了。'))}`)
    const id = await policyId()
    expect((await type('list 安置')).printed.split('\n')).toEqual([
      `${id}  云溪县移民安置办法  version 1, published on 2026-08-03 by operator, 3 clauses, from 2024-05-01`,
      '            draft: version 2, 3 clauses',
    ])
    expect(JSON.parse((await type('list --json')).printed)).toMatchObject([{ id, drafts: [{ version: 2 }] }])
    const { printed } = await type(`show ${id} --version 2`)
    expect(printed).toContain('Version 2: version 2, draft, 3 clauses, from 2024-05-01')
    expect(printed).toContain('  云溪县移民安置办法第二条  第二条\n    改了。')
    expect((await type('show nothing')).printed).toContain('There is no policy or draft "nothing"')
  })
})

it('answered questions are kept with the clauses that answer them', async () => {
  await type(`import ${file('安置办法.md', law('二。'))} --publish`)
  const queries = file('q.jsonl', '{"_id": "1", "text": "房子拆了补多少"}\n{"_id": "2", "text": "今天天气"}\n')
  const qrels = file(
    'r.jsonl',
    '{"query-id": "1", "corpus-id": "云溪县移民安置办法第二条", "score": 1}\n{"query-id": "1", "corpus-id": "x", "score": 1}\n',
  )
  expect(await type(`answered ${queries} ${qrels}`)).toEqual({
    code: 0,
    printed:
      '1 answered questions are kept. Kept before: 0. Left out, for no clause of theirs is published: 1.\nNot in the base: x',
  })
})

it('what was imported is measured at once, in words or as JSON', async () => {
  context = { ...context, policies: createPolicyReader(await embeddedDatabase(), createLog('silent')) }
  expect((await context.policies()).size).toBe(0)
  await type(`import ${file('安置办法.md', law('房屋拆迁补偿按结构计算，砖混每平方米860元。'))} --publish`)
  const queries = file(
    'q.jsonl',
    '{"id": "1", "text": "砖混房屋拆迁补偿每平方米多少元"}\n{"id": "2", "text": "结婚证怎么领"}\n',
  )
  const qrels = file('r.tsv', '1\t0\t云溪县移民安置办法第二条\t1\n1\t0\tnowhere\t1\n')
  const { code, printed } = await type(`evaluate ${queries} ${qrels} --on 2026-08-03`)
  expect(code).toBe(0)
  expect(printed).toMatch(/^questions +1 answerable, 1 not$/m)
  expect(printed).toMatch(/^hit@1 \/ @3 \/ @10 +1\.000 \/ 1\.000 \/ 1\.000$/m)
  expect(printed).toContain('Asked of 3 clauses as of 2026-08-03.\nNot in the base: nowhere')
  const json = JSON.parse((await type(`evaluate ${queries} ${qrels} --on 2020-01-01 --json`)).printed)
  expect(json).toMatchObject({ on: '2020-01-01', clauses: 3, hit1: 0, notInForce: 0, unknownClauses: 1 })
})

it('the dictionary is changed and listed', async () => {
  expect((await type('dictionary list')).printed).toContain('There are no such words.')
  expect((await type('dictionary add 拆了 征收 拆除')).printed).toBe('拆了 → 征收、拆除')
  expect((await type('dictionary add 拆了 拆迁')).printed).toBe('拆了 → 拆迁\n  It meant before: 征收、拆除')
  expect((await type('dictionary list 拆')).printed).toBe('拆了 → 拆迁')
  expect((await type('dictionary remove 拆了')).printed).toBe('拆了 is out of the dictionary. It meant: 拆迁')
  expect((await type('dictionary remove 拆了')).printed).toContain('The dictionary has no word "拆了"')
})

it('the starter base is loaded once', async () => {
  expect((await type('starter')).printed).toMatch(
    /^In force: \d+ policies with \d+ clauses, and \d+ words of the dictionary\.$/,
  )
  expect((await type('starter')).printed).toBe('Nothing changed: all of it is in force already.')
})

it.each([
  '',
  'import',
  'import a.md --on 2026-01-01',
  'import a.md b.md --title x',
  'import a.md --effective soon',
  'import a.md --link ftp://x',
  'list a b',
  'show',
  'show x --version 0',
  'publish',
  'withdraw a b',
  'evaluate a.jsonl',
  'evaluate a.jsonl b.jsonl --on soon',
  'answered a.jsonl',
  'dictionary',
  'dictionary add 拆了',
  'starter now',
  'burn',
])('“policies %s” is no command', (line) => {
  expect(() => checkWords('policies', line.split(' ').filter(Boolean))).toThrow(UsageError)
})
