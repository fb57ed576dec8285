import type { ChannelState } from '../message.ts'
import type { ChannelLog } from './channel-log.ts'

/** What is wrong, in a sentence for the operator. */
export interface Trouble {
  state: 'degraded' | 'failed'
  note: string
}

export interface Troubles<Concern extends string> {
  /** Something is wrong with it from now on; logged when it is news. */
  trouble(concern: Concern, trouble: Trouble): void
  well(concern: Concern): void
  /** A call failed, as happens. */
  failed(): void
  /** It is another instance's to tell from now on. */
  forget(concerns: readonly Concern[]): void
  /** How much went wrong so far. */
  count(): number
  /** What an operator reads; `allIsWell` when nothing is wrong. `also`: what is wrong for good. */
  read(allIsWell: string, also?: readonly Trouble[]): Pick<ChannelState, 'state' | 'note'>
}

/** What is wrong with a channel, each concern apart. `platform` is how the operator calls it. */
export function createTroubles<Concern extends string>(
  channel: string,
  platform: string,
  log: Pick<ChannelLog, 'info' | 'warn'>,
): Troubles<Concern> {
  const troubles = new Map<Concern, Trouble>()
  let failures = 0
  return {
    trouble(concern, trouble) {
      failures++
      if (troubles.get(concern)?.note !== trouble.note) log.warn({ channel, kind: concern }, trouble.note)
      troubles.set(concern, trouble)
    },
    well(concern) {
      if (troubles.delete(concern)) log.info({ channel, kind: concern }, `${platform}: all is well again`)
    },
    failed() {
      failures++
    },
    forget(concerns) {
      for (const concern of concerns) troubles.delete(concern)
    },
    count: () => failures,
    read(allIsWell, also = []) {
      const wrong = [...troubles.values(), ...also]
      if (wrong.length === 0) return { state: 'ok', note: allIsWell }
      const isFailed = wrong.some(({ state }) => state === 'failed')
      return { state: isFailed ? 'failed' : 'degraded', note: wrong.map(({ note }) => note).join(' ') }
    },
  }
}
