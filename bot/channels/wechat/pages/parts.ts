import type { ChannelHost } from '../../../message.ts'
import type { WechatApi } from '../api.ts'
import type { WechatSettings } from '../settings.ts'
import type { PageSettings } from './settings.ts'

/** What the pages stand on. */
export interface WechatPages {
  api: Pick<WechatApi, 'get' | 'getOpenly'>
  account: Pick<WechatSettings, 'appId' | 'appSecret' | 'publicUrl' | 'notices' | 'now'>
  pages: PageSettings
  /** Undefined before the channel starts and after it stops. */
  host(): ChannelHost | undefined
}
