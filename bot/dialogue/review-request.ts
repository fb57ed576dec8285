import { runningClocks } from '../../domain/clocks.ts'
import { listRights, requestRecheck, requestReview } from '../../domain/review-requests.ts'
import { civilDateOf } from '../../domain/rules/civil-date.ts'
import { mayMove } from '../../domain/rules/moves.ts'
import { type ReviewRight, type ReviewStage, reviewRight } from '../../domain/rules/review-rights.ts'
import { numberOf } from '../../domain/tickets.ts'
import type { Ticket } from '../../prisma/generated/client.ts'
import { type Say, say } from '../text/sentences.ts'
import type { AddAnswers } from './add.ts'
import { beginFlow, type Flow, type Step } from './flow.ts'
import { type Act, type ActResult, withMatter } from './own-matter.ts'
import type { Turn } from './turn.ts'
import { count, wordsStep } from './words.ts'

export type RequestAnswers = AddAnswers & { number: string }

export const review = requestFlow('review')
export const recheck = requestFlow('recheck')

/** Why the opinion, or the decision on it, is wrong: read back before it is filed. */
function requestFlow(stage: ReviewStage): Flow<RequestAnswers> {
  return {
    name: stage,
    version: 1,
    steps: [
      wordsStep(stage) as Step<RequestAnswers>,
      {
        key: 'readBack',
        isDone: () => false,
        ask: ({ number, words }) =>
          say('reviewReadBack', {
            stage,
            number,
            texts: words.map((piece) => piece.text).filter(Boolean),
            files: count(words).files,
          }),
        read(said) {
          if (said.kind === 'choice' && said.value === 'submit') return { kind: 'submit' }
          if (said.kind === 'choice' && said.value === 'change') return { kind: 'goTo', step: 'words' }
          return { kind: 'again', why: say('notUnderstood', {}) }
        },
      },
    ],
    async submit({ work, account }, { ticketId, number, words, begunOn }) {
      await (stage === 'review' ? requestReview : requestRecheck)(work, ticketId, account, words, begunOn)
      return [say('reviewAsked', { stage, number })]
    },
    hasWords: ({ words }) => words.length > 0,
  }
}

/** Asks for the review or the recheck of a matter; typed without one, of the matter it is possible for. */
export function requestAct(stage: ReviewStage): Act {
  const ofMatter = withMatter(async (turn, ticket) => {
    const clocks = await runningClocks(turn.work, ticket.id)
    return answerRight(turn, stage, ticket, reviewRight(stage, ticket.state, clocks, civilDateOf(turn.work.at)))
  })
  return (turn, argument) => (argument === '' ? pick(turn, stage) : ofMatter(turn, argument))
}

/** That it is too late, with the ways that remain. `kept`: what was said for it is offered for something else. */
export function tooLate(
  stage: ReviewStage,
  ticket: { id: string; number: string; state: Ticket['state'] },
  endedOn: string,
  kept: boolean,
): Say {
  const { id: ticketId, number, state } = ticket
  const canAdd = !kept && mayMove(state, 'addWords')
  return say('reviewOver', { stage, number, ticketId, endedOn, canAdd, canReopen: mayMove(state, 'reopen') })
}

async function answerRight(turn: Turn, stage: ReviewStage, ticket: Ticket, right: ReviewRight): Promise<ActResult> {
  const number = numberOf(ticket)
  switch (right.kind) {
    case 'open':
      return beginFlow(stage === 'review' ? review : recheck, { ticketId: ticket.id, number, words: [] }, turn)
    case 'over':
      return { says: [tooLate(stage, { id: ticket.id, number, state: ticket.state }, right.endedOn, false)] }
    case 'none':
      return { says: [say('reviewNotOpen', { stage, number, state: ticket.state })] }
  }
}

async function pick(turn: Turn, stage: ReviewStage): Promise<ActResult> {
  const matters = await listRights(turn.work, turn.account, stage)
  const open = matters.filter(({ right }) => right.kind === 'open')
  const over = matters.filter(({ right }) => right.kind === 'over')
  const [only = over[0] ?? (matters.length === 1 ? matters[0] : undefined), ...more] = open
  if (more.length === 0) {
    return only ? answerRight(turn, stage, only.ticket, only.right) : { says: [say('noneFor', { what: stage })] }
  }
  const lines = open.map(({ ticket }) => ({
    ticketId: ticket.id,
    number: numberOf(ticket),
    state: ticket.state,
    category: ticket.category,
  }))
  return { says: [say('whichMatter', { what: stage, matters: lines })] }
}
