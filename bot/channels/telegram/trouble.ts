import type { Trouble } from '../troubles.ts'
import { describeFailure, type Failure } from './failure.ts'

/** What a failed call means for the channel as a whole, and what mends it. */
export function troubleOf(failure: Failure): Trouble {
  if (failure.kind !== 'answered') {
    return {
      state: 'degraded',
      note: `Telegram cannot be reached (${failure.why}): look at the network, and at TELEGRAM_API_ROOT.`,
    }
  }
  switch (failure.code) {
    case 401:
      return {
        state: 'failed',
        note: 'Telegram does not know this bot: TELEGRAM_TOKEN is wrong or was revoked; @BotFather gives a new one.',
      }
    case 404:
      return {
        state: 'failed',
        note: 'No bot answers there: TELEGRAM_TOKEN is wrong, or TELEGRAM_API_ROOT is no Bot API server.',
      }
    case 409:
      return {
        state: 'degraded',
        note: 'Another process asks for updates with this TELEGRAM_TOKEN: stop it, or give it a bot of its own.',
      }
    case 429:
      return { state: 'degraded', note: 'Telegram asks us to wait: too many calls.' }
    default:
      return {
        state: 'degraded',
        note: `Telegram answers with an error (${describeFailure(failure)}); it is tried again.`,
      }
  }
}
