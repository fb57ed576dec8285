import type { Input, Media } from '../../message.ts'
import { readEntry } from './menu-entry.ts'
import { type Elements, wordsOf } from './xml.ts'

/** What WeChat puts in the place of a message that it does not hand to accounts, such as an animated sticker. */
const withheld = '【收到不支持的消息类型，暂无法显示】'

/**
 * What a person's message says. A kind that is not known says that there was one.
 * https://developers.weixin.qq.com/doc/service/guide/product/message/Receiving_standard_messages.html
 */
export function readMessage(elements: Elements): Input {
  switch (wordsOf(elements, 'MsgType')) {
    case 'text':
      return readText(elements)
    case 'image':
      return remote(elements, 'photo')
    case 'voice':
      return remote(elements, 'voice', `voice.${wordsOf(elements, 'Format') || 'amr'}`)
    case 'video':
    case 'shortvideo':
      return remote(elements, 'video')
    case 'location':
      return readLocation(elements)
    case 'link':
      return readLink(elements)
    case 'file':
      return readFile(elements)
    default:
      return { kind: 'unsupported' }
  }
}

function readText(elements: Elements): Input {
  const text = wordsOf(elements, 'Content') ?? ''
  const tapped = readEntry(wordsOf(elements, 'bizmsgmenuid') ?? '')
  if (tapped) return { kind: 'choice', ...tapped }
  return text.trim() === '' || text.trim() === withheld ? { kind: 'unsupported' } : { kind: 'text', text }
}

/** The words that WeChat heard in a voice go with it, where the account has that switched on. */
function remote(elements: Elements, media: Media, name?: string): Input {
  const id = wordsOf(elements, 'MediaId')
  const heard = wordsOf(elements, 'Recognition')?.trim() ?? ''
  const words = heard === '' ? {} : { text: heard }
  if (!id) return { kind: 'media', files: [], refused: [{ why: 'unavailable' }], ...words }
  return { kind: 'media', files: [], remote: [{ remote: id, media, ...(name && { name }) }], ...words }
}

function readLocation(elements: Elements): Input {
  const [latitude, longitude] = [Number(wordsOf(elements, 'Location_X')), Number(wordsOf(elements, 'Location_Y'))]
  const isPlace = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180
  return isPlace ? { kind: 'location', latitude, longitude } : { kind: 'unsupported' }
}

function readLink(elements: Elements): Input {
  const words = ['Title', 'Description', 'Url'].map((name) => wordsOf(elements, name)?.trim() ?? '')
  const text = words.filter((line) => line !== '').join('\n')
  return text === '' ? { kind: 'unsupported' } : { kind: 'text', text }
}

/** WeChat tells accounts that a document was sent, and does not hand it out. */
function readFile(elements: Elements): Input {
  const name = wordsOf(elements, 'Title')
  return { kind: 'media', files: [], refused: [{ why: 'unavailable', ...(name && { name }) }] }
}
