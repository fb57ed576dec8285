import { isObject, nested, type Params } from './params.ts'
import { badRequest } from './refusal.ts'
import type { InlineButton, KeyButton, Markup } from './world.ts'

/** As the method reads `reply_markup`, before any chat is looked at: its shape only. */
export function readMarkup(params: Params): Markup | undefined {
  const value = nested(params, 'reply_markup', 'reply keyboard markup')
  if (value === undefined) return undefined
  if (!isObject(value)) throw badRequest('Object expected as reply markup')
  const keys = readRows(value.keyboard, 'Field "keyboard" must be an Array of Arrays', 'keyboard button', readKey)
  const inline = readRows(
    value.inline_keyboard,
    'Field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
    'inline keyboard button',
    readInline,
  )
  if (keys.length > 0) return { kind: 'keys', rows: keys, oneTime: value.one_time_keyboard === true }
  if (inline.length > 0) return { kind: 'inline', rows: inline }
  if (value.remove_keyboard === true || value.hide_keyboard === true) return { kind: 'remove' }
  if (value.force_reply === true) return { kind: 'reply' }
  return undefined
}

/** As it is looked at when it is to be shown. Buttons without a label vanish silently, as do those past the twelfth of a row. */
export function checkMarkup(markup: Markup | undefined, where: { isPrivate: boolean }): Markup | undefined {
  if (!markup) return undefined
  if (markup.kind === 'keys') {
    const rows = labelled(markup.rows)
    for (const button of rows.flat()) checkKey(button, where.isPrivate)
    return rows.length > 0 ? { ...markup, rows } : undefined
  }
  if (markup.kind === 'inline') {
    const rows = labelled(markup.rows)
    for (const button of rows.flat()) checkInline(button)
    return rows.length > 0 ? { kind: 'inline', rows } : undefined
  }
  return markup
}

/** What only the platform's own servers refuse, last of all. */
export function checkLimits(markup: Markup | undefined): void {
  if (markup?.kind !== 'inline') return
  const buttons = markup.rows.flat()
  if (buttons.some((button) => Buffer.byteLength(button.callback_data ?? '') > 64))
    throw badRequest('BUTTON_DATA_INVALID')
  if (buttons.length > 100) throw badRequest('Reply markup is too long')
}

function readRows<Button>(value: unknown, shape: string, called: string, read: (value: unknown) => Button): Button[][] {
  if (value === undefined || value === null) return []
  if (!Array.isArray(value)) throw badRequest(shape)
  return value.map((row: unknown) => {
    if (!Array.isArray(row)) throw badRequest(shape)
    return row.map((button: unknown) => {
      try {
        return read(button)
      } catch (error) {
        throw badRequest(`Can't parse ${called}: ${error instanceof Error ? error.message : ''}`)
      }
    })
  })
}

function readText(button: Record<string, unknown>): string {
  if (button.text === undefined) throw new Error(`Can't find field "text"`)
  if (typeof button.text !== 'string' && typeof button.text !== 'number')
    throw new Error('Field "text" must be of type String')
  return String(button.text)
}

function readKey(value: unknown): KeyButton {
  if (typeof value === 'string') return { text: value }
  if (!isObject(value)) throw new Error('KeyboardButton must be a String or an Object')
  return { ...value, text: readText(value) }
}

const otherActions = [
  'callback_game',
  'pay',
  'switch_inline_query',
  'switch_inline_query_chosen_chat',
  'switch_inline_query_current_chat',
  'login_url',
  'web_app',
  'copy_text',
]

function readInline(value: unknown): InlineButton {
  if (!isObject(value)) throw new Error('InlineKeyboardButton must be an Object')
  const label = readText(value)
  for (const name of ['url', 'callback_data']) {
    if (value[name] !== undefined && typeof value[name] !== 'string')
      throw new Error(`Field "${name}" must be of type String`)
  }
  const acts =
    Boolean(value.url) || Boolean(value.callback_data) || otherActions.some((name) => value[name] !== undefined)
  if (!acts) throw new Error('Text buttons are unallowed in the inline keyboard')
  return { ...value, text: label }
}

function labelled<Button extends { text: string }>(rows: Button[][]): Button[][] {
  return rows.map((row) => row.filter((button) => button.text !== '').slice(0, 12)).filter((row) => row.length > 0)
}

function checkKey(button: KeyButton, isPrivate: boolean): void {
  if (!button.text.isWellFormed()) throw badRequest('Keyboard button text must be encoded in UTF-8')
  if (isPrivate) return
  if (button.request_contact) throw badRequest('Phone number can be requested in private chats only')
  if (button.request_location) throw badRequest('Location can be requested in private chats only')
  if (button.request_poll) throw badRequest('Poll can be requested in private chats only')
  if (button.web_app) throw badRequest('Web App buttons can be used in private chats only')
  if (button.request_users || button.request_user) throw badRequest('Users can be requested in private chats only')
  if (button.request_chat) throw badRequest('Chats can be requested in private chats only')
}

function checkInline(button: InlineButton): void {
  if (!button.text.isWellFormed()) throw badRequest('Inline keyboard button text must be encoded in UTF-8')
  if (button.url && !isLink(button.url)) {
    throw badRequest(`Inline keyboard button URL '${button.url}' is invalid: ${linkFault(button.url)}`)
  }
}

const isLink = (url: string): boolean => linkFault(url) === ''

function linkFault(url: string): string {
  if (/^(tg|ton):/.test(url)) return ''
  const full = /^[a-z][a-z0-9+.-]*:\/\//i.test(url) ? url : `http://${url}`
  if (!/^https?:/i.test(full)) return 'Unsupported URL protocol'
  const host = URL.canParse(full) ? new URL(full).hostname : ''
  // Among them `localhost`, which is a common surprise.
  return host.includes('.') ? '' : 'Wrong HTTP URL'
}
