import { useRef } from 'preact/hooks'
import { DayMark } from '../day-mark.tsx'
import { Icon } from '../icons.tsx'
import { useText } from '../language.ts'
import { useScroll } from '../scroll.ts'
import type { TalkRow } from '../talk.ts'
import { Bubble } from './bubble.tsx'
import type { Conversation } from './conversation.ts'

interface MessageListProps {
  rows: TalkRow[]
  cursor: number
  isLoaded: boolean
  hasOlder: boolean
  conversation: Conversation
  edit(row: TalkRow): void
}

export function MessageList({ rows, cursor, isLoaded, hasOlder, conversation, edit }: MessageListProps) {
  const text = useText()
  const log = useRef<HTMLDivElement>(null)
  const { hasNewBelow, toEnd } = useScroll({ log, rows, isLoaded, cursor, seen: conversation.seen })
  const newest = [...rows].reverse().find((row) => row.from === 'office')?.key
  return (
    <main class="talk-place">
      <div
        class="talk"
        ref={log}
        role="log"
        aria-live={isLoaded ? 'polite' : 'off'}
        aria-relevant="additions"
        aria-label={text.talk}
        aria-busy={!isLoaded}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reachable by keyboard
        tabIndex={0}
      >
        <div class="talk-rows">
          {hasOlder && <p class="day-mark">{text.olderMissing}</p>}
          {isLoaded && rows.length === 0 && <p class="empty">{text.emptyTalk}</p>}
          {!isLoaded && rows.length === 0 && <p class="empty">{text.loading}</p>}
          {rows.map((row) => [
            row.startsDay && <DayMark key={`day ${row.key}`} at={row.at} />,
            <Bubble key={row.key} row={row} isNewest={row.key === newest} conversation={conversation} edit={edit} />,
          ])}
        </div>
      </div>
      {hasNewBelow && (
        <button type="button" class="new-below" onClick={toEnd}>
          <Icon name="down" /> {text.newBelow}
        </button>
      )}
    </main>
  )
}
