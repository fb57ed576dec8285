import type { DeskSession } from '../../protocol.ts'
import { Icon } from '../icons.tsx'
import { useText } from '../language.ts'
import { LookSwitches } from '../look-switches.tsx'

interface DeskHeaderProps {
  session: DeskSession | undefined
  switchLanguage(): void
  leave(): void
}

export function DeskHeader({ session, switchLanguage, leave }: DeskHeaderProps) {
  const text = useText()
  return (
    <header class="header">
      <a class="skip" href="#compose">
        {text.skipToWriting}
      </a>
      <span class="seal">
        <Icon name="bridge" />
      </span>
      <div class="title">
        <h1>{text.desk}</h1>
        {session && (
          <p class="signed-in">
            {session.officer.name} · {text.roles[session.officer.role]} · {session.officer.unit}
          </p>
        )}
      </div>
      <LookSwitches switchLanguage={switchLanguage} />
      {session && (
        <button type="button" class="switch" onClick={leave}>
          {text.leave}
        </button>
      )}
    </header>
  )
}
