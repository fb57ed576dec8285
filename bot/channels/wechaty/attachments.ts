import { extname } from 'node:path'
import type { FileBoxInterface } from 'file-box'
import type { OutgoingFile } from '../../message.ts'
import type { WechatySettings } from './settings.ts'

/** What WeChat takes from its own programs without more ado, bytes. */
const fileLimit = 25 * 1024 * 1024

export interface Attachment {
  content: Buffer
  name: string
}

/** Reads the files from the store. A sentence instead when one can never be sent. Throws when the store is away. */
export async function readAttachments(
  files: OutgoingFile[],
  readFile: WechatySettings['readFile'],
): Promise<Attachment[] | string> {
  const attachments: Attachment[] = []
  for (const { file, name } of files) {
    const stored = await readFile(file)
    if (!stored) return 'A file of it is in the store no more'
    if (stored.content.length > fileLimit) return 'A file of it is larger than WeChat takes'
    attachments.push({ content: stored.content, name: nameFor(name, stored.mime) })
  }
  return attachments
}

/** For wechaty. Its other ways to make one do not pass through every puppet. */
export async function boxOf({ content, name }: Attachment): Promise<FileBoxInterface> {
  const { FileBox } = await import('file-box')
  return FileBox.fromBase64(content.toString('base64'), name)
}

/** Puppets go by the ending of the name. */
function nameFor(name: string, mime: string): string {
  const plain = name.replace(/[\p{Cc}\\/:*?"<>|]/gu, '_').trim() || 'file'
  return extname(plain) === '' ? `${plain}${endings[mime] ?? ''}` : plain
}

const endings: Readonly<Record<string, string>> = {
  'image/jpeg': '.jpg',
  'image/png': '.png',
  'image/gif': '.gif',
  'image/webp': '.webp',
  'application/pdf': '.pdf',
  'audio/mpeg': '.mp3',
  'audio/ogg': '.ogg',
  'audio/amr': '.amr',
  'video/mp4': '.mp4',
  'text/calendar': '.ics',
  'text/plain': '.txt',
}
