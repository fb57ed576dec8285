import { useRef, useState } from 'preact/hooks'
import type { Media } from '../../../../message.ts'
import { Icon } from '../icons.tsx'
import { useText } from '../language.ts'
import { FilePick } from './file-pick.tsx'
import { Voice } from './voice.tsx'

interface ToolsProps {
  add(file: File, media?: Media): void
  /** Something new is being chosen: what was said about the last choice is over. */
  ready(): void
}

/** Photo, camera, file and voice, named in words. */
export function Tools({ add, ready }: ToolsProps) {
  const text = useText()
  const [isRecording, setRecording] = useState(false)
  const voiceButton = useRef<HTMLButtonElement>(null)
  // A phone's photo chooser does not always offer its camera.
  const hasCamera = matchMedia('(pointer: coarse)').matches

  function pick(files: File[], media?: Media) {
    ready()
    for (const file of files) add(file, media)
  }
  if (isRecording) {
    return (
      <Voice
        take={(file) => pick([file], 'voice')}
        close={() => {
          setRecording(false)
          // The button comes back with the next drawing.
          setTimeout(() => voiceButton.current?.focus())
        }}
      />
    )
  }
  return (
    <div class="tools">
      <FilePick label={text.addPhoto} icon="photo" accept="image/*" multiple pick={pick} />
      {hasCamera && <FilePick label={text.takePhoto} icon="camera" accept="image/*" camera pick={pick} />}
      <FilePick label={text.addFile} icon="file" multiple pick={pick} />
      <button type="button" class="tool" ref={voiceButton} onClick={() => setRecording(true)}>
        <Icon name="voice" /> {text.addVoice}
      </button>
    </div>
  )
}
