import type { PostInput } from '../../protocol.ts'
import type { Language } from '../text.ts'

/** What a deep link carries: `?about=…`, `#about=…` or plainly `#…`; undefined when it carries nothing. */
export function openingOf(search: string, hash: string): string | undefined {
  const about = new URLSearchParams(search).get('about')
  if (about) return about
  const fragment = hash.replace(/^#/, '')
  const named = new URLSearchParams(fragment).get('about')
  return named || decode(fragment) || undefined
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
