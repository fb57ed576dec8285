import type { PostInput } from '../../protocol.ts'
import type { Language } from '../text.ts'

/** What the office takes of it. */
const LONGEST = 200

/** What a deep link carries: `?about=…`, `#about=…` or plainly `#…`; undefined when it carries nothing. */
export function openingOf(search: string, hash: string): string | undefined {
  const fragment = hash.replace(/^#/, '')
  const about = [search, fragment].map((part) => new URLSearchParams(part).get('about')).find(Boolean)
  return (about ?? decode(fragment)).slice(0, LONGEST) || undefined
}

/** The language a tapped button asks for, wherever it stood. */
export function languageChosen(input: PostInput): Language | undefined {
  if (input.kind !== 'choice') return undefined
  if (input.value === 'language:zh') return 'zh'
  return input.value === 'language:en' ? 'en' : undefined
}

function decode(fragment: string): string {
  try {
    return decodeURIComponent(fragment)
  } catch {
    return fragment
  }
}
