import type { Block } from './blocks.ts'
import {
  type ArticleStart,
  type ItemStart,
  isAttachmentHeading,
  readArticleStart,
  readItemStart,
  readPartHeading,
} from './numbering.ts'

/** What a block is in its document. */
export type Meaning =
  | { kind: 'standsFor'; clauses: string[] }
  | { kind: 'table'; text: string }
  | { kind: 'article'; start: ArticleStart }
  /** `place` as a heading path takes it. */
  | { kind: 'heading'; text: string; place: { depth?: number; rank?: number } }
  /** Something attached begins, with numbers of its own. */
  | { kind: 'attachment'; text: string }
  /** The title, or that of what the document sends out: no heading beneath it. */
  | { kind: 'title' }
  /** A numbered paragraph that is a clause of its own: （六）. */
  | { kind: 'named'; item: ItemStart }
  /** A numbered paragraph under which what follows stands: 一、适用范围。…, with its first words as a heading. */
  | { kind: 'leading'; text: string; heading: string }
  | { kind: 'text'; text: string }

/** What a block is can hang on what stands before it. */
export interface Place {
  title: string
  /** The article before it. */
  article: ArticleStart | undefined
  /** What has no number of its own belongs to that article. */
  isInArticle: boolean
  /** Nothing of the text has come yet. */
  isFirst: boolean
  /** Paragraphs that are numbered through the whole document. */
  running: ReadonlySet<string>
  /** Only headings cut: the lines between them are text, whatever they begin with. */
  bySections: boolean
}

export function meaningOf(block: Block, at: Place): Meaning {
  if (block.kind === 'standsFor' || block.kind === 'table') return block
  const { kind, text } = block
  if (at.bySections && kind === 'line') return { kind: 'text', text }
  // 第三条 安置方式, as a heading, begins the article as well as a line does.
  const start = readArticleStart(text, at.article)
  if (start) return { kind: 'article', start }
  const depth = kind === 'heading' ? { depth: block.depth } : {}
  const part = readPartHeading(text)
  if (part) return { kind: 'heading', text: part.text, place: { ...depth, rank: part.rank } }
  if (isAttachmentHeading(text)) return { kind: 'attachment', text }
  const question = at.isInArticle ? undefined : readQuestion(text)
  if (question !== undefined) return { kind: 'heading', text: question, place: { ...depth, rank: 9 } }
  const item = readItemStart(text)
  if (kind === 'line') return meaningOfLine(text, item, at)
  if (isSame(text, at.title) || (block.depth === 1 && isOfTitle(text, at.title))) return { kind: 'title' }
  return { kind: 'heading', text, place: { ...depth, ...(item && { rank: rankOf(item) }) } }
}

function meaningOfLine(text: string, item: ItemStart | undefined, at: Place): Meaning {
  if (at.isFirst && !at.isInArticle && isOfTitle(text, at.title)) return { kind: 'title' }
  const cuts = at.isInArticle ? item?.level === 1 : item !== undefined && item.level <= 2
  if (!item || !cuts) return { kind: 'text', text: at.isInArticle ? text : text.replace(/^答\s*[:：]\s*/, '') }
  if (isHeadingLine(text)) return { kind: 'heading', text, place: { rank: rankOf(item) } }
  if (at.isInArticle) return { kind: 'text', text }
  if (item.level === 1) return { kind: 'leading', text, heading: firstSentence(item) }
  return at.running.has(text) ? { kind: 'named', item } : { kind: 'text', text }
}

/** Below 编, 章 and 节. */
function rankOf(item: ItemStart): number {
  return 4 + item.level
}

/**
 * （一）（二）… that are numbered through the whole document, as in the opinions of the State Council, name a clause as well as
 * an article does. Where they begin anew under every heading they do not.
 */
export function findRunningItems(blocks: readonly Block[]): Set<string> {
  const items = blocks.flatMap((block) => {
    const item = block.kind === 'line' ? readItemStart(block.text) : undefined
    return item?.level === 2 && block.kind === 'line' ? [{ text: block.text, number: item.number }] : []
  })
  const hasArticles = blocks.some(
    (block) => 'text' in block && block.kind !== 'table' && readArticleStart(block.text) !== undefined,
  )
  const isRun = items.length >= 3 && items.every((item, at) => item.number === at + 1)
  return new Set(isRun && !hasArticles ? items.map((item) => item.text) : [])
}

/** 问：…, or a numbered line that asks: what follows answers it. */
function readQuestion(text: string): string | undefined {
  const asked = /^(?:\d{1,3}\s*[.、．]\s*)?(?:问|Q)\s*\d{0,3}\s*[:：]\s*(.{2,200})$/.exec(text)?.[1]
  if (asked !== undefined) return asked
  return text.length <= 60 && /^\d{1,3}\s*[.、．]\s*[^。；]+[？?]$/.test(text) ? text : undefined
}

/** 二、补偿标准 as a line of its own: short, and no sentence. */
function isHeadingLine(text: string): boolean {
  return text.length <= 40 && !/[。；;：:，,！]$/.test(text) && !/[。；]/.test(text)
}

function firstSentence(item: ItemStart): string {
  const sentence = /^[^。；：:，]{1,30}(?=[。：:])/.exec(item.rest)?.[0]
  return sentence === undefined ? item.mark.replace(/[、．.]$/, '') : item.mark + sentence
}

/** The title itself, or what 关于印发…的通知 names in its own. */
function isOfTitle(text: string, title: string): boolean {
  return isSame(text, title) || (plain(text).length >= 8 && plain(title).includes(plain(text)))
}

function isSame(text: string, title: string): boolean {
  return plain(text) === plain(title)
}

function plain(words: string): string {
  return words.replace(/[\s《》]/g, '')
}
