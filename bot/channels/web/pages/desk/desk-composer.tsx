import type { RefObject } from 'preact'
import { useState } from 'preact/hooks'
import { GrowingArea } from '../growing-area.tsx'
import { Icon } from '../icons.tsx'
import { useText } from '../language.ts'
import type { Binding } from './binding.ts'

interface DeskComposerProps {
  area: RefObject<HTMLTextAreaElement | null>
  binding: Binding | undefined
  unbind(): void
  say(words: string): void
}

/** Where the officer writes. It always says who will read it. */
export function DeskComposer({ area, binding, unbind, say }: DeskComposerProps) {
  const text = useText()
  const [words, setWords] = useState('')

  function submit() {
    const said = words.trim()
    if (said === '') return
    say(said)
    setWords('')
    area.current?.focus()
  }
  const label = binding
    ? `${binding.kind === 'note' ? text.noteHint : text.replyHint} ${binding.number}`
    : text.roomCompose
  return (
    <form
      class={`composer ${binding?.kind ?? 'plain-talk'}`}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
      onKeyDown={(event) => event.key === 'Escape' && unbind()}
    >
      <div class="bar">
        <div class="who-reads" id="who-reads" role="status">
          {binding ? <Bound binding={binding} /> : <span>{text.roomHint}</span>}
        </div>
        {binding && (
          <button type="button" class="plain" onClick={unbind}>
            <Icon name="close" /> {binding.kind === 'note' ? text.cancelNote : text.cancelReply}
          </button>
        )}
      </div>
      <div class="write" id="compose" tabIndex={-1}>
        <GrowingArea
          area={area}
          value={words}
          label={label}
          hint={binding ? (binding.kind === 'note' ? text.noteHint : text.replyHint) : text.roomCompose}
          change={setWords}
          submit={submit}
          describedBy="who-reads"
        />
        <button type="submit" class="send">
          <Icon name={binding?.kind === 'note' ? 'note' : 'send'} />{' '}
          <span>{binding ? (binding.kind === 'note' ? text.sendNote : text.sendReply) : text.send}</span>
        </button>
      </div>
    </form>
  )
}

function Bound({ binding: { kind, number } }: { binding: Binding }) {
  const text = useText()
  return (
    <>
      <Icon name={kind === 'note' ? 'note' : 'reply'} />{' '}
      <strong>{kind === 'note' ? text.noteMode(number) : text.replyTo(number)}</strong>{' '}
      <span>{kind === 'note' ? text.noteUnseen : text.replySeen}</span>
    </>
  )
}
