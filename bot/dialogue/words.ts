import type { WrittenWords } from '../../domain/letters.ts'
import type { FlowName } from '../text/dialogue-sentences.ts'
import type { Language } from '../text/names.ts'
import { say } from '../text/sentences.ts'
import { marksOf } from '../text/word.ts'
import type { Step } from './flow.ts'
import { languageOf, type OpenFlow, type Words } from './turn.ts'

export interface WordsAnswers {
  words: WrittenWords[]
  wordsDone?: boolean
}

/** In one's own words: as many messages and files as it takes, until 完成. */
export function wordsStep(flow: FlowName): Step<WordsAnswers> {
  return {
    key: 'words',
    isDone: (answers) => answers.wordsDone === true,
    ask: ({ words }) => say('askWords', { flow, ...count(words) }),
    read(said, answers, turn) {
      if (said.kind === 'choice') {
        if (said.value === 'startOver') {
          const { wordsDone: _, ...open } = answers
          return { kind: 'again', answers: { ...open, words: [] } }
        }
        if (said.value !== 'done') return { kind: 'again', why: say('notUnderstood', {}) }
        if (answers.words.length === 0) return { kind: 'again', why: say('wordsMissing', {}) }
        return { kind: 'answer', answers: { ...answers, wordsDone: true } }
      }
      const { wordsDone: _, ...open } = answers
      return { kind: 'again', answers: { ...open, words: [...answers.words, written(said, languageOf(turn))] } }
    },
  }
}

/** What was said, as words of a matter. What was passed on says so, for it is not the person's own. */
export function written(said: Words, language: Language): WrittenWords {
  if (said.kind === 'contact') return { text: [said.name, said.phone].filter(Boolean).join(' '), files: [] }
  const mark = said.forwarded ? marksOf(language).forwarded : ''
  const files = said.kind === 'media' ? said.files.map((file) => file.file) : []
  return { text: `${mark}${said.text ?? ''}`.trimEnd(), files, source: said.source }
}

/** The words in a form that are not filed yet. */
export function wordsIn(form: OpenFlow | undefined): WrittenWords[] {
  return (form?.answers as Partial<WordsAnswers> | undefined)?.words ?? []
}

/** The same form with other words in it. */
export function withWords(form: OpenFlow, words: WrittenWords[]): OpenFlow {
  return { ...form, answers: { ...(form.answers as object), words } }
}

/** Takes out words not submitted yet; undefined when they are not among them. */
export function withoutWords(words: WrittenWords[], source: string): WrittenWords[] | undefined {
  const rest = words.filter((piece) => piece.source !== source)
  return rest.length < words.length ? rest : undefined
}

/** Puts a new version in place of words not submitted yet; what they said before goes along. */
export function rewriteWords(words: WrittenWords[], source: string, text: string): WrittenWords[] | undefined {
  const index = words.findIndex((piece) => piece.source === source)
  const piece = words[index]
  if (!piece) return undefined
  return words.with(index, { ...piece, text, earlier: [...(piece.earlier ?? []), piece.text] })
}

export function count(words: WrittenWords[]): { texts: number; files: number } {
  return {
    texts: words.filter((piece) => piece.text !== '').length,
    files: words.reduce((sum, piece) => sum + piece.files.length, 0),
  }
}
