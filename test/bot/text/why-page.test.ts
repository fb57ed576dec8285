import { describe, expect, it } from 'vitest'
import { languages } from '../../../bot/text/names.ts'
import { type WhyPage, wordWhyPage } from '../../../bot/text/why-page.ts'
import { askableRules } from '../../../domain/rules/deadline-question.ts'
import { exampleOffice } from '../../context.ts'
import { noticeCalendar } from '../../domain/rules/notice-calendar.ts'

const office = exampleOffice()
const about = (asked: Record<string, string>, language: (typeof languages)[number] = 'zh') =>
  wordWhyPage(asked, language, { office, calendar: noticeCalendar })

/** All that is to be read, but for the words of the laws. */
function textOf({ parts, problems, title }: WhyPage): string {
  const pieces = parts.map((part) => (part.kind === 'law' ? [part.label] : { ...part, kind: undefined }))
  return JSON.stringify([title, problems, pieces])
}

describe('why it is this day', () => {
  it('names rule, article, wording, the first day, each day passed over, the day in law, and who must act', () => {
    const { title, parts, problems } = about({ rule: 'HANDLE_60D', start: '2026-08-03' })
    expect([title, problems]).toEqual(['为什么是这一天', []])
    expect(parts).toEqual([
      {
        kind: 'answer',
        label: '法律上的最后一天',
        text: '2026年10月8日 星期四',
        note: '确定：有关年份的放假安排已经公布。',
      },
      {
        kind: 'facts',
        facts: [
          { label: '由谁来做', text: '办理单位。这一天以内（含这一天）必须做到，第二天起就是逾期。' },
          { label: '从哪天数起', text: '2026年8月3日 星期一（受理）。这一天不算，从第二天数起。' },
          { label: '数多少天', text: '60 天（休息日也数在内）' },
          { label: '数到的最后一天', text: '2026年10月2日 星期五' },
          { label: '什么时候办才稳妥', text: '休息日不办公，最好在 2026年9月30日 星期三 以前办好。' },
        ],
      },
      {
        kind: 'days',
        heading: '跳过的休息日（6 天）',
        days: [
          '2026年10月2日 星期五　国庆节',
          '2026年10月3日 星期六　国庆节',
          '2026年10月4日 星期日　国庆节',
          '2026年10月5日 星期一　国庆节',
          '2026年10月6日 星期二　国庆节',
          '2026年10月7日 星期三　国庆节',
        ],
        why: '数到的最后一天是休息日，往后移到第一个工作日。',
      },
      {
        kind: 'law',
        label: '规定是这样写的',
        source: '《信访工作条例》第三十四条',
        text: '应当自受理之日起60日内办结。',
      },
      expect.objectContaining({ source: '《民法典》第二百零一条' }),
      expect.objectContaining({ source: '《民法典》第二百零三条' }),
    ])
  })

  it('says of a resident’s own right that it is theirs, and not to wait for the shift', () => {
    const text = textOf(about({ rule: 'REVIEW_REQUEST_30D', start: '2026-04-02' }))
    expect(text).toContain('您。这是您的权利')
    expect(text).toContain('最好在 2026年5月2日 星期六 以前提出')
  })

  it('says what was added and what was not counted, and that a date is provisional', () => {
    expect(textOf(about({ rule: 'HANDLE_60D', start: '2026-08-03', extended: '30' }))).toContain('加上延长的 30 天')
    expect(textOf(about({ rule: 'RECHECK_DECIDE_30D', start: '2026-06-01', paused: '9' }))).toContain(
      '听证用的 9 天不算在内',
    )
    expect(textOf(about({ rule: 'HANDLE_60D', start: '2026-12-07' }))).toContain('暂定')
  })

  it('counts working days and names the rest days between', () => {
    const text = textOf(about({ rule: 'OBJECT_5WD', start: '2026-09-17' }))
    expect(text).toContain('5 个工作日（只数工作日，调休上班的周末也数）')
    expect(text).toContain('2026年9月19日 星期六　周末')
  })

  it('with nothing asked only says how to ask; with a wrong question what is wrong with it', () => {
    expect(about({})).toMatchObject({ problems: [], parts: [] })
    for (const language of languages) {
      const wrong = [
        { rule: 'HANDLE_61D', start: '2026-08-03' },
        { rule: 'SIMPLE_10WD', start: '2026-08-03' },
        { rule: 'HANDLE_60D', start: 'soon' },
        { rule: 'HANDLE_60D', start: '2022-01-01' },
        { rule: 'NOTICE_15D', start: '2026-08-03', extended: '3' },
        { rule: 'NOTICE_15D', start: '2026-08-03', paused: '3' },
        { rule: 'HANDLE_60D', start: '2026-08-03', extended: '31' },
        { rule: 'RECHECK_DECIDE_30D', start: '2026-08-03', paused: 'x' },
      ].map((asked) => about(asked, language))
      for (const { problems, parts } of wrong) expect([problems.length, parts]).toEqual([1, []])
      expect(new Set(wrong.flatMap(({ problems }) => problems)).size).toBe(wrong.length)
    }
  })

  it('is whole for every rule, and in English where English was asked for', () => {
    for (const { id } of askableRules('CN')) {
      for (const language of languages) {
        const text = textOf(about({ rule: id, start: '2026-09-17' }, language))
        expect(text, id).not.toMatch(/undefined|null|NaN|\[object/)
        if (language === 'en') expect(text, id).not.toMatch(/\p{Script=Han}/u)
      }
    }
    const options = about({}, 'en').form.rule.options.map(({ label }) => label)
    expect(options.join()).not.toMatch(/\p{Script=Han}/u)
    expect(new Set(options).size).toBe(options.length)
  })
})
