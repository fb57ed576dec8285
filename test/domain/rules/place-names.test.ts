import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { matchPlace } from '../../../domain/rules/place-names.ts'

const villages = [
  { name: '柳湾村', aliases: ['老柳湾'] },
  { name: '上柳湾村' },
  { name: '白滩村' },
  { name: '松坪村' },
  { name: '青石新村', aliases: ['青石安置点'] },
  { name: '石桥村' },
  { name: '大坪村' },
  { name: '竹沟村' },
  { name: '东河村' },
  { name: '西河村' },
  { name: '龙口社区' },
  { name: '岭脚村' },
]
const townships = [{ name: '青石镇' }, { name: '龙口镇' }, { name: '梅岭乡' }, { name: '双河乡' }]

function meant(typed: string, places: { name: string; aliases?: string[] }[] = villages): string {
  const match = matchPlace(typed, places)
  if (match.kind === 'exact') return match.place.name
  return match.kind === 'none' ? '无' : `${match.places.map((place) => place.name).join('、')}？`
}

describe('places as people write them', () => {
  it.each([
    ['柳湾村', '柳湾村'],
    ['柳湾', '柳湾村'],
    [' 柳 湾 ', '柳湾村'],
    ['柳湾村委会', '柳湾村'],
    ['柳湾社区', '柳湾村'],
    ['老柳湾', '柳湾村'],
    ['上柳湾', '上柳湾村'],
    ['青石安置点', '青石新村'],
    ['龙口', '龙口社区'],
    ['我是青石镇柳湾村的', '柳湾村'],
    ['我是青石镇上柳湾村的', '上柳湾村'],
    ['我家住在白滩村3组', '白滩村'],
    ['住在松坪，门牌12号', '松坪村'],
    ['云溪县青石镇石桥村五组', '石桥村'],
    ['大坪的', '大坪村'],
    ['柳湾3组', '柳湾村'],
    ['青石新村庄', '青石新村'],
    ['龙口镇大坪村', '大坪村'],
    ['柳湾第三组', '柳湾村'],
  ])('%s is %s', (typed, name) => {
    expect(meant(typed)).toBe(name)
  })

  it('the same words find the township among townships', () => {
    expect(meant('我是青石镇柳湾村的', townships)).toBe('青石镇')
    expect(meant('梅岭', townships)).toBe('梅岭乡')
    expect(meant('双河乡政府那边', townships)).toBe('双河乡')
  })

  it.each([
    ['柳弯村', '柳湾村'],
    ['柳弯', '柳湾村'],
    ['刘湾村', '柳湾村'],
    ['六湾', '柳湾村'],
    ['湾柳', '柳湾村'],
    ['柳湾湾', '柳湾村'],
    ['尚柳湾', '上柳湾村'],
    ['上柳弯', '上柳湾村'],
    ['白潭村', '白滩村'],
    ['百滩', '白滩村'],
    ['送坪', '松坪村'],
    ['松平村', '松坪村'],
    ['十桥村', '石桥村'],
    ['石乔', '石桥村'],
    ['大平', '大坪村'],
    ['打坪村', '大坪村'],
    ['竹钩', '竹沟村'],
    ['朱沟村', '竹沟村'],
    ['东和村', '东河村'],
    ['冬河', '东河村'],
    ['希河村', '西河村'],
    ['隆口社区', '龙口社区'],
    ['领脚', '岭脚村'],
    ['岭角村', '岭脚村'],
    ['清石新村', '青石新村'],
    ['我是青石镇柳弯村的', '柳湾村'],
    ['家在青石镇白潭村', '白滩村'],
  ])('%s is asked about, %s first', (typed, first) => {
    const match = matchPlace(typed, villages)
    expect(match.kind).toBe('guess')
    expect(meant(typed).split(/[、？]/)[0]).toBe(first)
  })

  it.each(['新柳湾村', '柳湾河边', '青石柳湾', '龙口镇', '石桥镇', '我是石桥镇的', '新村'])(
    '%s may be somewhere else, so it is asked and not assumed',
    (typed) => {
      expect(meant(typed)).toMatch(/？$/)
    },
  )

  it('two places in one sentence are both offered', () => {
    expect(meant('从白滩村搬到松坪村')).toBe('白滩村、松坪村？')
    expect(meant('柳湾村和白滩村交界')).toBe('柳湾村、白滩村？')
  })

  it('villages of the same name are both offered', () => {
    const twice = [{ name: '新村' }, { name: '新村' }, { name: '新河村' }]
    expect(meant('新村', twice)).toBe('新村、新村？')
  })

  it.each(['', '   ', '你好', '村', '我不知道', '1', '补偿款没有到', '😀', 'hello'])('%o is no place', (typed) => {
    expect(meant(typed)).toBe('无')
  })

  it('never offers more than three', () => {
    const many = Array.from({ length: 20 }, (_, i) => ({
      name: `大${'坪湾沟坡溪河塘桥峡柳石杨青龙山井泉湖李王'.charAt(i)}村`,
    }))
    expect(matchPlace('大屏', many)).toMatchObject({ kind: 'guess', places: { length: 3 } })
  })

  it('every village is found by its own name, by its stem, and in a sentence', () => {
    for (const { name } of villages) {
      expect(meant(name)).toBe(name)
      expect(meant(`我是${name}的`)).toBe(name)
      expect(meant(name.replace(/(村|社区)$/, ''))).toBe(name)
    }
  })

  it('any text gets an answer, and an exact one only when the name stands in it', () => {
    const text = fc.oneof(fc.string(), fc.stringMatching(/^[柳湾弯上村镇新石桥的我是 ]{0,12}$/))
    fc.assert(
      fc.property(text, (typed) => {
        const match = matchPlace(typed, villages)
        if (match.kind !== 'exact') return
        const stems = [match.place.name, ...(match.place.aliases ?? [])].map((name) => name.replace(/(村|社区)$/, ''))
        expect(stems.some((stem) => typed.replace(/\s/g, '').includes(stem))).toBe(true)
      }),
    )
  })
})
