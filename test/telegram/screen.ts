import type { Message } from './telegram.ts'
import type { Stored } from './world.ts'

/** A message as it stands on somebody's screen. */
export function viewOf(stored: Stored): Message {
  const { markup, media } = stored
  const inline = markup?.kind === 'inline' ? markup.rows : undefined
  const isText = stored.text !== undefined
  return {
    id: stored.id,
    fromBot: stored.sender === 'bot',
    ...(typeof stored.sender === 'object' ? { from: stored.sender.id } : {}),
    ...(isText ? { text: stored.text, preview: stored.linkPreview?.is_disabled !== true } : {}),
    ...(stored.caption ? { caption: stored.caption } : {}),
    buttons: inline?.flat().map((button) => button.text) ?? [],
    ...(inline ? { keyboard: inline.map((row) => row.map(viewOfButton)) } : {}),
    ...(markup?.kind === 'keys' ? { replyKeyboard: markup.rows.map((row) => row.map((button) => button.text)) } : {}),
    at: stored.at,
    ...(stored.editedAt === undefined ? {} : { edited: true, editedAt: stored.editedAt }),
    ...(stored.replyTo === undefined ? {} : { replyTo: stored.replyTo }),
    ...(stored.topic === undefined ? {} : { topic: stored.topic }),
    ...(stored.isProtected ? { protected: true } : {}),
    ...(stored.silent ? { silent: true } : {}),
    ...(stored.entities.length > 0 ? { entities: stored.entities } : {}),
    ...(media ? { media: media.kind } : {}),
    ...(media?.file ? { fileId: media.file.id, file: media.file.content, fileName: media.file.name } : {}),
    ...(stored.album === undefined ? {} : { album: stored.album }),
    ...(stored.service ? { service: Object.keys(stored.service)[0] ?? '' } : {}),
  }
}

function viewOfButton(button: { text: string; callback_data?: string; url?: string }) {
  return {
    text: button.text,
    ...(button.callback_data === undefined ? {} : { data: button.callback_data }),
    ...(button.url === undefined ? {} : { url: button.url }),
  }
}
