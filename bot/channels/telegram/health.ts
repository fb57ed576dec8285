import type { ChannelState } from '../../message.ts'
import type { ChannelLog } from '../channel-log.ts'
import { createTroubles, type Troubles } from '../troubles.ts'

/** What can go wrong by itself. */
export type Concern = 'start' | 'intake' | 'storing' | 'lease' | 'sending'

export interface Health extends Pick<Troubles<Concern>, 'trouble' | 'well' | 'failed'> {
  /** Telegram answered the intake. */
  answered(): void
  /** Whether this instance takes updates, or looks after the webhook; else another one does. */
  holds(isOurs: boolean): void
  pending(updates: number): void
  read(): ChannelState
}

/** Keeps what `Channel.state` tells. `mode` is how updates come in. */
export function createHealth(mode: 'polling' | 'webhook', log: ChannelLog, now: () => Date): Health {
  const troubles = createTroubles<Concern>('telegram', 'Telegram', log)
  let isHolder = false
  let answeredAt = now()
  let pending: number | undefined

  return {
    trouble: troubles.trouble,
    well: troubles.well,
    failed: troubles.failed,
    answered() {
      answeredAt = now()
    },
    holds(isOurs) {
      if (isOurs && !isHolder) answeredAt = now()
      if (!isOurs && isHolder) {
        // What stood in the way of taking updates is the other instance's to tell from now on.
        troubles.forget(['intake', 'storing'])
        pending = undefined
      }
      isHolder = isOurs
    },
    pending(updates) {
      pending = updates
    },
    read() {
      return {
        ...troubles.read(isHolder ? allIsWell[mode] : standby),
        gauges: {
          errors_total: troubles.count(),
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
