import { likenessOf } from './likeness.ts'

/** Something with a name that people write in many ways. */
export interface NamedPlace {
  name: string
  aliases?: string[] | undefined
}

export type PlaceMatch<T> =
  | { kind: 'exact'; place: T }
  /** "您是说…?": at most three, the likeliest first. */
  | { kind: 'guess'; places: T[] }
  | { kind: 'none' }

/**
 * The place that somebody means. Endings (镇, 村, 社区 …) and spaces do not count; a sentence that names one place is as
 * good as the name. Wrong characters give a guess to ask about, never a silent choice.
 */
export function matchPlace<T extends NamedPlace>(typed: string, places: T[]): PlaceMatch<T> {
  const words = tidy(typed.slice(0, 200))
  if (words === '') return { kind: 'none' }

  const whole = places.filter((place) => namesOf(place).some((name) => name === words))
  if (whole.length > 0) return decide(whole)
  const short = places.filter((place) =>
    namesOf(place).some((name) => stem(name) === stem(words) && sameLevel(levelOf(words), levelOf(name))),
  )
  if (short.length > 0) return decide(short)

  const said = placesIn(words, places)
  const clear = said.filter((mention) => mention.standsAlone)
  if (clear.length > 0) return decide(clear.map((mention) => mention.place))

  const named = new Set(said.map((mention) => mention.place))
  const isPartly = (place: T) =>
    named.has(place) || namesOf(place).some((name) => [...words].length >= 2 && name.includes(words))
  const alike = places
    .map((place) => ({ place, score: Math.max(isPartly(place) ? containedAsIs : 0, likenessOfPlace(words, place)) }))
    .filter((candidate) => candidate.score >= worthAsking)
    .sort((a, b) => b.score - a.score)
  return alike.length > 0 ? { kind: 'guess', places: alike.slice(0, 3).map((c) => c.place) } : { kind: 'none' }
}

/** Half the characters of a two-character name must be right; less would offer every village of the county. */
const worthAsking = 0.45
/** The end of 尚柳湾 is 柳湾, but 上柳湾 is liker. */
const partOfMore = 0.8
/** A name that stands in the words, though glued to others, or the other way round. */
const containedAsIs = 0.75

const ending = /(?:街道办事处|办事处|村民委员会|村委会|居民委员会|居委会|行政村|自然村|街道|社区|[省市县区镇乡村组])$/

/** What may stand before and after a name without making it another name: 住在柳湾的, but not 新柳湾 or 柳湾河. */
const opening = /(?:^|[省市县区镇乡村道社组是在住自到于从叫去家和与跟及，。、,.:：]|老家|来自)$/
const closing =
  /^(?:$|[省市县区镇乡村]|街道|社区|第?[\d一二三四五六七八九十]+(?:组|号|队|社)|[的人这那和与跟及，。、,.!！?？])/

function decide<T>(places: T[]): PlaceMatch<T> {
  const [only, ...others] = places
  if (only === undefined) return { kind: 'none' }
  return others.length === 0 ? { kind: 'exact', place: only } : { kind: 'guess', places: places.slice(0, 3) }
}

function namesOf(place: NamedPlace): string[] {
  return [place.name, ...(place.aliases ?? [])].map(tidy).filter((name) => name !== '')
}

function tidy(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{Cf}'"“”‘’（）()【】[\]·\-—_]/gu, '')
}

/** The name without its endings, as long as two characters are left: 柳湾村委会 → 柳湾, but 新村 stays 新村. */
function stem(name: string): string {
  let rest = name
  for (;;) {
    const shorter = rest.replace(ending, '')
    if (shorter === rest || [...shorter].length < 2) return rest
    rest = shorter
  }
}

interface Mention<T> {
  place: T
  from: number
  to: number
  standsAlone: boolean
}

/** The places whose names stand in the sentence; a name inside a longer one (柳湾 in 上柳湾) does not count. */
function placesIn<T extends NamedPlace>(words: string, places: T[]): Mention<T>[] {
  const mentions = places.flatMap((place): Mention<T>[] => {
    const found = namesOf(place)
      .flatMap((name) => [name, stem(name)])
      .filter((name) => [...name].length >= 2 && words.includes(name))
      .sort((a, b) => b.length - a.length)[0]
    if (found === undefined) return []
    const from = words.indexOf(found)
    const to = from + found.length
    const after = words.slice(to)
    const ends =
      ending.test(found) || (closing.test(after) && sameLevel(levelOf(firstEnding(after)), levelOf(place.name)))
    const standsAlone = opening.test(words.slice(0, from)) && ends
    return [{ place, from, to, standsAlone }]
  })
  return mentions
    .filter((m) => !mentions.some((n) => n.from <= m.from && n.to >= m.to && n.to - n.from > m.to - m.from))
    .sort((a, b) => Number(b.standsAlone) - Number(a.standsAlone) || b.to - b.from - (a.to - a.from))
}

/** 0 to 1: how alike the place is to what was typed, or to the tail of a part of it that ends as such a place does. */
function likenessOfPlace(words: string, place: NamedPlace): number {
  const scores = namesOf(place).map((full) => {
    const name = stem(full)
    const length = [...name].length
    const parts = partsOf(words, levelOf(full))
    const whole = [stem(words), ...parts].filter((text) => Math.abs([...text].length - length) <= 2)
    const tails = parts.flatMap((part) => [length - 1, length, length + 1].map((n) => [...part].slice(-n).join('')))
    const tailScore = partOfMore * Math.max(0, ...tails.map((text) => likenessOf(text, name)))
    return Math.max(tailScore, ...whole.map((text) => likenessOf(text, name)))
  })
  return Math.max(0, ...scores)
}

/** 我是青石镇柳弯村的 → 我是青石 and 柳弯; of these only 柳弯 when villages are looked for. */
function partsOf(words: string, level: string | undefined): string[] {
  return words
    .split(/(?<=街道|社区|[省市县镇乡村组的，。、,.])/)
    .filter((part) => level === undefined || (levelOf(part) ?? level) === level)
    .map((part) => part.replace(/(?:街道|社区|[省市县镇乡村组的，。、,.])$/, ''))
    .filter((part) => part !== '')
}

/** 龙口镇 is not 龙口社区; without an ending either may be meant. */
function sameLevel(a: string | undefined, b: string | undefined): boolean {
  return a === undefined || b === undefined || a === b
}

function firstEnding(text: string): string {
  return /^(?:街道|社区|[省市县区镇乡村])/.exec(text)?.[0] ?? ''
}

function levelOf(name: string): 'village' | 'township' | 'county' | undefined {
  if (/(?:村|社区|组)$/.test(name)) return 'village'
  if (/(?:镇|乡|街道)$/.test(name)) return 'township'
  return /[省市县区]$/.test(name) ? 'county' : undefined
}
