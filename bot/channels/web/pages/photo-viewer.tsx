import { useEffect, useRef } from 'preact/hooks'
import { Icon } from './icons.tsx'
import { useText } from './language.ts'

/** One photo over the whole page, until Esc, the button or a tap closes it. */
export function PhotoViewer({ address, name, close }: { address: string; name: string; close(): void }) {
  const text = useText()
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    const before = document.activeElement
    button.current?.focus()
    return () => {
      if (before instanceof HTMLElement) before.focus()
    }
  }, [])
  function pressed(event: KeyboardEvent) {
    if (event.key === 'Escape') close()
    // The button is all there is to reach: the focus stays here.
    if (event.key === 'Tab') event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div class="viewer" role="dialog" aria-modal="true" aria-label={`${text.photo} ${name}`} onKeyDown={pressed}>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the button and Esc close it for those without a pointer */}
      <img src={address} alt={name} onClick={close} />
      <button type="button" ref={button} class="viewer-close" onClick={close}>
        <Icon name="close" /> {text.closePhoto}
      </button>
    </div>
  )
}
