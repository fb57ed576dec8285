import { useText } from './language.ts'
import { type Look, useLook } from './look.ts'

/** One tap to large text, one to high contrast; and the other language. */
export function LookSwitches({ switchLanguage }: { switchLanguage(): void }) {
  const text = useText()
  return (
    <div class="switches">
      <LookSwitch look="large" label={text.largeText} />
      <LookSwitch look="contrast" label={text.highContrast} />
      <button type="button" class="switch" onClick={switchLanguage} aria-label={text.switchLanguage}>
        {text.otherLanguage}
      </button>
    </div>
  )
}

function LookSwitch({ look, label }: { look: Look; label: string }) {
  const [isOn, toggle] = useLook(look)
  return (
    <button type="button" class="switch" aria-pressed={isOn} onClick={toggle}>
      {label}
    </button>
  )
}
