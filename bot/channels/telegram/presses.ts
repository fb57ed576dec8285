import type { Api } from 'grammy'
import { ask } from './ask.ts'

/** At once: a phone shows a spinner until the press is answered, but messages go first. */
const atOnce = 4

/** Behind this many the oldest is given up: by its turn Telegram would take no answer any more. */
const most = 1000

/** An answer is of no use later. */
const answerMs = 10_000

/**
 * Answers presses of buttons, so that the button comes to rest, without making anybody wait. Failures are ordinary: a
 * press from before an outage is too old to be answered.
 */
export function createPressAnswers(api: Api, stopped: AbortSignal): (ids: string[]) => void {
  const waiting: string[] = []
  let underWay = 0

  async function work(): Promise<void> {
    underWay++
    for (let id = waiting.shift(); id !== undefined && !stopped.aborted; id = waiting.shift()) {
      const press = id
      await ask((signal) => api.answerCallbackQuery(press, {}, signal), { ms: answerMs, signal: stopped })
    }
    underWay--
  }

  return (ids) => {
    waiting.push(...ids)
    waiting.splice(0, waiting.length - most)
    for (let free = Math.min(atOnce - underWay, ids.length); free > 0; free--) void work()
  }
}
