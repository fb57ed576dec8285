import type { Office } from '../../domain/office.ts'
import type { Choice } from '../message.ts'
import type { Labels } from './labels.ts'
import { inLanguage, type Language } from './names.ts'
import type { Terms } from './terms.ts'

/** What buttons and cards are drawn with: the office's names and one language's words. */
export interface Drawing {
  office: Office
  language: Language
  labels: Labels
  terms: Terms
}

/** The rows of buttons under a kind of sentence; a kind that is absent has none. */
export type Choices<S> = { [K in keyof S]?: (params: S[K], drawing: Drawing) => Choice[][] }

export function unitChoices(act: string, { office, language }: Drawing): Choice[] {
  return office.units.map((unit) => ({ label: inLanguage(unit.name, language), value: `${act}:${unit.id}` }))
}
