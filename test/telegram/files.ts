import { showFile } from './payload.ts'
import type { Media, StoredFile, World } from './world.ts'

const folders: Record<string, string> = {
  photo: 'photos',
  document: 'documents',
  voice: 'voice',
  video: 'videos',
  video_note: 'video_notes',
  audio: 'music',
  sticker: 'stickers',
}

const endings: Record<string, string> = {
  photo: 'jpg',
  voice: 'oga',
  video: 'mp4',
  video_note: 'mp4',
  audio: 'mp3',
  sticker: 'webp',
}

const mimes: Record<string, string> = {
  photo: 'image/jpeg',
  voice: 'audio/ogg',
  video: 'video/mp4',
  video_note: 'video/mp4',
  audio: 'audio/mpeg',
  sticker: 'image/webp',
}

export interface NewFile {
  content: Buffer
  name?: string
  mime?: string
  /** Bytes to pretend. */
  size?: number
}

/** The media of a message, made of a new file. */
export function createMedia(world: World, kind: string, given: NewFile): Media {
  const file = storeFile(world, kind, given)
  return { kind, shown: showMedia(world, kind, file), file }
}

/** The media of a message, made of a file the server has. */
export const mediaOf = (world: World, file: StoredFile): Media => ({
  kind: file.kind,
  shown: showMedia(world, file.kind, file),
  file,
})

export function createSticker(world: World, emoji: string): Media {
  const file = storeFile(world, 'sticker', { content: Buffer.from(emoji) })
  const shown = { width: 512, height: 512, emoji, is_animated: false, is_video: false, type: 'regular' }
  return { kind: 'sticker', shown: { ...shown, ...showFile(file) }, file }
}

function storeFile(world: World, kind: string, given: NewFile): StoredFile {
  const number = world.next()
  const ending = endings[kind] ?? /\.(\w{1,8})$/.exec(given.name ?? '')?.[1] ?? 'bin'
  const file: StoredFile = {
    id: `BQACAgUAAxkBAAI${Buffer.from(`${kind}-${number}`).toString('base64url')}`,
    uniqueId: `AgAD${number.toString(36).padStart(6, '0')}`,
    kind,
    name: given.name ?? `file_${number}.${ending}`,
    mime: given.mime ?? mimes[kind] ?? 'application/octet-stream',
    size: given.size ?? given.content.length,
    content: given.content,
    path: `${folders[kind] ?? 'documents'}/file_${number}.${ending}`,
  }
  world.files.set(file.id, file)
  return file
}

function showMedia(world: World, kind: string, file: StoredFile): unknown {
  const base = showFile(file)
  switch (kind) {
    case 'photo': {
      // The sizes are files of their own, the whole picture is the last.
      const small = storeFile(world, 'photo', { content: Buffer.from(`a small one of ${file.id}`) })
      const middle = storeFile(world, 'photo', { content: Buffer.from(`a middle one of ${file.id}`) })
      return [
        { ...showFile(small), width: 90, height: 67 },
        { ...showFile(middle), width: 320, height: 240 },
        { ...base, width: 1280, height: 960 },
      ]
    }
    case 'voice':
      return { duration: 3, mime_type: file.mime, ...base }
    case 'video':
      return { duration: 4, width: 640, height: 480, file_name: file.name, mime_type: file.mime, ...base }
    case 'video_note':
      return { duration: 4, length: 240, ...base }
    case 'audio':
      return { duration: 5, file_name: file.name, mime_type: file.mime, ...base }
    default:
      return { file_name: file.name, mime_type: file.mime, ...base }
  }
}
