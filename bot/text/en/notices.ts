import type { Office } from '../../../domain/office.ts'
import { findGround } from '../../../domain/rules/grounds.ts'
import { findRule } from '../../../domain/rules/rule-pack.ts'
import { unitName } from '../names.ts'
import type { NoticeSentences } from '../notice-sentences.ts'
import { ruleAt } from '../rule-at.ts'
import type { Catalogue } from '../sentences.ts'
import { howWasIt } from './afterwards.ts'
import { lateWays } from './late.ts'
import { decisionWords, opinionWords } from './opinion.ts'
import { terms } from './terms.ts'

export const notices: Catalogue<NoticeSentences> = {
  receipt: ({ number, code, kind, receivedOn, unit, files, clocks }, { office }) =>
    [
      `We have received your ${terms.kind[kind]}. This is the receipt; please keep it.`,
      `Matter number: ${number}`,
      code
        ? 'Query code: {{code}}\n(shown this once only; please copy it or take a screenshot)'
        : 'Query code: shown before. If you did not copy it, ask for a new one under My matters.',
      `Received on ${terms.date(receivedOn)}${files ? `, attachments: ${files}` : ''}`,
      kind === 'accusation'
        ? 'Handled in confidence, by named people only.'
        : `In charge: ${unitName(office, unit, 'en')}`,
      ...clocks.map(terms.clockLine),
      'Your rights:',
      '1. You can see where it stands at any time, and say what you think of it.',
      kind === 'accusation'
        ? '2. Who you are and what you said are kept confidential.'
        : `2. ${reviewRight(office, receivedOn)}`,
      '3. Nobody may retaliate against you for this.',
    ].join('\n'),
  accepted: ({ number, unit, clocks }, { office }) =>
    [
      `${number} is accepted. The ${handledBy(office, unit)} is handling it.`,
      ...clocks.map(terms.clockLine),
      'If you want to add something, just say it here.',
    ].join('\n'),
  redirected: ({ number, ground, article, text }) =>
    `${number} is not handled here. This is where to go:\n${text}\nGround: ${findGround(ground)?.titleEn ?? ''} (${article})\nIf you disagree, tap Not settled under My matters.`,
  closed: ({ number, text, asksRating }) =>
    `${number} is closed:\n${text}\nIf it is not settled, tap Not settled under My matters and we go on with it.${asksRating ? `\n${howWasIt}` : ''}`,
  answer: ({ number, unit, text }, { office }) => `${handledBy(office, unit)}, on your matter ${number}:\n${text}`,
  askedBack: ({ number, unit, text }, { office }) =>
    `On ${number}, the ${handledBy(office, unit)} would like to know:\n${text}\nJust answer here, then tap Add to my matter.`,
  reopenedByOffice: ({ number, text }) => `${number} is being handled again:\n${text}`,
  opinion: (notice, { office }) => opinionWords(notice, office),
  extended: ({ number, days, reason, dueOn, provisional, on }, { office }) =>
    `${number} is complicated, and the head of the office has allowed ${days} more ${days === 1 ? 'day' : 'days'} (${terms.cite(ruleAt('EXTEND_30D', office, on))}).\nThe reason: ${reason}\nYou have the result by ${terms.date(dueOn)}${provisional ? '; it may move a little when the holidays are announced' : ''}.`,
  reviewDecision: (notice, { office }) => decisionWords(notice, office),
  hearingHeld: ({ number, from }, { office }) =>
    `A hearing is held on the second review of ${number}. From ${terms.date(from)} its days do not count (${terms.cite(ruleAt('RECHECK_DECIDE_30D', office, from))}); when it ends you hear the new date.`,
  hearingEnded: ({ number, days, dueOn, provisional }) =>
    `The hearing on ${number} has ended. It took ${days === 1 ? '1 day' : `${days} days`}, which ${days === 1 ? 'does' : 'do'} not count. You have the decision by ${terms.date(dueOn)}${provisional ? '; it may move a little when the holidays are announced' : ''}.`,
  carriedOut: ({ number, text, asksRating }) =>
    `${number} is carried out:\n${text}\nIn four weeks we ask you whether it really was. If it was not, tap Not settled under My matters.${asksRating ? `\n${howWasIt}` : ''}`,
  merged: ({ number, unit }, { office }) =>
    `${number} is about the same thing as somebody else’s matter. The ${unitName(office, unit, 'en')} handles both together, and you get the result too. Your number and query code stay; nobody else sees who you are.`,
  lateNotice: ({ number, rule: id, version, dueOn }, { office }) => {
    const rule = findRule(id, version)
    const source = rule ? ` (${terms.cite(rule)})` : ''
    return [
      `The office is late with ${number}. Due by ${terms.date(dueOn)} and not done: ${terms.clock[id] ?? id}${source}.`,
      ...lateWays(office),
    ].join('\n')
  },
  dateMoved: ({ number, clocks }) =>
    [
      `A date of ${number} has moved, because the public holidays were announced or changed.`,
      ...clocks.map(terms.movedLine),
    ].join('\n'),
  parked: (_, { office }) =>
    `Your message has arrived and is not lost. Something went wrong with it, so a person will look at it.${office.phone ? ` If it is urgent, call ${office.phone}.` : ''}`,
}

function reviewRight(office: Office, on: string): string {
  const rule = ruleAt('REVIEW_REQUEST_30D', office, on)
  return `If you disagree with the decision, you can ask for a review within ${terms.period(rule)} of receiving it (${terms.cite(rule)}).`
}

function handledBy(office: Office, unit: string | null): string {
  return unit === null ? 'confidential desk' : unitName(office, unit, 'en')
}
