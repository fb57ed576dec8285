import { useState } from 'preact/hooks'
import type { Media } from '../../../message.ts'
import { Icon } from './icons.tsx'
import { useText } from './language.ts'
import { PhotoViewer } from './photo-viewer.tsx'

export interface Attachment {
  file: string
  media: Media
  name?: string
}

/** The files of a message. `root` is where this page may fetch them, e.g. `/web/files/`. */
export function Attachments({ files, root }: { files: Attachment[]; root: string }) {
  const [opened, setOpened] = useState<Attachment>()
  const photos = files.filter((file) => file.media === 'photo')
  const others = files.filter((file) => file.media !== 'photo')
  return (
    <div class="attachments">
      {photos.length > 0 && (
        <div class="photos">
          {photos.map((photo) => (
            <Thumbnail key={photo.file} photo={photo} address={addressOf(root, photo)} open={() => setOpened(photo)} />
          ))}
        </div>
      )}
      {others.map((file) => (
        <Other key={file.file} file={file} address={addressOf(root, file)} />
      ))}
      {opened && (
        <PhotoViewer address={addressOf(root, opened)} name={opened.name ?? ''} close={() => setOpened(undefined)} />
      )}
    </div>
  )
}

function Thumbnail({ photo, address, open }: { photo: Attachment; address: string; open(): void }) {
  const text = useText()
  const [isBroken, setBroken] = useState(false)
  const name = photo.name ?? ''
  if (isBroken) {
    return (
      <span class="photo-missing">
        <Icon name="photo" /> {text.photoMissing}
      </span>
    )
  }
  return (
    <button type="button" class="thumbnail" onClick={open} aria-label={text.openPhoto(name)}>
      <img src={address} alt="" onError={() => setBroken(true)} />
    </button>
  )
}

function Other({ file, address }: { file: Attachment; address: string }) {
  const text = useText()
  const name = file.media === 'voice' ? text.voiceMessage : file.name || text.file
  return (
    <div class="attachment">
      {file.media === 'voice' && (
        // biome-ignore lint/a11y/useMediaCaption: people's own recordings have no captions
        <audio controls preload="none" src={address} aria-label={name} />
      )}
      {file.media === 'video' && (
        // biome-ignore lint/a11y/useMediaCaption: people's own recordings have no captions
        <video controls preload="none" src={address} aria-label={name} />
      )}
      <a class="download" href={address} download={name} aria-label={text.download(name)}>
        <Icon name={file.media === 'voice' ? 'download' : 'file'} /> <span>{name}</span>
      </a>
    </div>
  )
}

function addressOf(root: string, { file }: Attachment): string {
  return root + encodeURIComponent(file)
}
