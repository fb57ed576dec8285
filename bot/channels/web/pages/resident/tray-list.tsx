import { Icon } from '../icons.tsx'
import { useText } from '../language.ts'
import type { Tray, TrayItem } from './tray.ts'

/** The chosen files above the text box, each with its progress and a way to take it out again. */
export function TrayList({ tray }: { tray: Tray }) {
  const text = useText()
  if (tray.items.length === 0) return null
  return (
    <ul class="tray" aria-label={text.attachments}>
      {tray.items.map((item) => (
        <li key={item.key} class={`tray-item ${item.state}`}>
          <Preview item={item} />
          <div class="tray-words">
            <span class="tray-name">{item.media === 'voice' ? text.voiceMessage : item.name}</span>
            {item.state === 'uploading' && (
              <progress value={item.progress} max={1} aria-label={text.uploading(item.name)} />
            )}
            {item.state === 'uploaded' && (
              <span class="tray-state">
                <Icon name="received" /> {text.uploaded}
              </span>
            )}
            {item.state === 'failed' && <span class="tray-state">{item.error || text.uploadFailed}</span>}
          </div>
          {item.state === 'failed' && (
            <button
              type="button"
              class="plain"
              onClick={() => tray.retry(item.key)}
              aria-label={text.retryFile(item.name)}
            >
              {text.retry}
            </button>
          )}
          <button
            type="button"
            class="round"
            onClick={() => tray.remove(item.key)}
            aria-label={text.removeFile(item.name)}
          >
            <Icon name="close" />
          </button>
        </li>
      ))}
    </ul>
  )
}

function Preview({ item }: { item: TrayItem }) {
  if (item.media === 'photo' && item.preview) return <img class="tray-photo" src={item.preview} alt="" />
  if (item.media === 'voice' && item.preview) {
    // biome-ignore lint/a11y/useMediaCaption: people's own recordings have no captions
    return <audio class="tray-voice" controls src={item.preview} aria-label={item.name} />
  }
  return (
    <span class="tray-icon">
      <Icon name="file" />
    </span>
  )
}
