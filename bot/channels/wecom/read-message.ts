import type { Input, Media, RemoteFile } from '../../message.ts'
import { withoutMention } from './mention.ts'
import { type Mixed, pushContent, pushQuote, type StoredThere } from './push.ts'
import { packRemote } from './remote.ts'

/** What somebody's message says; `unsupported` when it is of a kind we cannot read. */
export function readMessage(body: unknown, isGroup: boolean): Input {
  const parsed = pushContent.safeParse(body)
  if (!parsed.success) return { kind: 'unsupported' }
  const content = parsed.data
  const said = (text: string) => (isGroup ? withoutMention(text) : text)
  switch (content.msgtype) {
    case 'text':
      return { kind: 'text', text: said(content.text.content), ...quotedIn(body) }
    case 'voice':
      return { kind: 'text', text: said(content.voice.content), ...quotedIn(body) }
    case 'image':
      return { kind: 'media', files: [], remote: [remoteOf(content.image, 'photo')], ...quotedIn(body) }
    case 'file':
      return { kind: 'media', files: [], remote: [remoteOf(content.file, 'file')], ...quotedIn(body) }
    case 'video':
      return { kind: 'media', files: [], remote: [remoteOf(content.video, 'video')], ...quotedIn(body) }
    case 'mixed': {
      const text = said(wordsOf(content.mixed))
      const remote = picturesOf(content.mixed)
      if (remote.length === 0) return { kind: 'text', text, ...quotedIn(body) }
      return { kind: 'media', files: [], remote, ...(text !== '' && { text }), ...quotedIn(body) }
    }
  }
}

function quotedIn(body: unknown): { quoted?: string } {
  const parsed = pushQuote.safeParse(body)
  if (!parsed.success) return {}
  const { text, voice, mixed } = parsed.data.quote
  const quoted = text?.content ?? voice?.content ?? (mixed && wordsOf(mixed))
  return quoted ? { quoted } : {}
}

function wordsOf({ msg_item }: Mixed): string {
  return msg_item.flatMap((item) => ('text' in item ? [item.text.content] : [])).join('\n')
}

function picturesOf({ msg_item }: Mixed): RemoteFile[] {
  return msg_item.flatMap((item) => ('image' in item ? [remoteOf(item.image, 'photo')] : []))
}

function remoteOf({ url, aeskey, filename }: StoredThere, media: Media): RemoteFile {
  return {
    remote: packRemote({ url, ...(aeskey !== undefined && { aeskey }) }),
    media,
    ...(filename !== undefined && { name: filename }),
  }
}
