import { Icon, type IconName } from '../icons.tsx'

interface FilePickProps {
  label: string
  icon: IconName
  accept?: string
  multiple?: boolean
  /** Opens the camera at once, where there is one. */
  camera?: boolean
  pick(files: File[]): void
  done?(): void
}

/** A button that chooses files. The input itself is what is focused and named, so that every browser can use it. */
export function FilePick({ label, icon, accept, multiple = false, camera = false, pick, done }: FilePickProps) {
  function changed(input: HTMLInputElement) {
    pick(Array.from(input.files ?? []))
    // The same file may be chosen again after it was taken out.
    input.value = ''
    done?.()
  }
  return (
    <label class="tool">
      <input
        type="file"
        aria-label={label}
        multiple={multiple}
        onChange={(event) => changed(event.currentTarget)}
        {...(accept ? { accept } : {})}
        {...(camera ? { capture: 'environment' as const } : {})}
      />
      <Icon name={icon} /> <span aria-hidden="true">{label}</span>
    </label>
  )
}
