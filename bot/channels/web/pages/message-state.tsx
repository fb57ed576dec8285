import { Icon, type IconName } from './icons.tsx'
import { useText } from './language.ts'
import type { TalkRow } from './talk.ts'

interface MessageStateProps {
  row: TalkRow
  retry(id: string): void
  giveUp(id: string): void
}

/** What has become of one's own message, in words and a drawing; a tap sends again what did not go. */
export function MessageStateMark({ row: { state, pending }, retry, giveUp }: MessageStateProps) {
  const text = useText()
  if ((state === 'failed' || state === 'refused') && pending) {
    return (
      <>
        <button type="button" class="failed" onClick={() => retry(pending.id)}>
          <Icon name="warning" /> {text.stateFailed}
        </button>
        <button type="button" class="quiet" onClick={() => giveUp(pending.id)}>
          {text.giveUp}
        </button>
        {pending.state === 'refused' && pending.error && <span class="why">{pending.error}</span>}
      </>
    )
  }
  if (!state || state === 'failed' || state === 'refused') return null
  const { icon, words }: { icon: IconName; words: string } = {
    sending: { icon: 'clock' as const, words: text.stateSending },
    received: { icon: 'received' as const, words: text.stateReceived },
    answered: { icon: 'answered' as const, words: text.stateAnswered },
  }[state]
  return (
    <span class={`state ${state}`}>
      <Icon name={icon} /> {words}
    </span>
  )
}
