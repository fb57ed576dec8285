import type { Pending, PendingStore } from './outbox-queue.ts'

/**
 * Pending messages in the browser's storage, a key each, so that two open pages do not overwrite one another. Where
 * storage is full or switched off they live as long as the page.
 */
export function createPendingStore(storage: Storage | undefined, prefix: string): PendingStore {
  const key = (id: string) => `${prefix}.${id}`
  return {
    load() {
      const found: Pending[] = []
      for (let index = 0; storage && index < storage.length; index += 1) {
        const name = storage.key(index)
        if (name?.startsWith(`${prefix}.`)) {
          const pending = parse(storage.getItem(name))
          if (pending) found.push(pending)
        }
      }
      return found
    },
    save(pending) {
      try {
        storage?.setItem(key(pending.id), JSON.stringify(pending))
      } catch {
        // Full: the message is still tried while the page is open.
      }
    },
    remove: (id) => storage?.removeItem(key(id)),
  }
}

function parse(text: string | null): Pending | undefined {
  try {
    const value = JSON.parse(text ?? 'null')
    return typeof value?.id === 'string' && typeof value.input?.kind === 'string' ? value : undefined
  } catch {
    return undefined
  }
}
