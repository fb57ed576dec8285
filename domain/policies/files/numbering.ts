import { readCount } from './written-dates.ts'

/** How the parts of Chinese documents are numbered, and what stands behind the number. */

const figures = '[〇○零一二三四五六七八九十百千两\\d０-９]{1,9}'
const articleMark = new RegExp(`^第\\s*(${figures})\\s*条(?:\\s*之\\s*([一二三四五六七八九十]{1,3}))?`)
const partMark = new RegExp(`^第\\s*(${figures})\\s*(编|分编|部分|章|节)`)

/** An article: 第三条, 第十条之一. */
export interface ArticleStart {
  /** 第三条, without spaces. */
  article: string
  number: number
  /** 1 for 之一; 0 for the article itself. */
  after: number
  /** What stands behind the number on the same line. */
  rest: string
}

/**
 * The article that a line begins, undefined when it begins none: “第五条规定的补偿” is the rest of a sentence. `previous` is
 * the article before it; what is not parted from its number by a space must come after that one.
 */
export function readArticleStart(line: string, previous?: ArticleStart): ArticleStart | undefined {
  const match = articleMark.exec(line)
  if (!match) return undefined
  const [whole, number = '', after = ''] = match
  const behind = line.slice(whole.length)
  const start: ArticleStart = {
    article: whole.replace(/\s/g, ''),
    number: readCount(number),
    after: after === '' ? 0 : readCount(after),
    rest: behind.replace(/^[\s：:]+/, ''),
  }
  if (/^\s/.test(behind) && !isReference(behind.trimStart())) return start
  if (isReference(behind)) return undefined
  const isLater = previous !== undefined && start.number > previous.number && start.number <= previous.number + 10
  return previous === undefined || isLater || follows(start, previous) ? start : undefined
}

/** Is it the number that comes next? The first article of a document, and of what is attached to it, is 1. */
export function follows(start: ArticleStart, previous: ArticleStart | undefined): boolean {
  if (start.after > 0) return previous?.number === start.number && start.after === previous.after + 1
  return start.number === 1 || (previous !== undefined && start.number === previous.number + 1)
}

/** What stands behind 第三条 where it is only spoken of. */
function isReference(behind: string): boolean {
  return /^(?:第|的|和|与|及|或|至|到|、|，|。|；|）|》|规定|所|中|款|项|之外|以外|以下|以上|关于|[（(][一二三四五六七八九十\d]+[）)])/.test(
    behind,
  )
}

/** A heading: 第二章 移民安置. Smaller ranks stand above. */
export interface PartHeading {
  rank: number
  text: string
}

const ranks: Record<string, number> = { 编: 1, 分编: 2, 部分: 2, 章: 3, 节: 4 }

/** The 编, 章 or 节 that a line is the heading of; undefined for a sentence that only begins so. */
export function readPartHeading(line: string): PartHeading | undefined {
  const match = partMark.exec(line)
  const rank = ranks[match?.[2] ?? '']
  if (!match || rank === undefined) return undefined
  const title = line.slice(match[0].length)
  // “第三章规定的……” is a sentence; a heading is short and has no end.
  if (line.length > 50 || /[。；！？：]/.test(title) || /^(?:的|和|与|及|或|至|、|，|规定|所)/.test(title))
    return undefined
  const name = tidySpaces(title)
  return { rank, text: `${match[0].replace(/\s/g, '')}${name && ` ${name}`}` }
}

/** 总 则 is written so to fill a line: spaces between single characters go. */
function tidySpaces(title: string): string {
  const trimmed = title.replace(/[\s\u3000\u2002\u2003]+/g, ' ').trim()
  return /^(?:\p{Script=Han} )+\p{Script=Han}$/u.test(trimmed) ? trimmed.replaceAll(' ', '') : trimmed
}

/** What a numbered paragraph is numbered by: 一、 is 1, （一） is 2, 1. is 3, （1） is 4. */
export interface ItemStart {
  level: 1 | 2 | 3 | 4
  /** （六） as it is written in the text, in full-width brackets. */
  mark: string
  number: number
  rest: string
}

const itemMarks: { level: 1 | 2 | 3 | 4; shape: RegExp }[] = [
  { level: 1, shape: /^([一二三四五六七八九十百]{1,4})\s*[、．.]\s*/ },
  { level: 2, shape: /^[（(]\s*([一二三四五六七八九十百]{1,4})\s*[）)]\s*/ },
  { level: 3, shape: /^(\d{1,3})\s*(?:[、．]|[.](?!\d))\s*/ },
  { level: 4, shape: /^[（(]\s*(\d{1,3})\s*[）)]\s*/ },
]

/** The numbered paragraph that a line begins. */
export function readItemStart(line: string): ItemStart | undefined {
  for (const { level, shape } of itemMarks) {
    const match = shape.exec(line)
    if (!match) continue
    const [whole, number = ''] = match
    return {
      level,
      mark: whole.trim().replace('(', '（').replace(')', '）'),
      number: readCount(number),
      rest: line.slice(whole.length),
    }
  }
  return undefined
}

/** Where something attached begins: 附件1, 附表：, 附录. 附则 is a chapter. */
export function isAttachmentHeading(line: string): boolean {
  return (
    line.length <= 40 &&
    /^附\s*(?:件|表|录|图)\s*(?:[一二三四五六七八九十\d]{1,3})?\s*(?:[：:．.、\s\u3000-]|$)/.test(line) &&
    !/[。；]/.test(line)
  )
}

/** Does a line begin something of its own, so that it is not the rest of the line before it? */
export function beginsSomething(line: string): boolean {
  return (
    readArticleStart(line) !== undefined ||
    readPartHeading(line) !== undefined ||
    readItemStart(line) !== undefined ||
    isAttachmentHeading(line)
  )
}
