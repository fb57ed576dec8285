/** The queue of updates: they wait until they are confirmed or too old. */
export interface Updates {
  /** What was asked for last; what is not in it is never queued. */
  allowed: ReadonlySet<string>
  add(kind: string, content: unknown, ttlMs: number, queue: string): void
  waiting(): number
  all(): Iterable<Update>
  get(id: number): Update | undefined
  /** Takes it off the queue: a webhook has it. */
  forget(id: number): void
  clear(): void
  /** The oldest ones from an offset on; those before it are confirmed. */
  read(offset: number, limit: number): Update[]
  jump(to: number): void
  /** Who waits for a new one. */
  listen(listener: ((update: Update) => void) | undefined): void
}

export interface Update {
  id: number
  kind: string
  /** `{"update_id":…,"message":…}` */
  json: string
  expiresAt: number
  /** A webhook gets the updates of one queue one after the other. */
  queue: string
}

/** All kinds but those that must be asked for. */
export const usualKinds: ReadonlySet<string> = new Set([
  'message',
  'edited_message',
  'channel_post',
  'edited_channel_post',
  'inline_query',
  'chosen_inline_result',
  'callback_query',
  'shipping_query',
  'pre_checkout_query',
  'poll',
  'poll_answer',
  'my_chat_member',
  'chat_join_request',
])

export const everyKind: ReadonlySet<string> = new Set([
  ...usualKinds,
  'chat_member',
  'message_reaction',
  'message_reaction_count',
])

export function createUpdates(now: () => number, noticed: () => void): Updates {
  // In order of ids: they only jump while nothing waits.
  const entries = new Map<number, Update>()
  let next = 240_000_001
  let earliest = Number.POSITIVE_INFINITY
  let listener: ((update: Update) => void) | undefined

  function dropOld(): void {
    const at = now()
    if (at < earliest) return
    earliest = Number.POSITIVE_INFINITY
    for (const [id, update] of entries) {
      if (update.expiresAt <= at) entries.delete(id)
      else earliest = Math.min(earliest, update.expiresAt)
    }
  }

  const updates: Updates = {
    allowed: usualKinds,
    add(kind, content, ttlMs, queue) {
      if (!updates.allowed.has(kind)) return
      const id = next++
      const expiresAt = now() + ttlMs
      const json = `{"update_id":${id},"${kind}":${JSON.stringify(content)}}`
      const update: Update = { id, kind, json, expiresAt, queue }
      entries.set(id, update)
      earliest = Math.min(earliest, expiresAt)
      listener?.(update)
      noticed()
    },
    waiting() {
      dropOld()
      return entries.size
    },
    all() {
      dropOld()
      return entries.values()
    },
    get: (id) => entries.get(id),
    forget: (id) => {
      entries.delete(id)
    },
    clear: () => entries.clear(),
    read(offset, limit) {
      dropOld()
      let from = offset
      if (offset < 0) {
        const surplus = entries.size + offset
        for (const id of [...entries.keys()].slice(0, Math.max(0, surplus))) entries.delete(id)
        from = 0
      }
      // Further in the future than a client can have got to: it is a mistake, or the ids have jumped down.
      if (from > next + 10) from = 0
      const found: Update[] = []
      for (const [id, update] of entries) {
        if (id < from) entries.delete(id)
        else if (found.length < limit) found.push(update)
        else break
      }
      return found
    },
    jump(to) {
      if (updates.waiting() > 0) throw new Error('The ids of updates jump only while no update waits')
      next = to
    },
    listen(other) {
      listener = other
    },
  }
  return updates
}
