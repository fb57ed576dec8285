import { useEffect, useState } from 'preact/hooks'
import type { DeskSession } from '../../protocol.ts'
import { ask } from '../ask.ts'
import { Icon } from '../icons.tsx'
import { useLanguage, useText } from '../language.ts'
import { HowToEnter } from './signed-out.tsx'

/** One button that uses the code up: opening the link alone, as link previews do, must not. */
export function Enter({ code, entered }: { code: string; entered(): void }) {
  const text = useText()
  const language = useLanguage()
  const [isBusy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<{ words: string; isUsedUp: boolean }>()
  useEffect(() => {
    document.title = `${text.desk} · ${text.productName}`
  }, [text])

  async function enter() {
    setBusy(true)
    const answer = await ask<DeskSession>('POST', '/desk/enter', language, { code })
    setBusy(false)
    if (answer.kind === 'ok') entered()
    else if (answer.kind === 'later') setTrouble({ words: text.cannotConnect, isUsedUp: false })
    else setTrouble({ words: answer.error || text.enterFailed, isUsedUp: true })
  }
  return (
    <main class="door">
      <span class="seal">
        <Icon name="bridge" />
      </span>
      <h1>{text.desk}</h1>
      <p>{text.enterExplain}</p>
      <button type="button" class="strong" disabled={isBusy} onClick={enter}>
        {text.enterDesk}
      </button>
      <div role="alert">{trouble && <p class="notice">{trouble.words}</p>}</div>
      {trouble?.isUsedUp && <HowToEnter />}
    </main>
  )
}
