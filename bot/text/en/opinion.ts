import type { Office } from '../../../domain/office.ts'
import type { Decision, Opinion } from '../../../domain/open-proposals.ts'
import { remedies } from '../../../domain/rules/remedies.ts'
import { unitName } from '../names.ts'
import type { DecisionNotice, OpinionNotice } from '../notice-sentences.ts'
import { ruleAt } from '../rule-at.ts'
import { terms } from './terms.ts'

export const outcomes: Record<Opinion['outcome'], string> = {
  supported: 'supported',
  explained: 'explained',
  notSupported: 'not supported',
}

/** An opinion, a part a line: on a card, in a preview, and to the resident. */
export function opinionBody({ outcome, text, ground, remedy, remedyOn }: Opinion): string {
  return [
    `Decision: ${outcomes[outcome]}`,
    `Facts and reasons: ${text}`,
    `Legal ground: ${ground}`,
    `What is done: ${remedy}`,
    remedyOn ? `To be carried out by ${terms.date(remedyOn)}` : '',
  ]
    .filter(Boolean)
    .join('\n')
}

/** The opinion as its resident reads it, with what they can do about it. */
export function opinionWords(notice: OpinionNotice, office: Office): string {
  const { number, unit, claim, on, outcome } = notice
  const by = unit === null ? 'confidential desk' : unitName(office, unit, 'en')
  return [
    `On your matter ${number}, the opinion of the ${by}:`,
    opinionBody(notice),
    outcome === 'supported' ? 'Until that is carried out, the matter is not closed.' : '',
    ...(claim ? ['If you disagree, you can:', reviewWay(office, on), otherWays()] : []),
    'Nobody may retaliate against you for this.',
  ]
    .filter(Boolean)
    .join('\n')
}

/** A decision on review or recheck, a part a line. */
export function decisionBody({ upheld, text, ground }: Decision): string {
  return [
    `Decision: the opinion ${upheld ? 'stands' : 'is changed'}`,
    `Facts and reasons: ${text}`,
    `Legal ground: ${ground}`,
  ].join('\n')
}

export function decisionWords(notice: DecisionNotice, office: Office): string {
  const { number, stage, on } = notice
  const rule = ruleAt(stage === 'review' ? 'RECHECK_REQUEST_30D' : 'RECHECK_DECIDE_30D', office, on)
  return [
    `On your matter ${number}, the decision on the ${stage === 'review' ? 'review' : 'second review'}:`,
    decisionBody(notice),
    stage === 'review'
      ? `If you disagree, you can ask the authority above for a second review within ${terms.period(rule)} of receiving this (${terms.cite(rule)}).`
      : `This is the last word of this procedure: the same facts and reasons are not taken up again (${terms.cite(rule)}).`,
    otherWays(),
    'Nobody may retaliate against you for this.',
  ].join('\n')
}

function reviewWay(office: Office, on: string): string {
  const rule = ruleAt('REVIEW_REQUEST_30D', office, on)
  const organ = office.reviewOrgan?.en ?? 'the authority above the one that decided'
  return `· within ${terms.period(rule)} of receiving this, ask ${organ} for a review (${terms.cite(rule)});`
}

/** They run beside, from the day on which somebody knew of the act. */
export function otherWays(): string {
  const ways = remedies.map(({ titleEn, law, articleNo, period }) => {
    const long = 'days' in period ? `${period.days} days` : `${period.months} months`
    return `${titleEn} within ${long} (${law} art. ${articleNo})`
  })
  return `· against an administrative act, such as a decision on compensation, also: ${ways.join(', or ')}, from the day you knew of it. Those periods run on while this is handled.`
}
