import { checkLimits, checkMarkup, readMarkup } from './keyboard.ts'
import { admit, done, findChat, findMessage, type Method, type Turn } from './method.ts'
import { integer, nested, text } from './params.ts'
import { showMessage } from './payload.ts'
import { badRequest } from './refusal.ts'
import { fixFormatted, isTooLong, readFormatted } from './text.ts'
import type { Markup, Stored } from './world.ts'

const twoDays = 48 * 3_600_000

export const editMessageText: Method = (turn) => {
  const { world, params } = turn
  const source = text(params, 'text')
  if (source === '') throw badRequest('Message text is empty')
  const read = readFormatted(source, text(params, 'parse_mode'), nested(params, 'entities', 'entities'))
  const given = readMarkup(params)
  const stored = findEditable(turn)
  if (stored.text === undefined) throw badRequest('There is no text in the message to edit')
  const fixed = fixFormatted(read, false)
  if (isTooLong(fixed.text, 4096, world.options.lengthUnit)) throw badRequest('Message is too long')
  return change(turn, stored, given, () => {
    const linkPreview = nested(params, 'link_preview_options', 'link preview options') as Stored['linkPreview']
    const before = JSON.stringify([stored.text, stored.entities])
    stored.text = fixed.text
    stored.entities = fixed.entities
    if (linkPreview) stored.linkPreview = linkPreview
    return before !== JSON.stringify([stored.text, stored.entities])
  })
}

export const editMessageCaption: Method = (turn) => {
  const { world, params } = turn
  const entities = nested(params, 'caption_entities', 'entities')
  const read = readFormatted(text(params, 'caption'), text(params, 'parse_mode'), entities)
  const given = readMarkup(params)
  const stored = findEditable(turn)
  if (!stored.media) throw badRequest('There is no caption in the message to edit')
  const fixed = fixFormatted(read, true)
  if (isTooLong(fixed.text, 1024, world.options.lengthUnit)) throw badRequest('Message caption is too long')
  return change(turn, stored, given, () => {
    const before = JSON.stringify([stored.caption ?? '', stored.entities])
    stored.caption = fixed.text
    stored.entities = fixed.entities
    return before !== JSON.stringify([stored.caption, stored.entities])
  })
}

export const editMessageReplyMarkup: Method = (turn) => {
  const given = readMarkup(turn.params)
  return change(turn, findEditable(turn), given, () => false)
}

export const deleteMessage: Method = (turn) => {
  if (integer(turn.params, 'message_id') === 0) throw badRequest('Message identifier is not specified')
  const stored = findMessage(turn, 'write', 'message to delete')
  remove(turn, stored)
  turn.call.messageId = stored.id
  return true
}

/** Those that are not found are passed over. */
export const deleteMessages: Method = (turn) => {
  const ids = nested(turn.params, 'message_ids', 'message identifiers')
  if (!Array.isArray(ids)) throw badRequest('Message identifiers are not specified')
  if (ids.length > 100) throw badRequest('Too many message identifiers specified')
  const chat = findChat(turn, 'write')
  for (const id of ids) {
    const stored = chat.messages.get(Number(id))
    if (stored) remove(turn, stored)
  }
  return true
}

export const answerCallbackQuery: Method = ({ world, params }) => {
  const id = text(params, 'callback_query_id')
  const words = text(params, 'text')
  const press = world.presses.get(id)
  if (!press || press.answered || world.now() - press.at > 150_000) {
    throw badRequest('query is too old and response timeout expired or query ID is invalid')
  }
  if (isTooLong(words, 200)) throw badRequest('MESSAGE_TOO_LONG')
  press.answered = true
  press.human.popups.push(words)
  return true
}

/** A message of the bot's own; one that came with a reply keyboard stays as it is. */
function findEditable(turn: Turn): Stored {
  const { params } = turn
  if (text(params, 'chat_id') === '' && integer(params, 'message_id') === 0) {
    throw badRequest('Message identifier is not specified')
  }
  const stored = findMessage(turn, 'edit', 'message to edit')
  const isKept = stored.markup !== undefined && stored.markup.kind !== 'inline'
  if (stored.sender !== 'bot' || isKept || stored.service || stored.forwardedFrom !== undefined) {
    throw badRequest("Message can't be edited")
  }
  return stored
}

/** `apply` says whether the content is another one now. Without `reply_markup` the buttons go. */
function change(turn: Turn, stored: Stored, given: Markup | undefined, apply: () => boolean): unknown {
  const { world, call } = turn
  if (given && given.kind !== 'inline') throw badRequest('Inline keyboard expected')
  const markup = checkMarkup(given, { isPrivate: stored.chat.kind === 'private' })
  admit(turn, { chat: stored.chat }, 'text messages')
  checkLimits(markup)
  const sameButtons = JSON.stringify(stored.markup) === JSON.stringify(markup)
  const isAnother = apply()
  if (sameButtons && !isAnother) throw badRequest(notModified)
  if (markup) stored.markup = markup
  else delete stored.markup
  if (isAnother || call.method !== 'editMessageReplyMarkup') stored.editedAt = world.now()
  done(turn, stored)
  return showMessage(world, stored)
}

const notModified =
  'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message'

function remove({ world }: Turn, stored: Stored): void {
  const { chat } = stored
  const isOwn = stored.sender === 'bot'
  if (chat.kind !== 'private' && !isOwn && chat.bot !== 'administrator') throw badRequest("Message can't be deleted")
  // A supergroup's administrator may delete anything at any time.
  const mayAlways = chat.kind === 'supergroup' && chat.bot === 'administrator'
  if (!mayAlways && world.now() - stored.at > twoDays) throw badRequest("Message can't be deleted for everyone")
  chat.messages.delete(stored.id)
}
