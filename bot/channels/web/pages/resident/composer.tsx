import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Media } from '../../../../message.ts'
import type { PostInput } from '../../protocol.ts'
import { GrowingArea } from '../growing-area.tsx'
import { Icon } from '../icons.tsx'
import { useLanguage, useText } from '../language.ts'
import { recallDraft, rememberDraft } from './draft.ts'
import { writeSize } from './file-size.ts'
import { mediaOf } from './media-of.ts'
import { messagesOf } from './messages-of.ts'
import { Tools } from './tools.tsx'
import { useTray } from './tray.ts'
import { TrayList } from './tray-list.tsx'

/** A message whose words are being changed. */
export interface Editing {
  of: string
  words: string
  basis: number
}

interface ComposerProps {
  maxFileSize: number | undefined
  editing: Editing | undefined
  stopEditing(): void
  post(input: PostInput, basis?: number): void
}

export function Composer({ maxFileSize, editing, stopEditing, post }: ComposerProps) {
  const text = useText()
  const [draft] = useState(recallDraft)
  const [words, setWords] = useState(draft.words)
  const [changedWords, setChangedWords] = useState('')
  const [notice, setNotice] = useState<string>()
  const [isWaiting, setWaiting] = useState(false)
  const tray = useTray(useLanguage(), draft.files)
  const area = useRef<HTMLTextAreaElement>(null)
  const isUploading = tray.items.some((item) => item.state === 'uploading')
  const hasFailed = tray.items.some((item) => item.state === 'failed')
  const stored = tray.items.flatMap((item) => item.stored ?? [])

  useEffect(() => {
    if (!editing) return
    setChangedWords(editing.words)
    area.current?.focus()
  }, [editing])
  // At once: the page may be closed the next moment.
  useLayoutEffect(() => rememberDraft({ words, files: stored }), [words, tray.items])
  // Sends once the last upload has ended
  useEffect(() => {
    if (isWaiting && !isUploading) send()
  }, [isWaiting, isUploading])

  function add(file: File, media: Media = mediaOf(file.type)) {
    if (file.size === 0) return setNotice(text.emptyFile(file.name))
    if (maxFileSize !== undefined && file.size > maxFileSize) {
      return setNotice(text.tooLarge(file.name, writeSize(file.size), writeSize(maxFileSize)))
    }
    tray.add(file, media)
  }

  function send() {
    const said = words.trim()
    setWaiting(isUploading)
    setNotice(isUploading ? text.uploadsFirst : hasFailed ? text.uploadsFailed : undefined)
    if (isUploading || hasFailed || (said === '' && stored.length === 0)) return
    for (const input of messagesOf(said, stored)) post(input)
    setWords('')
    tray.clear()
    area.current?.focus()
  }

  function saveEdit() {
    const said = changedWords.trim()
    if (editing && said !== '' && said !== editing.words)
      post({ kind: 'edit', of: editing.of, text: said }, editing.basis)
    stopEditing()
  }

  const submit = editing ? saveEdit : send
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
      onKeyDown={(event) => event.key === 'Escape' && editing && stopEditing()}
    >
      {editing && (
        <div class="bar">
          <Icon name="edit" /> <span>{text.editing}</span>
          <button type="button" class="plain" onClick={stopEditing}>
            {text.cancelEdit}
          </button>
        </div>
      )}
      <TrayList tray={tray} />
      <p class={notice ? 'notice' : ''} role="status">
        {notice}
      </p>
      <div class="write" id="compose" tabIndex={-1}>
        <GrowingArea
          area={area}
          value={editing ? changedWords : words}
          label={text.compose}
          hint={text.composeHint}
          change={editing ? setChangedWords : setWords}
          submit={submit}
        />
        <button type="submit" class="send">
          <Icon name={editing ? 'received' : 'send'} /> <span>{editing ? text.saveEdit : text.send}</span>
        </button>
      </div>
      {!editing && <Tools add={add} ready={() => setNotice(undefined)} />}
    </form>
  )
}
