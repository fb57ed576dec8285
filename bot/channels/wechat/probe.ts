import { pause } from '../pause.ts'
import type { WechatApi } from './api.ts'
import { failureOf } from './failure.ts'
import type { Health } from './health.ts'
import { outcomeOf, troubleOf } from './meanings.ts'

/**
 * Makes a call that everybody may, until it goes well or the signal aborts: whether WeChat knows us is to be told before
 * a resident waits for an answer. That WeChat is busy says that it does.
 */
export async function probe(api: WechatApi, health: Health, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const failure = await api.get('/cgi-bin/getcallbackip', {}, { signal }).then(() => undefined, failureOf)
    if (!failure) return health.well('start')
    if (signal.aborted) return
    const trouble = troubleOf(failure)
    const outcome = outcomeOf(failure)
    if (trouble) health.trouble('start', trouble)
    else if (outcome.kind === 'retry') health.well('start')
    await pause(outcome.kind === 'retry' ? outcome.afterMs : againMs, signal)
  }
}

const againMs = 30_000
