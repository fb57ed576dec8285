import type { DeskSession } from '../../protocol.ts'
import { useText } from '../language.ts'
import type { Box } from './box.ts'

type Face = DeskSession['boxes'][number]

interface BoxListProps {
  faces: Face[]
  boxes: Record<string, Box>
  current: string | undefined
  open(key: string): void
}

/** The staff rooms, then the officer's private talk with the bot. */
export function BoxList({ faces, boxes, current, open }: BoxListProps) {
  const text = useText()
  const groups = [
    { name: text.rooms, faces: faces.filter((face) => !face.private) },
    { name: text.privateTalks, faces: faces.filter((face) => face.private) },
  ].filter((group) => group.faces.length > 0)
  return (
    <nav class="boxes" aria-label={text.boxes}>
      {groups.map((group) => (
        <div class="box-group" key={group.name}>
          <h2>{group.name}</h2>
          <ul>
            {group.faces.map((face) => (
              <li key={face.key}>
                <BoxButton
                  name={face.name}
                  unread={boxes[face.key]?.unread ?? face.unread}
                  isCurrent={face.key === current}
                  open={() => open(face.key)}
                />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  )
}

function BoxButton({
  name,
  unread,
  isCurrent,
  open,
}: {
  name: string
  unread: number
  isCurrent: boolean
  open(): void
}) {
  const text = useText()
  const label = unread > 0 ? `${name}，${text.unread(unread)}` : name
  return (
    <button type="button" class="box" aria-current={isCurrent ? 'page' : undefined} aria-label={label} onClick={open}>
      <span class="box-name">{name}</span>
      {unread > 0 && <span class="badge">{unread > 99 ? '99+' : unread}</span>}
    </button>
  )
}
