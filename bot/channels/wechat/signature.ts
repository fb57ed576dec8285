import { createHash, timingSafeEqual } from 'node:crypto'

/**
 * Whether WeChat signed it: SHA-1 over the token and the other parts, put in order. The answer takes a time that tells
 * nothing about how much of the signature was right. https://developers.weixin.qq.com/doc/service/guide/dev/push/
 */
export function isSigned(signature: unknown, token: string, ...parts: string[]): boolean {
  if (typeof signature !== 'string') return false
  const wanted = createHash('sha1')
    .update([token, ...parts].sort().join(''))
    .digest('hex')
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(signature), digest(wanted))
}
