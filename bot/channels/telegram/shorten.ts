import { graphemesOf, margin } from './graphemes.ts'

const gap = '\n……\n'

/**
 * Leaves out the middle of a text that is longer than `limit` UTF-16 units: its head says what it is about, its end what
 * is new. Cuts between lines where there is one nearby.
 */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text
  const headSize = Math.floor((limit - gap.length) * 0.4)
  const tailSize = limit - gap.length - headSize
  return `${headOf(text, headSize).trimEnd()}${gap}${tailOf(text, tailSize).trimStart()}`
}

function headOf(text: string, size: number): string {
  const fitting = graphemesOf(text.slice(0, size + margin), size).filter(({ to }) => to <= size)
  const line = fitting.findLast(({ from, text }) => from >= size / 2 && text.includes('\n'))
  return text.slice(0, line?.from ?? fitting.at(-1)?.to ?? 0)
}

function tailOf(text: string, size: number): string {
  const window = text.slice(-size - margin)
  const fitting = graphemesOf(window, size).filter(({ from }) => window.length - from <= size)
  const line = fitting.find(({ to, text }) => window.length - to >= size / 2 && text.includes('\n'))
  return window.slice(line?.to ?? fitting[0]?.from ?? window.length)
}
