import type { payloads } from 'wechaty-puppet'
import type { Input, Media } from '../../message.ts'
import type { Found } from './look-up.ts'
import { withoutMention } from './mention.ts'
import { messageKinds as kinds } from './message-kinds.ts'
import { splitQuote } from './quote.ts'
import { isRefusalLine } from './refusal-line.ts'

/** What is in a message. Undefined when nobody said anything to us with it. */
export function readContent(message: payloads.Message, found: Found, self: string | undefined): Input | undefined {
  const { id, type, filename, roomId, text = '' } = message
  const mayBeOfWeChat = !roomId && (type === kinds.text || type === kinds.unknown)
  if (mayBeOfWeChat && isRefusalLine(text)) return { kind: 'membership', change: 'blocked' }
  switch (type) {
    case kinds.text:
      return readText(message, found, self)
    case kinds.image:
      return readFile(id, 'photo', filename)
    case kinds.audio:
      return readFile(id, 'voice', filename)
    case kinds.video:
      return readFile(id, 'video', filename)
    case kinds.attachment:
      return readFile(id, 'file', filename)
    case kinds.emoticon:
      return { kind: 'sticker' }
    case kinds.recalled:
      return text.trim() === '' ? undefined : { kind: 'recall', of: text.trim() }
    case kinds.location:
      return found.location ? readLocation(found.location) : { kind: 'unsupported' }
    case kinds.url:
    case kinds.miniProgram:
      return readLink(found.link)
    case kinds.contact:
      return readCard(found.card)
    case kinds.unknown:
      return readUnknown(message)
    default:
      return { kind: 'unsupported' }
  }
}

function readText({ roomId, text = '', ...rest }: payloads.Message, found: Found, self: string | undefined): Input {
  if (!roomId) return { kind: 'text', ...splitQuote(text) }
  const mentioned = 'mentionIdList' in rest ? (rest.mentionIdList ?? []) : []
  const isNamed = self !== undefined && mentioned.length === 1 && mentioned[0] === self
  const { text: words, quoted } = splitQuote(text)
  const said = withoutMention(words, found.ownNames, isNamed)
  return { kind: 'text', text: said, ...(quoted !== undefined && { quoted }) }
}

function readFile(id: string, media: Media, filename: string | undefined): Input {
  return { kind: 'media', files: [], remote: [{ remote: id, media, ...(filename && { name: filename }) }] }
}

function readLocation({ latitude, longitude }: NonNullable<Found['location']>): Input {
  return latitude === 0 && longitude === 0 ? { kind: 'unsupported' } : { kind: 'location', latitude, longitude }
}

/** A page that was passed on: its title, and where it is. */
function readLink(link: Found['link']): Input {
  const text = [link?.title.trim(), link?.url?.trim()].filter((line) => line).join('\n')
  return text === '' ? { kind: 'unsupported' } : { kind: 'text', text }
}

/** A card of WeChat seldom bears a number to call. */
function readCard(card: Found['card']): Input {
  const phone = card?.phone.find((number) => number.trim() !== '')
  if (phone === undefined) return { kind: 'unsupported' }
  return { kind: 'contact', phone, ...(card?.name && { name: card.name }) }
}

/** A file of a kind that the puppet does not know has a name; what has words is WeChat's own news. */
function readUnknown({ id, filename, text = '' }: payloads.Message): Input | undefined {
  if (filename) return readFile(id, 'file', filename)
  return text.trim() === '' ? { kind: 'unsupported' } : undefined
}
