import type { Session } from '../../protocol.ts'
import { Icon } from '../icons.tsx'
import { useText } from '../language.ts'
import { LookSwitches } from '../look-switches.tsx'

interface HeaderProps {
  office: Session['office'] | undefined
  switchLanguage(): void
}

export function Header({ office, switchLanguage }: HeaderProps) {
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
        <h1>{office?.name ?? text.productName}</h1>
        {office?.phone && (
          <a
            class="phone"
            href={`tel:${office.phone.replace(/[^\d+]/g, '')}`}
            aria-label={text.callOffice(office.phone)}
          >
            <Icon name="phone" /> {office.phone}
          </a>
        )}
      </div>
      <LookSwitches switchLanguage={switchLanguage} />
    </header>
  )
}
