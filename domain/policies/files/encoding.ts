import { Refused } from './parsed-policy.ts'

/**
 * The text of a file: by its byte order mark, else as UTF-8, else as GB 18030, which holds GBK and GB 2312. Throws
 * Refused when it is neither.
 */
export function decodeText(bytes: Uint8Array): string {
  const marked = marks.find(({ mark }) => mark.every((byte, index) => bytes[index] === byte))
  const encodings = marked ? [marked.encoding] : ['utf-8', 'gb18030']
  for (const encoding of encodings) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
      // A picture or a program under the name of a text.
      if (text.includes('\0')) break
      return text.normalize('NFC').replace(/\r\n?/g, '\n')
    } catch {
      // The next one.
    }
  }
  throw new Refused({ kind: 'broken' })
}

const marks = [
  { mark: [0xef, 0xbb, 0xbf], encoding: 'utf-8' },
  { mark: [0xff, 0xfe], encoding: 'utf-16le' },
  { mark: [0xfe, 0xff], encoding: 'utf-16be' },
]
