import type { WSClient } from '@wecom/aibot-node-sdk'
import type { OutgoingFile } from '../../message.ts'
import type { WecomSettings } from './settings.ts'

export interface Attachment {
  content: Buffer
  /** As we know it. */
  name: string
  /** As WeCom takes it. */
  filename: string
  type: 'image' | 'file'
}

/** https://developer.work.weixin.qq.com/document/path/101463, what can be uploaded. */
const imageLimit = 2 * 1024 * 1024
const fileLimit = 20 * 1024 * 1024
/** WeCom takes nothing smaller. */
const least = 5

export interface Attachments {
  attached: Attachment[]
  /** The names of those that WeCom does not take, for their size. */
  left: string[]
}

/** Reads the files from the store. A sentence instead when one is there no more. Throws when the store is away. */
export async function readAttachments(
  files: OutgoingFile[],
  readFile: WecomSettings['readFile'],
): Promise<Attachments | string> {
  const attached: Attachment[] = []
  const left: string[] = []
  for (const { file, media, name } of files) {
    const stored = await readFile(file)
    if (!stored) return 'A file of it is in the store no more'
    const { content, mime } = stored
    if (content.length > fileLimit || content.length < least) {
      left.push(name)
      continue
    }
    const isPicture = media === 'photo' && /^image\/(?:jpeg|png)$/.test(mime) && content.length <= imageLimit
    attached.push({ content, name, filename: plainName(name), type: isPicture ? 'image' : 'file' })
  }
  return { attached, left }
}

/** Puts a file where a message can name it, for three days. Returns its id there. Throws as the SDK does. */
export async function upload(client: WSClient, { content, filename, type }: Attachment): Promise<string> {
  const { media_id } = await client.uploadMedia(content, { type, filename })
  return media_id
}

function plainName(name: string): string {
  return name.replace(/[\p{Cc}";\\/]/gu, '_').slice(0, 100) || 'file'
}
