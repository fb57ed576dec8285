import type { Media } from '../../../../message.ts'

/** What kind of thing a chosen file is, by its MIME type. */
export function mediaOf(mime: string): Media {
  // Drawings can carry scripts, and no office program wants them inline.
  if (mime.startsWith('image/') && mime !== 'image/svg+xml') return 'photo'
  if (mime.startsWith('audio/')) return 'voice'
  return mime.startsWith('video/') ? 'video' : 'file'
}
