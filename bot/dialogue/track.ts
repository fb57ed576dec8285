import { openByCode, viewMatter } from '../../domain/matters.ts'
import { parseTicketNumber } from '../../domain/rules/ticket-number.ts'
import { say } from '../text/sentences.ts'
import type { Flow } from './flow.ts'

export interface TrackAnswers {
  number?: string
  code?: string
}

/** A matter by its number and query code, from any account. */
export const track: Flow<TrackAnswers> = {
  name: 'track',
  version: 1,
  steps: [
    {
      key: 'number',
      isDone: (answers) => answers.number !== undefined,
      ask: () => say('askNumber', {}),
      read(said, answers, { work }) {
        const typed = said.kind === 'text' ? said.text.trim() : ''
        const isNumber = parseTicketNumber(typed, work.at.getUTCFullYear()) !== undefined
        return isNumber
          ? { kind: 'answer', answers: { ...answers, number: typed } }
          : { kind: 'again', why: say('numberWrong', {}) }
      },
    },
    {
      key: 'code',
      isDone: (answers) => answers.code !== undefined,
      ask: ({ number = '' }) => say('askCode', { number }),
      read(said, answers) {
        if (said.kind !== 'text') return { kind: 'again', why: say('codeWrong', {}) }
        return { kind: 'answer', answers: { ...answers, code: said.text } }
      },
    },
  ],
  async submit({ work, account }, { number = '', code = '' }) {
    const opened = await openByCode(work, account, number, code)
    switch (opened.kind) {
      case 'open':
        return [say('matter', { view: await viewMatter(work, opened.ticket) })]
      case 'wrong':
        return [say('codeWrong', {}), say('menu', { hello: false })]
      case 'wait': {
        const minutes = Math.max(1, Math.ceil((opened.until.getTime() - work.at.getTime()) / 60_000))
        return [say('codeWait', { minutes }), say('menu', { hello: false })]
      }
    }
  },
  hasWords: () => false,
}
