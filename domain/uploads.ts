import { randomUUID } from 'node:crypto'
import { fileTypeFromBuffer } from 'file-type'
import sharp from 'sharp'
import type { Context } from './context.ts'
import { withoutMovieNotes } from './movie-notes.ts'

export type Media = 'photo' | 'voice' | 'video' | 'file'

/** Bytes one file may have. */
export const maxFileSize = 20 * 1024 * 1024

export interface TakenFile {
  /** Id in the file store. */
  file: string
  media: Media
  name?: string
  /** Bytes, as stored. */
  size: number
}

export type Taking =
  | { kind: 'taken'; file: TakenFile }
  /** `type` is none that we take; `broken` begins like one that we take and cannot be read. */
  | { kind: 'refused'; why: 'too-large' | 'type' | 'broken' | 'empty' }

/**
 * Takes in what somebody sent: pictures, voice, video, PDF, Word, Excel and plain text, told by their content and not
 * by their name. Pictures are drawn anew, upright, at most 2560 pixels long, without what the camera wrote into them;
 * from videos the notes, which may tell the place, are taken out. `upload.media` only decides what a recording is that
 * could be voice or video. The content is on the disk before the row is committed: content without a row is found by
 * the reconciler, a row without content would be a loss.
 */
export async function takeFile(
  context: Pick<Context, 'db' | 'files' | 'vault'>,
  accountId: string,
  upload: { content: Buffer; name?: string; media: Media },
  at: Date,
): Promise<Taking> {
  const { content } = upload
  if (content.length === 0) return { kind: 'refused', why: 'empty' }
  if (content.length > maxFileSize) return { kind: 'refused', why: 'too-large' }
  const read = await readContent(content, upload.media)
  if (typeof read === 'string') return { kind: 'refused', why: read }
  const id = randomUUID()
  const name = plainName(upload.name)
  const size = read.content.length
  await context.files.put(id, read.content)
  await context.db.file.create({
    data: {
      id,
      accountId,
      media: read.media,
      mime: read.mime,
      size,
      nameEnc: name ? context.vault.seal('File', 'nameEnc', id, name) : null,
      contentHash: context.vault.hash('file', content),
      createdAt: at,
    },
  })
  return { kind: 'taken', file: { file: id, media: read.media, ...(name && { name }), size } }
}

export interface StoredFile {
  content: Buffer
  mime: string
  media: Media
  accountId: string
  name?: string
}

/**
 * Undefined when there is no such file. Who may see it is for the caller to decide. Throws when the row is there and
 * the content is not.
 */
export async function readFile(
  context: Pick<Context, 'db' | 'files' | 'vault'>,
  id: string,
): Promise<StoredFile | undefined> {
  const row = await context.db.file.findUnique({ where: { id } })
  if (!row) return undefined
  const content = await context.files.get(id)
  if (!content) throw new Error(`The content of file ${id} is missing in the file store`)
  return {
    content,
    mime: row.mime,
    media: row.media as Media,
    accountId: row.accountId,
    ...(row.nameEnc && { name: context.vault.open('File', 'nameEnc', id, row.nameEnc) }),
  }
}

interface Read {
  content: Buffer
  mime: string
  media: Media
}

type Refusal = 'type' | 'broken' | 'too-large'

async function readContent(content: Buffer, media: Media): Promise<Read | Refusal> {
  // What it cannot tell, and what makes it stumble, is none of ours.
  const mime = (await fileTypeFromBuffer(content).catch(() => undefined))?.mime
  if (mime === undefined)
    return isPlainText(content) ? { content, mime: 'text/plain; charset=utf-8', media: 'file' } : 'type'
  if (pictures.has(mime)) return redraw(content, mime)
  if (documents.has(mime)) return { content, mime, media: 'file' }
  if (recordings.has(mime))
    return { content: withoutMovieNotes(content), mime: recordings.get(mime) ?? mime, media: 'voice' }
  const movie = movies.get(mime)
  if (!movie) return 'type'
  // A voice recording of a browser comes in the same box as a video.
  const voice = media === 'voice'
  return {
    content: withoutMovieNotes(content),
    mime: voice ? movie.replace(/^video/, 'audio') : movie,
    media: voice ? 'voice' : 'video',
  }
}

const pictures = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/heic', 'image/heif'])
const documents = new Set([
  'application/pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
])
/** What is found, and the name browsers know it by. */
const recordings = new Map([
  ['audio/ogg', 'audio/ogg'],
  ['audio/ogg; codecs=opus', 'audio/ogg'],
  ['audio/mpeg', 'audio/mpeg'],
  ['audio/mp4', 'audio/mp4'],
  ['audio/x-m4a', 'audio/mp4'],
  ['audio/aac', 'audio/aac'],
  ['audio/wav', 'audio/wav'],
  ['audio/amr', 'audio/amr'],
])
const movies = new Map([
  ['video/mp4', 'video/mp4'],
  ['video/x-m4v', 'video/mp4'],
  ['video/quicktime', 'video/quicktime'],
  ['video/3gpp', 'video/3gpp'],
  ['video/webm', 'video/webm'],
])

const longestEdge = 2560

async function redraw(content: Buffer, mime: string): Promise<Read | Refusal> {
  // Only JPEG is made smaller while it is read; the others stand in memory whole.
  const limitInputPixels = mime === 'image/jpeg' ? 220_000_000 : 60_000_000
  const picture = sharp(content, { limitInputPixels, failOn: 'error' })
    .autoOrient()
    .resize(longestEdge, longestEdge, { fit: 'inside', withoutEnlargement: true })
  const drawn = mime === 'image/png' || mime === 'image/gif'
  try {
    return drawn
      ? { content: await picture.png().toBuffer(), mime: 'image/png', media: 'photo' }
      : {
          content: await picture.flatten({ background: '#fff' }).jpeg({ quality: 85 }).toBuffer(),
          mime: 'image/jpeg',
          media: 'photo',
        }
  } catch (error) {
    if (/exceeds pixel limit/.test((error as Error).message)) return 'too-large'
    // Not every build of the library can read these.
    return mime.startsWith('image/hei') ? 'type' : 'broken'
  }
}

/** UTF-8 without control characters, and not something that a browser would take for a page or a drawing. */
function isPlainText(content: Buffer): boolean {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(content)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    return !/[\u0000-\u0008\u000e-\u001f\u007f]/.test(text) && !/^\s*</.test(text)
  } catch {
    return false
  }
}

/** The last part of a path, without what could turn or break a line; undefined when nothing is left. */
function plainName(name: string | undefined): string | undefined {
  const last = name?.split(/[/\\]/).at(-1) ?? ''
  const plain = last.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '').trim()
  return [...plain].slice(-120).join('') || undefined
}
