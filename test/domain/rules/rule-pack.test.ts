import { describe, expect, it } from 'vitest'
import { countDeadline } from '../../../domain/rules/deadlines.ts'
import { findGround, grounds } from '../../../domain/rules/grounds.ts'
import type { LegalRule, RulePack } from '../../../domain/rules/legal-rule.ts'
import { findRule, lookUpRule, RuleError, ruleInForce, rulePack, rulePacks } from '../../../domain/rules/rule-pack.ts'
import { noticeCalendar } from './notice-calendar.ts'

describe('the rule pack of 《信访工作条例》 2022', () => {
  it.each([
    ['NOTICE_15D', 15, 'calendar', '22, 23', 'office'],
    ['OBJECT_5WD', 5, 'working', '23', 'office'],
    ['HANDLE_60D', 60, 'calendar', '34', 'office'],
    ['EXTEND_30D', 30, 'calendar', '34', 'office'],
    ['REVIEW_REQUEST_30D', 30, 'calendar', '35', 'resident'],
    ['REVIEW_DECIDE_30D', 30, 'calendar', '35', 'office'],
    ['RECHECK_REQUEST_30D', 30, 'calendar', '36', 'resident'],
    ['RECHECK_DECIDE_30D', 30, 'calendar', '36', 'office'],
  ])('%s: %i %s days by article %s, running for the %s', (id, days, unit, articleNo, holder) => {
    expect(findRule(id)).toMatchObject({ days, unit, articleNo, holder, law: '《信访工作条例》', enabled: true })
  })

  it('simplified handling is off until an office turns it on', () => {
    expect(findRule('SIMPLE_10WD').enabled).toBe(false)
  })

  it('the 60-day rule is article 34 of 2022, not article 33 of 2005', () => {
    expect(findRule('HANDLE_60D').article).toBe('第三十四条')
  })

  it('has nine rules, each with words that name its days, and a version', () => {
    expect(rulePack.rules).toHaveLength(9)
    for (const rule of rulePack.rules)
      expect(rule.text).toContain(`${rule.days}${rule.unit === 'working' ? '个工作日' : '日'}`)
    expect(rulePack.version).not.toBe('')
  })

  it('does not know a rule that is not in it', () => {
    expect(findRule('HANDLE_61D')).toBeUndefined()
  })
})

describe('every pack', () => {
  const numerals = new Map([
    [5, '五'],
    [30, '三十'],
    [60, '六十'],
  ])

  it.each(rulePacks.map((pack) => [pack.version, pack] as const))(
    '%s says in each rule what its law says',
    (_, pack) => {
      for (const rule of pack.rules) {
        const unit = rule.unit === 'working' ? '个工作日' : '日'
        const said = [rule.days, numerals.get(rule.days)].some((days) => rule.text.includes(`${days}${unit}`))
        expect(said, `${rule.id}: ${rule.text}`).toBe(true)
        expect([rule.version, rule.jurisdiction]).toEqual([pack.version, pack.jurisdiction])
        expect(rule.validTo === undefined || rule.validTo >= rule.validFrom).toBe(true)
      }
    },
  )

  it('has a version of its own, and no two rules of one id that hold on the same day', () => {
    expect(new Set(rulePacks.map((pack) => pack.version)).size).toBe(rulePacks.length)
    const rules = rulePacks.flatMap((pack) => pack.rules)
    const overlapping = rules.filter((one) =>
      rules.some(
        (other) =>
          other !== one &&
          other.id === one.id &&
          other.jurisdiction === one.jurisdiction &&
          other.validFrom <= (one.validTo ?? '2999-12-31') &&
          one.validFrom <= (other.validTo ?? '2999-12-31'),
      ),
    )
    expect(overlapping).toEqual([])
  })

  it('can be lengthened only by a rule that there is', () => {
    for (const { id, extendedBy } of rulePacks.flatMap((pack) => pack.rules))
      if (extendedBy) expect([id, findRule(extendedBy).title]).toEqual([id, '延长办理期限'])
  })
})

describe('the rule under which a period begins', () => {
  it('in Zhejiang an opinion is due in thirty days, by article 23 of its own regulation', () => {
    const rule = ruleInForce('HANDLE_60D', 'CN-ZJ', '2026-08-03')
    expect(rule).toMatchObject({ days: 30, law: '《浙江省信访条例》', articleNo: '23', version: 'cn-zj-2016-1' })
    expect(countDeadline(rule, '2026-08-03', noticeCalendar).dueOn).toBe('2026-09-02')
  })

  it('with the longest extension it comes to the same last day there as in the nation', () => {
    const longest = (['CN', 'CN-ZJ'] as const).map((jurisdiction) => {
      const rule = ruleInForce('HANDLE_60D', jurisdiction, '2026-08-03')
      const { days } = ruleInForce('EXTEND_30D', jurisdiction, '2026-08-03')
      return countDeadline(rule, '2026-08-03', noticeCalendar, { extendedDays: days }).rawLastDay
    })
    expect(longest).toEqual(['2026-11-01', '2026-11-01'])
  })

  it.each([
    ['what the province does not set', 'REVIEW_REQUEST_30D'],
    ['what it sets and we do not use, for a later law has taken it over', 'NOTICE_15D'],
  ] as const)('%s is the national rule', (_, id) => {
    expect(ruleInForce(id, 'CN-ZJ', '2026-08-03')).toBe(findRule(id))
  })

  it('the nation knows nothing of a province', () => {
    expect(ruleInForce('HANDLE_60D', 'CN', '2026-08-03').days).toBe(60)
  })

  it('before the province had a rule, and after it, the national one holds', () => {
    const short: LegalRule = {
      ...findRule('HANDLE_60D', 'cn-zj-2016-1'),
      validFrom: '2023-01-01',
      validTo: '2023-12-31',
    }
    const packs: RulePack[] = [rulePack, { ...rulePack, version: 'x', jurisdiction: 'CN-ZJ', rules: [short] }]
    const daysOn = (on: string) => {
      const found = lookUpRule('HANDLE_60D', 'CN-ZJ', on, packs)
      return found.kind === 'found' ? found.rule.days : found.kind
    }
    const days = ['2022-12-31', '2023-01-01', '2023-12-31', '2024-01-01'].map(daysOn)
    expect(days).toEqual([60, 30, 30, 60])
  })

  it('is refused in a sentence when it is unknown, switched off or not yet in force', () => {
    expect(() => ruleInForce('HANDLE_61D' as 'HANDLE_60D', 'CN', '2026-08-03')).toThrow(RuleError)
    expect(() => ruleInForce('SIMPLE_10WD', 'CN', '2026-08-03')).toThrow('The rule SIMPLE_10WD is switched off in CN.')
    expect(() => ruleInForce('HANDLE_60D', 'CN', '2022-04-30')).toThrow(
      'is in force from 2022-05-01, not on 2022-04-30',
    )
    expect(ruleInForce('HANDLE_60D', 'CN', '2022-05-01').days).toBe(60)
  })

  it('a clock finds the wording it was counted with, whatever holds now', () => {
    expect(findRule('HANDLE_60D', 'cn-zj-2016-1').days).toBe(30)
    expect(findRule('REVIEW_REQUEST_30D', 'cn-zj-2016-1').days).toBe(30)
    expect(findRule('HANDLE_60D', 'a version nobody remembers').days).toBe(60)
  })
})

describe('the eight grounds', () => {
  it('are eight, numbered one to eight, each with its article', () => {
    expect(grounds.map((ground) => ground.ordinal)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
    for (const ground of grounds) expect(ground.article).toMatch(/^《.+条例》第.+条/)
  })

  it.each([
    [3, 'STATUTORY_ROUTE'],
    ['3', 'STATUTORY_ROUTE'],
    [' ３ ', 'STATUTORY_ROUTE'],
    ['statutory_route', 'STATUTORY_ROUTE'],
    ['DISCIPLINE', 'DISCIPLINE'],
  ])('%o finds %s', (typed, id) => {
    expect(findGround(typed)?.id).toBe(id)
  })

  it.each([0, 9, '', '33', 'BECAUSE'])('%o is no ground', (typed) => {
    expect(findGround(typed)).toBeUndefined()
  })
})
