import type { LegalRule, RulePack } from '../legal-rule.ts'

const version = 'cn-zj-2016-1'

const regulation = {
  law: '《浙江省信访条例》',
  jurisdiction: 'CN-ZJ',
  version,
  validFrom: '2016-08-01',
  unit: 'calendar',
  holder: 'office',
  enabled: true,
} as const

/**
 * 《浙江省信访条例》 as revised on 2016-07-29, in force since 2016-08-01 (article 36): what it sets otherwise than the nation.
 * The ids are those of the national rules they stand in for, whatever number of days an id names.
 */
const rules: LegalRule[] = [
  {
    ...regulation,
    id: 'HANDLE_60D',
    article: '第二十三条',
    articleNo: '23',
    title: '办结并答复',
    text: '对需要调查、取证、协调的事项，一般应当自受理之日起三十日内办结。',
    days: 30,
    startsAt: 'accepted',
    extendedBy: 'EXTEND_30D',
  },
  {
    ...regulation,
    id: 'EXTEND_30D',
    article: '第二十三条',
    articleNo: '23',
    title: '延长办理期限',
    text: '对情况复杂或者取证困难、依据不明确的事项，经本国家机关负责人批准，可以适当延长办理期限，但延长期限不得超过六十日。',
    days: 60,
    startsAt: 'handling-ends',
  },
  // Off, so that the national fifteen days hold: see the notes.
  {
    ...regulation,
    id: 'NOTICE_15D',
    article: '第二十条',
    articleNo: '20',
    title: '登记后作出处理并书面告知',
    text: '能够当场答复的，应当当场答复；不能当场答复的，在五个工作日内按下列规定作出处理。',
    days: 5,
    unit: 'working',
    startsAt: 'received',
    enabled: false,
  },
]

export const zhejiang: RulePack = {
  version,
  jurisdiction: 'CN-ZJ',
  source: '《浙江省信访条例》，浙江省人民代表大会常务委员会公告第44号，2016年8月1日起施行',
  notes: [
    '第二十条的五个工作日是决定“受理”“不予受理”的期限，依据的国务院《信访条例》已经废止；2022年《信访工作条例》第二十三条改为15日内告知接收情况以及处理途径和程序，因此这里不启用，由本单位法律顾问确认后再定。',
    '第二十三条的三十日比《信访工作条例》第三十四条的60日短，对信访人更有利，仍按三十日。',
    '第二十三条可以延长六十日，《信访工作条例》第三十四条只可以延长30日：两者相加都是九十日，最后一天相同。延长超过30日的，由本单位法律顾问确认。',
    '第二十四条的复查、复核按国家规定：这里没有另外的期限，适用《信访工作条例》第三十五条、第三十六条。',
    '第十九条、第二十五条关于“不予受理”和“处理终结”的规定，以2022年《信访工作条例》第三十一条、第三十六条为准。',
  ],
  rules,
}
