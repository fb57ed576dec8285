import { describe, expect, it } from 'vitest'
import { pack } from '../../../../domain/policies/files/archive.ts'
import type { ParsedPolicy, Told } from '../../../../domain/policies/files/parsed-policy.ts'
import { readPolicyFile } from '../../../../domain/policies/files/read-policy-file.ts'
import { docxOf, pdfLines, pdfOf, xlsxOf } from './documents.ts'

async function read(name: string, content: string | Buffer, told: Told = {}): Promise<ParsedPolicy[]> {
  const file = await readPolicyFile({ name, bytes: Buffer.from(content) }, told)
  if (!file.ok) throw new Error(`refused: ${JSON.stringify(file.refusal)}`)
  return file.policies
}

async function readOne(name: string, content: string | Buffer, told: Told = {}): Promise<ParsedPolicy> {
  const [policy, ...others] = await read(name, content, told)
  if (!policy || others.length > 0) throw new Error(`${others.length + 1} policies`)
  return policy
}

async function refusalOf(name: string, content: string | Buffer) {
  const file = await readPolicyFile({ name, bytes: Buffer.from(content) })
  return file.ok ? 'taken' : file.refusal
}

describe('Markdown', () => {
  const law = '第一条 为了安置。\n\n第二条 本办法自2024年5月1日起施行。\n'

  it('is what its front matter says, in English or Chinese, before what its text says', async () => {
    const head =
      '---\ntitle: 安置办法\n文号: 云政发〔2024〕7号\nissuer: 云溪县人民政府\n施行日期: 2024-06-01\n有效期至: 2026-05-31\nregion: 云溪县\nsupersedes: [旧办法, 《更旧的办法》]\nlink: https://yunxi.example/1\n---\n'
    expect(await readOne('x.md', head + law)).toMatchObject({
      title: '安置办法',
      number: '云政发〔2024〕7号',
      issuer: '云溪县人民政府',
      effectiveOn: '2024-06-01',
      expiresOn: '2026-06-01',
      region: '云溪县',
      supersedes: ['旧办法', '更旧的办法'],
      link: 'https://yunxi.example/1',
      warnings: [],
    })
  })

  it('is what the one who imports it says before all else', async () => {
    const told = { title: '另一个名字', effectiveOn: '2025-01-01', decoy: true }
    expect(await readOne('x.md', `---\ntitle: 安置办法\n---\n${law}`, told)).toMatchObject(told)
  })

  it('without a title is called as its file is, and says so', async () => {
    const policy = await readOne('后扶答疑(2024-03-01).md', '每人每年600元。\n')
    expect(policy).toMatchObject({ title: '后扶答疑', effectiveOn: '2024-03-01' })
    expect(policy.warnings.map(({ kind }) => kind)).toEqual(['title-from-file-name', 'effective-date-guessed'])
  })

  it('marked as a summary has a clause for each section', async () => {
    const policy = await readOne(
      'x.md',
      `---\ntitle: 要点\neffective: 2024-01-01\nsummary: true\n---\n## 补多少？\n<!-- standsFor: 安置办法|第三条 -->\n按标准。\n\n依据：《安置办法》第三条。\n`,
    )
    expect(policy).toMatchObject({
      summary: true,
      clauses: [{ heading: '补多少？', text: '按标准。\n依据：《安置办法》第三条。', standsFor: ['安置办法|第三条'] }],
    })
  })

  it('with a link that is no web address goes without it', async () => {
    const policy = await readOne('x.md', `---\ntitle: 安置办法\nlink: "javascript:alert(1)"\n---\n${law}`)
    expect([policy.link, policy.warnings]).toEqual([undefined, [{ kind: 'link-left-out' }]])
  })

  it('keeps a table that is written as HTML', async () => {
    const table = '<table><tr><th>结构</th><th>元</th></tr><tr><td>砖混</td><td>860</td></tr></table>'
    const policy = await readOne('x.md', `# 补偿办法\n\n第一条 按下表：\n\n${table}\n\n<!-- 编者按 -->\n\n第二条 完。`)
    expect(policy.clauses.map(({ text }) => text)).toEqual([
      '按下表：\n\n| 结构 | 元 |\n| --- | --- |\n| 砖混 | 860 |',
      '完。',
    ])
  })

  it('with front matter that is no YAML is refused', async () => {
    expect(await refusalOf('x.md', '---\ntitle: [a\n---\ntext')).toEqual({ kind: 'front-matter' })
  })
})

describe('a web page', () => {
  const page = `<html><head><meta name="ArticleTitle" content="云溪县补偿标准公告"><meta name="ContentSource" content="云溪县水利局"><style>p{}</style></head>
    <body><div class="nav"><a href="/">首页</a></div><script>alert(1)</script><div>您当前的位置：首页 &gt; 公告</div>
    <div id="zoom"><h1>云溪县<br>补偿标准公告</h1><p>　　一、补偿标准如下，自2024年5月1日起施行。</p>
    <table><tr><td rowspan="2">地类</td><td colspan="2">标准</td></tr><tr><td>低</td><td>高</td></tr><tr><td>水田</td><td>1|2</td><td>3</td></tr></table></div>
    <ul><li><a>信访</a></li><li><a>征收</a></li><li><a>其他</a></li></ul><p>【打印本页】</p><div class="footer">版权所有 云溪县</div></body></html>`

  it('is its document, without menus and scripts, with its tables', async () => {
    const policy = await readOne('x.html', page)
    expect(policy).toMatchObject({
      title: '云溪县补偿标准公告',
      issuer: '云溪县水利局',
      effectiveOn: '2024-05-01',
      tables: 1,
    })
    expect(policy.clauses.map(({ text }) => text).join('\n')).toBe(
      '一、补偿标准如下，自2024年5月1日起施行。\n\n| 地类 | 标准 | 标准 |\n| --- | --- | --- |\n| 地类 | 低 | 高 |\n| 水田 | 1\\|2 | 3 |',
    )
  })

  it('in GB 2312 is read as it says', async () => {
    // 第一条　补偿。 in GB 2312
    const body = Buffer.from([0xb5, 0xda, 0xd2, 0xbb, 0xcc, 0xf5, 0xa1, 0xa1, 0xb2, 0xb9, 0xb3, 0xa5, 0xa1, 0xa3])
    const bytes = Buffer.concat([Buffer.from('<html><meta charset="gb2312"><p>'), body, Buffer.from('</p></html>')])
    expect((await readOne('办法.html', bytes)).clauses).toMatchObject([{ article: '第一条', text: '补偿。' }])
  })

  it('laid out in tables has no tables', async () => {
    const policy = await readOne(
      '办法.html',
      '<table><tr><td><table><tr><td><p>第一条　一。</p><p>第二条　二。</p></td></tr></table></td></tr></table>',
    )
    expect([policy.tables, policy.clauses.map(({ article }) => article)]).toEqual([0, ['第一条', '第二条']])
  })
})

describe('a Word document', () => {
  it('is cut into its articles, with the table where it stands', async () => {
    const bytes = docxOf([
      { text: '云溪县移民安置办法', style: '1' },
      { text: '第一章　总则', style: '2' },
      '第一条　为了规范补偿工作。',
      '第二条　补偿按下表执行：',
      [['地类', '元每亩'], ['水田', '30000'], [{ text: '由县里另定', columns: 2 }]],
      '第三条　本办法自2024年5月1日起施行。',
    ])
    expect(await readOne('x.docx', bytes)).toMatchObject({
      title: '云溪县移民安置办法',
      effectiveOn: '2024-05-01',
      tables: 1,
      clauses: [
        { article: '第一条', heading: '第一章 总则' },
        {
          article: '第二条',
          text: '补偿按下表执行：\n\n| 地类 | 元每亩 |\n| --- | --- |\n| 水田 | 30000 |\n| 由县里另定 |  |',
        },
        { article: '第三条' },
      ],
    })
  })

  it('that numbers its articles by itself is cut by them too', async () => {
    const bytes = docxOf(
      [
        { text: '为了安置。', level: 0 },
        { text: '包括：', level: 0 },
        { text: '住房；', level: 1 },
        { text: '土地。', level: 1 },
        { text: '自印发之日起施行。', level: 0 },
      ],
      ['第%1条', '（%2）'],
    )
    expect((await readOne('办法.docx', bytes)).clauses.map(({ article, text }) => [article, text])).toEqual([
      ['第一条', '为了安置。'],
      ['第二条', '包括：\n（一） 住房；\n（二） 土地。'],
      ['第三条', '自印发之日起施行。'],
    ])
  })
})

describe('a PDF', () => {
  it('named in a Chinese font that it does not hold is read, with broken lines joined', async () => {
    const bytes = pdfOf([
      pdfLines([
        '　　第一条　为了做好移民安置工作，维护移民合法权益，根据有',
        '关规定，制定本办法。',
        '　　第二条　本办法自2024年5月1日起施行。',
      ]),
    ])
    expect((await readOne('办法.pdf', bytes)).clauses).toMatchObject([
      { article: '第一条', text: '为了做好移民安置工作，维护移民合法权益，根据有关规定，制定本办法。' },
      { article: '第二条', text: '本办法自2024年5月1日起施行。' },
    ])
  })

  it('loses what stands at the head and foot of every page, and a sentence goes on over the page', async () => {
    const page = (number: number, ...lines: string[]) => [
      { x: 250, y: 800, text: '云溪县公报', size: 9 },
      ...pdfLines(lines),
      { x: 280, y: 40, text: `— ${number} —`, size: 9 },
    ]
    const bytes = pdfOf([
      page(
        1,
        '　　第一条　移民搬迁以后的过渡期补助按每人每月二百元发放',
        '最长不超过十八个月，从移民腾空房屋的那一天开始计算到新房',
      ),
      page(2, '交付使用的那一天为止。', '　　第二条　本办法由县移民安置办公室负责解释。'),
    ])
    expect((await readOne('办法.pdf', bytes)).clauses.map(({ text }) => text)).toEqual([
      '移民搬迁以后的过渡期补助按每人每月二百元发放最长不超过十八个月，从移民腾空房屋的那一天开始计算到新房交付使用的那一天为止。',
      '本办法由县移民安置办公室负责解释。',
    ])
  })

  it('keeps columns as a table', async () => {
    const row = (y: number, ...cells: string[]) => cells.map((text, at) => ({ x: 72 + 150 * at, y, text }))
    const bytes = pdfOf([
      [
        ...pdfLines(['　　第一条　房屋补偿标准按照下面这张表执行，单位是元每平方米：']),
        ...row(700, '结构', '等级', '标准'),
        ...row(680, '砖混', '一等', '860'),
        ...row(660, '土木', '二等', '520'),
      ],
    ])
    const policy = await readOne('办法.pdf', bytes)
    expect(policy.tables).toBe(1)
    expect(policy.clauses[0]?.text).toContain(
      '| 结构 | 等级 | 标准 |\n| --- | --- | --- |\n| 砖混 | 一等 | 860 |\n| 土木 | 二等 | 520 |',
    )
  })

  it('of pictures is refused, and of some tells how many pages it lost', async () => {
    expect(await refusalOf('x.pdf', pdfOf([[], [], []]))).toEqual({ kind: 'scanned', pages: 3 })
    const text = pdfLines(Array.from({ length: 6 }, () => '移民搬迁以后的过渡期补助按每人每月二百元发放到户。'))
    const { warnings } = await readOne('办法.pdf', pdfOf([text, []]))
    expect(warnings).toContainEqual({ kind: 'pages-without-text', count: 1 })
  })

  it('with radicals in the place of characters can be found by typing', async () => {
    const policy = await readOne('x.txt', '第⼀条　⼈⺠政府给每⼾移⺠发⻓期补助。')
    expect(policy.clauses).toMatchObject([{ article: '第一条', text: '人民政府给每户移民发长期补助。' }])
  })
})

describe('lines of clauses', () => {
  const clause = (more: object) =>
    JSON.stringify({
      id: 'a',
      title: '安置办法',
      article: '第一条',
      heading: '第一章',
      text: '为了安置。',
      effective: '2024-05-01',
      expires: null,
      source: 'https://yunxi.example/1',
      ...more,
    })

  it('are one policy for each title and time in force, and keep their ids', async () => {
    const policies = await read(
      'x.jsonl',
      [
        clause({}),
        clause({ id: 'b', article: '第二条' }),
        clause({ id: 'c', effective: '2020-01-01', expires: '2024-05-01' }),
      ].join('\n'),
    )
    expect(policies).toMatchObject([
      {
        title: '安置办法',
        effectiveOn: '2024-05-01',
        link: 'https://yunxi.example/1',
        clauses: [{ id: 'a', heading: '第一章' }, { id: 'b' }],
        warnings: [],
      },
      { title: '安置办法', effectiveOn: '2020-01-01', expiresOn: '2024-05-01', clauses: [{ id: 'c' }] },
    ])
  })

  it('may say more: number, issuer, region, what they stand for, that they are decoys', async () => {
    const line = clause({
      number: '云政发〔2024〕7号',
      issuer: '县政府',
      region: '云溪县',
      kind: 'decoy',
      standsFor: ['甲|第一条'],
    })
    expect(await readOne('x.jsonl', line)).toMatchObject({
      number: '云政发〔2024〕7号',
      issuer: '县政府',
      region: '云溪县',
      decoy: true,
      clauses: [{ standsFor: ['甲|第一条'] }],
    })
  })

  it('published in several places beside one another link to the folder', async () => {
    const lines = ['物权编', '继承编'].map((part) =>
      clause({ id: part, source: `https://yunxi.example/民法典/${part}.md` }),
    )
    expect((await readOne('x.jsonl', lines.join('\n'))).link).toBe('https://yunxi.example/民法典/')
  })

  it('are refused whole when one is not right', async () => {
    expect(await refusalOf('x.jsonl', `${clause({})}\n{"id": `)).toEqual({
      kind: 'line-broken',
      line: 2,
      problem: 'no-json',
    })
    expect(await refusalOf('x.jsonl', `\n${clause({ text: ' ' })}`)).toEqual({
      kind: 'line-broken',
      line: 2,
      problem: 'no-text',
    })
    expect(await refusalOf('x.jsonl', clause({ effective: '2024-02-31' }))).toEqual({
      kind: 'line-broken',
      line: 1,
      problem: 'date',
    })
  })
})

describe('a sheet of questions', () => {
  it('of Excel is known by its header, each row a clause found by its question', async () => {
    const bytes = xlsxOf({
      问答: [
        ['云溪县移民常见问题'],
        ['序号', '问题', '答案', '依据', '生效日期', '有效期至'],
        [1, '后扶一年多少钱？', '每人每年600元。', '国发〔2006〕17号', new Date('2024-01-01'), '2026年12月31日'],
        [2, '发到哪里？', '发到一卡通。', '', new Date('2024-01-01'), '2026年12月31日'],
        [3, '', '没有问题的一行', '', '', ''],
      ],
    })
    expect(await readOne('x.xlsx', bytes)).toMatchObject({
      title: '云溪县移民常见问题',
      effectiveOn: '2024-01-01',
      expiresOn: '2027-01-01',
      clauses: [
        { heading: '后扶一年多少钱？', text: '每人每年600元。\n依据：国发〔2006〕17号' },
        { heading: '发到哪里？', text: '发到一卡通。' },
      ],
      warnings: [{ kind: 'rows-left-out', count: 1 }],
    })
  })

  it('of CSV may be in GBK, and rows of another number are a policy of their own', async () => {
    const csv = 'Question,Answer,文号\n甲？,一。,\n乙？,二。,云政发〔2024〕7号\n丙？,"三，\n四。",云政发〔2024〕7号\n'
    const policies = await read('常见问题.csv', csv)
    expect(policies.map(({ title, number, clauses }) => [title, number, clauses.length])).toEqual([
      ['常见问题', undefined, 1],
      ['常见问题 · 云政发〔2024〕7号', '云政发〔2024〕7号', 2],
    ])
    // 问题,答案 甲,一 in GBK
    const gbk = Buffer.from([
      0xce, 0xca, 0xcc, 0xe2, 0x2c, 0xb4, 0xf0, 0xb0, 0xb8, 0x0a, 0xbc, 0xd7, 0x2c, 0xd2, 0xbb, 0x0a,
    ])
    expect((await readOne('x.csv', gbk)).clauses).toMatchObject([{ heading: '甲', text: '一' }])
  })

  it('without such columns is refused', async () => {
    expect(await refusalOf('x.csv', '姓名,电话\n甲,乙\n')).toEqual({ kind: 'no-columns', sheet: '' })
  })
})

describe('what cannot be read is refused with a reason', () => {
  it.each<[string, string, string | Buffer, object]>([
    ['of another kind', 'photo.jpg', 'x', { kind: 'unknown-kind', extension: 'jpg' }],
    ['without an ending', 'policy', 'x', { kind: 'unknown-kind', extension: '' }],
    ['empty', 'x.docx', '', { kind: 'empty' }],
    ['with nothing but spaces', 'x.md', ' \n\n', { kind: 'empty' }],
    ['an old Word file', 'x.doc', Buffer.from('d0cf11e0a1b11ae1', 'hex'), { kind: 'old-office' }],
    ['an old Word file under a new name', 'x.docx', Buffer.from('d0cf11e0a1b11ae1', 'hex'), { kind: 'old-office' }],
    [
      'a Word file with a password',
      'x.docx',
      Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('EncryptedPackage', 'utf16le')]),
      { kind: 'locked' },
    ],
    ['a text under the name of Word', 'x.docx', 'no archive', { kind: 'broken' }],
    ['a text under the name of PDF', 'x.pdf', 'no PDF', { kind: 'broken' }],
    ['an archive without a document', 'x.docx', pack(new Map([['a.txt', Buffer.from('a')]])), { kind: 'broken' }],
    [
      'a picture under the name of a text',
      'x.md',
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0xff]),
      { kind: 'broken' },
    ],
    ['more than a document holds', 'x.txt', '字'.repeat(500_001), { kind: 'too-long', mostCharacters: 500_000 }],
    [
      'more megabytes than are read',
      'x.txt',
      Buffer.alloc(20 * 1024 * 1024 + 1, 'a'),
      { kind: 'too-large', mostMegabytes: 20 },
    ],
  ])('%s', async (_, name, content, refusal) => {
    expect(await refusalOf(name, content)).toEqual(refusal)
  })
})
