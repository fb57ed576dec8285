import { type Block, tidyLine } from './blocks.ts'
import { joinLines } from './markdown.ts'
import { beginsSomething } from './numbering.ts'

/** A shorter line is no line that was broken for the width of a screen. */
const fewestBeforeBreak = 30

/** A plain text: every line is a paragraph, unless the one before it was broken in the middle of a sentence. */
export function readPlainText(text: string): Block[] {
  const lines: string[] = []
  let goesOn = false
  for (const raw of text.split('\n')) {
    const line = tidyLine(raw)
    const before = lines.at(-1)
    if (goesOn && before !== undefined && line !== '' && !/^\s/.test(raw) && !beginsSomething(line)) {
      lines[lines.length - 1] = joinLines(before, line)
    } else if (line !== '') lines.push(line)
    goesOn = line.length >= fewestBeforeBreak && !/[。；：！？:;.”]$/.test(line)
  }
  return lines.map((line) => ({ kind: 'line', text: line }))
}
