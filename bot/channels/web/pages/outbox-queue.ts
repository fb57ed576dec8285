import type { PostInput, PostMessage } from '../protocol.ts'
import { backoff } from './backoff.ts'

/** A message the person has sent and the page still answers for. */
export interface Pending extends PostMessage {
  /** Staff room: the box it was written in. */
  box?: string
  /** An edit: the seq its message had when the words were changed. */
  basis?: number
  /** Messages leave in this order. */
  order: number
  /** `received`: stored by the office for good; kept until it is seen in the talk. `refused`: it will not be tried again by itself. */
  state: 'waiting' | 'sending' | 'received' | 'refused'
  /** Tries that have failed. */
  failures: number
  /** Why it was refused, for the person. */
  error?: string
}

export type PostOutcome = { kind: 'stored' } | { kind: 'later'; afterMs?: number } | { kind: 'refused'; error: string }

/** Where pending messages outlive the page. */
export interface PendingStore {
  load(): Pending[]
  save(pending: Pending): void
  remove(id: string): void
}

export interface QueueParts {
  store: PendingStore
  /** Carries one message. Must settle; a broken connection is `later`. */
  post(message: PostMessage, box?: string): Promise<PostOutcome>
  /** The list has changed. */
  changed(list: Pending[]): void
  /** Runs something after so many milliseconds; the answer cancels it. */
  after(ms: number, run: () => void): () => void
  chance(): number
}

export interface SendQueue {
  list(): Pending[]
  add(message: PostMessage, about?: Pick<Pending, 'box' | 'basis'>): void
  /** The person asks for another try, with the same id. */
  retry(id: string): void
  /** The connection may be back: tries at once what is waiting. */
  wake(): void
  /** It is in the talk now, or the person has given it up. */
  forget(id: string): void
}

/**
 * Sends messages in order, one at a time, each with the id it was made with until the office has stored it. A message
 * that cannot be carried now holds back those behind it; one that is refused does not.
 */
export function createSendQueue({ store, post, changed, after, chance }: QueueParts): SendQueue {
  // What was on its way when the page closed may or may not have arrived: the same id makes another try harmless.
  let list = store.load().map((item): Pending => (item.state === 'sending' ? { ...item, state: 'waiting' } : item))
  list.sort((a, b) => a.order - b.order)
  let busy = false
  let cancelWait: (() => void) | undefined

  function update(id: string, change: Partial<Pending>): void {
    list = list.map((item) => (item.id === id ? { ...item, ...change } : item))
    const item = list.find((each) => each.id === id)
    if (item) store.save(item)
    changed(list)
  }

  async function pump(): Promise<void> {
    const next = list.find((item) => item.state === 'waiting')
    if (busy || cancelWait || !next) return
    busy = true
    update(next.id, { state: 'sending' })
    const { id, at, input, box } = next
    const outcome = await post({ id, at, input }, box).catch((): PostOutcome => ({ kind: 'later' }))
    busy = false
    if (outcome.kind === 'stored') update(id, { state: 'received' })
    if (outcome.kind === 'refused') update(id, { state: 'refused', error: outcome.error })
    if (outcome.kind === 'later') {
      const failures = next.failures + 1
      update(id, { state: 'waiting', failures })
      cancelWait = after(outcome.afterMs ?? backoff(failures, chance()), wake)
    }
    void pump()
  }

  function wake(): void {
    cancelWait?.()
    cancelWait = undefined
    void pump()
  }

  return {
    list: () => list,
    add(message, about) {
      const order = (list[list.length - 1]?.order ?? 0) + 1
      const pending: Pending = { ...message, ...about, order, state: 'waiting', failures: 0 }
      list = [...list, pending]
      store.save(pending)
      changed(list)
      void pump()
    },
    retry(id) {
      if (list.some((item) => item.id === id && item.state === 'refused')) update(id, { state: 'waiting' })
      wake()
    },
    wake,
    forget(id) {
      store.remove(id)
      if (!list.some((item) => item.id === id)) return
      list = list.filter((item) => item.id !== id)
      changed(list)
    },
  }
}

/** A message as the person has just made it. `id` is a new UUID. */
export function createMessage(id: string, at: Date, input: PostInput): PostMessage {
  return { id, at: at.toISOString(), input }
}
