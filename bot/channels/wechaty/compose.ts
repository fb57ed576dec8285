import type { Reply } from '../../message.ts'
import type { WechatyWords } from './settings.ts'
import { splitText } from './split.ts'

/** Characters in one message: WeChat takes more, but folds up what is longer. */
export const textLimit = 2000

/**
 * A reply as messages of WeChat: what may be shown once stands in its place, the choices are counted through from 1. Those
 * of a ticket's card are words to be typed behind its number instead: a number alone would not tell which card it means.
 * None when there are no words.
 */
export function compose({ text, secrets = {}, choices = [], card }: Reply, words: WechatyWords): string[] {
  const filled = text.replace(/\{\{(\w+)\}\}/g, (place, name: string) =>
    Object.hasOwn(secrets, name) ? (secrets[name] ?? place) : place,
  )
  const labels = choices.flat().map(({ label }) => label)
  const parts = splitText(filled, textLimit)
  if (labels.length === 0) return parts
  const list = card ? words.typeOneOf(labels) : labels.map((label, index) => `${index + 1}. ${label}`).join('\n')
  const last = parts.at(-1)
  // Who reads the numbers should see the question.
  if (last !== undefined && last.length + list.length + 2 <= textLimit) {
    return [...parts.slice(0, -1), `${last}\n\n${list}`]
  }
  return [...parts, ...splitText(list, textLimit)]
}
