import { addWords } from '../../domain/letters.ts'
import { reopenMatter } from '../../domain/matters.ts'
import { numberOf } from '../../domain/tickets.ts'
import { say } from '../text/sentences.ts'
import type { Flow, Step } from './flow.ts'
import { type WordsAnswers, wordsStep } from './words.ts'

/** `begunOn`: the account it was handed over from. */
export type AddAnswers = WordsAnswers & { ticketId: string; begunOn?: string }

/** More words for an open matter. */
export const add: Flow<AddAnswers> = {
  name: 'add',
  version: 1,
  steps: [wordsStep('add') as Step<AddAnswers>],
  async submit({ work, account }, { ticketId, words, begunOn }) {
    const ticket = await addWords(work, ticketId, account, words, begunOn)
    return [say('added', { number: numberOf(ticket) })]
  },
  hasWords: ({ words }) => words.length > 0,
}

/** Why a matter is not settled: it is opened again with these words. */
export const reopen: Flow<AddAnswers> = {
  name: 'reopen',
  version: 1,
  steps: [wordsStep('reopen') as Step<AddAnswers>],
  async submit({ work, account }, { ticketId, words, begunOn }) {
    const ticket = await reopenMatter(work, ticketId, account, words, begunOn)
    return [say('reopened', { number: numberOf(ticket) })]
  },
  hasWords: ({ words }) => words.length > 0,
}
