import { createHash, randomBytes } from 'node:crypto'
import type { WechatApi } from '../api.ts'

/** What a page tells WeChat's script, so that it believes the page is the account's. */
export interface SdkConfig {
  appId: string
  /** Seconds since 1970. */
  timestamp: number
  nonceStr: string
  signature: string
}

/** A ticket is not relied on for this long before it runs out. */
const marginMs = 60_000

/**
 * Signs pages for WeChat's script. The ticket it takes is asked for once in two hours and kept: there are few of them
 * a day. https://developers.weixin.qq.com/doc/service/guide/h5/jssdk.html
 */
export function createSdkSigner(
  api: Pick<WechatApi, 'get'>,
  { appId, now }: { appId: string; now(): Date },
): (url: string) => Promise<SdkConfig> {
  let held: { ticket: string; until: number } | undefined
  let asking: Promise<string> | undefined

  async function obtain(): Promise<string> {
    const query = { type: 'jsapi' }
    const { ticket, expires_in: seconds } = await api.get<{ ticket: string; expires_in: number }>(
      '/cgi-bin/ticket/getticket',
      query,
    )
    held = { ticket, until: now().getTime() + Math.max(seconds * 1000 - marginMs, 1000) }
    return ticket
  }

  async function read(): Promise<string> {
    if (held && now().getTime() < held.until) return held.ticket
    asking ??= obtain().finally(() => {
      asking = undefined
    })
    return asking
  }

  return async (url) => {
    const ticket = await read()
    const nonceStr = randomBytes(8).toString('hex')
    const timestamp = Math.floor(now().getTime() / 1000)
    const signed = `jsapi_ticket=${ticket}&noncestr=${nonceStr}&timestamp=${timestamp}&url=${url}`
    return { appId, timestamp, nonceStr, signature: createHash('sha1').update(signed).digest('hex') }
  }
}
