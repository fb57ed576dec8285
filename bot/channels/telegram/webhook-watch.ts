import type { Api } from 'grammy'
import type { WebhookInfo } from 'grammy/types'
import type { ChannelHost } from '../../message.ts'
import { backoffMs } from '../backoff.ts'
import type { Held } from '../hold-lease.ts'
import { pause } from '../pause.ts'
import type { Trouble } from '../troubles.ts'
import { ask } from './ask.ts'
import type { Failure } from './failure.ts'
import type { Health } from './health.ts'
import type { Pace } from './pace.ts'
import { wantedUpdates } from './read-update.ts'
import { troubleOf } from './trouble.ts'
import { waitAfter } from './wait-after.ts'

export interface WatchParts {
  api: Api
  host: ChannelHost
  webhook: { url: string; secret: string }
  pace: Pace
  health: Health
  now(): Date
}

/** Sets the webhook, and looks after it while the lease is held, so that one instance does. */
export async function watchWebhook(parts: WatchParts, { signal }: Held): Promise<void> {
  const { pace, health } = parts
  let isSet = false
  let failures = 0
  while (!signal.aborted) {
    const failure: Failure | undefined = isSet ? undefined : await setWebhook(parts, signal)
    isSet = failure === undefined
    const wrong = failure ?? (await look(parts, signal))
    if (signal.aborted) return
    if (wrong === undefined) {
      failures = 0
      await pause(pace.watchMs, signal)
    } else if (wrong === 'elsewhere') {
      isSet = false
      health.trouble('intake', setElsewhere)
      await pause(backoffMs(pace, ++failures), signal)
    } else {
      health.trouble('intake', troubleOf(wrong))
      await pause(waitAfter(wrong, pace, ++failures), signal)
    }
  }
}

const setElsewhere = {
  state: 'degraded',
  note: 'Another process has set another webhook with this TELEGRAM_TOKEN; ours is set again.',
} as const

async function setWebhook({ api, webhook, pace }: WatchParts, signal: AbortSignal): Promise<Failure | undefined> {
  const wanted = {
    secret_token: webhook.secret,
    allowed_updates: wantedUpdates,
    max_connections: 40,
    drop_pending_updates: false,
  }
  const answer = await ask((cut) => api.setWebhook(webhook.url, wanted, cut), { ms: pace.hungMs, signal })
  return answer.ok ? undefined : answer.failure
}

/** Reads how it goes. `elsewhere`: somebody has set another address. */
async function look(parts: WatchParts, signal: AbortSignal): Promise<Failure | 'elsewhere' | undefined> {
  const { api, host, webhook, pace, health, now } = parts
  const answer = await ask((cut) => api.getWebhookInfo(cut), { ms: pace.hungMs, signal })
  if (!answer.ok) return answer.failure
  if (answer.result.url !== webhook.url) return 'elsewhere'
  health.answered()
  health.pending(answer.result.pending_update_count)
  const trouble = troubleIn(answer.result, now())
  if (trouble) {
    health.trouble('intake', trouble)
  } else {
    health.well('intake')
    await host.lease.noteAlive().catch(() => {})
  }
  return undefined
}

/** A delivery that failed longer ago says nothing about how it goes now: Telegram tries again within a minute or two. */
const latelyMs = 2 * 60_000

/** What Telegram tells of deliveries that failed lately. Its words hold no update, only what our side answered. */
function troubleIn({ last_error_date, last_error_message }: WebhookInfo, at: Date): Trouble | undefined {
  if (last_error_date === undefined || at.getTime() - last_error_date * 1000 > latelyMs) return undefined
  const said = (last_error_message ?? '').slice(0, 100)
  return {
    state: 'degraded',
    note: `Telegram could not deliver to the webhook (${said}): look at PUBLIC_URL and what stands in front of this process.`,
  }
}
