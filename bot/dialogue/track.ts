import { viewMatter } from '../../domain/matter-view.ts'
import { findMatterByNumber, openByCode } from '../../domain/matters.ts'
import { parseTicketNumber } from '../../domain/rules/ticket-number.ts'
import { say } from '../text/sentences.ts'
import type { Flow } from './flow.ts'
import { ownMatter } from './save-dates.ts'

export interface TrackAnswers {
  number?: string
}

/** A matter by its number: from any account with its query code, without it from one of the person who filed it. */
export const track: Flow<TrackAnswers> = {
  name: 'track',
  version: 1,
  steps: [
    {
      key: 'number',
      isDone: (answers) => answers.number !== undefined,
      ask: () => say('askNumber', {}),
      async read(said, answers, turn) {
        const typed = said.kind === 'text' ? said.text.trim() : ''
        const isNumber = parseTicketNumber(typed, turn.work.at.getUTCFullYear()) !== undefined
        if (!isNumber) return { kind: 'again', why: say('numberWrong', {}) }
        const number = typed.slice(0, 60).trim()
        const own = await findMatterByNumber(turn.work, turn.account, number)
        if (!own) return { kind: 'answer', answers: { ...answers, number } }
        return { kind: 'end', says: [ownMatter(turn, await viewMatter(turn.work, own, turn.account))] }
      },
    },
    {
      key: 'code',
      // It ends the form itself: the code is looked at once and kept nowhere.
      isDone: () => false,
      ask: ({ number = '' }) => say('askCode', { number }),
      async read(said, { number = '' }, { work, account }) {
        if (said.kind !== 'text') return { kind: 'again', why: say('codeWrong', {}) }
        const opened = await openByCode(work, account, number, said.text)
        switch (opened.kind) {
          case 'open':
            return { kind: 'end', says: [say('matter', { view: await viewMatter(work, opened.ticket, account) })] }
          case 'sealed':
            return { kind: 'end', says: [say('sealedOnPage', { page: work.publicUrl }), say('menu', { hello: false })] }
          case 'wrong':
            return { kind: 'again', why: say('codeWrong', {}) }
          case 'wait': {
            const minutes = Math.max(1, Math.ceil((opened.until.getTime() - work.at.getTime()) / 60_000))
            return { kind: 'end', says: [say('codeWait', { minutes }), say('menu', { hello: false })] }
          }
        }
      },
    },
  ],
  hasWords: () => false,
}
