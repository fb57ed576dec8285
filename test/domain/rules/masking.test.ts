import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maskName, maskText } from '../../../domain/rules/masking.ts'

describe('text as the staff room sees it', () => {
  it.each([
    ['我的电话13800000012，请回电', '我的电话****12，请回电'],
    ['138 0000 0012', '****12'],
    ['138-0000-0012', '****12'],
    ['1380 000 0012', '****12'],
    ['138.0000.0012', '****12'],
    ['1 3 8 0 0 0 0 0 0 1 2', '****12'],
    ['+86 138 0000 0012', '****12'],
    ['+8613800000012', '****12'],
    ['0086-13800000012', '****12'],
    ['8613800000012', '****12'],
    ['１３８００００００１２', '****１２'],
    ['1３8 ００00-００12', '****12'],
    ['138\u200b0000\u200b0012', '****12'],
    ['座机0599-8000012或（0599）8000012', '座机****12或（****12'],
    ['010 8000 0012', '****12'],
    ['本地8000012', '本地****12'],
    ['1990-1-1 00012', '****12'],
    ['幺三八零零零零零零幺二', '****幺二'],
  ])('phones: %s → %s', (text, masked) => {
    expect(maskText(text, [])).toBe(masked)
  })

  it.each([
    ['身份证000000195001010012', '身份证****12'],
    ['00000019500101001X', '****1X'],
    ['00000019500101001x。', '****1x。'],
    ['000000 19500101 001X', '****1X'],
    ['000000-1950-0101-0012', '****12'],
    ['000000 1950-01-01 0012', '****12'],
    ['老证000000500101001', '老证****01'],
    ['卡号6200 0000 0000 0000 012', '卡号****12'],
    ['卡号6200-0000-0000-0012', '卡号****12'],
    ['6200000000000000012', '****12'],
  ])('identity numbers and bank cards: %s → %s', (text, masked) => {
    expect(maskText(text, [])).toBe(masked)
  })

  it.each([
    '编号2026-000123还没有答复',
    '#2026-000123',
    '2026-08-03到2026-10-02一共60天',
    '2026-08-03 2026-09-30 2026-10-02',
    '2026.8.3 14:30',
    '2026年8月3日下午2点30分',
    '补偿款36800.50元，差1,250,000元',
    '《信访工作条例》第三十四条、第34条第1款',
    '3组12号，住了20年，5口人，120.5平方米',
    '1. 水不通\n2. 路没修\n3. 2024年1月起',
    '二〇二六年八月',
    '拨打110、119、120、12388',
  ])('stays readable: %s', (text) => {
    expect(maskText(text, [])).toBe(text)
  })

  it('masks the numbers beside what stays readable', () => {
    expect(maskText('2026-000123 13800000012 2026-08-03', [])).toBe('2026-000123 ****12 2026-08-03')
  })

  it('names become 王**, longer ones first, also with spaces between the characters', () => {
    expect(maskText('王小样和王小的地，王 小 样签的字', ['王小', '王小样'])).toBe('王**和王**的地，王**签的字')
    expect(maskText('signed by jane roe', ['Jane Roe'])).toBe('signed by j**')
    expect(maskText('I like Li', ['Li'])).toBe('I like L**')
  })

  it('a name of one character masks nothing, and signs in names are only signs', () => {
    expect(maskText('王村的(路)坏了', ['王', '', '  ', '(路).*'])).toBe('王村的(路)坏了')
  })

  it('no seven figures in a row survive, whatever stands around them', () => {
    const noise = fc.stringMatching(/^[ \-+元年第条号,.０-９0-9xX王一二]{0,12}$/)
    fc.assert(
      fc.property(noise, fc.stringMatching(/^[0-9０-９]{7,25}$/), noise, (before, figures, after) => {
        expect(maskText(`${before}${figures}${after}`, ['王一'])).not.toMatch(/\p{Nd}{7}/u)
      }),
      { numRuns: 1000 },
    )
  })

  it('no mobile number survives any grouping of its figures', () => {
    const gap = fc.constantFrom('', '', ' ', '-', '－', '.', '·', '\u200b', '　')
    const mobile = fc.tuple(fc.constantFrom('3', '5', '7', '8', '9'), fc.stringMatching(/^\d{9}$/))
    fc.assert(
      fc.property(mobile, fc.array(gap, { minLength: 10, maxLength: 10 }), ([second, rest], gaps) => {
        const figures = [...`1${second}${rest}`]
        const text = `请打${figures.map((figure, i) => figure + (gaps[i] ?? '')).join('')}找我`
        expect(maskText(text, [])).toMatch(/^请打\*\*\*\*\d\d[^\d]*找我$/)
      }),
      { numRuns: 1000 },
    )
  })

  it('long hostile text is masked in no time', () => {
    for (const piece of ['1', '1 ', '13-', '2026-', '（0', '000000-', '１\u200b']) {
      const text = piece.repeat(5000)
      expect(maskText(text, ['王小样']).length).toBeLessThanOrEqual(text.length + 20_000)
    }
  }, 5000)
})

describe('a name alone', () => {
  it.each([
    ['王小样', '王**'],
    ['欧阳小样', '欧**'],
    ['Jane', 'J**'],
    ['  李 ', '李**'],
    ['', ''],
  ])('name %o → %o', (name, masked) => {
    expect(maskName(name)).toBe(masked)
  })
})
