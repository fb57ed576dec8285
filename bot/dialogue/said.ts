import { maxFileSize } from '../../domain/uploads.ts'
import type { Input, RefusedFile } from '../message.ts'
import { type Say, say } from '../text/sentences.ts'
import { marksOf } from '../text/word.ts'
import { readText } from './choice.ts'
import { type DialogueState, languageOf, type Said, type Turn } from './turn.ts'

/** What can be said: all but what only happens to a talk. */
export type Saying = Exclude<Input, { kind: 'opened' | 'edit' | 'recall' | 'membership' | 'choice' }>

/** What somebody said, where there is something in it that can be taken now, and what is told of it before. */
export interface Heard {
  said?: Said
  tells: Say[]
}

/** Makes of a message what a form or the talk can take. */
export function hearing(turn: Turn, state: DialogueState, input: Saying): Heard {
  switch (input.kind) {
    case 'text':
      return { said: readWords(turn, state, input.text), tells: [] }
    case 'media':
      return hearMedia(turn, state, input)
    case 'location': {
      if (!isOpenTo(state, ['place', 'words'])) return { tells: [say('notNow', { what: 'location' })] }
      return { said: plain(turn, `📍 ${input.latitude.toFixed(5)}, ${input.longitude.toFixed(5)}`), tells: [] }
    }
    case 'contact': {
      if (!isOpenTo(state, ['contact', 'phone', 'words'])) return { tells: [say('notNow', { what: 'contact' })] }
      const { phone, name } = input
      return { said: { kind: 'contact', phone, ...(name !== undefined && { name }) }, tells: [] }
    }
    case 'sticker':
      if (!isOpenTo(state, ['words'])) return { tells: [say('notUnderstood', {})] }
      return { said: plain(turn, marksOf(languageOf(turn)).sticker(input.emoji?.slice(0, 16))), tells: [] }
    case 'unsupported':
      return { tells: [say('unsupported', {})] }
  }
}

function hearMedia(turn: Turn, state: DialogueState, input: Extract<Saying, { kind: 'media' }>): Heard {
  const { files, refused = [], text } = input
  const tells = refused.length > 0 ? [left(turn, refused)] : []
  if (files.length > 0 || refused.length === 0) {
    const { source } = turn
    return { said: { kind: 'media', files, source, ...passedOn(turn), ...(text !== undefined && { text }) }, tells }
  }
  return text ? { said: readWords(turn, state, text), tells } : { tells }
}

/** What was passed on is no answer of the person's: its words choose nothing. */
function readWords(turn: Turn, state: DialogueState, text: string): Said {
  return turn.incoming.forwarded ? plain(turn, text) : readText(text, state, turn.work.office, turn.source)
}

function plain(turn: Turn, text: string): Said {
  return { kind: 'text', text, source: turn.source, ...passedOn(turn) }
}

function passedOn({ incoming }: Turn): { forwarded?: true } {
  return incoming.forwarded ? { forwarded: true } : {}
}

function left({ work }: Turn, refused: RefusedFile[]): Say {
  const whys = [...new Set(refused.map(({ why }) => why))]
  return say('filesLeft', {
    left: whys.map((why) => ({ why, count: refused.filter((file) => file.why === why).length })),
    mostMegabytes: maxFileSize / 1024 / 1024,
    page: work.publicUrl,
  })
}

/** Whether something that is no text can be taken now: outside a form always, in one at these steps. */
function isOpenTo({ flow }: DialogueState, steps: string[]): boolean {
  return !flow || steps.includes(flow.step)
}
