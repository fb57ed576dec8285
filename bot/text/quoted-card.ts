import { en } from './en/words.ts'
import { zh } from './zh/words.ts'

/** How the line under a card's first one begins. NFKC writes the colon in half width. */
const secondLines = [zh, en].map(({ card }) => `${card.category}${card.colon}`.normalize('NFKC').trim())

/**
 * Whether a text in NFKC is the card of a ticket, as `drawCard` writes it: the number leads its first line, or the second
 * when something is new about a sealed matter, and what the matter is about comes next. White space may have changed on
 * the way.
 */
export function isCardOf(number: string, text: string): boolean {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const head = lines.slice(0, 2).findIndex((line) => line === `#${number}` || line.startsWith(`#${number} `))
  const next = head < 0 ? undefined : lines[head + 1]
  return next !== undefined && secondLines.some((begin) => next.startsWith(begin))
}
