import type { RefObject } from 'preact'
import { useState } from 'preact/hooks'
import { GrowingArea } from '../growing-area.tsx'
import { Icon } from '../icons.tsx'
import { useText } from '../language.ts'
import type { Binding } from './binding.ts'

interface DeskComposerProps {
  boxKey: string
  drafts: Map<string, string>
  area: RefObject<HTMLTextAreaElement | null>
  binding: Binding | undefined
  /** What the bot has asked and waits for. */
  awaited: string | undefined
  unbind(): void
  say(words: string): void
}

/** Where the officer writes. It always says who will read it. */
export function DeskComposer({ boxKey, drafts, area, binding, awaited, unbind, say }: DeskComposerProps) {
  const text = useText()
  const about = [boxKey, binding?.act, binding?.number].join(' ')
  const [written, setWritten] = useState({ about, words: drafts.get(about) ?? '' })
  const words = written.about === about ? written.words : (drafts.get(about) ?? '')

  function setWords(words: string) {
    drafts.set(about, words)
    setWritten({ about, words })
  }
  function submit() {
    const said = words.trim()
    if (said === '') return
    say(said)
    setWords('')
    area.current?.focus()
  }
  const isNote = binding?.act === 'note'
  const hint = binding ? (isNote ? text.noteHint : text.replyHint) : text.roomCompose
  return (
    <form
      class={`composer ${binding ? (isNote ? 'note' : 'reply') : 'plain-talk'}`}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
      onKeyDown={(event) => event.key === 'Escape' && !event.isComposing && unbind()}
    >
      <div class="bar">
        <div class="who-reads" id="who-reads" role="status">
          {binding ? <Bound binding={binding} /> : <Unbound awaited={awaited} />}
        </div>
        {binding && (
          <button type="button" class="plain" onClick={unbind}>
            <Icon name="close" /> {isNote ? text.cancelNote : text.cancelReply}
          </button>
        )}
      </div>
      <div class="write" id="compose" tabIndex={-1}>
        <GrowingArea
          area={area}
          value={words}
          label={binding ? `${hint} ${binding.number}` : hint}
          hint={hint}
          change={setWords}
          submit={submit}
          describedBy="who-reads"
        />
        <button type="submit" class="send">
          <Icon name={isNote ? 'note' : 'send'} />{' '}
          <span>{binding ? (isNote ? text.sendNote : text.sendReply) : text.send}</span>
        </button>
      </div>
    </form>
  )
}

function Bound({ binding: { act, label, number } }: { binding: Binding }) {
  const text = useText()
  const isNote = act === 'note'
  const title = act === 'reply' ? text.replyTo(number) : isNote ? text.noteMode(number) : text.boundTo(label, number)
  return (
    <>
      <Icon name={isNote ? 'note' : 'reply'} /> <strong>{title}</strong>{' '}
      <span>{isNote ? text.noteUnseen : text.replySeen}</span>
    </>
  )
}

function Unbound({ awaited }: { awaited: string | undefined }) {
  const text = useText()
  if (awaited === undefined) return <span>{text.roomHint}</span>
  return (
    <span class="awaited">
      <strong>{text.botAwaits}</strong> {awaited}
    </span>
  )
}
