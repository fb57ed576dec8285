import { createCipheriv, createHash, randomBytes } from 'node:crypto'

/** A file as it lies with WeCom: sealed with a key of its own. */
export function seal(content: Buffer): { sealed: Buffer; aeskey: string } {
  const key = randomBytes(32)
  const pad = 32 - (content.length % 32)
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  const padded = Buffer.concat([content, Buffer.alloc(pad, pad)])
  return { sealed: Buffer.concat([cipher.update(padded), cipher.final()]), aeskey: key.toString('base64') }
}

interface Upload {
  name: string
  size: number
  md5: string
  chunks: Map<number, Buffer>
}

/** What is uploaded in three steps. Each gives what the answer's body holds; undefined when it is refused. */
export function createUploads() {
  const begun = new Map<string, Upload>()
  const done = new Map<string, { name: string; content: Buffer }>()
  return {
    done,
    begin({ filename, total_size, total_chunks, md5 }: Record<string, unknown>): object | undefined {
      if (typeof filename !== 'string' || !(Number(total_size) >= 5) || !(Number(total_chunks) >= 1)) return undefined
      const upload_id = `upload-${begun.size + 1}`
      begun.set(upload_id, { name: filename, size: Number(total_size), md5: String(md5), chunks: new Map() })
      return { upload_id }
    },
    add({ upload_id, chunk_index, base64_data }: Record<string, unknown>): object | undefined {
      const upload = begun.get(String(upload_id))
      const chunk = Buffer.from(String(base64_data), 'base64')
      if (!upload || chunk.length > 512 * 1024) return undefined
      upload.chunks.set(Number(chunk_index), chunk)
      return {}
    },
    finish({ upload_id }: Record<string, unknown>): object | undefined {
      const upload = begun.get(String(upload_id))
      if (!upload) return undefined
      const content = Buffer.concat([...upload.chunks].sort(([a], [b]) => a - b).map(([, chunk]) => chunk))
      const md5 = createHash('md5').update(content).digest('hex')
      if (content.length !== upload.size || md5 !== upload.md5) return undefined
      const media_id = `media-${done.size + 1}`
      done.set(media_id, { name: upload.name, content })
      return { type: 'file', media_id, created_at: '1700000000' }
    },
  }
}
