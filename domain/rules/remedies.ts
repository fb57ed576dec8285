/** A road that is open to whoever disagrees with what an office did, beside the review that the opinion itself names. */
export interface Remedy {
  id: 'RECONSIDERATION' | 'COURT'
  law: string
  /** As one cites it: 第二十条. */
  article: string
  /** The same in figures. */
  articleNo: string
  title: string
  titleEn: string
  /** Counted from the day on which somebody knows, or should know, of the act. */
  period: { days: number } | { months: number }
  /** What the article says, as far as the period goes. */
  text: string
}

/**
 * The two roads that are not part of 信访 and do not wait for it. The opinion, review and recheck themselves cannot be
 * taken to court (最高法关于适用行政诉讼法的解释 1(2)(九)); the act that they are about can, such as a decision on
 * compensation, and its periods run meanwhile. So both are named early.
 */
export const remedies: readonly Remedy[] = [
  {
    id: 'RECONSIDERATION',
    law: '《行政复议法》',
    article: '第二十条',
    articleNo: '20',
    title: '申请行政复议',
    titleEn: 'administrative reconsideration',
    period: { days: 60 },
    text: '公民、法人或者其他组织认为行政行为侵犯其合法权益的，可以自知道或者应当知道该行政行为之日起六十日内提出行政复议申请；但是法律规定的申请期限超过六十日的除外。',
  },
  {
    id: 'COURT',
    law: '《行政诉讼法》',
    article: '第四十六条',
    articleNo: '46',
    title: '向法院起诉',
    titleEn: 'a suit in court',
    period: { months: 6 },
    text: '公民、法人或者其他组织直接向人民法院提起诉讼的，应当自知道或者应当知道作出行政行为之日起六个月内提出。法律另有规定的除外。',
  },
]
