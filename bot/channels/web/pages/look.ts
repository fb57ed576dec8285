import { useState } from 'preact/hooks'
import { recall, remember } from './memory.ts'

export type Look = 'large' | 'contrast'

const key = (look: Look) => `xinqiao.${look}`

/** Puts the remembered look on the page; called before anything is drawn. */
export function restoreLook(): void {
  for (const look of ['large', 'contrast'] as const) show(look, recall(key(look)) === 'on')
}

/** Whether a look is on, and what turns it over. */
export function useLook(look: Look): [isOn: boolean, toggle: () => void] {
  const [isOn, setOn] = useState(() => recall(key(look)) === 'on')
  return [
    isOn,
    () => {
      remember(key(look), isOn ? undefined : 'on')
      show(look, !isOn)
      setOn(!isOn)
    },
  ]
}

function show(look: Look, isOn: boolean): void {
  document.documentElement.classList.toggle(look, isOn)
  // Whatever is measured in letters is measured again.
  window.dispatchEvent(new Event('resize'))
}
