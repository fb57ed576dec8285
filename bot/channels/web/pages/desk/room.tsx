import { useRef, useState } from 'preact/hooks'
import type { Choice } from '../../../../message.ts'
import { Icon } from '../icons.tsx'
import { useText } from '../language.ts'
import type { TalkRow } from '../talk.ts'
import { type Binding, bindingOf, inputOf, wordsAwaited } from './binding.ts'
import type { Box } from './box.ts'
import { DeskComposer } from './desk-composer.tsx'
import { matches } from './find.ts'
import { FindBar } from './find-bar.tsx'
import type { StaffRoom } from './staff-room.ts'
import { Stream } from './stream.tsx'

interface RoomProps {
  name: string
  boxKey: string
  box: Box
  rows: TalkRow[]
  staffRoom: StaffRoom
}

/** One box: what is said in it, and where one writes. */
export function Room({ name, boxKey, box, rows, staffRoom }: RoomProps) {
  const text = useText()
  const [binding, setBinding] = useState<Binding>()
  const [sought, setSought] = useState('')
  const area = useRef<HTMLTextAreaElement>(null)
  const isFinding = sought.trim() !== ''
  const found = isFinding ? rows.filter((row) => matches(row, sought)) : rows

  function choose(row: TalkRow, { value, label }: Choice) {
    if (!row.message) return
    const bound = bindingOf(value, label, row, rows)
    if (!bound) return staffRoom.post(boxKey, { kind: 'choice', value, keyboard: row.message.id, label })
    setBinding(bound)
    area.current?.focus()
  }
  function say(words: string) {
    staffRoom.post(boxKey, inputOf(words, binding))
    setBinding(undefined)
  }
  return (
    <main class="room">
      <div class="room-head">
        <h2>{name}</h2>
        <FindBar sought={sought} find={setSought} count={isFinding ? found.length : undefined} />
      </div>
      <Stream
        key={isFinding ? 'found' : 'all'}
        rows={found}
        all={rows}
        box={box}
        isFinding={isFinding}
        staffRoom={staffRoom}
        choose={choose}
        seen={(seq) => !isFinding && staffRoom.seen(boxKey, seq)}
      />
      {box.isLoaded && rows.length === 0 && <p class="empty">{text.emptyRoom}</p>}
      {isFinding && found.length === 0 && (
        <p class="empty">
          <Icon name="search" /> {text.foundNone}
        </p>
      )}
      <DeskComposer
        boxKey={boxKey}
        drafts={staffRoom.drafts}
        area={area}
        binding={binding}
        awaited={wordsAwaited(rows)}
        unbind={() => setBinding(undefined)}
        say={say}
      />
    </main>
  )
}
