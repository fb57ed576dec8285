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
/** Within this the end is held when something grows. */
const AT_END = 4

/** Keeps the talk where its reader is: follows new messages at the end, and lets those alone who read further up. */
export function useScroll({ log, rows, isLoaded, cursor, openAt, seen }: ScrollParts) {
  const known = useRef<Set<string> | undefined>(undefined)
  const isNearEnd = useRef(true)
  const isHeld = useRef(true)
  const [hasNewBelow, setNewBelow] = useState(false)
  const [isFarUp, setFarUp] = useState(false)
  const [isLineInView, setLineInView] = useState(true)
  const latest = useRef({ rows, cursor, seen })
  latest.current = { rows, cursor, seen }

  const look = useCallback(() => {
    const element = log.current
    if (!element) return
    isNearEnd.current = distanceToEnd(element) < NEAR_END
    isHeld.current = distanceToEnd(element) < AT_END
    setFarUp(distanceToEnd(element) > element.clientHeight)
    setLineInView(isInView(element.querySelector('[data-line]'), element))
    if (isNearEnd.current) setNewBelow(false)
    if (document.visibilityState === 'visible') {
      const { rows, cursor, seen } = latest.current
      const lastKey = lowestVisible(element)
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
    look()
  }, [log, look])

  const jumpTo = useCallback(
    (key: string) => {
      const element = log.current
      const row = element && findRow(element, key)
      if (element && row) element.scrollTop = topOf(row, element)
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
    if (!before) openAt ? jumpTo(openAt) : toEnd()
    else if (added[added.length - 1]?.from === 'me') toEnd()
    // A long answer is read from its beginning.
    else if (isNearEnd.current && first) jumpTo(first.key)
    else if (first) setNewBelow(true)
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
