import TurndownService from 'turndown'
import { type Block, tableOf } from './blocks.ts'
import { decodeText } from './encoding.ts'
import { blocksOf } from './markdown.ts'
import { Refused } from './parsed-policy.ts'

/** What a page says of the document on it, in its head. */
export interface PageHead {
  title?: string
  issuer?: string
  /** The day it was put on the page, as written. */
  publishedOn?: string
}

/** Of a node of the page, what is looked at here. */
interface PageNode {
  nodeName: string
  nodeValue: string | null
  textContent: string | null
  childNodes: ArrayLike<PageNode>
  getAttribute(name: string): string | null
  getElementsByTagName(name: string): ArrayLike<PageNode>
}

/** The bytes of a page: by the encoding it names, which for old pages is GB 2312. */
export function decodePage(bytes: Uint8Array): string {
  const beginning = new TextDecoder('latin1').decode(bytes.subarray(0, 2048))
  const charset = /<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)/i.exec(beginning)?.[1]
  if (charset && /^gb/i.test(charset)) return new TextDecoder('gb18030').decode(bytes).replace(/\r\n?/g, '\n')
  return decodeText(bytes)
}

/**
 * The document of a page: without scripts, styles, menus and what stands about the text on every page of a site. Merged
 * cells of tables are written out into each row; tables that only lay out the page are no tables.
 */
export function readHtml(html: string): { head: PageHead; blocks: Block[]; pictures: number } {
  if (depthOf(html) > mostDepth) throw new Refused({ kind: 'broken' })
  const body = mainPart(withoutComments(html))
  const pictures = [...body.matchAll(/<img\b/gi)].length
  return { head: headOf(html), blocks: blocksOf(createTurndown().turndown(body)).filter(isOfDocument), pictures }
}

/** Deeper than any page, and deep enough to keep a server busy for long. */
const mostDepth = 400

function depthOf(html: string): number {
  let depth = 0
  let deepest = 0
  for (const [tag] of html.matchAll(/<\/?(?:div|section|article|main|table|ul|ol|span|blockquote)\b/gi)) {
    depth = tag.startsWith('</') ? Math.max(0, depth - 1) : depth + 1
    deepest = Math.max(deepest, depth)
  }
  return deepest
}

function withoutComments(html: string): string {
  const [first = '', ...rest] = html.split('<!--')
  const shown = rest.map((piece) => {
    const end = piece.indexOf('-->')
    return end < 0 ? '' : piece.slice(end + 3)
  })
  return first + shown.join('')
}

/** The part that holds the document, where the page marks one by itself. */
function mainPart(html: string): string {
  for (const tag of ['article', 'main']) {
    const [before = '', part, ...others] = html.split(new RegExp(`<${tag}(?=[\\s>])`, 'i'))
    const end = part?.search(new RegExp(`</${tag}>`, 'i')) ?? -1
    if (part === undefined || others.length > 0 || end < 0) continue
    if (countHan(part.slice(0, end)) * 2 > countHan(before) + countHan(part))
      return `<${tag}${part.slice(0, end)}</${tag}>`
  }
  return html
}

function createTurndown(): TurndownService {
  const turndown = new TurndownService({ headingStyle: 'atx', bulletListMarker: '-', codeBlockStyle: 'fenced' })
  turndown.remove([
    'title',
    'script',
    'style',
    'noscript',
    'iframe',
    'nav',
    'form',
    'button',
    'select',
    'template',
    'object',
  ])
  turndown.addRule('around', { filter: (node) => isAround(node as PageNode), replacement: () => '' })
  turndown.addRule('picture', { filter: ['img', 'video', 'audio'], replacement: () => '' })
  turndown.addRule('link', { filter: 'a', replacement: (content) => content })
  turndown.addRule('emphasis', { filter: ['em', 'i', 'strong', 'b'], replacement: (content) => content })
  turndown.addRule('heading', {
    filter: ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'],
    // Titles are broken where it looks well, between characters.
    replacement: (content, node) =>
      `\n\n${'#'.repeat(Number(node.nodeName.slice(1)))} ${content.replace(/\s*\n\s*/g, '')}\n\n`,
  })
  turndown.addRule('table', { filter: 'table', replacement: (content, node) => writeTable(content, node as PageNode) })
  turndown.addRule('cell', {
    filter: ['tr', 'td', 'th', 'tbody', 'thead', 'tfoot', 'caption'],
    replacement: (content) => `\n\n${content}\n\n`,
  })
  return turndown
}

const aroundName =
  /(?:^|[\s_-])(?:nav|menu|crumbs?|breadcrumbs?|position|location|footer|copyright|header|banner|toolbar|share|sidebar|related|pager|pagination|friendlink|print|fontsize)(?:$|[\s_-])/i

/** Menus, the way to the page, links to share it: by the names that pages give them, or because all in it is links. */
function isAround(node: PageNode): boolean {
  const tag = node.nodeName
  if (tag === 'FOOTER' || tag === 'HEADER' || tag === 'ASIDE') return !/第.{1,6}条/.test(node.textContent ?? '')
  if (!['DIV', 'UL', 'OL', 'P', 'SECTION', 'SPAN', 'TD'].includes(tag)) return false
  const text = (node.textContent ?? '').replace(/\s+/g, '')
  if (text.length > 600 || /第.{1,6}条/.test(text)) return false
  if (aroundName.test(`${node.getAttribute('class') ?? ''} ${node.getAttribute('id') ?? ''}`)) return true
  const links = Array.from(node.getElementsByTagName('a'))
  const linked = links.reduce((sum, link) => sum + (link.textContent ?? '').replace(/\s+/g, '').length, 0)
  return links.length >= 3 && linked > text.length * 0.8
}

/** What sites set about the text, in lines of their own. */
function isOfDocument(block: Block): boolean {
  if (block.kind !== 'line') return true
  return !aroundLine.test(block.text)
}

const aroundLine =
  /^(?:您?(?:当前|现在|所在)(?:的)?位置|首页\s*[>›»]|(?:【\s*)?字(?:体|号)[:：]|(?:【|\[)?\s*(?:打印|关闭)(?:本页|窗口|页面)?|分享(?:到|至)?[:：]?$|扫一扫|上一(?:篇|条)[:：]|下一(?:篇|条)[:：]|浏览(?:次数|量)[:：]|点击(?:次数|数|率)[:：]|责任编辑[:：]|(?:网站)?版权所有|主办单位[:：]|承办单位[:：]|网站标识码|.{0,4}ICP备|.{0,4}公网安备)/

/** A cell that holds so much is a part of the page and no cell. */
const mostInCell = 1_500

function writeTable(content: string, table: PageNode): string {
  const rows = rowsOf(table)
  const isLayout =
    table.getElementsByTagName('table').length > 0 ||
    rows.every((row) => row.length < 2) ||
    rows.some((row) => row.some((cell) => (cell.textContent ?? '').length > mostInCell))
  if (isLayout) return `\n\n${content}\n\n`
  const caption = table.getElementsByTagName('caption')[0]?.textContent?.trim()
  return `\n\n${caption ? `${caption}\n\n` : ''}${tableOf(writtenOut(rows))}\n\n`
}

function rowsOf(table: PageNode): PageNode[][] {
  return Array.from(table.getElementsByTagName('tr')).map((row) =>
    Array.from(row.childNodes).filter((cell) => cell.nodeName === 'TD' || cell.nodeName === 'TH'),
  )
}

const mostSpan = 100

/** Every cell in every row that it covers, and of the header in every column too. */
function writtenOut(rows: readonly PageNode[][]): string[][] {
  const grid: string[][] = rows.map(() => [])
  rows.forEach((row, at) => {
    for (const cell of row) {
      const text = cellText(cell)
      let column = 0
      while (grid[at]?.[column] !== undefined) column += 1
      for (let down = 0; down < spanOf(cell, 'rowspan'); down += 1) {
        const target = grid[at + down]
        if (target)
          for (let right = 0; right < spanOf(cell, 'colspan'); right += 1) {
            target[column + right] = right === 0 || at === 0 ? text : ''
          }
      }
    }
  })
  // A row may have holes where a cell above reaches further than the row does.
  return grid.map((row) => Array.from(row, (cell) => cell ?? ''))
}

function spanOf(cell: PageNode, name: 'rowspan' | 'colspan'): number {
  const span = Number(cell.getAttribute(name) ?? 1)
  return Number.isInteger(span) && span >= 1 ? Math.min(span, mostSpan) : 1
}

/** The paragraphs of a cell with a space between them. */
function cellText(cell: PageNode): string {
  return Array.from(cell.childNodes)
    .map((node) =>
      node.nodeName === '#text'
        ? (node.nodeValue ?? '')
        : node.nodeName === 'BR'
          ? ' '
          : `${cellText(node)}${/^(?:P|DIV|LI)$/.test(node.nodeName) ? ' ' : ''}`,
    )
    .join('')
    .replace(/\s+/g, ' ')
    .trim()
}

/** The names that the sites of Chinese authorities are told to give (网站标识 standard), then those of everybody. */
function headOf(html: string): PageHead {
  const tags = html.match(/<meta\s[^<>]{1,1000}>/gi) ?? []
  const meta = (name: string): string | undefined => {
    const tag = tags.find((one) => new RegExp(`\\b(?:name|property)\\s*=\\s*["']?${name}["'\\s]`, 'i').test(one))
    return tag === undefined ? undefined : clean(/\bcontent\s*=\s*(?:"([^"]*)"|'([^']*)')/i.exec(tag))
  }
  const title =
    meta('ArticleTitle') ?? meta('og:title') ?? firstOf(html, 'h1') ?? firstOf(html, 'title')?.split(/\s*[-_|—–]\s*/)[0]
  const [issuer, publishedOn] = [meta('ContentSource'), meta('PubDate')]
  return { ...(title && { title }), ...(issuer && { issuer }), ...(publishedOn && { publishedOn }) }
}

function firstOf(html: string, tag: string): string | undefined {
  return clean(new RegExp(`<${tag}(?:\\s[^<>]{0,500})?>([\\s\\S]{0,1000}?)</${tag}>`, 'i').exec(html))
}

function clean(match: RegExpExecArray | null): string | undefined {
  const text = (match?.[1] ?? match?.[2] ?? '')
    .replace(/<[^>]*>/g, '')
    .replace(/&nbsp;|\s+/g, ' ')
    .trim()
  return text === '' ? undefined : text
}

function countHan(text: string): number {
  return [...text.matchAll(/\p{Script=Han}/gu)].length
}
