import type { Input } from '../../message.ts'
import type { Opening } from './windows.ts'
import { type Elements, listOf, wordsOf } from './xml.ts'

/** What somebody told the platform about notices of a template. */
export interface ConsentNews {
  template: string
  /** `returned`: a notice did not go after all, so what was agreed to is there again. */
  change: 'agreed' | 'ended' | 'returned'
}

export interface ReadEvent {
  inputs: Input[]
  opens?: Opening
  consents: ConsentNews[]
}

/**
 * What an event says. Most are nothing to us: that a page was opened from the menu, where somebody is, how a mass
 * message went. https://developers.weixin.qq.com/doc/service/guide/product/message/Receiving_event_pushes.html
 */
export function readEvent(elements: Elements): ReadEvent {
  const key = wordsOf(elements, 'EventKey') ?? ''
  switch (wordsOf(elements, 'Event')) {
    case 'subscribe': {
      const about = key.startsWith(scenePrefix) ? key.slice(scenePrefix.length) : ''
      return said('brief', { kind: 'membership', change: 'returned' }, opened(about))
    }
    case 'unsubscribe':
      return { ...nothing, inputs: [{ kind: 'membership', change: 'blocked' }] }
    case 'SCAN':
      return said('brief', opened(key))
    case 'CLICK':
      return key === '' ? nothing : said('brief', clicked(key))
    case 'subscribe_msg_popup_event':
      return { ...nothing, consents: consentsIn(elements, 'SubscribeMsgPopupEvent', { accept: 'agreed' }) }
    case 'subscribe_msg_change_event':
      return { ...nothing, consents: consentsIn(elements, 'SubscribeMsgChangeEvent', { reject: 'ended' }) }
    case 'subscribe_msg_sent_event':
      return { ...nothing, consents: consentsOfFailed(elements) }
    default:
      return nothing
  }
}

/** What the parameter of a QR code is brought with when scanning it made somebody follow. */
const scenePrefix = 'qrscene_'

const nothing: ReadEvent = { inputs: [], consents: [] }

function said(opens: Opening, ...inputs: Input[]): ReadEvent {
  return { inputs, opens, consents: [] }
}

function opened(about: string): Input {
  return { kind: 'opened', greet: true, ...(about !== '' && { about }) }
}

/** The keys of our menu are commands; one that was set otherwise is the value of a choice. */
function clicked(key: string): Input {
  return /^[a-z]{1,32}$/.test(key) ? { kind: 'text', text: `/${key}` } : { kind: 'choice', value: key }
}

function consentsIn(elements: Elements, event: string, changes: Record<string, ConsentNews['change']>): ConsentNews[] {
  return listOf(elements, event, 'List').flatMap((item) => {
    const template = wordsOf(item, 'TemplateId') ?? ''
    const status = wordsOf(item, 'SubscribeStatusString') ?? ''
    const change = Object.hasOwn(changes, status) ? changes[status] : undefined
    return template !== '' && change ? [{ template, change }] : []
  })
}

/** Notices that were taken from us and then did not go. */
function consentsOfFailed(elements: Elements): ConsentNews[] {
  return listOf(elements, 'SubscribeMsgSentEvent', 'List').flatMap((item): ConsentNews[] => {
    const template = wordsOf(item, 'TemplateId') ?? ''
    const code = wordsOf(item, 'ErrorCode') ?? '0'
    if (template === '' || code === '0') return []
    return [{ template, change: code === notAgreed ? 'ended' : 'returned' }]
  })
}

/** The person does not take notices of this template. */
const notAgreed = '43101'
