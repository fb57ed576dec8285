import { InputFile } from 'grammy'
import type { Message } from 'grammy/types'
import type { OutgoingFile } from '../../message.ts'
import type { Address } from './address.ts'
import type { Answer } from './ask.ts'
import type { Carrier } from './carrier.ts'
import type { TelegramSettings } from './settings.ts'

export interface Attachment {
  content: Buffer
  name: string
  /** Is shown as a picture; anything else as a file to open. */
  isPhoto: boolean
}

/** https://core.telegram.org/bots/api#sending-files */
const photoLimit = 10 * 1024 * 1024
const fileLimit = 50 * 1024 * 1024

/** Reads the files from the store. A sentence instead when one can never be sent. Throws when the store is away. */
export async function readAttachments(
  files: OutgoingFile[],
  readFile: TelegramSettings['readFile'],
): Promise<Attachment[] | string> {
  const attachments: Attachment[] = []
  for (const { file, media, name } of files) {
    const stored = await readFile(file)
    if (!stored) return 'A file of it is in the store no more'
    if (stored.content.length > fileLimit) return 'A file of it is larger than Telegram takes'
    const isPicture = /^image\/(?:jpeg|png|webp)$/.test(stored.mime) && stored.content.length <= photoLimit
    attachments.push({ content: stored.content, name: plainName(name), isPhoto: media === 'photo' && isPicture })
  }
  return attachments
}

/** As a picture, or as a file when Telegram does not take it for one. */
export async function sendAttachment(
  { api, ask }: Carrier,
  { chat_id, ...rest }: Address,
  { content, name, isPhoto }: Attachment,
): Promise<Answer<Message>> {
  if (isPhoto) {
    const answer = await ask((cut) => api.sendPhoto(chat_id, new InputFile(content, name), rest, cut))
    const isNoPicture =
      !answer.ok &&
      answer.failure.kind === 'answered' &&
      /PHOTO|IMAGE|too big for a photo/.test(answer.failure.description)
    if (!isNoPicture) return answer
  }
  return ask((cut) => api.sendDocument(chat_id, new InputFile(content, name), rest, cut))
}

/** grammY writes the name into a header as it is. */
function plainName(name: string): string {
  return name.replace(/[\p{Cc}";\\/]/gu, '_') || 'file'
}
