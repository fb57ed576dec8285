import {
  groupedCardNumber,
  harmlessNumber,
  identityNumber,
  landlineNumber,
  longNumber,
  mobileNumber,
  spelledNumber,
  toHalfWidth,
} from './personal-numbers.ts'

/** Told by their own figures, even when a part of them reads like a date. */
const sureNumbers = [identityNumber, mobileNumber]
const likelyNumbers = [groupedCardNumber, landlineNumber, longNumber, spelledNumber]

/**
 * The text as the staff room may see it: phones, identity numbers and bank cards as `****` with their last two
 * characters (two numbers can be told apart, none can be called), the given names as 王**. No seven figures in a row of
 * the original are left, not even of a sum of money written without commas. Ticket numbers, dates and clauses stay.
 */
export function maskText(text: string, names: string[]): string {
  const nameless = maskNames(text, names)
  const plain = toHalfWidth(nameless)
  const withoutHarmless = plain.replace(harmlessNumber, (found) => '\n'.repeat(found.length))
  const hidden = [...spansOf(plain, sureNumbers), ...spansOf(withoutHarmless, likelyNumbers)]
  return maskSpans(nameless, hidden)
}

/** 王**, whatever the length of the name, which would tell something too. Empty stays empty. */
export function maskName(name: string): string {
  const [first] = name.trim()
  return first === undefined ? '' : `${first}**`
}

function maskNames(text: string, names: string[]): string {
  // A name of one character would blank half the language.
  const known = [...new Set(names.map((name) => name.replace(/\s+/g, '')))].filter((name) => [...name].length > 1)
  known.sort((a, b) => b.length - a.length)
  if (known.length === 0) return text
  const shapes = known.map((name) => wholeWord([...name].map(escapeRegExp).join('\\s*')))
  return text.replace(new RegExp(shapes.join('|'), 'giu'), (found) => maskName(found))
}

/** A Latin name is not masked inside another word (Li in like); Chinese has no such edges. */
function wholeWord(shape: string): string {
  return `${/^[a-z]/i.test(shape) ? '(?<![a-z])' : ''}${shape}${/[a-z]$/i.test(shape) ? '(?![a-z])' : ''}`
}

function escapeRegExp(character: string): string {
  return character.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
}

interface Span {
  from: number
  to: number
}

/** Not by matchAll, which makes a new expression of each for every text. */
function spansOf(text: string, shapes: RegExp[]): Span[] {
  return shapes.flatMap((shape) => {
    const spans: Span[] = []
    shape.lastIndex = 0
    for (let found = shape.exec(text); found; found = shape.exec(text)) {
      spans.push({ from: found.index, to: shape.lastIndex })
    }
    return spans
  })
}

function maskSpans(text: string, spans: Span[]): string {
  const joined: Span[] = []
  for (const span of spans.toSorted((a, b) => a.from - b.from)) {
    const last = joined.at(-1)
    if (last && span.from < last.to) last.to = Math.max(last.to, span.to)
    else joined.push({ ...span })
  }
  let masked = ''
  let from = 0
  for (const span of joined) {
    const figures = text.slice(span.from, span.to).replace(/[^\p{L}\p{N}]/gu, '')
    masked += `${text.slice(from, span.from)}****${[...figures].slice(-2).join('')}`
    from = span.to
  }
  return masked + text.slice(from)
}
