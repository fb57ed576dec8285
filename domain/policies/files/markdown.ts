import { lexer, type Token, type Tokens } from 'marked'
import { parse } from 'yaml'
import { type Block, tableOf, tidyLine } from './blocks.ts'
import { beginsSomething } from './numbering.ts'
import { Refused } from './parsed-policy.ts'

/** What stands in Markdown as HTML, such as a table with merged cells, is read by whoever reads HTML. */
export type ReadHtmlPart = (html: string) => Block[]

/** A Markdown file: what stands in its front matter, if it has one, and its blocks. Throws Refused: `front-matter`. */
export function readMarkdown(
  text: string,
  readHtmlPart: ReadHtmlPart,
): { frontMatter: Record<string, unknown>; blocks: Block[] } {
  const match = /^\s*---[^\S\n]*\n([\s\S]*?)\n---[^\S\n]*(?:\n|$)/.exec(text)
  if (!match) return { frontMatter: {}, blocks: blocksOf(text, readHtmlPart) }
  return { frontMatter: readFrontMatter(match[1] ?? ''), blocks: blocksOf(text.slice(match[0].length), readHtmlPart) }
}

/** The blocks of a Markdown text without front matter. */
export function blocksOf(markdown: string, readHtmlPart: ReadHtmlPart = () => []): Block[] {
  return lexer(markdown).flatMap((token) => toBlocks(token, readHtmlPart))
}

function readFrontMatter(yaml: string): Record<string, unknown> {
  try {
    // No more aliases than a person writes: they can be nested into a bomb.
    const read: unknown = parse(yaml, { maxAliasCount: 10 })
    if (read === null || read === undefined) return {}
    if (typeof read === 'object' && !Array.isArray(read)) return read as Record<string, unknown>
  } catch {
    // Told below.
  }
  throw new Refused({ kind: 'front-matter' })
}

function toBlocks(token: Token, readHtmlPart: ReadHtmlPart): Block[] {
  switch (token.type) {
    case 'heading': {
      const text = tidyLine(plainText(token.tokens ?? []).replaceAll(hardBreak, ' '))
      return text === '' ? [] : [{ kind: 'heading', depth: (token as Tokens.Heading).depth, text }]
    }
    case 'paragraph':
    case 'text':
      return linesOf(plainText(token.tokens ?? [token]))
    case 'blockquote':
      return (token.tokens ?? []).flatMap((part) => toBlocks(part, readHtmlPart))
    case 'list':
      return listLines(token as Tokens.List, readHtmlPart)
    case 'table':
      return tableBlock(token as Tokens.Table)
    case 'code':
      return linesOf((token as Tokens.Code).text)
    case 'html': {
      const { text } = token as Tokens.HTML
      const told = standsForOf(text)
      return told.length > 0 ? told : readHtmlPart(text)
    }
    default:
      return []
  }
}

/** `<!-- standsFor: 土地管理法|第四十八条; … -->`, or the same as an item of a list. */
function standsForOf(text: string): Block[] {
  const match = /^\s*(?:<!--)?\s*(?:[-*]\s*)?standsFor\s*[:：]\s*([\s\S]*?)\s*(?:-->)?\s*$/.exec(text)
  if (!match) return []
  return [{ kind: 'standsFor', clauses: readStandsFor(match[1] ?? '') }]
}

/** `title|article; title|article`, with spaces where one likes. */
export function readStandsFor(text: string): string[] {
  return text
    .split(/[;；\n]/)
    .map((clause) =>
      clause
        .split('|')
        .map((part) => part.trim())
        .join('|'),
    )
    .filter((clause) => /^[^|]+\|[^|]*$/.test(clause))
}

/** Lines that were broken for the width of a page are one again; what begins with a number of its own stays apart. */
function linesOf(text: string): Block[] {
  return text.split(hardBreak).flatMap((part) => {
    const lines: string[] = []
    for (const raw of part.split('\n')) {
      const line = tidyLine(raw)
      if (line === '') continue
      const before = lines.at(-1)
      if (before === undefined || beginsSomething(line) || /[。；：！？:;]$/.test(before)) lines.push(line)
      else lines[lines.length - 1] = joinLines(before, line)
    }
    return lines.map((line): Block => ({ kind: 'line', text: line }))
  })
}

/** A break that was set on purpose, unlike the end of a line. */
const hardBreak = '\u2028'

/** Two pieces of one sentence: with a space between words of letters, without one between characters. */
export function joinLines(first: string, second: string): string {
  return /[a-z0-9,.;:)]$/i.test(first) && /^[a-z0-9(]/i.test(second) ? `${first} ${second}` : first + second
}

function listLines(list: Tokens.List, readHtmlPart: ReadHtmlPart): Block[] {
  return list.items.flatMap((item, index) => {
    const blocks = item.tokens.flatMap((token) => toBlocks(token, readHtmlPart))
    const [first, ...more] = blocks
    if (first?.kind !== 'line') return blocks
    const told = standsForOf(first.text)
    if (told.length > 0) return [...told, ...more]
    const mark = list.ordered ? `${Number(list.start || 1) + index}. ` : '- '
    // 1. 第三条 …: the number of the list is the writing program's.
    const text = beginsSomething(first.text) ? first.text : mark + first.text
    return [{ ...first, text }, ...more]
  })
}

function tableBlock(token: Tokens.Table): Block[] {
  const cells = (row: Tokens.TableCell[]) => row.map((cell) => plainText(cell.tokens))
  const text = tableOf([cells(token.header), ...token.rows.map(cells)])
  return text === '' ? [] : [{ kind: 'table', text }]
}

/** What is read of inline tokens: no emphasis, links by their words, no pictures. */
function plainText(tokens: readonly Token[]): string {
  return tokens
    .map((token): string => {
      switch (token.type) {
        case 'br':
          return '\n'
        case 'image':
          return ''
        case 'html':
          return /^<br\b/i.test(token.raw) ? hardBreak : ''
        case 'text':
          return token.tokens ? plainText(token.tokens) : unescapeEntities(String(token.text))
        default:
          return 'tokens' in token && token.tokens ? plainText(token.tokens) : 'text' in token ? String(token.text) : ''
      }
    })
    .join('')
}

const entities: Record<string, string> = {
  ...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', emsp: ' ', ensp: ' ' },
  ...{ ldquo: '“', rdquo: '”', lsquo: '‘', rsquo: '’', mdash: '—', hellip: '…', middot: '·', times: '×' },
}

function unescapeEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return entities[String(name).toLowerCase()] ?? whole
    const code = decimal !== undefined ? Number(decimal) : Number.parseInt(String(hex), 16)
    return code > 31 && code <= 0x10ffff ? String.fromCodePoint(code) : ''
  })
}
