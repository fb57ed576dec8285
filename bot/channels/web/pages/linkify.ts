export type Piece = { text: string; href?: string }

// Chinese text runs on without spaces: an address ends where characters that addresses do not have begin.
const ADDRESS = /https?:\/\/[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=%]+/g
const TRAILING = /[.,;:!?'"]+$/

/** Cuts text into words and web addresses (http and https only). Joined together the pieces are the text again. */
export function linkify(text: string): Piece[] {
  const pieces: Piece[] = []
  let end = 0
  for (const match of text.matchAll(ADDRESS)) {
    const address = trim(match[0])
    if (!isAddress(address)) continue
    if (match.index > end) pieces.push({ text: text.slice(end, match.index) })
    pieces.push({ text: address, href: address })
    end = match.index + address.length
  }
  if (end < text.length) pieces.push({ text: text.slice(end) })
  return pieces
}

/** A full stop or a bracket at the end belongs to the sentence, unless the bracket was opened inside the address. */
function trim(address: string): string {
  let trimmed = address.replace(TRAILING, '')
  while (/[)\]]$/.test(trimmed) && count(trimmed, /[([]/g) < count(trimmed, /[)\]]/g)) {
    trimmed = trimmed.slice(0, -1).replace(TRAILING, '')
  }
  return trimmed
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0
}

function isAddress(text: string): boolean {
  try {
    return new URL(text).hostname !== ''
  } catch {
    return false
  }
}
