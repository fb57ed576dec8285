import { describe, expect, it } from 'vitest'
import { findGround, grounds } from '../../../domain/rules/grounds.ts'
import { findRule, rulePack } from '../../../domain/rules/rule-pack.ts'

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
