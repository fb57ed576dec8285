import type { Messages, Shown } from '../protocol.ts'
import { emptyTimeline, fillGap, type Timeline, takeMessage } from './timeline.ts'

export interface Feed {
  timeline(): Timeline
  /** Reads what is new. True when the office could be reached. */
  catchUp(): Promise<boolean>
  /** A message that was pushed. */
  take(message: Shown): void
}

export interface FeedParts {
  /** Undefined when the office cannot be reached now. */
  read(after: number): Promise<Messages | undefined>
  changed(timeline: Timeline, page?: Messages): void
}

/** Keeps one talk complete: pushed messages are shown at once, and whatever is missing before them is read. */
export function createFeed({ read, changed }: FeedParts): Feed {
  let timeline = emptyTimeline
  let reading: Promise<boolean> | undefined
  let again = false

  async function readOn(): Promise<boolean> {
    const page = await read(timeline.cursor)
    if (!page) return false
    const before = timeline.cursor
    timeline = fillGap(timeline, page)
    if (before > 0 && page.more && timeline.cursor > before) again = true
    changed(timeline, page)
    return true
  }

  async function run(): Promise<boolean> {
    let reached: boolean
    do {
      again = false
      reached = await readOn()
    } while (again && reached)
    reading = undefined
    return reached
  }

  function catchUp(): Promise<boolean> {
    if (reading) again = true
    else reading = run()
    return reading
  }

  return {
    timeline: () => timeline,
    catchUp,
    take(message) {
      const hasGap = message.seq > timeline.cursor + 1
      timeline = takeMessage(timeline, message)
      changed(timeline)
      if (hasGap) void catchUp()
    },
  }
}
