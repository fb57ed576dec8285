import type { Messages, PostInput, Session } from '../../protocol.ts'
import { outcomeOf } from '../answer.ts'
import { ask } from '../ask.ts'
import { backoff } from '../backoff.ts'
import { createBrowserQueue } from '../browser-queue.ts'
import { type Connection, createConnection } from '../connection.ts'
import { createFeed } from '../feed.ts'
import { speak } from '../language.ts'
import { makeId } from '../message-id.ts'
import { createMessage, type Pending } from '../outbox-queue.ts'
import { settled } from '../talk.ts'
import type { Language } from '../text.ts'
import { emptyTimeline, type Timeline } from '../timeline.ts'
import { createWatched, type Watched } from '../watched.ts'
import { languageChosen, openingOf } from './opening.ts'

export interface ResidentView {
  language: Language
  session?: Session
  timeline: Timeline
  pending: Pending[]
  /** The talk has been read once. */
  isLoaded: boolean
  isReachable: boolean
}

export interface Conversation {
  view: Watched<ResidentView>
  post(input: PostInput, basis?: number): void
  retry(id: string): void
  giveUp(id: string): void
  seen(seq: number): void
}

/** The resident's talk with the office, for as long as the page lives. */
export function createConversation(first: Language): Conversation {
  const view = createWatched<ResidentView>({
    language: first,
    timeline: emptyTimeline,
    pending: [],
    isLoaded: false,
    isReachable: true,
  })
  let connection: Connection | undefined
  let seenSeq = 0
  let failures = 0

  const queue = createBrowserQueue({
    storage: 'local',
    prefix: 'xinqiao.pending',
    post: async (message) => {
      const answer = await ask('POST', '/web/messages', view.get().language, message)
      if (answer.kind === 'signed-out') await openSession()
      return outcomeOf(answer)
    },
    changed: show,
  })
  view.change({ pending: queue.list() })

  const feed = createFeed({
    read: async (after) => {
      const address = `/web/messages?after=${after}`
      let answer = await ask<Messages>('GET', address, view.get().language)
      if (answer.kind === 'signed-out' && (await openSession())) {
        answer = await ask<Messages>('GET', address, view.get().language)
      }
      return answer.kind === 'ok' ? answer.body : undefined
    },
    changed(timeline, page) {
      const isFirst = page !== undefined && !view.get().isLoaded
      view.change({ timeline, isLoaded: view.get().isLoaded || page !== undefined })
      show()
      if (isFirst) greet(timeline)
    },
  })

  /** What is in the talk needs no keeping any more. */
  function show(): void {
    for (const id of settled(feed.timeline(), queue.list())) queue.forget(id)
    view.change({ pending: queue.list() })
  }

  async function openSession(): Promise<boolean> {
    const answer = await ask<Session>('POST', '/web/session', view.get().language)
    if (answer.kind !== 'ok') return false
    const isSwitching = queue.list().some((item) => languageChosen(item.input) !== undefined)
    const language = isSwitching ? view.get().language : answer.body.language
    speak(language)
    view.change({ session: answer.body, language })
    return true
  }

  async function begin(): Promise<void> {
    if (!(await openSession())) {
      failures += 1
      view.change({ isReachable: false })
      setTimeout(() => void begin(), backoff(failures, Math.random()))
      return
    }
    connection = createConnection({
      path: '/web/socket',
      received(message) {
        if (message.type === 'message') feed.take(message.message)
        else void openSession().then(() => connection?.wake())
      },
      opened: () => seenSeq > 0 && connection?.tell({ type: 'seen', seq: seenSeq }),
      catchUp: feed.catchUp,
      reachable(isReachable) {
        if (isReachable && !view.get().isReachable) queue.wake()
        view.change({ isReachable })
      },
    })
    queue.wake()
  }

  function greet(timeline: Timeline): void {
    const about = openingOf(location.search, location.hash)
    if (about === undefined && (timeline.entries.length > 0 || queue.list().length > 0)) return
    post(about === undefined ? { kind: 'opened' } : { kind: 'opened', about })
    // A reload must not open the same matter again.
    if (about !== undefined) history.replaceState(null, '', location.pathname)
  }

  function post(input: PostInput, basis?: number): void {
    const language = languageChosen(input)
    if (language) {
      speak(language)
      view.change({ language })
    }
    queue.add(createMessage(makeId(), new Date(), input), basis === undefined ? {} : { basis })
  }

  function wake(): void {
    if (document.visibilityState === 'hidden') return
    connection?.wake()
    queue.wake()
  }
  // A link opened in the page that stands open already changes what is behind the `#`, and loads nothing.
  window.addEventListener('hashchange', () => view.get().isLoaded && greet(feed.timeline()))
  window.addEventListener('online', wake)
  window.addEventListener('offline', () => view.change({ isReachable: false }))
  document.addEventListener('visibilitychange', wake)
  void begin()

  return {
    view,
    post,
    retry: (id) => queue.retry(id),
    giveUp: (id) => queue.forget(id),
    seen(seq) {
      if (seq <= seenSeq) return
      seenSeq = seq
      if (connection?.tell({ type: 'seen', seq })) return
      void ask('POST', '/web/seen', view.get().language, { seq }).then((answer) => {
        if (answer.kind !== 'ok' && seenSeq === seq) seenSeq = 0
      })
    },
  }
}
