import type { DeskSession, Messages, PostInput, SocketMessage } from '../../protocol.ts'
import { outcomeOf } from '../answer.ts'
import { ask } from '../ask.ts'
import { backoff } from '../backoff.ts'
import { createBrowserQueue } from '../browser-queue.ts'
import { type Connection, createConnection } from '../connection.ts'
import { createFeed, type Feed } from '../feed.ts'
import { makeId } from '../message-id.ts'
import { createMessage, type Pending } from '../outbox-queue.ts'
import { settled } from '../talk.ts'
import type { Language } from '../text.ts'
import { createWatched, type Watched } from '../watched.ts'
import { type Box, changeBox, closedBox, markOf, noMark, readInto } from './box.ts'
import { isSameOfficer } from './owner.ts'

export interface DeskView {
  state: 'opening' | 'in' | 'signed-out'
  session?: DeskSession
  /** The open box. */
  box?: string
  boxes: Record<string, Box>
  pending: Pending[]
  isReachable: boolean
}

export interface StaffRoom {
  view: Watched<DeskView>
  /** What is being written, by what it is about: words for a note must never turn up in a reply. */
  drafts: Map<string, string>
  open(box: string): void
  post(box: string, input: PostInput): void
  retry(id: string): void
  giveUp(id: string): void
  seen(box: string, seq: number): void
  leave(): Promise<void>
}

/** The staff room as one officer sees it, for as long as the page lives. */
export function createStaffRoom(language: () => Language): StaffRoom {
  const view = createWatched<DeskView>({ state: 'opening', boxes: {}, pending: [], isReachable: true })
  const feeds = new Map<string, Feed>()
  let connection: Connection | undefined
  let failures = 0

  const queue = createBrowserQueue({
    // Words to residents do not outlive the window on an office's computer.
    storage: 'session',
    prefix: 'xinqiao.desk',
    post: async (message, box) => {
      const answer = await ask('POST', '/desk/messages', language(), { ...message, box })
      if (answer.kind === 'signed-out') signOut()
      return outcomeOf(answer)
    },
    changed: show,
  })
  view.change({ pending: queue.list() })

  function show(): void {
    for (const [key, feed] of feeds) {
      const here = queue.list().filter((item) => item.box === key)
      for (const id of settled(feed.timeline(), here)) queue.forget(id)
    }
    view.change({ pending: queue.list() })
  }

  function change(key: string, part: Partial<Box>): void {
    const { boxes } = view.get()
    view.change({ boxes: { ...boxes, [key]: changeBox(boxes[key] ?? closedBox, part) } })
  }

  function openFeed(key: string): Feed {
    const feed = createFeed({
      read: async (after) => {
        const path = `/desk/messages?box=${encodeURIComponent(key)}&after=${after}`
        const answer = await ask<Messages>('GET', path, language())
        if (answer.kind === 'signed-out') signOut()
        return answer.kind === 'ok' ? answer.body : undefined
      },
      changed(timeline, page) {
        change(key, readInto(view.get().boxes[key] ?? closedBox, timeline, page))
        show()
      },
    })
    feeds.set(key, feed)
    return feed
  }

  /** Reads the open boxes, and how much is new in the others. */
  async function catchUp(): Promise<boolean> {
    const answer = await ask<DeskSession>('GET', '/desk/session', language())
    if (answer.kind === 'signed-out') signOut()
    if (answer.kind !== 'ok') return false
    if (!isSameOfficer(answer.body.officer)) for (const item of queue.list()) queue.forget(item.id)
    view.change({ session: answer.body, state: 'in' })
    for (const { key, unread } of answer.body.boxes) if (!feeds.has(key)) change(key, { unread })
    const first = answer.body.boxes[0]?.key
    if (first !== undefined && view.get().box === undefined) open(first)
    const reached = await Promise.all([...feeds.values()].map((feed) => feed.catchUp()))
    return reached.every(Boolean)
  }

  async function begin(): Promise<void> {
    const isIn = await catchUp()
    if (view.get().state === 'opening' && !isIn) {
      failures += 1
      view.change({ isReachable: false })
      setTimeout(() => void begin(), backoff(failures, Math.random()))
    } else if (view.get().state === 'in' && !connection) connect()
  }

  function connect(): void {
    connection = createConnection({
      path: '/desk/socket',
      received,
      opened: () => undefined,
      catchUp,
      reachable(isReachable) {
        if (isReachable && !view.get().isReachable) queue.wake()
        view.change({ isReachable })
      },
    })
    queue.wake()
  }

  function received(message: SocketMessage): void {
    if (message.type === 'ended') signOut()
    if (message.type === 'ended' || message.box === undefined) return
    const feed = feeds.get(message.box)
    if (feed) feed.take(message.message)
    else if (message.message.from !== 'me' && !message.message.editedAt) {
      change(message.box, { unread: (view.get().boxes[message.box]?.unread ?? 0) + 1 })
    }
  }

  function signOut(): void {
    connection?.stop()
    connection = undefined
    feeds.clear()
    view.change({ state: 'signed-out', boxes: {} })
  }

  function open(key: string): void {
    const box = view.get().boxes[key]
    view.change({ box: key })
    if (box?.isLoaded) change(key, { markSeq: markOf(box) })
    if (!feeds.has(key)) void openFeed(key).catchUp()
  }

  function wake(): void {
    const { box: key, boxes } = view.get()
    const box = key === undefined ? undefined : boxes[key]
    if (document.visibilityState === 'visible') {
      connection?.wake()
      if (connection) queue.wake()
      // What comes while nobody looks is new to whoever comes back.
    } else if (key !== undefined && box) change(key, { markSeq: box.readSeq })
  }
  window.addEventListener('online', wake)
  window.addEventListener('offline', () => view.change({ isReachable: false }))
  document.addEventListener('visibilitychange', wake)
  void begin()

  return {
    view,
    drafts: new Map(),
    open,
    post(box, input) {
      // Whoever answers has read.
      change(box, { markSeq: noMark })
      queue.add(createMessage(makeId(), new Date(), input), { box })
    },
    retry: (id) => queue.retry(id),
    giveUp: (id) => queue.forget(id),
    seen(key, seq) {
      if (seq <= (view.get().boxes[key]?.readSeq ?? 0)) return
      change(key, { readSeq: seq })
      void ask('POST', '/desk/seen', language(), { box: key, seq })
    },
    async leave() {
      const answer = await ask('POST', '/desk/leave', language())
      if (answer.kind !== 'ok' && answer.kind !== 'signed-out') return
      for (const item of queue.list()) queue.forget(item.id)
      signOut()
    },
  }
}
