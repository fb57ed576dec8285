import { parseMarkup } from './markup.ts'
import { isObject } from './params.ts'
import { badRequest } from './refusal.ts'
import type { Entity, Formatted } from './world.ts'

/** As the method reads its arguments, before any chat is looked at. */
export function readFormatted(source: string, parseMode: string, entities: unknown): Formatted {
  if (Buffer.byteLength(source) > 32_768) throw badRequest('Text is too long')
  const mode = parseMode.toLowerCase()
  if (source !== '' && mode !== '' && mode !== 'none') {
    // What JSON carried wrongly cannot be parsed either.
    if (!source.isWellFormed()) throw badRequest('Strings must be encoded in UTF-8')
    return parseMarkup(source, mode)
  }
  return { text: source, entities: Array.isArray(entities) ? entities.flatMap(readEntity) : [] }
}

const plainKinds = [
  'bold',
  'italic',
  'underline',
  'strikethrough',
  'spoiler',
  'code',
  'blockquote',
  'expandable_blockquote',
]
/** Found by the server itself, so that they are not taken from the caller. */
const foundKinds = ['mention', 'hashtag', 'cashtag', 'bot_command', 'url', 'email', 'phone_number', 'bank_card_number']

function readEntity(value: unknown): Entity[] {
  const wrong = (words: string) => badRequest(`Can't parse MessageEntity: ${words}`)
  if (!isObject(value)) throw wrong('expected an Object')
  const { offset, length, type, url, language, user, custom_emoji_id } = value
  for (const [name, number] of [
    ['offset', offset],
    ['length', length],
  ] as const) {
    if (number === undefined) throw wrong(`Can't find field "${name}"`)
    if (!Number.isInteger(Number(number))) throw wrong(`Field "${name}" must be a Number`)
  }
  if (typeof type !== 'string') throw wrong(`Can't find field "type"`)
  const base = { type, offset: Number(offset), length: Number(length) }
  if (plainKinds.includes(type)) return [base]
  if (foundKinds.includes(type)) return []
  if (type === 'pre') return [typeof language === 'string' && language !== '' ? { ...base, language } : base]
  if (type === 'text_link') {
    if (typeof url !== 'string') throw wrong(`Can't find field "url"`)
    return [{ ...base, url }]
  }
  if (type === 'text_mention') {
    if (!isObject(user)) throw wrong(`Can't find field "user"`)
    return [{ ...base, user }]
  }
  if (type === 'custom_emoji') return [{ ...base, custom_emoji_id }]
  throw wrong('Unsupported type specified')
}

/**
 * As it is looked at when it is to be sent: characters that are not allowed go, the ends are trimmed, entities must
 * fit, and what the server finds by itself is added.
 */
export function fixFormatted(read: Formatted, allowEmpty: boolean): Formatted {
  if (!read.text.isWellFormed()) throw badRequest('Strings must be encoded in UTF-8')
  const checked = read.entities.filter((entity) => {
    for (const name of ['offset', 'length'] as const) {
      if (entity[name] < 0 || entity[name] > 1_000_000) {
        throw badRequest(`Receive an entity with incorrect ${name} ${entity[name]}`)
      }
    }
    return entity.length > 0
  })
  for (const entity of checked) checkEnds(read.text, entity)

  const { text: cleaned, moved } = clean(read.text)
  const end = cleaned.trimEnd().length
  const start = Math.min(...checked.map((entity) => moved(entity.offset)), /^[ \n]*/.exec(cleaned)?.[0].length ?? 0)
  const text = cleaned.slice(start, end)
  if (text === '' && !allowEmpty) throw badRequest('Text must be non-empty')
  const entities = checked
    .map((entity) => {
      const from = moved(entity.offset) - start
      return {
        ...entity,
        offset: from,
        length: Math.min(moved(entity.offset + entity.length) - start, text.length) - from,
      }
    })
    .filter((entity) => entity.length > 0)
  return { text, entities: [...entities, ...findEntities(text, entities)].sort((a, b) => a.offset - b.offset) }
}

/** `limit` counts characters as `unit` says. */
export function isTooLong(text: string, limit: number, unit: 'codepoints' | 'utf16' = 'codepoints'): boolean {
  if (text.length <= limit) return false
  return unit === 'utf16' || [...text].length > limit
}

function checkEnds(source: string, entity: Entity): void {
  const end = entity.offset + entity.length
  const byteOf = (at: number) => Buffer.byteLength(source.slice(0, at + 1))
  if (entity.offset >= source.length) {
    throw badRequest(`Entity begins after the end of the text at UTF-16 offset ${entity.offset}`)
  }
  if (isInside(source, entity.offset)) {
    throw badRequest(`Entity begins in a middle of a UTF-16 symbol at byte offset ${byteOf(entity.offset)}`)
  }
  const begins = `Entity beginning at UTF-16 offset ${entity.offset}`
  if (end > source.length) throw badRequest(`${begins} ends after the end of the text at UTF-16 offset ${end}`)
  if (isInside(source, end))
    throw badRequest(`${begins} ends in a middle of a UTF-16 symbol at byte offset ${byteOf(end)}`)
}

/** In the middle of a surrogate pair. */
function isInside(source: string, at: number): boolean {
  return /[\ud800-\udbff]/.test(source.charAt(at - 1)) && /[\udc00-\udfff]/.test(source.charAt(at))
}

const removed = /\r|[\u2028-\u202e]|\u0333|\u033f|\u030a/g
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones the server replaces.
const replaced = /[\u0000-\u0009\u000b\u000c\u000e-\u001f]/g

function clean(source: string): { text: string; moved: (at: number) => number } {
  const gone = [...source.matchAll(removed)].map((match) => match.index)
  const text = source.replace(removed, '').replace(replaced, ' ')
  return { text, moved: (at) => at - gone.filter((position) => position < at).length }
}

const finders: [kind: string, pattern: RegExp][] = [
  ['url', /https?:\/\/[^\s<>"'（）。，；]+/g],
  ['email', /(?<![\w.+-])[\w.+-]+@[\w-]+(\.[\w-]+)+/g],
  ['mention', /(?<![\w@.])@[A-Za-z]\w{3,31}(?!\w)/g],
  ['bot_command', /(?<![\w/<>])\/[A-Za-z0-9_]{1,64}(@\w{3,32})?(?![\w/<>])/g],
  ['hashtag', /(?<![\p{L}\p{N}_#])#[\p{L}\p{N}_]*\p{L}[\p{L}\p{N}_]*/gu],
]

/** What the server finds in any text, where nothing stands that was marked already. */
export function findEntities(text: string, taken: readonly Entity[] = []): Entity[] {
  if (!/[/@#]/.test(text)) return []
  const found: Entity[] = []
  const overlaps = (offset: number, end: number) => (other: Entity) =>
    offset < other.offset + other.length && other.offset < end
  for (const [type, pattern] of finders) {
    for (const match of text.matchAll(pattern)) {
      const [offset, end] = [match.index, match.index + match[0].length]
      if ([...taken, ...found].some(overlaps(offset, end))) continue
      found.push({ type, offset, length: end - offset })
    }
  }
  return found.sort((a, b) => a.offset - b.offset)
}
