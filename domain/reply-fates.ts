import type { ReadEvent } from './events.ts'
import type { TicketSend } from './whole-ticket.ts'

/** Where words are on their way to the resident; no channels where that is forgotten. */
export type Delivery =
  | { kind: 'held' }
  | { kind: 'on-its-way'; channels: string[]; failed: FailedWay[] }
  | { kind: 'delivered'; channel: string; at: Date }
  | { kind: 'undeliverable'; failed: FailedWay[] }

/** A channel on which they could not go, or not yet. */
export interface FailedWay {
  channel: string
  why: 'closed' | 'refused' | 'unreachable'
  /** A notice went in their place. */
  pointed: boolean
}

/** What the history says became of words to the resident. */
export type Fate = { kind: 'taken-back' } | { kind: 'delivered'; channel: string; at: Date } | { kind: 'undeliverable' }

/** By the seq of the event that they were said in. */
export function readFates(events: ReadEvent[]): Map<number, Fate> {
  const fates = new Map<number, Fate>()
  for (const { kind, payload, at } of events) {
    const { of, channel = '' } = payload as { of?: number; channel?: string }
    if (of === undefined) continue
    if (kind === 'reply-taken-back') fates.set(of, { kind: 'taken-back' })
    if (kind === 'reply-delivered') fates.set(of, { kind: 'delivered', channel, at })
    if (kind === 'reply-undeliverable') fates.set(of, { kind: 'undeliverable' })
  }
  return fates
}

/**
 * Where words are, by the history and by the messages they went in. What could not arrive may be on its way again; where
 * its messages are gone, the history alone tells.
 */
export function deliveryOf(fate: Exclude<Fate, { kind: 'taken-back' }> | undefined, sends: TicketSend[]): Delivery {
  if (fate?.kind === 'delivered') return fate
  const failed = sends.flatMap(({ channel, status, pointed }): FailedWay[] =>
    isFailure(status) ? [{ channel, why: status, pointed }] : [],
  )
  const channels = sends.flatMap(({ channel, status }) => (isFailure(status) ? [] : [channel]))
  const isGoing = sends.length === 0 ? fate === undefined : channels.length > 0
  if (!isGoing) return { kind: 'undeliverable', failed }
  return { kind: 'on-its-way', channels, failed }
}

/** Where nobody knows whether it arrived, it may have. */
function isFailure(status: TicketSend['status']): status is FailedWay['why'] {
  return status === 'closed' || status === 'refused' || status === 'unreachable'
}
