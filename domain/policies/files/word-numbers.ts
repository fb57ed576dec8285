import type { Archive } from './archive.ts'

/**
 * A Word document with the numbers that Word writes by itself (第一条, （二）) as words of its paragraphs: in the file they are
 * only counted, and would be lost. Bullets are left as they are.
 */
export function writeNumbers(files: Archive): Archive {
  const body = files.get(bodyPath)?.toString()
  const numbering = files.get('word/numbering.xml')?.toString()
  if (body === undefined || numbering === undefined) return files
  const lists = readLists(numbering)
  const styles = readStyleNumbers(files.get('word/styles.xml')?.toString() ?? '')
  const counts = new Map<string, number[]>()
  const written = body.replace(/<w:p(?:\s(?:[^>]*[^/>])?)?>[\s\S]*?<\/w:p>/g, (paragraph) => {
    const properties = /<w:pPr>[\s\S]*?<\/w:pPr>/.exec(paragraph)?.[0]
    const place = properties === undefined ? undefined : placeOf(properties, styles)
    const list = place && lists.get(place.list)
    const level = place && list?.levels[place.level]
    if (properties === undefined || !level || level.format === 'bullet' || !hasText(paragraph)) return paragraph
    const label = labelOf(list, count(counts, list, place.level))
    const without = properties.replace(/<w:numPr>[\s\S]*?<\/w:numPr>/, '').replace('</w:pPr>', `${noNumber}</w:pPr>`)
    return paragraph.replace(properties, () => `${without}<w:r><w:t xml:space="preserve">${label} </w:t></w:r>`)
  })
  return new Map([...files, [bodyPath, Buffer.from(written)]])
}

const bodyPath = 'word/document.xml'

/** Says so, for the paragraph's style may number it too. */
const noNumber = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>'

interface Level {
  start: number
  format: string
  /** 第%1条: where the number of the first level goes, of the second, and so on. */
  text: string
}

interface List {
  /** Lists of one kind count on together. */
  kind: string
  levels: Level[]
}

function readLists(xml: string): Map<string, List> {
  const kinds = new Map<string, Level[]>()
  for (const [, id = '', inside = ''] of xml.matchAll(
    /<w:abstractNum\s[^>]*?w:abstractNumId="(\d+)"[^>]*>([\s\S]*?)<\/w:abstractNum>/g,
  )) {
    const levels: Level[] = []
    for (const [, at = '0', level = ''] of inside.matchAll(/<w:lvl\s[^>]*?w:ilvl="(\d)"[^>]*>([\s\S]*?)<\/w:lvl>/g)) {
      levels[Number(at)] = {
        start: Number(attributeOf(level, 'start') ?? 1),
        format: attributeOf(level, 'numFmt') ?? 'decimal',
        text: attributeOf(level, 'lvlText') ?? '',
      }
    }
    kinds.set(id, levels)
  }
  const lists = new Map<string, List>()
  for (const [, id = '', inside = ''] of xml.matchAll(/<w:num\s[^>]*?w:numId="(\d+)"[^>]*>([\s\S]*?)<\/w:num>/g)) {
    const kind = attributeOf(inside, 'abstractNumId') ?? ''
    const begins = inside.includes('w:startOverride')
    lists.set(id, { kind: begins ? `${kind}/${id}` : kind, levels: kinds.get(kind) ?? [] })
  }
  return lists
}

/** The list and level that paragraphs of a style belong to. */
function readStyleNumbers(xml: string): Map<string, Place> {
  const styles = new Map<string, Place>()
  for (const [, id = '', inside = ''] of xml.matchAll(
    /<w:style\s[^>]*?w:styleId="([^"]+)"[^>]*>([\s\S]*?)<\/w:style>/g,
  )) {
    const list = attributeOf(inside, 'numId')
    if (list !== undefined) styles.set(id, { list, level: Number(attributeOf(inside, 'ilvl') ?? 0) })
  }
  return styles
}

interface Place {
  list: string
  level: number
}

function placeOf(properties: string, styles: Map<string, Place>): Place | undefined {
  const ofStyle = styles.get(attributeOf(properties, 'pStyle') ?? '')
  const list = attributeOf(properties, 'numId') ?? ofStyle?.list
  if (list === undefined || list === '0') return undefined
  return { list, level: Number(attributeOf(properties, 'ilvl') ?? ofStyle?.level ?? 0) }
}

function hasText(paragraph: string): boolean {
  return /<w:t(?:\s[^>]*)?>[^<]*\S[^<]*<\/w:t>/.test(paragraph)
}

/** The numbers of all levels down to this one, of which this one is counted up and those below begin anew. */
function count(counts: Map<string, number[]>, list: List, level: number): number[] {
  const before = counts.get(list.kind) ?? []
  const numbers = Array.from({ length: level + 1 }, (_, at) => {
    const start = list.levels[at]?.start ?? 1
    const known = before[at]
    if (at < level) return known ?? start
    return known === undefined ? start : known + 1
  })
  counts.set(list.kind, numbers)
  return numbers
}

function labelOf({ levels }: List, numbers: readonly number[]): string {
  const text = levels[numbers.length - 1]?.text ?? ''
  return text.replace(/%(\d)/g, (_, at: string) => {
    const index = Number(at) - 1
    return writeNumber(numbers[index] ?? 1, levels[index]?.format ?? 'decimal')
  })
}

function writeNumber(number: number, format: string): string {
  if (/chinese|japanese|taiwanese|ideograph/i.test(format)) return inCharacters(number)
  if (/letter/i.test(format) && number <= 26) {
    return String.fromCharCode((format.startsWith('upper') ? 64 : 96) + number)
  }
  return String(number)
}

const digits = '零一二三四五六七八九'

/** 1 to 9999 as they are written in articles: 十一, 一百零二. */
function inCharacters(number: number): string {
  const units = ['', '十', '百', '千']
  const signs = String(number).split('').map(Number)
  const written = signs.map((digit, at) =>
    digit === 0 ? '零' : `${digits[digit]}${units[signs.length - 1 - at] ?? ''}`,
  )
  const text = written.join('').replace(/零+$/, '').replace(/零+/g, '零')
  return number >= 10 && number < 20 ? text.slice(1) : text
}

function attributeOf(xml: string, name: string): string | undefined {
  return new RegExp(`<w:${name}\\s[^>]*?w:val="([^"]*)"`).exec(xml)?.[1]
}
