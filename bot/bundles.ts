import type { Incoming, IncomingFile, RefusedFile } from './message.ts'

/**
 * Parts that came apart as the one message they were: an album with its caption, messages that were passed on together.
 * Only words and files are put together; `taken` tells how many of the parts went into it.
 */
export function mergeBundle(parts: [Incoming, ...Incoming[]]): { incoming: Incoming; taken: number } {
  const [first] = parts
  const end = parts.findIndex(
    ({ input, forwarded }) => (input.kind !== 'text' && input.kind !== 'media') || forwarded !== first.forwarded,
  )
  const run = end === -1 ? parts : parts.slice(0, end)
  if (run.length <= 1) return { incoming: first, taken: 1 }
  const files: IncomingFile[] = []
  const refused: RefusedFile[] = []
  const texts: string[] = []
  let replyTo: string | undefined
  for (const { input } of run) {
    if (input.kind !== 'text' && input.kind !== 'media') continue
    if (input.kind === 'media') {
      files.push(...input.files)
      refused.push(...(input.refused ?? []))
    }
    if (input.text) texts.push(input.text)
    replyTo ??= input.replyTo
  }
  const text = texts.join('\n')
  const answering = replyTo === undefined ? {} : { replyTo }
  const input: Incoming['input'] =
    files.length + refused.length > 0
      ? { kind: 'media', files, ...(refused.length > 0 && { refused }), ...(text !== '' && { text }), ...answering }
      : { kind: 'text', text, ...answering }
  // What bears the words is what is edited later.
  const worded = run.find((part) => 'text' in part.input && part.input.text) ?? first
  return { incoming: { ...first, source: worded.source ?? worded.messageId, input }, taken: run.length }
}
