import type { ChannelState } from '../../message.ts'
import type { ChannelLog } from '../channel-log.ts'
import { createTroubles, type Troubles } from '../troubles.ts'

/** What can go wrong by itself. */
export type Concern = 'start' | 'intake' | 'storing' | 'sending' | 'notices'

export interface Health extends Pick<Troubles<Concern>, 'trouble' | 'well' | 'failed'> {
  /** A push was taken. */
  heard(): void
  /** A push that WeChat has signed could not be read, and was dropped. */
  unread(): void
  /** Something could not be said for its window was closed; `pointed`: a notice went in its place. */
  closed(pointed: boolean): void
  read(): ChannelState
}

/** Keeps what `Channel.state` tells. */
export function createHealth(log: ChannelLog, now: () => Date): Health {
  const troubles = createTroubles<Concern>('wechat', 'WeChat', log)
  const counts = { pushes_total: 0, unread_total: 0, closed_total: 0, pointed_total: 0 }
  let heardAt: Date | undefined

  return {
    trouble: troubles.trouble,
    well: troubles.well,
    failed: troubles.failed,
    heard() {
      counts.pushes_total++
      heardAt = now()
    },
    unread() {
      counts.unread_total++
      log.warn({ channel: 'wechat', kind: 'intake' }, 'A push that WeChat has signed could not be read: it is dropped')
    },
    closed(pointed) {
      counts.closed_total++
      if (pointed) counts.pointed_total++
    },
    read() {
      return {
        ...troubles.read('WeChat pushes to PUBLIC_URL/wechat.'),
        gauges: {
          errors_total: troubles.count(),
          ...counts,
          ...(heardAt && { last_push_age_seconds: Math.max(0, (now().getTime() - heardAt.getTime()) / 1000) }),
        },
      }
    },
  }
}
