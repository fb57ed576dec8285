import type { ChannelHost, Outcome } from '../../message.ts'
import type { WechatApi } from './api.ts'
import type { Health } from './health.ts'
import type { WechatSettings } from './settings.ts'

/** What one send is made with. */
export interface Carrier {
  api: WechatApi
  host: ChannelHost
  settings: Pick<WechatSettings, 'notices' | 'publicUrl'>
  health: Health
  /** Cuts the whole send. */
  signal: AbortSignal
  /** Until that. */
  msLeft(): number
  /** What failed a moment ago is done again after this, in the middle of a message. */
  soonMs: number
}

/** Nothing was sent: what may be said to somebody is not known. */
export const databaseAway = { kind: 'retry', afterMs: 5_000, reason: 'The database is away' } as const satisfies Outcome
