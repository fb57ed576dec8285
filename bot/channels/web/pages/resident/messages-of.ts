import type { IncomingFile } from '../../../../message.ts'
import type { PostInput } from '../../protocol.ts'

/** Files one message may carry. */
const MOST = 20

/** The messages for what was written and chosen: one, unless there are more files than one may carry. */
export function messagesOf(words: string, files: IncomingFile[]): PostInput[] {
  if (files.length === 0) return words === '' ? [] : [{ kind: 'text', text: words }]
  const first: PostInput = { kind: 'media', files: files.slice(0, MOST), ...(words === '' ? {} : { text: words }) }
  const rest = files.slice(MOST)
  return rest.length === 0 ? [first] : [first, ...messagesOf('', rest)]
}
