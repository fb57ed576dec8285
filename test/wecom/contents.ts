import { randomUUID } from 'node:crypto'
import { seal } from './media.ts'

export type Said =
  | { text: string; quote?: string }
  | { voice: string }
  | { file: Buffer; name?: string; as?: 'image' | 'file' | 'video' }
  | { mixed: (string | Buffer)[] }
  /** A kind that nobody knows. */
  | { other: string }

/** What people say as WeCom pushes it: files lie behind `address`, each sealed, until they are forgotten. */
export function createContents(address: () => string) {
  const files = new Map<string, Buffer>()

  function lay(content: Buffer) {
    const { sealed, aeskey } = seal(content)
    const id = randomUUID()
    files.set(id, sealed)
    return { url: `${address()}/media/${id}`, aeskey }
  }

  return {
    files,
    of(said: Said): object {
      if ('text' in said) {
        const quote = said.quote === undefined ? {} : { quote: { msgtype: 'text', text: { content: said.quote } } }
        return { msgtype: 'text', text: { content: said.text }, ...quote }
      }
      if ('voice' in said) return { msgtype: 'voice', voice: { content: said.voice } }
      if ('other' in said) return { msgtype: said.other }
      if ('mixed' in said) {
        const msg_item = said.mixed.map((part) =>
          typeof part === 'string'
            ? { msgtype: 'text', text: { content: part } }
            : { msgtype: 'image', image: lay(part) },
        )
        return { msgtype: 'mixed', mixed: { msg_item } }
      }
      const { as = 'file', name } = said
      return { msgtype: as, [as]: { ...lay(said.file), ...(name !== undefined && { filename: name }) } }
    },
  }
}
