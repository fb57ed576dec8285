import type { Reply } from '../../message.ts'
import type { WechatSettings } from './settings.ts'

/** A file that WeChat takes for a message. */
export interface Attachment {
  type: 'image' | 'voice'
  content: Buffer
  mime: string
  /** With the ending that WeChat goes by. */
  name: string
}

/** Kinds and sizes: https://developers.weixin.qq.com/doc/service/api/material/temporary/api_uploadtempmedia.html */
const kinds: Record<string, { type: Attachment['type']; most: number; ending: string }> = {
  'image/jpeg': { type: 'image', most: 10 * 1024 * 1024, ending: 'jpg' },
  'image/png': { type: 'image', most: 10 * 1024 * 1024, ending: 'png' },
  'image/gif': { type: 'image', most: 10 * 1024 * 1024, ending: 'gif' },
  'audio/amr': { type: 'voice', most: 2 * 1024 * 1024, ending: 'amr' },
  'audio/mpeg': { type: 'voice', most: 2 * 1024 * 1024, ending: 'mp3' },
}

/**
 * Reads the files of a reply from the store. `attached` go as messages of their own; `named` are those that WeChat does
 * not carry, be it for their kind or their size: a document, a video without a picture of it. A sentence instead when one
 * is there no more. Throws when the store is away.
 */
export async function readAttachments(
  files: Reply['files'],
  readFile: WechatSettings['readFile'],
): Promise<{ attached: Attachment[]; named: string[] } | string> {
  const attached: Attachment[] = []
  const named: string[] = []
  for (const { file, name } of files ?? []) {
    const stored = await readFile(file)
    if (!stored) return 'A file of it is in the store no more'
    const kind = Object.hasOwn(kinds, stored.mime) ? kinds[stored.mime] : undefined
    if (!kind || stored.content.length > kind.most) named.push(name)
    else {
      const { type, ending } = kind
      attached.push({ type, content: stored.content, mime: stored.mime, name: `${type}.${ending}` })
    }
  }
  return { attached, named }
}
