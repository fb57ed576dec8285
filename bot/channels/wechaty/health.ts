import type { ChannelState } from '../../message.ts'
import type { ChannelLog } from '../channel-log.ts'
import { createTroubles, type Troubles } from '../troubles.ts'

/** What can go wrong by itself. */
export type Concern = 'link' | 'login' | 'storing' | 'reading' | 'lease'

export interface Health extends Pick<Troubles<Concern>, 'trouble' | 'well' | 'failed'> {
  /** Something that was said could not be read or stored, and is lost. */
  lost(): void
  /** The bot is built anew. */
  rebuilt(): void
  /** Whether this instance speaks to the host; else another one does. */
  holds(isOurs: boolean): void
  /** Whether what is said reaches us, and what we say WeChat. */
  online(isOnline: boolean): void
  read(): ChannelState
}

/** Keeps what `Channel.state` tells. */
export function createHealth(log: ChannelLog): Health {
  const troubles = createTroubles<Concern>('wechaty', 'wechaty', log)
  let isHolder = false
  let isOnline = false
  let [losses, builds] = [0, 0]

  return {
    trouble: troubles.trouble,
    well: troubles.well,
    failed: troubles.failed,
    lost() {
      losses++
      troubles.trouble('reading', {
        state: 'degraded',
        note: 'Something that was said could not be taken in, and is lost: look at the log of the puppet service.',
      })
    },
    rebuilt() {
      builds++
    },
    holds(isOurs) {
      // What stands in the way of the talk is the other instance's to tell from now on.
      if (!isOurs) troubles.forget(['link', 'login', 'storing', 'reading'])
      isHolder = isOurs
    },
    online(is) {
      isOnline = is
    },
    read() {
      return {
        ...troubles.read(isHolder ? noteOf(isOnline) : standby),
        gauges: {
          errors_total: troubles.count(),
          unread_messages_total: losses,
          rebuilds_total: builds,
          online: isOnline ? 1 : 0,
        },
      }
    },
  }
}

const standby = 'Another instance speaks to the puppet service.'

function noteOf(isOnline: boolean): string {
  return isOnline ? 'WeChat is logged in.' : 'The puppet service is being reached.'
}
