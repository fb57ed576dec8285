import type { RefObject } from 'preact'
import { useLayoutEffect } from 'preact/hooks'

interface GrowingAreaProps {
  area: RefObject<HTMLTextAreaElement | null>
  value: string
  label: string
  hint: string
  change(value: string): void
  /** Enter without Shift. */
  submit(): void
  describedBy?: string | undefined
}

/** A text box that grows with its words; Enter sends where there is a keyboard, Shift+Enter breaks the line. */
export function GrowingArea({ area, value, label, hint, change, submit, describedBy }: GrowingAreaProps) {
  // Measured again whenever the words or the letters change.
  useLayoutEffect(() => {
    const measure = () => area.current && fitHeight(area.current)
    measure()
    window.addEventListener('resize', measure)
    return () => window.removeEventListener('resize', measure)
  }, [value, hint, area])

  function pressed(event: KeyboardEvent) {
    // While Chinese is being composed Enter picks the characters; on a phone it is the only way to break a line.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return
    if (matchMedia('(pointer: coarse)').matches) return
    event.preventDefault()
    submit()
  }
  return (
    <textarea
      ref={area}
      class="growing"
      rows={1}
      value={value}
      aria-label={label}
      aria-describedby={describedBy}
      placeholder={hint}
      onInput={(event) => change(event.currentTarget.value)}
      onKeyDown={pressed}
    />
  )
}

function fitHeight(element: HTMLTextAreaElement): void {
  element.style.height = 'auto'
  element.style.height = `${element.scrollHeight + element.offsetHeight - element.clientHeight}px`
}
