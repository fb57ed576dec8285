import { declineAsking, sayDone, sayNotDone } from '../../domain/after-care.ts'
import { mayMove } from '../../domain/rules/moves.ts'
import { numberOf } from '../../domain/tickets.ts'
import { say } from '../text/sentences.ts'
import type { AddAnswers } from './add.ts'
import { beginFlow, type Flow, type Step } from './flow.ts'
import { withMatter } from './own-matter.ts'
import { wordsStep } from './words.ts'

/** What was not done: the matter is opened again with these words. */
export const notDone: Flow<AddAnswers> = {
  name: 'notDone',
  version: 1,
  steps: [wordsStep('notDone') as Step<AddAnswers>],
  async submit({ work, account }, { ticketId, words, begunOn }) {
    const ticket = await sayNotDone(work, ticketId, account, words, begunOn)
    return [say('notDoneTaken', { number: numberOf(ticket) })]
  },
  hasWords: ({ words }) => words.length > 0,
}

/** The answers to "was it done?". */
export const doneYes = withMatter(async ({ work }, ticket) => {
  await sayDone(work, ticket.id)
  return { says: [say('doneNoted', { number: numberOf(ticket) })] }
})

export const doneNo = withMatter(async (turn, ticket) => {
  const { state } = ticket
  if (!mayMove(state, 'reopen')) return { says: [say('moveRefused', { number: numberOf(ticket), state })] }
  return beginFlow(notDone, { ticketId: ticket.id, words: [] }, turn)
})

export const doneStop = withMatter(async ({ work }, ticket) => {
  await declineAsking(work, ticket.id)
  return { says: [say('askingStopped', {})] }
})
