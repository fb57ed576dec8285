import type { MessageEntity } from 'grammy/types'

export interface Words {
  text: string
  /** Where secrets stand that one may want to copy. */
  entities: MessageEntity[]
}

/** Puts each `{{name}}` in its place. One that stands alone is marked, so that a touch copies it; in a link it cannot be. */
export function fillIn(text: string, secrets: Record<string, string> = {}): Words {
  const entities: MessageEntity[] = []
  let filled = ''
  let from = 0
  for (const { 0: place, 1: name = '', index } of text.matchAll(/\{\{(\w+)\}\}/g)) {
    const secret = Object.hasOwn(secrets, name) ? secrets[name] : undefined
    if (secret === undefined || secret === '') continue
    filled += text.slice(from, index)
    if (!endsInLink.test(filled)) entities.push({ type: 'code', offset: filled.length, length: secret.length })
    filled += secret
    from = index + place.length
  }
  return { text: filled + text.slice(from), entities }
}

/** An address goes on up to the first character that is not of it: a space, or Chinese. */
const endsInLink = /(?:\w:\/\/|\w\.\w+\/)[!-~]*$/

/** The part of the words from `from` to `to`, with its marks. */
export function cutWords({ text, entities }: Words, from: number, to: number): Words {
  return {
    text: text.slice(from, to),
    entities: entities.flatMap(({ type, offset, length }) => {
      const [start, end] = [Math.max(offset, from), Math.min(offset + length, to)]
      return type === 'code' && start < end ? [{ type, offset: start - from, length: end - start }] : []
    }),
  }
}
