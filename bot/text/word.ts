import type { Reply } from '../message.ts'
import type { Language } from './names.ts'
import type { Catalogue, Reader, Sentences, Worded } from './sentences.ts'
import { desk as zhDesk } from './zh/desk.ts'
import { dialogue as zhDialogue } from './zh/dialogue.ts'
import { notices as zhNotices } from './zh/notices.ts'

const zh: Catalogue<Sentences> = { ...zhDialogue, ...zhNotices, ...zhDesk }

const catalogues: Record<Language, Catalogue<Sentences>> = { zh, en: zh }

/** Puts something to say into words of a language. */
export function word(said: Worded, language: Language, reader: Reader): Reply {
  const sentence = catalogues[language][said.kind] as (params: unknown, reader: Reader) => Reply
  return sentence(said.params, reader)
}
