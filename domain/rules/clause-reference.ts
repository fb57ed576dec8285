import { toHalfWidth } from './personal-numbers.ts'

/** What somebody means by words like 《土地管理法》第四十八条. */
export type ClauseReference =
  /** `article` as `articleKey` makes it. */
  | { kind: 'article'; title: string; article: string }
  /** The n-th of a list that was shown, from 1. */
  | { kind: 'listed'; place: number }
  /** Neither: it may be a clause's own id. */
  | { kind: 'words'; words: string }

/**
 * Reads one or several clauses, in the order they were written: 土地管理法第四十八条、第四十九条 names the title once. Parts
 * of a clause (款, 项) do not count: what is kept is the clause.
 */
export function readClauses(typed: string): ClauseReference[] {
  const read: ClauseReference[] = []
  let title = ''
  for (const piece of toHalfWidth(typed).split(separators)) {
    const words = piece.trim()
    if (words === '') continue
    const [, named = '', article = ''] = articleShape.exec(words) ?? []
    title = titleKey(named) || title
    if (article !== '' && title !== '') read.push({ kind: 'article', title, article: articleKey(article) })
    else if (/^\d$/.test(words)) read.push({ kind: 'listed', place: Number(words) })
    else read.push({ kind: 'words', words })
  }
  return read
}

/** Between clauses; not within the marks of a title, and figures of a list may stand apart by a space. */
const separators =
  /[\n,、;；]+(?![^《》]*》)|(?<=条(?:之[一二三四五六七八九十\d]+)?)\s*(?:和|与|及|and)\s*|(?<=^[\s\d]+)\s+(?=[\s\d]+$)/u

const numeral = '[0-9零〇一二三四五六七八九十百千两]+'
const articleShape = new RegExp(`^(.*?)\\s*(第\\s*${numeral}\\s*条(?:\\s*之\\s*${numeral})?)`, 'u')

/** An article however it is written: 第四十八条, 第48条 → `48`; 第四十八条之一 → `48-1`. Without a number as it stands. */
export function articleKey(article: string): string {
  const [, main, more] =
    new RegExp(`第\\s*(${numeral})\\s*条(?:\\s*之\\s*(${numeral}))?`, 'u').exec(toHalfWidth(article)) ?? []
  if (main === undefined) return article.trim()
  return more === undefined ? String(readNumeral(main)) : `${readNumeral(main)}-${readNumeral(more)}`
}

/** A title without its marks, what stands behind it in brackets, and the name of the state in front. */
export function titleKey(title: string): string {
  return toHalfWidth(title)
    .replace(/\([^()]*\)\s*$/u, '')
    .replace(/[\s《》〈〉"“”]/gu, '')
    .replace(/^中华人民共和国/u, '')
}

/** 48, 四十八, 一百零二 and 二〇 as numbers. */
function readNumeral(text: string): number {
  if (/^\d+$/.test(text)) return Number(text)
  if (!/[十百千]/u.test(text)) return Number([...text].map(digitOf).join(''))
  let total = 0
  let digit = 0
  for (const letter of text) {
    const unit = { 十: 10, 百: 100, 千: 1000 }[letter]
    if (unit === undefined) {
      digit = digitOf(letter)
      continue
    }
    total += (digit || 1) * unit
    digit = 0
  }
  return total + digit
}

function digitOf(letter: string): number {
  if (/\d/.test(letter)) return Number(letter)
  return letter === '两' ? 2 : Math.max(0, '零一二三四五六七八九'.indexOf(letter))
}
