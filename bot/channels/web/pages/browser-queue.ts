import type { PostMessage } from '../protocol.ts'
import { openStorage } from './memory.ts'
import { createSendQueue, type Pending, type PostOutcome, type SendQueue } from './outbox-queue.ts'
import { createPendingStore } from './pending-store.ts'

interface BrowserQueueParts {
  /** `session`: forgotten with the window. */
  storage: 'local' | 'session'
  prefix: string
  post(message: PostMessage, box?: string): Promise<PostOutcome>
  changed(list: Pending[]): void
}

/** The send queue on the browser's own clock and storage. */
export function createBrowserQueue({ storage, prefix, post, changed }: BrowserQueueParts): SendQueue {
  return createSendQueue({
    store: createPendingStore(openStorage(storage), prefix),
    post,
    changed,
    after(ms, run) {
      const timer = setTimeout(run, ms)
      return () => clearTimeout(timer)
    },
    chance: Math.random,
  })
}
