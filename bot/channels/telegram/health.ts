import type { ChannelState } from '../../message.ts'
import type { ChannelLog } from './settings.ts'

/** What is wrong, in a sentence for the operator. */
export interface Trouble {
  state: 'degraded' | 'failed'
  note: string
}

/** What can go wrong by itself. */
export type Concern = 'start' | 'intake' | 'storing' | 'lease' | 'sending'

export interface Health {
  /** Something is wrong with it from now on; logged when it is news. */
  trouble(concern: Concern, trouble: Trouble): void
  well(concern: Concern): void
  /** A call failed, as happens. */
  failed(): void
  /** Telegram answered the intake. */
  answered(): void
  /** Whether this instance takes updates, or looks after the webhook; else another one does. */
  holds(isOurs: boolean): void
  pending(updates: number): void
  read(): ChannelState
}

/** Keeps what `Channel.state` tells. `mode` is how updates come in. */
export function createHealth(mode: 'polling' | 'webhook', log: ChannelLog, now: () => Date): Health {
  const troubles = new Map<Concern, Trouble>()
  let isHolder = false
  let answeredAt = now()
  let pending: number | undefined
  let failures = 0

  return {
    trouble(concern, trouble) {
      failures++
      if (troubles.get(concern)?.note !== trouble.note) log.warn({ channel: 'telegram', kind: concern }, trouble.note)
      troubles.set(concern, trouble)
    },
    well(concern) {
      if (troubles.delete(concern)) log.info({ channel: 'telegram', kind: concern }, 'Telegram: all is well again')
    },
    failed() {
      failures++
    },
    answered() {
      answeredAt = now()
    },
    holds(isOurs) {
      if (isOurs && !isHolder) answeredAt = now()
      if (!isOurs && isHolder) {
        // What stood in the way of taking updates is the other instance's to tell from now on.
        for (const concern of ['intake', 'storing'] as const) troubles.delete(concern)
        pending = undefined
      }
      isHolder = isOurs
    },
    pending(updates) {
      pending = updates
    },
    read() {
      const wrong = [...troubles.values()]
      return {
        state: wrong.some(({ state }) => state === 'failed') ? 'failed' : wrong.length > 0 ? 'degraded' : 'ok',
        note: wrong.length > 0 ? wrong.map(({ note }) => note).join(' ') : isHolder ? allIsWell[mode] : standby,
        gauges: {
          errors_total: failures,
          polling: isHolder && mode === 'polling' ? 1 : 0,
          ...(isHolder && { last_answer_age_seconds: Math.max(0, (now().getTime() - answeredAt.getTime()) / 1000) }),
          ...(pending !== undefined && { pending_updates: pending }),
        },
      }
    },
  }
}

const standby = 'Another instance takes the updates.'
const allIsWell = {
  polling: 'Updates are being asked for.',
  webhook: 'Telegram delivers to the webhook.',
}
