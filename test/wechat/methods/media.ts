import { FileAnswer, type Method } from '../method.ts'
import { Refusal } from '../refusal.ts'
import { keepMedia } from '../world.ts'

const megabyte = 1024 * 1024

/** What may be put up: by endings, and by bytes. */
const kinds: Record<string, { endings: RegExp; most: number }> = {
  image: { endings: /\.(?:bmp|png|jpeg|jpg|gif)$/i, most: 10 * megabyte },
  voice: { endings: /\.(?:mp3|wma|wav|amr)$/i, most: 2 * megabyte },
  video: { endings: /\.mp4$/i, most: 10 * megabyte },
  thumb: { endings: /\.jpg$/i, most: 64 * 1024 },
}

/** `POST /cgi-bin/media/upload` */
export const uploadMedia: Method = {
  verb: 'POST',
  run({ world, query, upload }) {
    const { type = '' } = query
    const kind = Object.hasOwn(kinds, type) ? kinds[type] : undefined
    if (!kind) throw new Refusal(40004, 'invalid media type')
    if (!upload || upload.content.length === 0) throw new Refusal(41005, 'media data missing')
    if (!kind.endings.test(upload.name)) throw new Refusal(40005, 'invalid file type')
    if (upload.content.length > kind.most) throw new Refusal(40006, 'invalid media size')
    const media_id = keepMedia(world, upload.mime, upload.content)
    return { type, media_id, created_at: Math.floor(world.now() / 1000) }
  },
}

/** `GET /cgi-bin/media/get`: the file, or of a video where it lies. */
export const getMedia: Method = {
  verb: 'GET',
  run({ world, query }) {
    const media = world.media.get(query.media_id ?? '')
    if (!media || media.until <= world.now()) throw new Refusal(40007, 'invalid media_id')
    if (media.mime.startsWith('video/')) return { video_url: `${world.root}/video/${query.media_id}` }
    return new FileAnswer(media.mime, media.content)
  },
}
