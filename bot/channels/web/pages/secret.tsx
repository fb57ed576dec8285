import { useState } from 'preact/hooks'
import { Icon } from './icons.tsx'
import { useText } from './language.ts'

/** A word that is shown once and never kept by the page. */
export function Secret({ value }: { value: string }) {
  const text = useText()
  const [outcome, setOutcome] = useState<'copied' | 'failed'>()
  async function copy() {
    setOutcome((await copyText(value)) ? 'copied' : 'failed')
  }
  return (
    <span class="secret">
      <strong class="secret-value">{value}</strong>
      <button type="button" class="quiet" onClick={copy} aria-label={`${text.copy} ${value}`}>
        <Icon name="copy" /> {outcome === 'copied' ? text.copied : text.copy}
      </button>
      <span class="secret-once" role="status">
        {outcome === 'failed' && text.copyFailed}
      </span>
    </span>
  )
}

async function copyText(value: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(value)
    return true
  } catch {
    return copyBySelection(value)
  }
}

/** Plain http and older browsers have no clipboard object. */
function copyBySelection(value: string): boolean {
  const area = document.createElement('textarea')
  area.value = value
  area.setAttribute('readonly', '')
  area.className = 'off-screen'
  const focused = document.activeElement
  document.body.append(area)
  area.select()
  const isCopied = document.execCommand('copy')
  area.remove()
  if (focused instanceof HTMLElement) focused.focus()
  return isCopied
}
