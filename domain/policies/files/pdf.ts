import { fileURLToPath } from 'node:url'
import type { StructuredTextItem } from 'unpdf'
import { type Block, tableOf, tidyLine } from './blocks.ts'
import { joinLines } from './markdown.ts'
import { beginsSomething } from './numbering.ts'
import { limits, Refused } from './parsed-policy.ts'

/** A page with fewer Chinese characters is a picture of one. */
const fewestOnPage = 20

/**
 * The text of a PDF: lines that were broken for the page are joined again, what stands at the head or foot of every page is
 * left out, and lines in columns become tables. Throws Refused: `scanned`, `locked`, `too-many-pages`, `broken`.
 */
export async function readPdf(bytes: Buffer): Promise<{ blocks: Block[]; pagesWithoutText: number }> {
  const pages = (await readItems(bytes)).map(linesOfPage)
  const amounts = pages.map((lines) => lines.reduce((sum, line) => sum + amountOf(line.text), 0))
  const total = amounts.reduce((sum, amount) => sum + amount, 0)
  if (total < fewestOnPage * pages.length) throw new Refused({ kind: 'scanned', pages: pages.length })
  return {
    blocks: toBlocks(withoutMargins(pages)),
    pagesWithoutText: amounts.filter((amount) => amount < fewestOnPage).length,
  }
}

/** A line of a page, from where to where it reaches, in points. */
interface Line {
  text: string
  from: number
  to: number
  size: number
  /** What stands apart by more than a gap between words. */
  parts: { text: string; from: number; to: number }[]
}

/** Without the maps of Chinese fonts, which pdfjs-dist holds, the characters are lost. */
async function readItems(bytes: Buffer): Promise<StructuredTextItem[][]> {
  const { extractTextItems, getDocumentProxy } = await import('unpdf')
  // It takes the memory it is handed away from us.
  const opened = await getDocumentProxy(new Uint8Array(bytes), {
    cMapUrl: folderOf('cmaps'),
    cMapPacked: true,
    standardFontDataUrl: folderOf('standard_fonts'),
    verbosity: 0,
  }).catch((error: unknown) => {
    throw new Refused({ kind: (error as Error).name === 'PasswordException' ? 'locked' : 'broken' })
  })
  try {
    if (opened.numPages > limits.pages) throw new Refused({ kind: 'too-many-pages', mostPages: limits.pages })
    return (await extractTextItems(opened)).items
  } catch (error) {
    throw error instanceof Refused ? error : new Refused({ kind: 'broken' })
  } finally {
    await opened.destroy()
  }
}

/** A path: where unpdf looks by itself it gives an address of file:, which nobody reads. */
function folderOf(name: string): string {
  return fileURLToPath(new URL(`./${name}/`, import.meta.resolve('pdfjs-dist/package.json')))
}

/** How much can be read: a word of letters counts like a character. */
function amountOf(text: string): number {
  const han = [...text.matchAll(/\p{Script=Han}/gu)].length
  return han + [...text.matchAll(/[a-z]/gi)].length / 5
}

/** From top to bottom, each from left to right. */
function linesOfPage(items: readonly StructuredTextItem[]): Line[] {
  const rows: { y: number; items: StructuredTextItem[] }[] = []
  for (const item of items.filter((one) => one.str.trim() !== '')) {
    const row = rows.find(
      ({ y, items: [first] }) => Math.abs(y - item.y) < Math.max(item.fontSize, first?.fontSize ?? 0) * 0.45,
    )
    if (row) row.items.push(item)
    else rows.push({ y: item.y, items: [item] })
  }
  return rows.sort((a, b) => b.y - a.y).map(({ items: row }) => lineOf(row.sort((a, b) => a.x - b.x)))
}

function lineOf(items: readonly StructuredTextItem[]): Line {
  const size = Math.max(...items.map((item) => item.fontSize)) || 10
  const parts: Line['parts'] = []
  for (const item of items) {
    const [text, from, to] = [item.str.trim(), item.x, item.x + item.width]
    const before = parts.at(-1)
    const gap = before ? from - before.to : 0
    if (!before || gap > size * 1.4) {
      parts.push({ text, from, to })
    } else {
      const isSpaced = gap > size * 0.2 || /\s$|^\s/.test(item.str)
      const isWord = /[a-z0-9]$/i.test(before.text) && /^[a-z0-9]/i.test(text)
      // Between characters a gap is one of the text only when it is as wide as a character, nearly.
      before.text += `${(isSpaced && isWord) || gap > size * 0.6 ? ' ' : ''}${text}`
      before.to = to
    }
  }
  const text = tidyLine(parts.map((part) => part.text).join(' '))
  return { text, from: parts[0]?.from ?? 0, to: parts.at(-1)?.to ?? 0, size, parts }
}

/** Without page numbers, and without what the first or last lines of most pages have in common. */
function withoutMargins(pages: readonly Line[][]): Line[][] {
  const edges = (lines: readonly Line[]) => [...lines.slice(0, 2), ...lines.slice(-2)]
  const counts = new Map<string, number>()
  for (const lines of pages) {
    for (const text of new Set(edges(lines).map(shapeOf))) counts.set(text, (counts.get(text) ?? 0) + 1)
  }
  const repeats = (line: Line) =>
    pages.length > 1 && (counts.get(shapeOf(line)) ?? 0) >= Math.max(2, pages.length * 0.5)
  return pages.map((lines) => {
    const atEdge = new Set(edges(lines))
    return lines.filter((line) => !(atEdge.has(line) && (isPageNumber(line.text) || repeats(line))))
  })
}

/** The same for “第 3 页” and “第 4 页”. */
function shapeOf(line: Line): string {
  return line.text.replace(/\s+/g, '').replace(/\d+/g, '#')
}

function isPageNumber(text: string): boolean {
  return /^[\s\-—–－_·.]*(?:第?\s*\d{1,4}\s*页?)(?:\s*[/／,，]?\s*(?:共\s*)?\d{1,4}\s*页?)?[\s\-—–－_·.]*$/.test(text)
}

function toBlocks(pages: readonly Line[][]): Block[] {
  const all = pages.flat()
  const left = commonest(all.map((line) => Math.round(line.from)))
  const right = nearEnd(all.map((line) => line.to))
  const blocks: Block[] = []
  let open: { text: string; endedEarly: boolean } | undefined
  const close = () => {
    if (open) blocks.push({ kind: 'line', text: open.text })
    open = undefined
  }
  for (let at = 0; at < all.length; at += 1) {
    const rows = tableAt(all, at)
    if (rows.length > 0) {
      close()
      blocks.push({ kind: 'table', text: writeTable(rows) })
      at += rows.length - 1
      continue
    }
    const line = all[at]
    if (!line) continue
    const isIndented = line.from > left + line.size * 1.2
    if (open && !open.endedEarly && !isIndented && !beginsSomething(line.text))
      open.text = joinLines(open.text, line.text)
    else {
      close()
      open = { text: line.text, endedEarly: false }
    }
    open.endedEarly = line.to < right - line.size * 1.6
  }
  close()
  return blocks
}

/** Lines from `at` on that stand in the same columns: three at least. A numbered paragraph is none of them. */
function tableAt(lines: readonly Line[], at: number): Line[] {
  const rows: Line[] = []
  for (let next = at; next < lines.length; next += 1) {
    const line = lines[next]
    if (!line || line.parts.length < 2 || beginsArticle(line)) break
    rows.push(line)
  }
  return rows.length >= 3 ? rows : []
}

function beginsArticle(line: Line): boolean {
  return beginsSomething(line.text) && /^[第（(附]/.test(line.text)
}

/** The columns are those of the row that has most of them. */
function writeTable(rows: readonly Line[]): string {
  const widest = rows.reduce((most, row) => (row.parts.length > most.parts.length ? row : most))
  const centres = widest.parts.map((part) => (part.from + part.to) / 2)
  return tableOf(
    rows.map((row) => {
      if (row.parts.length === centres.length) return row.parts.map((part) => part.text)
      const cells: string[] = centres.map(() => '')
      for (const part of row.parts) {
        const column = nearest(centres, (part.from + part.to) / 2)
        cells[column] = `${cells[column]}${cells[column] ? ' ' : ''}${part.text}`
      }
      return cells
    }),
  )
}

function nearest(centres: readonly number[], x: number): number {
  return centres.reduce(
    (best, centre, at) => (Math.abs(centre - x) < Math.abs((centres[best] ?? 0) - x) ? at : best),
    0,
  )
}

function commonest(values: readonly number[]): number {
  const counts = new Map<number, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].reduce((best, entry) => (entry[1] > best[1] ? entry : best), [0, 0])[0]
}

/** Where full lines end: a few may stick out. */
function nearEnd(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length * 0.9)] ?? 0
}
