import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { Banner } from '../banner.tsx'
import { useLanguage, useText } from '../language.ts'
import { readTalk } from '../talk.ts'
import { useWatched } from '../watched.ts'
import { BoxList } from './box-list.tsx'
import { DeskHeader } from './desk-header.tsx'
import { Room } from './room.tsx'
import { SignedOut } from './signed-out.tsx'
import { createStaffRoom } from './staff-room.ts'

export function Desk({ switchLanguage }: { switchLanguage(): void }) {
  const text = useText()
  const language = useLanguage()
  const spoken = useRef(language)
  spoken.current = language
  const [staffRoom] = useState(() => createStaffRoom(() => spoken.current))
  const { state, session, box: key, boxes, pending, isReachable } = useWatched(staffRoom.view)
  const box = key === undefined ? undefined : boxes[key]
  const rows = useMemo(
    () =>
      box?.isLoaded
        ? readTalk(
            box.timeline,
            pending.filter((item) => item.box === key),
          )
        : [],
    [box, pending, key],
  )
  const unread = Object.values(boxes).reduce((sum, each) => sum + each.unread, 0)

  useEffect(() => {
    document.title = `${unread > 0 ? `(${unread}) ` : ''}${text.desk} · ${text.productName}`
  }, [unread, text])

  if (state === 'signed-out') return <SignedOut />
  const face = session?.boxes.find((each) => each.key === key)
  return (
    <div class="shell desk">
      <DeskHeader session={session} switchLanguage={switchLanguage} leave={staffRoom.leave} />
      <Banner isReachable={isReachable} isLoaded={state === 'in'} words={text.deskOffline} />
      <div class="columns">
        <BoxList faces={session?.boxes ?? []} boxes={boxes} current={key} open={staffRoom.open} />
        {key !== undefined && box && face && (
          <Room key={key} name={face.name} boxKey={key} box={box} rows={rows} staffRoom={staffRoom} />
        )}
        {!session && <p class="empty">{text.loading}</p>}
      </div>
    </div>
  )
}
