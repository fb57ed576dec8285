import type { Office } from '../../domain/office.ts'
import type { ReviewStage } from '../../domain/rules/review-rights.ts'
import { findCategory, findTownship, findUnit, findVillage } from '../../domain/rules/routing.ts'
import type { Choice } from '../message.ts'

export type Language = 'zh' | 'en'

export const languages: readonly Language[] = ['zh', 'en']

interface TwoNames {
  zh: string
  en?: string | undefined
}

/** A name of the office file in the reader's language, in Chinese where it has no other. */
export function inLanguage(name: TwoNames | undefined, language: Language): string {
  return (language === 'en' ? name?.en : undefined) ?? name?.zh ?? '—'
}

export function categoryName(office: Office, id: string, language: Language): string {
  return inLanguage(findCategory(office, id)?.name, language)
}

export function unitName(office: Office, id: string, language: Language): string {
  return inLanguage(findUnit(office, id)?.name, language)
}

/** `青石镇柳湾村`: places keep their Chinese names in every language. */
export function placeName(office: Office, township?: string | null, village?: string | null): string {
  const town = township ? findTownship(office, township)?.name : undefined
  const place = village ? findVillage(office, village)?.village.name : undefined
  return `${town ?? ''}${place ?? ''}`
}

/** Where a reception day is held: the office file has it in two languages, an officer who changed it wrote one. */
export function receptionPlace({ reception }: Pick<Office, 'reception'>, place: string, language: Language): string {
  const known = [reception?.place, ...(reception?.tours ?? []).map((tour) => tour.place)]
  return known.find((name) => name?.zh === place)?.[language] ?? place
}

/** Puts choices into rows of up to `perRow`, so that long lists stay short on a small screen. */
export function inRows(choices: Choice[], perRow: number): Choice[][] {
  const rows: Choice[][] = []
  for (let start = 0; start < choices.length; start += perRow) rows.push(choices.slice(start, start + perRow))
  return rows
}

/** Cuts words that are quoted back, so that a long letter does not fill the screen. */
export function shorten(text: string, most = 60): string {
  const letters = [...text]
  return letters.length <= most ? text : `${letters.slice(0, most).join('')}…`
}

/** The organs above the office, where its file names them. */
export type Organs = Pick<Office, 'reviewOrgan' | 'recheckOrgan'>

/** What the organ is called that decides on a review or a recheck; undefined where the office has not said. */
export function organName(office: Organs, stage: ReviewStage, language: Language): string | undefined {
  const name = stage === 'review' ? office.reviewOrgan : office.recheckOrgan
  return name && inLanguage(name, language)
}

/** `★★★★☆`: how a matter was rated. */
export function starLine(stars: number): string {
  return '★'.repeat(stars) + '☆'.repeat(5 - stars)
}
