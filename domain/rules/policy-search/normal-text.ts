/** Makes Chinese written either way look the same: traditional → simplified. The rules import nothing, so it is handed in. */
export type Simplify = (text: string) => string

/** Text as it is compared: letters, figures and single spaces. */
export type Normalise = (text: string) => string

/**
 * NFKC, lower case, simplified characters, everything that is neither letter nor figure as one space, and 第48条 as the
 * laws write it. Texts without a traditional character, which is nearly all of them, never see `simplify`: it is the dear
 * part of building an index.
 */
export function createNormalise(simplify: Simplify): Normalise {
  const changes = new Map<string, boolean>()
  const mayChange = (character: string): boolean => {
    let known = changes.get(character)
    if (known === undefined) {
      known = simplify(character) !== character
      changes.set(character, known)
    }
    return known
  }
  return (text) => {
    const plain = text.normalize('NFKC').toLowerCase()
    const simple = [...new Set(plain)].some(mayChange) ? simplify(plain) : plain
    return simple
      .replace(invisible, '')
      .replace(notWords, ' ')
      .replace(articleInFigures, (_all, figures: string, unit: string) => `第${inCharacters(Number(figures))}${unit}`)
      .trim()
  }
}

const invisible = /[\u00ad\u200b-\u200f\u2060\ufeff]/g
const notWords = /[^\p{L}\p{N}]+/gu
const articleInFigures = /第 ?(\d{1,4}) ?(条|章|款|项)/g

const characters = '零一二三四五六七八九'

/** 48 → 四十八, 1127 → 一千一百二十七, as articles are numbered. */
export function inCharacters(number: number): string {
  const places: [number, string][] = [
    [1000, '千'],
    [100, '百'],
    [10, '十'],
    [1, ''],
  ]
  let text = ''
  let rest = number
  let skipped = false
  for (const [worth, name] of places) {
    const figure = Math.floor(rest / worth)
    rest -= figure * worth
    if (figure === 0) {
      skipped = text !== ''
      continue
    }
    // 十二, and not 一十二; 一百一十二 all the same.
    const word = worth === 10 && figure === 1 && text === '' ? '' : (characters[figure] ?? '')
    text += `${skipped ? '零' : ''}${word}${name}`
    skipped = false
  }
  return text || '零'
}
