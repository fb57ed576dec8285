import { DomainError } from '../../domain/errors.ts'
import { type Draft, openTicket } from '../../domain/filing.ts'
import { tieAsk } from '../../domain/policies/asks.ts'
import { topicOfQuestions } from '../../domain/rules/routing.ts'
import type { ChangeField, ReadBack } from '../text/dialogue-sentences.ts'
import type { Say } from '../text/sentences.ts'
import { say } from '../text/sentences.ts'
import { type AlikeAnswers, notingAlike } from './alike.ts'
import { accusedStep, type CategoryAnswers, categoryStep } from './category.ts'
import { type ContactAnswers, contactSteps } from './contact.ts'
import type { Flow, Step } from './flow.ts'
import { sayFiled } from './notices.ts'
import { type PlaceAnswers, placeStep } from './place.ts'
import type { Turn } from './turn.ts'
import { count, type WordsAnswers, wordsStep } from './words.ts'

export type ReportAnswers = CategoryAnswers &
  PlaceAnswers &
  WordsAnswers &
  ContactAnswers &
  AlikeAnswers & {
    sealed?: boolean
    /** The question about policy that it comes from. */
    ask?: string
  }

const isSealed = (answers: ReportAnswers) => answers.accusedUnit !== undefined

/** The last step: everything is read back, and can be changed, before anything is filed. */
function readBackStep(fields: (answers: ReportAnswers) => ChangeField[], question: boolean): Step<ReportAnswers> {
  return {
    key: 'readBack',
    isDone: () => false,
    ask: (answers) => say('readBack', readBack(answers, fields(answers), question)),
    read(said, answers) {
      if (said.kind !== 'choice') return { kind: 'again', why: say('notUnderstood', {}) }
      if (said.value === 'submit') return { kind: 'submit' }
      if (said.value === 'change') return { kind: 'goTo', step: 'change' }
      const field = said.value.startsWith('change:') ? said.value.slice('change:'.length) : ''
      return fields(answers).some((known) => known === field)
        ? { kind: 'goTo', step: field }
        : { kind: 'again', why: say('notUnderstood', {}) }
    },
  }
}

/** Which part to change: reached from the read-back only. */
function changeStep(fields: (answers: ReportAnswers) => ChangeField[]): Step<ReportAnswers> {
  return {
    key: 'change',
    applies: () => false,
    isDone: () => true,
    ask: (answers) => say('askChange', { fields: fields(answers) }),
    read(said, answers) {
      const field = said.kind === 'choice' && said.value.startsWith('change:') ? said.value.slice('change:'.length) : ''
      return fields(answers).some((known) => known === field)
        ? { kind: 'goTo', step: field }
        : { kind: 'again', why: say('notUnderstood', {}) }
    },
  }
}

function reportFields(answers: ReportAnswers): ChangeField[] {
  return ['category', ...(isSealed(answers) ? (['accused'] as const) : []), 'place', 'words', 'contact']
}

function questionFields(): ChangeField[] {
  return ['words', 'contact']
}

export const report: Flow<ReportAnswers> = {
  name: 'report',
  version: 1,
  steps: [
    notingAlike(categoryStep as Step<ReportAnswers>),
    accusedStep as Step<ReportAnswers>,
    notingAlike(placeStep as Step<ReportAnswers>),
    wordsStep('report') as Step<ReportAnswers>,
    ...contactSteps<ReportAnswers>(isSealed),
    changeStep(reportFields),
    readBackStep(reportFields, false),
  ],
  submit: (turn, answers, draft) => file(turn, answers, draft),
  hasWords: (answers) => answers.words.length > 0,
}

export const question: Flow<ReportAnswers> = {
  name: 'question',
  version: 1,
  steps: [
    wordsStep('question') as Step<ReportAnswers>,
    ...contactSteps<ReportAnswers>(isSealed),
    changeStep(questionFields),
    readBackStep(questionFields, true),
  ],
  submit: (turn, answers, draft) => file(turn, { ...answers, category: topicOfQuestions(turn.work.office) }, draft),
  hasWords: (answers) => answers.words.length > 0,
}

async function file(turn: Turn, answers: ReportAnswers, draft: string): Promise<Say[]> {
  try {
    const { ticket } = await openTicket(turn.work, turn.account, toDraft(answers, draft))
    if (answers.ask !== undefined) await tieAsk(turn.work, answers.ask, ticket.id)
    return [await sayFiled(turn)]
  } catch (error) {
    if (error instanceof DomainError && error.code === 'no-custodian') {
      return [say('noCustodian', {}), say('menu', { hello: false })]
    }
    throw error
  }
}

function toDraft(answers: ReportAnswers, id: string): Draft {
  const { category, township, village, place, words, name, phone, accusedUnit } = answers
  if (category === undefined) throw new Error('A form without a category was submitted')
  return {
    id,
    category,
    words,
    ...(township && { township }),
    ...(village && { village }),
    ...(place && { place }),
    ...(name && phone && { contact: { name, phone } }),
    ...(accusedUnit && { accusedUnit }),
  }
}

function readBack(answers: ReportAnswers, fields: ChangeField[], question: boolean): ReadBack {
  const { category, accusedUnit, township, village, place, name, phone, words, alike, ask } = answers
  return {
    category: category ?? '',
    ...(accusedUnit && { accusedUnit }),
    ...(township && { township }),
    ...(village && { village }),
    ...(place && { place }),
    texts: words.map((piece) => piece.text).filter(Boolean),
    files: count(words).files,
    ...(name && { name }),
    ...(phone && { phone }),
    sealed: isSealed(answers),
    question,
    ...(alike !== undefined && { alike }),
    // Handed over from an answer about policy, it was not asked for.
    ...(question && ask !== undefined && !name && { offersContact: true }),
    fields,
  }
}
