import { type ReviewStage, requestRules } from '../../../domain/rules/review-rights.ts'
import { findRule } from '../../../domain/rules/rule-pack.ts'
import type { AfterwardsSentences } from '../dialogue-sentences.ts'
import { type Organs, organName, shorten, starLine } from '../names.ts'
import { ruleAt } from '../rule-at.ts'
import type { Catalogue } from '../sentences.ts'
import { otherWays } from './opinion.ts'
import { terms } from './terms.ts'

const review: Record<ReviewStage, string> = { review: 'review', recheck: 'second review' }

/** Said once, at the end of a matter. */
export const howWasIt = 'How was it handled? Tap a number of stars if you like.'

export const afterwards: Catalogue<AfterwardsSentences> = {
  reviewReadBack: ({ stage, number, texts, files }, { office }) =>
    [
      `You ask for a ${review[stage]} of ${number}, by ${organ(office, stage)}. Please check this. If all is right, tap Submit:`,
      `Reasons: ${texts.join('\n') || '(none in words)'}`,
      files ? `Attachments: ${files}` : '',
    ]
      .filter(Boolean)
      .join('\n'),
  reviewAsked: ({ stage, number }) =>
    `Your request for a ${review[stage]} of ${number} is filed. The receipt comes as a message of its own; please keep it.`,
  reviewOver: ({ stage, number, endedOn, canAdd, canReopen }, { office }) =>
    [
      `The time to ask for a ${review[stage]} of ${number} ended on ${terms.date(endedOn)} (${terms.cite(ruleAt(requestRules[stage], office, endedOn))}), so it can no longer be asked for.`,
      'These ways remain:',
      otherWays(),
      canAdd ? '· Tap Add to say more on this matter; the officer in charge will see it.' : '',
      canReopen ? '· If it is not settled, tap Not settled, and the same office goes on with it.' : '',
    ]
      .filter(Boolean)
      .join('\n'),
  reviewNotOpen: ({ stage, number, state }) =>
    (stage === 'review' && state === 'inReview') || state === 'inRecheck'
      ? `${number} is under ${state === 'inReview' ? 'review' : 'second review'} already. If you want to add something, just say it here.`
      : stage === 'review'
        ? `A review of ${number} cannot be asked for yet: first the written decision has to reach you. You will be told.`
        : `A second review of ${number} cannot be asked for yet: it comes after the review’s decision, or when the review is late.`,
  whichMatter: ({ what }) => (what === 'rate' ? 'Which matter would you rate?' : `A ${review[what]} of which matter?`),
  noneFor: ({ what }) =>
    what === 'rate'
      ? 'There is nothing to rate yet. You can once an answer has come.'
      : `There is no matter of yours that a ${review[what]} can be asked for now. You can when the ${what === 'review' ? 'written decision' : 'decision of the review'} has come and you disagree.`,
  askStars: ({ number, stars }) =>
    `How was ${number} handled? Tap one, or type 1 to 5: 1 is very bad, 5 is very good.${stars ? `\nLast time you gave ${starLine(stars)}; you can change it.` : ''}`,
  rated: ({ number, stars, text }) =>
    [
      `Thank you! ${number}: ${starLine(stars)}.`,
      text ? `You said: “${shorten(text)}”` : 'If you like, tap Say why; you need not.',
      'To change it later, open the matter and tap Rate it.',
    ].join('\n'),
  askRatingWords: ({ stars }) => `${starLine(stars)}. Please say why in a few words, in one message.`,
  ratingWordsOnly: () => 'Only words can be taken here. For photos and files open the matter and tap Add.',
  doneNoted: ({ number }) => `Good: ${number} was done. Thank you for telling us.`,
  askingStopped: () => 'All right, you will not be asked any more. You can always tell us something here.',
  notDoneTaken: ({ number }) => `I see. ${number} is open again, and the officer in charge will see what you said.`,

  reviewReceived: ({ number, stage, late, receivedOn, clocks }, { office }) =>
    [
      `We have received your request for a ${review[stage]} of ${number}. This is the receipt; please keep it.`,
      `Received on ${terms.date(receivedOn)}`,
      `Decided by: ${organ(office, stage)}`,
      ...clocks.map(terms.clockLine),
      late ? 'The review did not come in time, so you need not wait for it any longer.' : '',
      'If you want to add something, just say it here.',
    ]
      .filter(Boolean)
      .join('\n'),
  rightEnding: ({ number, stage, until, daysLeft, rule: id, version }, { office }) => {
    const rule = findRule(id, version)
    const left = daysLeft === 0 ? 'ends today' : `ends in ${daysLeft === 1 ? '1 day' : `${daysLeft} days`}`
    return [
      `${number}: the time to ask for a ${review[stage]} ${left}, on ${terms.date(until)}${rule ? ` (${terms.cite(rule)})` : ''}.`,
      `If you disagree with the ${stage === 'review' ? 'decision' : 'decision of the review'}, tap ${stage === 'review' ? 'Ask for a review' : 'Ask for a second review'} and say why; ${organ(office, stage)} looks at it. If you do not, there is nothing to do.`,
    ].join('\n')
  },
  askDone: ({ number }) => `${number} was closed four weeks ago. Was it done? One tap is enough.`,
}

/** What the organ is called that decides, in general words where the office has not named it. */
export function organ(office: Organs, stage: ReviewStage): string {
  return (
    organName(office, stage, 'en') ??
    (stage === 'review' ? 'the authority above' : 'the authority above the reviewing one')
  )
}
