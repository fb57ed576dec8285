/** One period that the law sets. */
export interface LegalRule {
  id: string
  /** As one cites it: 第三十四条. */
  article: string
  /** The same in figures, for tables: 34. */
  articleNo: string
  title: string
  /** What the article says, in its own words as far as the period goes. */
  text: string
  days: number
  unit: 'calendar' | 'working'
  /** The event whose day is day zero. */
  startsAt: StartEvent
  /** Whose time runs: the office's duty, or the resident's right. */
  holder: 'office' | 'resident'
  law: string
  /** `CN`, or a province whose own pack is shorter. */
  jurisdiction: string
  validFrom: string
  validTo?: string
  enabled: boolean
}

export type StartEvent =
  | 'received'
  | 'transfer-received'
  | 'accepted'
  | 'handling-ends'
  | 'reply-received'
  | 'review-requested'
  | 'review-reply-received'
  | 'recheck-requested'

export type RuleId =
  | 'NOTICE_15D'
  | 'OBJECT_5WD'
  | 'HANDLE_60D'
  | 'EXTEND_30D'
  | 'REVIEW_REQUEST_30D'
  | 'REVIEW_DECIDE_30D'
  | 'RECHECK_REQUEST_30D'
  | 'RECHECK_DECIDE_30D'
  | 'SIMPLE_10WD'

const regulation = { law: '《信访工作条例》', jurisdiction: 'CN', validFrom: '2022-05-01', enabled: true } as const

/**
 * 《信访工作条例》, published 2022-02-25 and in force since 2022-05-01 (article 50). Article numbers are those of 2022: the
 * regulation of 2005 had the same periods under other numbers and is repealed.
 */
const rules: Record<RuleId, LegalRule> = {
  NOTICE_15D: {
    ...regulation,
    id: 'NOTICE_15D',
    article: '第二十二条、第二十三条',
    articleNo: '22, 23',
    title: '书面告知',
    text: '能够当场告知的，应当当场书面告知；不能当场告知的，应当自收到信访事项之日起15日内书面告知信访人。',
    days: 15,
    unit: 'calendar',
    startsAt: 'received',
    holder: 'office',
  },
  OBJECT_5WD: {
    ...regulation,
    id: 'OBJECT_5WD',
    article: '第二十三条',
    articleNo: '23',
    title: '对转送、交办提出异议',
    text: '不属于本机关、单位或者本系统职权范围的，应当自收到之日起5个工作日内提出异议，并详细说明理由。',
    days: 5,
    unit: 'working',
    startsAt: 'transfer-received',
    holder: 'office',
  },
  HANDLE_60D: {
    ...regulation,
    id: 'HANDLE_60D',
    article: '第三十四条',
    articleNo: '34',
    title: '办结并答复',
    text: '应当自受理之日起60日内办结。',
    days: 60,
    unit: 'calendar',
    startsAt: 'accepted',
    holder: 'office',
  },
  // Counted with the 60 days as one span from acceptance, never as a clock of its own: see `extendedDays`.
  EXTEND_30D: {
    ...regulation,
    id: 'EXTEND_30D',
    article: '第三十四条',
    articleNo: '34',
    title: '延长办理期限',
    text: '情况复杂的，经本机关、单位负责人批准，可以适当延长办理期限，但延长期限不得超过30日，并告知信访人延期理由。',
    days: 30,
    unit: 'calendar',
    startsAt: 'handling-ends',
    holder: 'office',
  },
  REVIEW_REQUEST_30D: {
    ...regulation,
    id: 'REVIEW_REQUEST_30D',
    article: '第三十五条',
    articleNo: '35',
    title: '请求复查',
    text: '信访人对信访处理意见不服的，可以自收到书面答复之日起30日内请求原办理机关、单位的上一级机关、单位复查。',
    days: 30,
    unit: 'calendar',
    startsAt: 'reply-received',
    holder: 'resident',
  },
  REVIEW_DECIDE_30D: {
    ...regulation,
    id: 'REVIEW_DECIDE_30D',
    article: '第三十五条',
    articleNo: '35',
    title: '提出复查意见',
    text: '收到复查请求的机关、单位应当自收到复查请求之日起30日内提出复查意见，并予以书面答复。',
    days: 30,
    unit: 'calendar',
    startsAt: 'review-requested',
    holder: 'office',
  },
  RECHECK_REQUEST_30D: {
    ...regulation,
    id: 'RECHECK_REQUEST_30D',
    article: '第三十六条',
    articleNo: '36',
    title: '请求复核',
    text: '信访人对复查意见不服的，可以自收到书面答复之日起30日内向复查机关、单位的上一级机关、单位请求复核。',
    days: 30,
    unit: 'calendar',
    startsAt: 'review-reply-received',
    holder: 'resident',
  },
  RECHECK_DECIDE_30D: {
    ...regulation,
    id: 'RECHECK_DECIDE_30D',
    article: '第三十六条',
    articleNo: '36',
    title: '提出复核意见',
    text: '收到复核请求的机关、单位应当自收到复核请求之日起30日内提出复核意见。听证所需时间不计算在内。',
    days: 30,
    unit: 'calendar',
    startsAt: 'recheck-requested',
    holder: 'office',
  },
  // Off until an office's own lawyers have confirmed it: the text is a trial measure, not the regulation.
  SIMPLE_10WD: {
    id: 'SIMPLE_10WD',
    article: '试行办法',
    articleNo: '',
    title: '简易办理',
    text: '适用简易办理的信访事项，应当自受理之日起10个工作日内作出处理意见。',
    days: 10,
    unit: 'working',
    startsAt: 'accepted',
    holder: 'office',
    law: '《信访事项简易办理办法（试行）》',
    jurisdiction: 'CN',
    validFrom: '2022-05-01',
    enabled: false,
  },
}

/** The built-in pack. A clock keeps the version it was counted with. */
export const rulePack: { version: string; rules: readonly LegalRule[] } = {
  version: 'cn-2022-1',
  rules: Object.values(rules),
}

/** The rule of that id, whether it is enabled or not. */
export function findRule(id: RuleId): LegalRule
export function findRule(id: string): LegalRule | undefined
export function findRule(id: string): LegalRule | undefined {
  return rulePack.rules.find((rule) => rule.id === id)
}
