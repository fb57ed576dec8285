import { useEffect, useRef, useState } from 'preact/hooks'
import { useText } from '../language.ts'
import { FilePick } from './file-pick.tsx'
import { type Recording, startRecording } from './recorder.ts'

interface VoiceProps {
  take(file: File): void
  close(): void
}

/** Recording: a tap has started it, another ends it. Where that cannot be, a recording is chosen as a file. */
export function Voice({ take, close }: VoiceProps) {
  const text = useText()
  const [trouble, setTrouble] = useState<string>()
  const [seconds, setSeconds] = useState<number>()
  const recording = useRef<Recording | undefined>(undefined)
  const done = useRef<HTMLButtonElement>(null)

  // Recording starts once, when this is opened
  useEffect(() => {
    let isClosed = false
    void startRecording().then((start) => {
      if (start.kind === 'recording') {
        if (isClosed) start.recording.cancel()
        recording.current = start.recording
        setSeconds(0)
      } else setTrouble(start.kind === 'denied' ? text.recordDenied : text.recordUnsupported)
    })
    return () => {
      isClosed = true
      recording.current?.cancel()
    }
  }, [])

  const isRecording = seconds !== undefined
  useEffect(() => {
    if (!isRecording) return
    done.current?.focus()
    const timer = setInterval(() => setSeconds((before) => (before ?? 0) + 1), 1000)
    return () => clearInterval(timer)
  }, [isRecording])

  async function finish() {
    const file = await recording.current?.finish()
    recording.current = undefined
    if (file && file.size > 0) take(file)
    close()
  }
  if (trouble) {
    return (
      <div class="voice" role="alert">
        <p>{trouble}</p>
        <FilePick
          label={text.recordFile}
          icon="voice"
          accept="audio/*"
          pick={(files) => files.forEach(take)}
          done={close}
        />
        <button type="button" class="plain" onClick={close}>
          {text.close}
        </button>
      </div>
    )
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of buttons, not a form's fieldset
    <div
      class="voice"
      role="group"
      aria-label={text.recording}
      onKeyDown={(event) => event.key === 'Escape' && close()}
    >
      <span class="recording-dot" aria-hidden="true" />
      <span class="recording-time">
        {text.recording} <span role="timer">{writeSeconds(seconds ?? 0)}</span>
      </span>
      <button type="button" class="plain" onClick={close}>
        {text.recordCancel}
      </button>
      <button type="button" class="strong" ref={done} disabled={!isRecording} onClick={finish}>
        {text.recordDone}
      </button>
    </div>
  )
}

function writeSeconds(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
