import type { ReviewStage } from '../../domain/rules/review-rights.ts'
import type { Choice } from '../message.ts'
import type { AfterwardsSentences } from './dialogue-sentences.ts'
import type { Choices, Drawing } from './drawing.ts'
import type { NoticeSentences } from './notice-sentences.ts'
import { home, matterRows, menu, nav, starRow } from './resident-choices.ts'

/** The buttons under what is said once a matter has been answered, and under the office's last words on it. */
export const afterwardsChoices: Choices<
  AfterwardsSentences & Pick<NoticeSentences, 'closed' | 'carriedOut' | 'opinion' | 'reviewDecision'>
> = {
  reviewReadBack: (_, drawing) => [
    [
      { label: drawing.labels.submit, value: 'submit' },
      { label: drawing.labels.change, value: 'change' },
    ],
    nav(drawing),
  ],
  reviewAsked: (_, drawing) => menu(drawing),
  reviewOver: ({ ticketId, canAdd, canReopen }, drawing) => {
    const { labels } = drawing
    const ways: Choice[] = [
      ...(canAdd ? [{ label: labels.addWords, value: `add:${ticketId}` }] : []),
      ...(canReopen ? [{ label: labels.notSettled, value: `reopen:${ticketId}` }] : []),
    ]
    return [...(ways.length > 0 ? [ways] : []), home(drawing)]
  },
  reviewNotOpen: (_, drawing) => menu(drawing),
  whichMatter: ({ what, matters }, drawing) => [...matterRows(matters, what, drawing), home(drawing)],
  noneFor: (_, drawing) => menu(drawing),
  askStars: ({ ticketId }, drawing) => [
    ...starRow(ticketId, drawing),
    [{ label: drawing.labels.back, value: `matter:${ticketId}` }],
  ],
  rated: ({ ticketId }, drawing) => [
    [
      { label: drawing.labels.ratingWords, value: `rateWords:${ticketId}` },
      { label: drawing.labels.ratingChange, value: `rate:${ticketId}` },
    ],
    [toMatter(ticketId, drawing), ...home(drawing)],
  ],
  askRatingWords: (_, drawing) => [nav(drawing)],
  doneNoted: (_, drawing) => menu(drawing),
  askingStopped: (_, drawing) => menu(drawing),
  notDoneTaken: (_, drawing) => menu(drawing),

  reviewReceived: ({ ticketId }, drawing) => [[toMatter(ticketId, drawing), ...home(drawing)]],
  rightEnding: ({ ticketId, stage }, drawing) => [[request(ticketId, stage, drawing), toMatter(ticketId, drawing)]],
  askDone: ({ ticketId }, { labels }) => [
    [
      { label: labels.doneYes, value: `doneYes:${ticketId}` },
      { label: labels.doneNo, value: `doneNo:${ticketId}` },
    ],
    [{ label: labels.doneStop, value: `doneStop:${ticketId}` }],
  ],

  closed: (params, drawing) => atTheEnd(params, drawing),
  carriedOut: (params, drawing) => atTheEnd(params, drawing),
  opinion: ({ ticketId, claim }, drawing) => disagree(ticketId, claim ? 'review' : undefined, drawing),
  reviewDecision: ({ ticketId, stage }, drawing) =>
    disagree(ticketId, stage === 'review' ? 'recheck' : undefined, drawing),
}

function atTheEnd({ ticketId, asksRating }: { ticketId?: string; asksRating?: boolean }, drawing: Drawing): Choice[][] {
  if (ticketId === undefined) return []
  return [...(asksRating ? starRow(ticketId, drawing) : []), [toMatter(ticketId, drawing), ...home(drawing)]]
}

function disagree(ticketId: string | undefined, stage: ReviewStage | undefined, drawing: Drawing): Choice[][] {
  if (ticketId === undefined) return []
  return [[toMatter(ticketId, drawing), ...(stage ? [request(ticketId, stage, drawing)] : [])]]
}

function request(ticketId: string, stage: ReviewStage, { labels }: Drawing): Choice {
  return stage === 'review'
    ? { label: labels.requestReview, value: `review:${ticketId}` }
    : { label: labels.requestRecheck, value: `recheck:${ticketId}` }
}

function toMatter(ticketId: string, { labels }: Drawing): Choice {
  return { label: labels.toMatter, value: `matter:${ticketId}` }
}
