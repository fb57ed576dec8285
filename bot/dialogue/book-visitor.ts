import type { Needs } from '../../domain/reception/booking-rows.ts'
import type { MatterLine } from '../text/matter-line.ts'
import { say } from '../text/sentences.ts'
import type { Reading, Step } from './flow.ts'
import { languageOf, type Said } from './turn.ts'
import { type WordsAnswers, wordsStep, written } from './words.ts'

export interface VisitorAnswers extends WordsAnswers {
  /** The person's open matters that a visit can be about. */
  matters: MatterLine[]
  /** One of them by its id, something new in their words, or nothing told beforehand. */
  about?: { ticketId: string } | 'new' | 'talk'
  /** All who come, where it is more than one. */
  people?: string[]
  needs: Needs
  needsDone?: boolean
  /** What is to be typed for one of the needs. */
  needAsks?: 'dialect' | 'words'
}

/** About which matter. Words said here are what it is about. */
export function aboutStep<A extends VisitorAnswers>(): Step<A> {
  return {
    key: 'about',
    isDone: ({ about }) => about !== undefined,
    ask: ({ matters }) => say('askAbout', { matters }),
    read(said, answers, turn) {
      if (said.kind === 'text') {
        const { wordsDone: _, ...open } = answers
        const words = [...answers.words, written(said, languageOf(turn))]
        return { kind: 'answer', answers: { ...open, about: 'new', words } as unknown as A }
      }
      const value = said.kind === 'choice' ? said.value : ''
      if (value === 'about:new') {
        // Said before and to be changed: there is more to come.
        const { wordsDone: _, ...open } = answers
        return { kind: 'answer', answers: { ...open, about: 'new' } as unknown as A }
      }
      if (value === 'about:talk') return { kind: 'answer', answers: { ...answers, about: 'talk' } }
      const matter = answers.matters.find(({ ticketId }) => value === `about:${ticketId}`)
      if (!matter) return { kind: 'again', why: say('notUnderstood', {}) }
      return { kind: 'answer', answers: { ...answers, about: { ticketId: matter.ticketId } } }
    },
  }
}

/** A few words about something new. A booking holds words; what was photographed is brought along. */
export function newWordsStep<A extends VisitorAnswers>(): Step<A> {
  const step = wordsStep('book') as Step<A>
  return {
    ...step,
    applies: ({ about }) => about === 'new',
    read(said, answers, turn) {
      if (said.kind !== 'media') return step.read(said, answers, turn)
      const why = say('bringFiles', {})
      if (!said.text) return { kind: 'again', why }
      const words = [...answers.words, written({ ...said, files: [] }, languageOf(turn))]
      return { kind: 'again', answers: { ...answers, words }, why }
    },
  }
}

/** Who comes: alone, or the names of all. */
export function peopleStep<A extends VisitorAnswers>(): Step<A> {
  return {
    key: 'people',
    isDone: ({ people }) => people !== undefined,
    ask: (_, { work }) => say('askPeople', { most: work.office.reception?.maxPeople ?? 1 }),
    read(said, answers, { work }) {
      if (said.kind === 'choice' && said.value === 'people:me') {
        return { kind: 'answer', answers: { ...answers, people: [] } }
      }
      if (said.kind !== 'text') return { kind: 'again', why: say('notUnderstood', {}) }
      const most = work.office.reception?.maxPeople ?? 1
      const names = namesIn(said.text)
      if (names.length === 0 || names.some((name) => [...name].length > 30)) {
        return { kind: 'again', why: say('nameTooLong', {}) }
      }
      if (names.length > most) return { kind: 'again', why: say('tooManyPeople', { most, named: names.length }) }
      return { kind: 'answer', answers: { ...answers, people: names } }
    },
  }
}

/** What they need: several things, or nothing. A button once more takes it back. */
export function needsStep<A extends VisitorAnswers>(): Step<A> {
  return {
    key: 'needs',
    isDone: ({ needsDone }) => needsDone === true,
    ask: ({ needs, needAsks }) => say('askNeeds', { needs, ...(needAsks && { asks: needAsks }) }),
    read: (said, answers) => readNeed(said, answers),
    back(answers) {
      const { needAsks, ...open } = answers
      return needAsks === undefined ? undefined : (open as unknown as A)
    },
  }
}

function readNeed<A extends VisitorAnswers>(said: Said, answers: A): Reading<A> {
  const { needAsks = 'words', needsDone: _, ...rest } = answers
  const open = withoutAsking(rest as unknown as A)
  const withNeeds = (needs: Needs): Reading<A> => ({ kind: 'again', answers: { ...open, needs } })
  const { needs } = answers
  if (said.kind === 'text') return withNeeds({ ...needs, [needAsks]: said.text.trim().slice(0, 200) })
  switch (said.kind === 'choice' ? said.value : '') {
    case 'need:none':
      return { kind: 'answer', answers: { ...open, needs: {}, needsDone: true } }
    case 'done':
      return { kind: 'answer', answers: { ...open, needsDone: true } }
    case 'need:wheelchair':
      return withNeeds(needs.wheelchair ? without(needs, 'wheelchair') : { ...needs, wheelchair: true })
    case 'need:homeVisit':
      return withNeeds(needs.homeVisit ? without(needs, 'homeVisit') : { ...needs, homeVisit: true })
    case 'need:dialect':
      return needs.dialect
        ? withNeeds(without(needs, 'dialect'))
        : { kind: 'again', answers: { ...open, needAsks: 'dialect' } }
    case 'need:words':
      return needs.words
        ? withNeeds(without(needs, 'words'))
        : { kind: 'again', answers: { ...open, needAsks: 'words' } }
    default:
      return { kind: 'again', why: say('notUnderstood', {}) }
  }
}

function withoutAsking<A extends VisitorAnswers>(answers: A): A {
  const { needAsks: _, ...rest } = answers
  return rest as unknown as A
}

function without(needs: Needs, what: keyof Needs): Needs {
  const { [what]: _, ...rest } = needs
  return rest
}

/** Names with commas between them, or Chinese ones with spaces. */
function namesIn(text: string): string[] {
  const typed = text.trim()
  const between = /[、，,;；\n]/u.test(typed)
    ? /[、，,;；\n]+/u
    : /^[\p{Script=Han}\s·]+$/u.test(typed)
      ? /\s+/u
      : undefined
  return (between ? typed.split(between) : [typed]).map((name) => name.trim()).filter(Boolean)
}
