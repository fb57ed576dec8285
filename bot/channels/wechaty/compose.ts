import type { Reply } from '../../message.ts'
import { splitText } from './split.ts'

/** Characters in one message: WeChat takes more, but folds up what is longer. */
export const textLimit = 2000

/**
 * A reply as messages of WeChat: what may be shown once stands in its place, the choices are counted through from 1. None
 * when there are no words.
 */
export function compose({ text, secrets = {}, choices = [] }: Reply): string[] {
  const words = text.replace(/\{\{(\w+)\}\}/g, (place, name: string) =>
    Object.hasOwn(secrets, name) ? (secrets[name] ?? place) : place,
  )
  const labels = choices.flat().map(({ label }, index) => `${index + 1}. ${label}`)
  const parts = splitText(words, textLimit)
  if (labels.length === 0) return parts
  const list = labels.join('\n')
  const last = parts.at(-1)
  // Who reads the numbers should see the question.
  if (last !== undefined && last.length + list.length + 2 <= textLimit) {
    return [...parts.slice(0, -1), `${last}\n\n${list}`]
  }
  return [...parts, ...splitText(list, textLimit)]
}
