import type { Api } from 'grammy'
import type { Update } from 'grammy/types'
import type { ChannelHost } from '../../message.ts'
import { backoffMs } from '../backoff.ts'
import type { ChannelLog } from '../channel-log.ts'
import type { Held } from '../hold-lease.ts'
import { pause } from '../pause.ts'
import { ask } from './ask.ts'
import type { Failure } from './failure.ts'
import type { Health } from './health.ts'
import type { Intake } from './intake.ts'
import type { Pace } from './pace.ts'
import { wantedUpdates } from './read-update.ts'
import { storeAtLast } from './store.ts'
import { troubleOf } from './trouble.ts'
import { waitAfter } from './wait-after.ts'

export interface PollParts {
  api: Api
  host: ChannelHost
  intake: Intake
  pace: Pace
  health: Health
  log: ChannelLog
  now(): Date
}

/**
 * Asks Telegram for updates while the lease is held. A batch is confirmed, by the offset of the next question, only once
 * it is stored; so none is ever skipped. Telegram keeps updates for a day.
 */
export async function pollUpdates(parts: PollParts, held: Held): Promise<void> {
  const { api, intake, pace, health } = parts
  const noteAlive = createAliveNotes(parts)
  // Without an offset Telegram begins with the oldest that is not confirmed. What one of us has had before is told by its id.
  let offset: number | undefined
  let failures = 0
  while (!held.signal.aborted) {
    if (!(await held.renew())) {
      await pause(backoffMs(pace, ++failures), held.signal)
      continue
    }
    const answer = await ask((signal) => api.getUpdates(question(pace, offset), signal), {
      ms: pace.pollSeconds * 1000 + pace.hungMs,
      signal: held.signal,
    })
    if (answer.ok) {
      failures = 0
      health.well('intake')
      health.answered()
      if (!(await storeAtLast(answer.result, intake, parts, held.signal))) return
      // Of this batch: ids may jump, down as well as up, so there is no highest one to go by, nor one to go on with after
      // an empty batch, which says that the last one is confirmed.
      offset = nextOffset(answer.result)
      await noteAlive()
    } else if (!held.signal.aborted) {
      health.trouble('intake', troubleOf(answer.failure))
      if (isWebhookSet(answer.failure) && (await removeWebhook(api, pace, held.signal))) continue
      await pause(waitAfter(answer.failure, pace, ++failures), held.signal)
    }
  }
}

function question({ pollSeconds }: Pace, offset: number | undefined) {
  return {
    timeout: pollSeconds,
    limit: 100,
    allowed_updates: wantedUpdates,
    ...(offset !== undefined && { offset }),
  }
}

function nextOffset(batch: Update[]): number | undefined {
  const last = batch.at(-1)
  return last && last.update_id + 1
}

function isWebhookSet(failure: Failure): boolean {
  return failure.kind === 'answered' && failure.code === 409 && /webhook/i.test(failure.description)
}

/** A webhook that was set before stands in the way of polling. What waits for it is kept. */
async function removeWebhook(api: Api, pace: Pace, signal: AbortSignal): Promise<boolean> {
  const answer = await ask((cut) => api.deleteWebhook({ drop_pending_updates: false }, cut), {
    ms: pace.hungMs,
    signal,
  })
  return answer.ok
}

/** Tells the host that Telegram answers, now and then. */
function createAliveNotes({ host, pace, now }: PollParts): () => Promise<void> {
  let notedAt = Number.NEGATIVE_INFINITY
  return async () => {
    const at = now().getTime()
    if (Math.abs(at - notedAt) < pace.aliveMs) return
    notedAt = at
    // The database is asked for more important things right after this.
    await host.lease.noteAlive().catch(() => {})
  }
}
