import { createDecipheriv } from 'node:crypto'

/**
 * Opens what WeChat sealed in safe mode: AES-256-CBC of 16 random bytes, the length of the words, the words and the app
 * id, padded to 32 bytes. Undefined when it was sealed with another key or for another account.
 * https://developers.weixin.qq.com/doc/oplatform/Third-party_Platforms/2.0/api/Before_Develop/Technical_Plan.html
 */
export function openSealed(sealed: string, aesKey: string, appId: string): string | undefined {
  const plain = decipher(sealed, Buffer.from(`${aesKey}=`, 'base64'))
  if (!plain) return undefined
  const padding = plain.at(-1) ?? 0
  if (padding < 1 || padding > block || padding > plain.length) return undefined
  if (!plain.subarray(plain.length - padding).every((byte) => byte === padding)) return undefined
  const content = plain.subarray(0, plain.length - padding)
  if (content.length < head) return undefined
  const end = head + content.readUInt32BE(head - 4)
  if (end > content.length || content.subarray(end).toString() !== appId) return undefined
  return content.subarray(head, end).toString()
}

const block = 32

/** The random bytes, and four for the length. */
const head = 20

function decipher(sealed: string, key: Buffer): Buffer | undefined {
  const content = Buffer.from(sealed, 'base64')
  if (content.length === 0 || content.length % 16 !== 0) return undefined
  const opening = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  return Buffer.concat([opening.update(content), opening.final()])
}
