import type { Block } from './blocks.ts'
import { readArticleStart, readPartHeading } from './numbering.ts'

/** A document without what stands before its text only to lead to it, and with headings that were broken whole again. */
export function tidyFront(blocks: readonly Block[]): Block[] {
  return withoutContents(withoutHistory(joinPartHeadings(blocks)))
}

/** When it was passed and amended, above the first article: that is in the facts. */
function withoutHistory(blocks: readonly Block[]): Block[] {
  const first = blocks.findIndex((block) => block.kind === 'line' && readArticleStart(block.text) !== undefined)
  return blocks.filter((block, at) => at >= first || block.kind !== 'line' || !isHistory(block.text))
}

function isHistory(line: string): boolean {
  return /^[（(]?\d{4}年\d{1,2}月\d{1,2}日.*(?:通过|批准|公布|发布|修订|修正|施行)[^。]*$/.test(line)
}

/** A long name of a chapter may stand on two lines. */
function joinPartHeadings(blocks: readonly Block[]): Block[] {
  const joined: Block[] = []
  for (const block of blocks) {
    const before = joined.at(-1)
    const part =
      before && before.kind !== 'table' && before.kind !== 'standsFor' ? readPartHeading(before.text) : undefined
    const goesOn = block.kind === 'line' && block.text.length <= 25 && /^[\p{Script=Han}、]+$/u.test(block.text)
    if (before && part && goesOn && block.kind === 'line' && 'text' in before && /\s/.test(part.text)) {
      joined[joined.length - 1] = { ...before, text: before.text + block.text }
    } else joined.push(block)
  }
  return joined
}

/** The table of contents names every chapter before the chapters come: from 目录 to where the first of them stands again. */
function withoutContents(blocks: readonly Block[]): Block[] {
  const plain = (block: Block | undefined) =>
    block && (block.kind === 'line' || block.kind === 'heading')
      ? block.text.replace(/[\s.…·．—-]+\d*$/, '').replace(/\s/g, '')
      : ''
  const start = blocks.findIndex((block) => /^目[录次]$/.test(plain(block)))
  const first = plain(blocks[start + 1])
  if (start < 0 || first === '') return [...blocks]
  const again = blocks.findIndex((block, at) => at > start + 1 && plain(block) === first)
  return again < 0 ? [...blocks] : [...blocks.slice(0, start), ...blocks.slice(again)]
}
