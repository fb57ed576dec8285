import type { Messages, Shown } from '../protocol.ts'

/** One talk as far as the page knows it, in the order it is read. */
export interface Timeline {
  entries: Entry[]
  /** Everything up to here is known without a hole. */
  cursor: number
  /** Older messages exist that the page does not have. */
  more: boolean
}

export interface Entry {
  message: Shown
  /** The seq it came with first; unknown when it was first met already edited. */
  place?: number
}

export const emptyTimeline: Timeline = { entries: [], cursor: 0, more: false }

/**
 * What a reading of the talk after `timeline.cursor` adds to it. Read from the beginning, `more` tells of older messages
 * that are not given; read on from somewhere, of newer ones still to be read.
 */
export function fillGap(timeline: Timeline, page: Messages): Timeline {
  const ordered = [...page.messages].sort((a, b) => a.seq - b.seq)
  const last = ordered[ordered.length - 1]?.seq ?? timeline.cursor
  const isRest = timeline.cursor > 0
  return {
    entries: ordered.reduce(insert, timeline.entries),
    cursor: Math.max(timeline.cursor, isRest && page.more ? last : page.seq),
    more: timeline.more || (!isRest && page.more),
  }
}

/**
 * What one message that was pushed adds. The cursor moves only when it is the very next one; otherwise something may be
 * missing in between, and the caller must read on from the cursor.
 */
export function takeMessage(timeline: Timeline, message: Shown): Timeline {
  const isNext = message.seq === timeline.cursor + 1
  return {
    ...timeline,
    entries: insert(timeline.entries, message),
    cursor: isNext ? message.seq : timeline.cursor,
  }
}

function insert(entries: Entry[], message: Shown): Entry[] {
  const known = entries.findIndex((entry) => entry.message.id === message.id)
  if (known >= 0) {
    return entries.map((entry, index) =>
      index === known && message.seq > entry.message.seq
        ? { ...entry, message: keepSecrets(entry.message, message) }
        : entry,
    )
  }
  const entry: Entry = message.editedAt ? { message } : { message, place: message.seq }
  let index = entries.length
  for (; index > 0; index -= 1) {
    const before = entries[index - 1]
    if (!before || !isLater(before, entry)) break
  }
  return [...entries.slice(0, index), entry, ...entries.slice(index)]
}

function isLater(a: Entry, b: Entry): boolean {
  if (a.place !== undefined && b.place !== undefined) return a.place > b.place
  return Date.parse(a.message.at) > Date.parse(b.message.at)
}

/** A secret is shown once: it must not vanish under the eyes of the one who is copying it. */
function keepSecrets(old: Shown, changed: Shown): Shown {
  return old.reply?.secrets && !changed.reply?.secrets ? { ...changed, reply: old.reply } : changed
}
