import type { Office } from '../../../domain/office.ts'
import type { Decision, Opinion } from '../../../domain/open-proposals.ts'
import { remedies } from '../../../domain/rules/remedies.ts'
import { unitName } from '../names.ts'
import type { DecisionNotice, OpinionNotice } from '../notice-sentences.ts'
import { ruleAt } from '../rule-at.ts'
import { terms } from './terms.ts'

export const outcomes: Record<Opinion['outcome'], string> = {
  supported: '支持',
  explained: '解释说明',
  notSupported: '不支持',
}

/** An opinion, a part a line: on a card, in a preview, and to the resident. */
export function opinionBody({ outcome, text, ground, remedy, remedyOn }: Opinion): string {
  return [
    `结论：${outcomes[outcome]}`,
    `事实和理由：${text}`,
    `依据：${ground}`,
    `处理：${remedy}`,
    remedyOn ? `最晚 ${terms.date(remedyOn)}落实` : '',
  ]
    .filter(Boolean)
    .join('\n')
}

/** The opinion as its resident reads it, with what they can do about it. */
export function opinionWords(notice: OpinionNotice, office: Office): string {
  const { number, unit, claim, on, outcome } = notice
  const by = unit === null ? '专人' : unitName(office, unit, 'zh')
  return [
    `您的 ${number}，${by}的处理意见：`,
    opinionBody(notice),
    outcome === 'supported' ? '落实以前，这件事不算办完。' : '',
    ...(claim ? ['对这个意见不服，您可以：', reviewWay(office, on), otherWays()] : []),
    '谁都不能因此打击报复您。',
  ]
    .filter(Boolean)
    .join('\n')
}

/** A decision on review or recheck, a part a line. */
export function decisionBody({ upheld, text, ground }: Decision): string {
  return [`结论：${upheld ? '维持原来的意见' : '改变原来的意见'}`, `事实和理由：${text}`, `依据：${ground}`].join('\n')
}

export function decisionWords(notice: DecisionNotice, office: Office): string {
  const { number, stage, on } = notice
  const decided = stage === 'review' ? '复查意见' : '复核意见'
  const rule = ruleAt(stage === 'review' ? 'RECHECK_REQUEST_30D' : 'RECHECK_DECIDE_30D', office, on)
  return [
    `您的 ${number}，${decided}：`,
    decisionBody(notice),
    stage === 'review'
      ? `不服的话，收到之日起 ${terms.period(rule)}内，可以请求复查机关的上一级机关复核（${terms.cite(rule)}）。`
      : `这是信访程序的最后意见：还是同样的事实和理由，不再受理（${terms.cite(rule)}）。`,
    otherWays(),
    '谁都不能因此打击报复您。',
  ].join('\n')
}

function reviewWay(office: Office, on: string): string {
  const rule = ruleAt('REVIEW_REQUEST_30D', office, on)
  const organ = office.reviewOrgan?.zh ?? '原办理机关、单位的上一级机关、单位'
  return `· 收到之日起 ${terms.period(rule)}内，请求${organ}复查（${terms.cite(rule)}）。`
}

/** They run beside, from the day on which somebody knew of the act. */
export function otherWays(): string {
  const ways = remedies.map(({ title, law, article, period }) => {
    const long = 'days' in period ? `${period.days} 天` : `${period.months} 个月`
    return `${long}内${title}（${law}${article}）`
  })
  return `· 对补偿决定这类行政行为不服的，还可以从知道那天起，${ways.join('，或者 ')}。这些期限和信访分开算，信访办着也照样在走。`
}
