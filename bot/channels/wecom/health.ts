import type { ChannelState } from '../../message.ts'
import type { ChannelLog } from '../channel-log.ts'
import { createTroubles, type Trouble, type Troubles } from '../troubles.ts'

/** What can go wrong by itself. */
export type Concern = 'connection' | 'storing' | 'lease'

export interface Health extends Pick<Troubles<Concern>, 'trouble' | 'well' | 'failed'> {
  /** Whether this instance is the one that keeps the connection. */
  holds(isOurs: boolean): void
  connected(isConnected: boolean): void
  /** How many messages wait in memory to be stored. */
  waiting(messages: number): void
  /** Messages were given up: nobody will ever see them. */
  lost(messages: number): void
  read(): ChannelState
}

/** Keeps what `Channel.state` tells. */
export function createHealth(log: ChannelLog): Health {
  const troubles = createTroubles<Concern>('wecom', 'WeCom', log)
  let isHolder = false
  let isConnected = false
  let waiting = 0
  let lost = 0

  return {
    trouble: troubles.trouble,
    well: troubles.well,
    failed: troubles.failed,
    holds(isOurs) {
      isHolder = isOurs
      // What stood in the way of the connection is the other instance's to tell from now on.
      if (!isOurs) troubles.forget(['connection'])
    },
    connected(now) {
      isConnected = now
    },
    waiting(messages) {
      waiting = messages
    },
    lost(messages) {
      lost += messages
    },
    read() {
      // Until it stands for the first time, and nothing has gone wrong yet.
      const isOpening = isHolder && !isConnected
      const { state, note } = troubles.read(noteOf(isHolder, isConnected), lost > 0 ? [someLost] : [])
      return {
        state: state === 'ok' && isOpening ? 'degraded' : state,
        note,
        gauges: {
          errors_total: troubles.count(),
          connected: isConnected ? 1 : 0,
          waiting_messages: waiting,
          lost_messages_total: lost,
        },
      }
    },
  }
}

function noteOf(isHolder: boolean, isConnected: boolean): string {
  if (!isHolder) return 'Another instance keeps the connection to WeCom.'
  return isConnected ? 'The connection to WeCom stands.' : 'The connection to WeCom is being made.'
}

const someLost: Trouble = {
  state: 'failed',
  note: 'Messages from WeCom were lost, for the database was away too long: ask in the staff groups what was said, and restart.',
}
