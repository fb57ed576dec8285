import { normalizePhone } from '../../domain/rules/phone.ts'
import { say } from '../text/sentences.ts'
import type { Step } from './flow.ts'

export interface ContactAnswers {
  contact?: 'give' | 'none'
  name?: string
  phone?: string
}

/** How to reach the person, or not at all. */
export function contactSteps<A extends ContactAnswers>(isSealed: (answers: A) => boolean): Step<A>[] {
  return [
    {
      key: 'contact',
      isDone: (answers) => answers.contact !== undefined,
      ask: (answers) => say('askContact', { sealed: isSealed(answers) }),
      read(said, answers) {
        if (said.kind === 'contact') {
          if (!normalizePhone(said.phone)) return { kind: 'again', why: say('phoneWrong', {}) }
          const name = said.name?.slice(0, 30)
          return { kind: 'answer', answers: { ...answers, contact: 'give', phone: said.phone, ...(name && { name }) } }
        }
        const { name: _, phone: __, ...open } = answers
        if (said.kind === 'choice' && said.value === 'contact:none') {
          return { kind: 'answer', answers: { ...open, contact: 'none' } as A }
        }
        if (said.kind === 'choice' && said.value === 'contact:give') {
          return { kind: 'answer', answers: { ...open, contact: 'give' } as A }
        }
        return { kind: 'again', why: say('notUnderstood', {}) }
      },
    },
    {
      key: 'name',
      applies: (answers) => answers.contact === 'give',
      isDone: (answers) => answers.name !== undefined,
      ask: () => say('askName', {}),
      read(said, answers) {
        if (said.kind !== 'text') return { kind: 'again', why: say('notUnderstood', {}) }
        const name = said.text.trim()
        if (name === '' || [...name].length > 30) return { kind: 'again', why: say('nameTooLong', {}) }
        return { kind: 'answer', answers: { ...answers, name } }
      },
    },
    {
      key: 'phone',
      applies: (answers) => answers.contact === 'give',
      isDone: (answers) => answers.phone !== undefined,
      ask: () => say('askPhone', {}),
      read(said, answers) {
        const typed = said.kind === 'contact' ? said.phone : said.kind === 'text' ? said.text : ''
        if (!normalizePhone(typed)) return { kind: 'again', why: say('phoneWrong', {}) }
        return { kind: 'answer', answers: { ...answers, phone: typed.trim() } }
      },
    },
  ]
}
