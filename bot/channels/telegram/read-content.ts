import type { Message } from 'grammy/types'
import type { Input } from '../../message.ts'
import { isNews } from './platform-news.ts'
import type { Me } from './read.ts'
import { readMedia } from './read-media.ts'
import { readText, readWords } from './read-text.ts'
import { replyOf } from './reply-of.ts'
import { nameOf } from './speaker.ts'

/** What is in a message. Undefined when nobody said anything to us with it. */
export function readContent(message: Message, me: Me): Input | undefined {
  if (message.text !== undefined) return readText(message, message.text, me)
  const media = readMedia(message)
  if (media) {
    const words = readWords(message, message.caption ?? '', me)
    if (words === undefined) return undefined
    return { kind: 'media', files: [], ...media, ...(words !== '' && { text: words }), ...replyOf(message) }
  }
  if (message.location) {
    const { latitude, longitude } = message.location
    return { kind: 'location', latitude, longitude }
  }
  if (message.contact) {
    const { phone_number, ...person } = message.contact
    return { kind: 'contact', phone: phone_number, name: nameOf(person) }
  }
  if (message.sticker) {
    const { emoji } = message.sticker
    return { kind: 'sticker', ...(emoji !== undefined && { emoji }), ...replyOf(message) }
  }
  return isNews(message) ? undefined : { kind: 'unsupported' }
}
