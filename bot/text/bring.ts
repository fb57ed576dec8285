import type { Office } from '../../domain/office.ts'
import { findCategory, findGroup } from '../../domain/rules/routing.ts'
import { inLanguage, type Language } from './names.ts'

/** What to bring to a reception: what everybody brings, then what belongs to the topic and its group; each once. */
export function bringList(office: Office, category: string | null, language: Language): string[] {
  const group = category === null ? undefined : findGroup(office, category)
  const topic = category === null ? undefined : findCategory(office, category)
  const things = [...(office.reception?.bring ?? []), ...(group?.bring ?? []), ...(topic?.bring ?? [])]
  return [...new Set(things.map((thing) => inLanguage(thing, language)))]
}
