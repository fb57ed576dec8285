import type { RefObject } from 'preact'
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { seenUpTo } from './seen.ts'
import type { TalkRow } from './talk.ts'

interface ScrollParts {
  log: RefObject<HTMLElement | null>
  rows: TalkRow[]
  /** Before the talk has been read there is nothing to follow. */
  isLoaded: boolean
  cursor: number
  /** The key of the row, or of the line before it, to open at; the end when there is none. */
  openAt?: string | undefined
  /** Everything up to this seq has been on the screen of a visible page. */
  seen(seq: number): void
}

/** Pixels from the end within which a reader is taken to follow the talk. */
const NEAR_END = 80
/** Messages that come within this time of one another are one answer, read from its beginning. */
const ONE_ANSWER_MS = 8_000
/** Within this the end is held when something grows. */
const AT_END = 4

/** Keeps the talk where its reader is: follows new messages at the end, and lets those alone who read further up. */
export function useScroll({ log, rows, isLoaded, cursor, openAt, seen }: ScrollParts) {
  const known = useRef<Set<string> | undefined>(undefined)
  const isFollowing = useRef(true)
  /** Where the page itself has put the reader. */
  const placed = useRef(-1)
  const isHeld = useRef(true)
  const answer = useRef({ key: '', until: 0 })
  const [hasNewBelow, setNewBelow] = useState(false)
  const [isFarUp, setFarUp] = useState(false)
  const [isLineInView, setLineInView] = useState(true)
  const latest = useRef({ rows, cursor, seen })
  latest.current = { rows, cursor, seen }

  const look = useCallback(() => {
    const element = log.current
    if (!element) return
    const isByHand = Math.abs(element.scrollTop - placed.current) > AT_END
    isFollowing.current = distanceToEnd(element) < NEAR_END || !isByHand
    isHeld.current = distanceToEnd(element) < AT_END
    setFarUp(distanceToEnd(element) > element.clientHeight)
    setLineInView(isInView(element.querySelector('[data-line]'), element))
    const { rows, cursor, seen } = latest.current
    const lastKey = lowestVisible(element)
    if (lastKey === rows[rows.length - 1]?.key) setNewBelow(false)
    if (document.visibilityState === 'visible') {
      const stored = rows.filter((row) => row.message !== undefined || row.key === lastKey)
      const lastVisible = stored.map((row) => row.key).lastIndexOf(lastKey ?? '')
      if (stored.length > 0)
        seen(
          seenUpTo(
            stored.map((row) => row.message?.seq ?? 0),
            lastVisible,
            cursor,
          ),
        )
    }
  }, [log])

  const toEnd = useCallback(() => {
    const element = log.current
    if (element) element.scrollTop = element.scrollHeight
    placed.current = element?.scrollTop ?? -1
    look()
  }, [log, look])

  const jumpTo = useCallback(
    (key: string) => {
      const element = log.current
      const row = element && findRow(element, key)
      if (element && row) element.scrollTop = topOf(row, element)
      placed.current = element?.scrollTop ?? -1
      look()
    },
    [log, look],
  )

  // Runs when the talk has changed, not when it is opened elsewhere
  useLayoutEffect(() => {
    if (!isLoaded || rows.length === 0) return
    const before = known.current
    const added = before ? rows.filter((row) => !before.has(row.key)) : []
    known.current = new Set(rows.map((row) => row.key))
    const first = added.find((row) => row.from !== 'me')
    if (!before) {
      if (openAt) jumpTo(openAt)
      else toEnd()
      // Whoever begins at the unread line reads down from there by hand.
      if (openAt) placed.current = -1
    } else if (added[added.length - 1]?.from === 'me') {
      answer.current = { key: '', until: 0 }
      toEnd()
    } else if (isFollowing.current && first) {
      const key = Date.now() < answer.current.until ? answer.current.key : first.key
      answer.current = { key, until: Date.now() + ONE_ANSWER_MS }
      setNewBelow(true)
      jumpTo(key)
    } else if (first) setNewBelow(true)
    // What is there already may have grown.
    else if (isHeld.current) toEnd()
    look()
  }, [rows, isLoaded])

  useEffect(() => {
    const element = log.current
    if (!element) return
    document.addEventListener('visibilitychange', look)
    element.addEventListener('scroll', look, { passive: true })
    // Photos that load and keyboards that open move the end away.
    const observer =
      typeof ResizeObserver === 'function' ? new ResizeObserver(() => (isHeld.current ? toEnd() : look())) : undefined
    observer?.observe(element)
    if (element.firstElementChild) observer?.observe(element.firstElementChild)
    return () => {
      document.removeEventListener('visibilitychange', look)
      element.removeEventListener('scroll', look)
      observer?.disconnect()
    }
  }, [log, look, toEnd])

  return { hasNewBelow, isFarUp, isLineInView, toEnd, jumpTo }
}

function distanceToEnd(log: HTMLElement): number {
  return log.scrollHeight - log.scrollTop - log.clientHeight
}

function isInView(mark: Element | null, log: HTMLElement): boolean {
  const [box, view] = [mark?.getBoundingClientRect(), log.getBoundingClientRect()]
  return box === undefined || (box.bottom > view.top && box.top < view.bottom)
}

function topOf(row: HTMLElement, log: HTMLElement): number {
  return log.scrollTop + row.getBoundingClientRect().top - log.getBoundingClientRect().top - 12
}

function rowsOf(log: HTMLElement): HTMLElement[] {
  return Array.from(log.querySelectorAll<HTMLElement>('[data-key]'))
}

function findRow(log: HTMLElement, key: string): HTMLElement | undefined {
  const marks = Array.from(log.querySelectorAll<HTMLElement>('[data-line]'))
  return marks.find((mark) => mark.dataset.line === key) ?? rowsOf(log).find((row) => row.dataset.key === key)
}

/** The key of the lowest row of which something is in view, or has been passed. */
function lowestVisible(log: HTMLElement): string | undefined {
  const bottom = log.getBoundingClientRect().bottom - 8
  const above = rowsOf(log).filter((row) => row.getBoundingClientRect().top < bottom)
  return above[above.length - 1]?.dataset.key
}
