import type { Outgoing, Reply } from '../../message.ts'
import { entryLink } from './menu-entry.ts'
import { noticesPath, pageAddress } from './pages/paths.ts'
import { splitText } from './split.ts'
import { bytesOf, fillIn, link, withoutMarkup } from './words.ts'

/** Bytes of UTF-8 in the text of a customer message: of 2048, the last is not used everywhere. */
export const textBytes = 2047

/** Characters that go with any message, in as many parts as it takes. */
export const textLimit = 2000

export interface Composition {
  /** As `messageIdOf` names it. */
  messageId: string
  /** Where people reach our pages. */
  publicUrl: string
  language?: Outgoing['language']
  /** The names of files that WeChat does not carry. */
  named?: string[]
}

/**
 * A reply as texts of customer messages, in order. WeChat has no buttons: choices are numbered lines, each of which can
 * be tapped as well as typed. Where the links would make it more messages, of which there are five, the numbers stand
 * alone. A file that cannot be carried is named, with where our pages are.
 */
export function compose(reply: Reply, { messageId, publicUrl, language, named = [] }: Composition): string[] {
  const words = withoutMarkup(fillIn(reply.text, reply.secrets))
  const below = [
    ...named.map((name) => `［${withoutMarkup(name)}］${publicUrl}/`),
    ...(reply.asksNotices === undefined
      ? []
      : [link(pageAddress(publicUrl, noticesPath, language), reply.asksNotices)]),
  ]
  const choices = (reply.choices ?? []).flat()
  const numbered = choices.map(({ label }, index) => `${index + 1}. ${withoutMarkup(label)}`)
  const tappable = choices.map((choice, index) => {
    const plain = { ...choice, label: withoutMarkup(choice.label) }
    const entry = entryLink(messageId, plain, index + 1) ?? ''
    // A link cannot go on in the next message.
    return entry === '' || bytesOf(entry) > textBytes ? (numbered[index] ?? '') : entry
  })
  const texts = splitText(words, textBytes)
  const [typed, tapped] = [numbered, tappable].map((entries) => stack(texts, below, entries))
  return (tapped && typed && tapped.length <= typed.length ? tapped : typed) ?? []
}

/** Puts lines under the last of the texts, and what does not fit any more into texts of their own. */
function stack(texts: string[], ...blocks: string[][]): string[] {
  const stacked = [...texts]
  for (const block of blocks) {
    for (const [index, line] of block.entries()) {
      const last = stacked.at(-1)
      // A line of air above each block.
      const grown = last === undefined ? line : `${last}${index === 0 ? '\n\n' : '\n'}${line}`
      if (last !== undefined && bytesOf(grown) <= textBytes) stacked[stacked.length - 1] = grown
      else stacked.push(...splitText(line, textBytes))
    }
  }
  return stacked
}

/**
 * One text for what is more than fits into any window: its beginning, and where all of it can be read.
 */
export function abridge(texts: string[], address: string): string {
  const below = `…\n\n${address}`
  const [beginning = ''] = splitText(texts[0] ?? '', textBytes - bytesOf(below))
  return `${beginning}${below}`
}
