import type { Messages } from '../../protocol.ts'
import { readTalk } from '../talk.ts'
import { emptyTimeline, type Timeline } from '../timeline.ts'
import { countUnread } from './unread.ts'

/** A staff room or a private talk, as far as the page knows it. */
export interface Box {
  timeline: Timeline
  /** How far the officer has read. */
  readSeq: number
  /** Where the line 以下为新消息 stands: after this seq. What comes while the officer looks on is not marked. */
  markSeq: number
  unread: number
  isLoaded: boolean
}

export const noMark = Number.POSITIVE_INFINITY

export const closedBox: Box = { timeline: emptyTimeline, readSeq: 0, markSeq: noMark, unread: 0, isLoaded: false }

/** The box with a change; once its messages are known, what is unread is counted from them. */
export function changeBox(box: Box, change: Partial<Box>): Box {
  const changed = { ...box, ...change }
  return changed.isLoaded
    ? { ...changed, unread: countUnread(readTalk(changed.timeline, []), changed.readSeq) }
    : changed
}

/** The place of the line when the officer comes to the box: before what is unread, and nowhere when nothing is. */
export function markOf({ timeline, readSeq }: Pick<Box, 'timeline' | 'readSeq'>): number {
  return countUnread(readTalk(timeline, []), readSeq) > 0 ? readSeq : noMark
}

/** The change a new timeline makes; `page` is the answer it came from, unless it was pushed. */
export function readInto(box: Box, timeline: Timeline, page: Messages | undefined): Partial<Box> {
  if (!page) return { timeline }
  const readSeq = Math.max(box.readSeq, page.readSeq ?? 0)
  return { timeline, readSeq, markSeq: box.isLoaded ? box.markSeq : markOf({ timeline, readSeq }), isLoaded: true }
}
