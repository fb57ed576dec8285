import type { Message } from 'grammy/types'
import type { Media, RefusedFile, RemoteFile } from '../../message.ts'

/** What bots can fetch: https://core.telegram.org/bots/api#getfile */
export const fetchLimit = 20 * 1024 * 1024

/** The one file of a message, if it has one: to be fetched, or too large for that. */
export function readMedia(message: Message): { remote: RemoteFile[] } | { refused: RefusedFile[] } | undefined {
  const found = fileOf(message)
  if (!found) return undefined
  const { media, file } = found
  const name = file.file_name !== undefined ? { name: file.file_name } : {}
  if ((file.file_size ?? 0) > fetchLimit) return { refused: [{ why: 'too-large', ...name }] }
  return { remote: [{ remote: file.file_id, media, ...name }] }
}

interface PlatformFile {
  file_id: string
  file_size?: number
  file_name?: string
}

function fileOf(message: Message): { media: Media; file: PlatformFile } | undefined {
  const { photo, animation, document, voice, audio, video, video_note } = message
  const largest = photo?.toSorted((a, b) => a.width * a.height - b.width * b.height).at(-1)
  if (largest) return { media: 'photo', file: largest }
  // An animation comes with the same file as a document, for programs that do not know animations.
  const moving = animation ?? video ?? video_note
  if (moving) return { media: 'video', file: moving }
  const sound = voice ?? audio
  if (sound) return { media: 'voice', file: sound }
  if (document) return { media: 'file', file: document }
  return undefined
}
