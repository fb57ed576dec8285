import { createMedia, mediaOf } from './files.ts'
import { checkLimits, checkMarkup, readMarkup } from './keyboard.ts'
import { admit, type Destination, done, findDestination, type Method, type Turn } from './method.ts'
import { flag, isObject, nested, text } from './params.ts'
import { showMessage } from './payload.ts'
import { badRequest } from './refusal.ts'
import type { UploadedFile } from './telegram.ts'
import { fixFormatted, isTooLong, readFormatted } from './text.ts'
import { type Media, type Stored, store, type World } from './world.ts'

const megabyte = 1024 * 1024

export const sendMessage: Method = (turn) => {
  const { world, params } = turn
  const source = text(params, 'text')
  if (source === '') throw badRequest('Message text is empty')
  const linkPreview = readLinkPreview(turn)
  const read = readFormatted(source, text(params, 'parse_mode'), readEntities(params.entities))
  const given = readMarkup(params)
  const destination = findDestination(turn)
  const fixed = fixFormatted(read, false)
  if (isTooLong(fixed.text, 4096, world.options.lengthUnit)) throw badRequest('Message is too long')
  const markup = checkMarkup(given, { isPrivate: destination.chat.kind === 'private' })
  admit(turn, destination, 'text messages')
  checkLimits(markup)
  return show(turn, [
    put(turn, destination, { ...fixed, ...(markup ? { markup } : {}), ...(linkPreview ? { linkPreview } : {}) }),
  ])[0]
}

/** One method for each kind of file. */
export const sendFile =
  (kind: string): Method =>
  (turn) => {
    const { world, params } = turn
    const caption = readCaption(world, params)
    const given = readMarkup(params)
    const asked = params[kind]
    if (asked === undefined || asked === '') throw badRequest(`There is no ${kind.replace('_', ' ')} in the request`)
    const destination = findDestination(turn)
    const fixed = fixCaption(caption)
    const media = findMedia(world, kind, asked)
    const markup = checkMarkup(given, { isPrivate: destination.chat.kind === 'private' })
    admit(turn, destination, `${kind.replace('_', ' ')}s`)
    checkLimits(markup)
    checkPicture(media)
    return show(turn, [put(turn, destination, { ...fixed, media, ...(markup ? { markup } : {}) })])[0]
  }

export const sendMediaGroup: Method = (turn) => {
  const { world, params } = turn
  const list = nested(params, 'media', 'media')
  if (list === undefined) throw badRequest('Parameter "media" is required')
  if (!Array.isArray(list)) throw badRequest('Expected an Array of InputMedia')
  const wrong = (words: string) => badRequest(`Can't parse InputMedia: ${words}`)
  const read = list.map((part: unknown) => {
    if (!isObject(part)) throw wrong('expected an Object')
    const { type, media } = part
    if (typeof type !== 'string') throw wrong(`Can't find field "type"`)
    if (media === undefined || media === '') throw wrong('media not found')
    if (type === 'animation') throw wrong(`type "animation" can't be used in sendMediaGroup`)
    if (!['photo', 'video', 'audio', 'document'].includes(type)) throw wrong(`type "${type}" is unsupported`)
    return { type, media, caption: readCaption(world, part) }
  })
  const destination = findDestination(turn)
  if (read.length > 10) throw badRequest('Too many messages to send as an album')
  if (read.length === 0) throw badRequest('There are no messages to send')
  const kinds = new Set(read.map((part) => part.type))
  for (const [kind, called] of [
    ['audio', 'Audio'],
    ['document', 'Document'],
  ] as const) {
    if (kinds.has(kind) && kinds.size > 1) throw badRequest(`${called} can't be mixed with other media types`)
  }
  const parts = read.map((part) => ({
    media: findMedia(world, part.type, part.media),
    fixed: fixCaption(part.caption),
  }))
  admit(turn, destination, 'photos', parts.length)
  for (const { media } of parts) checkPicture(media)
  const album = albumId(world)
  const sent = parts.map(({ media, fixed }) =>
    put(turn, destination, { ...fixed, media, ...(parts.length > 1 ? { album } : {}) }),
  )
  return show(turn, sent)
}

export const albumId = (world: World): string => `13${String(world.next()).padStart(15, '0')}`

const actions =
  /^(typing|upload_photo|record_video|upload_video|record_voice|upload_voice|record_audio|upload_audio|upload_document|choose_sticker|pick_up_location|find_location|record_video_note|upload_video_note)$/

export const sendChatAction: Method = (turn) => {
  if (!actions.test(text(turn.params, 'action').toLowerCase())) throw badRequest('Wrong parameter action in request')
  const destination = findDestination({ ...turn, params: { ...turn.params, reply_parameters: undefined } })
  if (destination.chat.kind === 'private') admit(turn, destination, '')
  return true
}

export const getFile: Method = ({ world, params }) => {
  const asked = text(params, 'file_id')
  if (asked === '') throw badRequest('file_id not specified')
  const file = world.files.get(asked)
  if (!file) throw badRequest('invalid file_id')
  if (file.size > 20 * megabyte) throw badRequest('file is too big')
  world.links.set(file.path, { file, until: world.now() + 3_600_000 })
  return { file_id: file.id, file_unique_id: file.uniqueId, file_size: file.size, file_path: file.path }
}

function readEntities(value: unknown): unknown {
  if (typeof value !== 'string') return value
  try {
    return JSON.parse(value) as unknown
  } catch {
    return undefined
  }
}

function readLinkPreview({ params }: Turn): Record<string, unknown> | undefined {
  const value = nested(params, 'link_preview_options', 'link preview options')
  if (value !== undefined && !isObject(value)) throw badRequest('Object expected as link preview options')
  if (value) return value
  return flag(params, 'disable_web_page_preview') ? { is_disabled: true } : undefined
}

function readCaption(world: World, params: Record<string, unknown>) {
  const read = readFormatted(text(params, 'caption'), text(params, 'parse_mode'), readEntities(params.caption_entities))
  return { read, unit: world.options.lengthUnit }
}

function fixCaption({ read, unit }: ReturnType<typeof readCaption>): Pick<Stored, 'entities'> & { caption?: string } {
  const fixed = fixFormatted(read, true)
  if (isTooLong(fixed.text, 1024, unit)) throw badRequest('Message caption is too long')
  return fixed.text === '' ? { entities: [] } : { caption: fixed.text, entities: fixed.entities }
}

const isUploaded = (value: unknown): value is UploadedFile => isObject(value) && Buffer.isBuffer(value.content)

function findMedia(world: World, kind: string, asked: unknown): Media {
  if (isUploaded(asked)) {
    if (asked.size === 0) throw badRequest('File must be non-empty')
    if (kind === 'photo' && asked.size > 10 * megabyte) {
      const words = `File of size ${asked.size} bytes is too big for a photo; the maximum size is ${10 * megabyte} bytes`
      throw badRequest(words)
    }
    return createMedia(world, kind, asked)
  }
  const id = String(asked)
  if (/^https?:/.test(id)) throw badRequest('Failed to get HTTP URL content')
  const file = world.files.get(id)
  if (!file) throw badRequest('Wrong remote file identifier specified: Wrong padding in the string')
  if (file.kind !== kind) throw badRequest(`Can't use file of type ${called(file.kind)} as ${called(kind)}`)
  return mediaOf(world, file)
}

const called = (kind: string): string => kind.charAt(0).toUpperCase() + kind.slice(1)

const pictures = [/^\xff\xd8\xff/, /^\x89PNG/, /^RIFF....WEBP/s, /^GIF8/, /^BM/]

/** A new photo must be one. */
function checkPicture({ kind, file }: Media): void {
  if (kind !== 'photo' || !file) return
  const start = file.content.toString('latin1', 0, 16)
  if (!pictures.some((pattern) => pattern.test(start))) throw badRequest('IMAGE_PROCESS_FAILED')
}

function put(turn: Turn, destination: Destination, what: Partial<Stored>): Stored {
  const { chat, ...place } = destination
  return store(turn.world, chat, 'bot', {
    ...what,
    ...place,
    isProtected: flag(turn.params, 'protect_content'),
    silent: flag(turn.params, 'disable_notification'),
  })
}

function show(turn: Turn, sent: Stored[]): Record<string, unknown>[] {
  done(turn, sent[0], sent.length)
  return sent.map((stored) => showMessage(turn.world, stored))
}
