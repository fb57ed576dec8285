import { useRef } from 'preact/hooks'
import type { Choice } from '../../../../message.ts'
import { DayMark } from '../day-mark.tsx'
import { Icon } from '../icons.tsx'
import { useText } from '../language.ts'
import { useScroll } from '../scroll.ts'
import type { TalkRow } from '../talk.ts'
import { cardOf } from './binding.ts'
import type { Box } from './box.ts'
import type { StaffRoom } from './staff-room.ts'
import { StreamRow } from './stream-row.tsx'
import { firstUnread } from './unread.ts'

interface StreamProps {
  /** Those shown: all, or those found. */
  rows: TalkRow[]
  all: TalkRow[]
  box: Box
  isFinding: boolean
  staffRoom: StaffRoom
  choose(row: TalkRow, choice: Choice): void
  seen(seq: number): void
}

/** Cards and talk of one box, with the line where the new begins. */
export function Stream({ rows, all, box, isFinding, staffRoom, choose, seen }: StreamProps) {
  const text = useText()
  const log = useRef<HTMLDivElement>(null)
  const markedKey = isFinding ? undefined : firstUnread(rows, box.markSeq)
  const { hasNewBelow, isFarUp, isLineInView, toEnd, jumpTo } = useScroll({
    log,
    rows,
    isLoaded: box.isLoaded,
    cursor: box.timeline.cursor,
    openAt: markedKey,
    seen,
  })
  return (
    <div class="talk-place">
      <div
        class="talk"
        ref={log}
        role="log"
        aria-live={box.isLoaded && !isFinding ? 'polite' : 'off'}
        aria-relevant="additions"
        aria-label={text.talk}
        aria-busy={!box.isLoaded}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reachable by keyboard
        tabIndex={0}
      >
        <div class="talk-rows">
          {box.timeline.more && !isFinding && <p class="day-mark">{text.olderMissing}</p>}
          {rows.map((row) => [
            row.startsDay && <DayMark key={`day ${row.key}`} at={row.at} />,
            row.key === markedKey && (
              <p class="new-line" key="new" data-line={row.key}>
                <span>{text.newFromHere}</span>
              </p>
            ),
            <StreamRow
              key={row.key}
              row={row}
              card={cardOf(row, all)}
              staffRoom={staffRoom}
              choose={(choice) => choose(row, choice)}
            />,
          ])}
        </div>
      </div>
      <div class="jumps">
        {markedKey !== undefined && !isLineInView && box.unread > 0 && (
          <button type="button" class="new-below" onClick={() => jumpTo(markedKey)}>
            <Icon name="down" /> {text.jumpToNew}
          </button>
        )}
        {(isFarUp || hasNewBelow) && (
          <button type="button" class="new-below round" aria-label={text.jumpToEnd} onClick={toEnd}>
            <Icon name="down" />
          </button>
        )}
      </div>
    </div>
  )
}
