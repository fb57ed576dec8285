import { useEffect, useRef, useState } from 'preact/hooks'
import type { IncomingFile, Media } from '../../../../message.ts'
import { makeId } from '../message-id.ts'
import { type Upload, uploadFile } from './upload.ts'

/** A file on its way into the next message. */
export interface TrayItem {
  key: string
  name: string
  media: Media
  /** Between 0 and 1. */
  progress: number
  state: 'uploading' | 'uploaded' | 'failed'
  /** The office's words when it would not take the file. */
  error?: string
  stored?: IncomingFile
  /** The file itself; gone after a reload, when it has been stored already. */
  source?: File
  preview?: string
}

export interface Tray {
  items: TrayItem[]
  add(file: File, media: Media): void
  retry(key: string): void
  remove(key: string): void
  clear(): void
}

/** The files chosen for the next message. They are carried at once, so that sending need not wait. */
export function useTray(language: string, restored: IncomingFile[]): Tray {
  const [items, setItems] = useState<TrayItem[]>(() => restored.map(restoredItem))
  const uploads = useRef(new Map<string, Upload>())
  const latest = useRef(items)
  latest.current = items

  function update(key: string, change: Partial<TrayItem>) {
    setItems((before) => before.map((item) => (item.key === key ? { ...item, ...change } : item)))
  }

  function carry(key: string, file: File, media: Media) {
    const upload = uploadFile(file, media, language, (progress) => update(key, { progress }))
    uploads.current.set(key, upload)
    void upload.outcome.then((outcome) => {
      uploads.current.delete(key)
      if (outcome.kind === 'stored') update(key, { state: 'uploaded', progress: 1, stored: outcome.file })
      if (outcome.kind === 'failed') update(key, { state: 'failed', error: outcome.error })
    })
  }

  function retry(key: string) {
    const item = latest.current.find((each) => each.key === key)
    if (!item?.source || item.state !== 'failed') return
    update(key, { state: 'uploading', progress: 0, error: '' })
    carry(key, item.source, item.media)
  }

  function remove(key: string) {
    uploads.current.get(key)?.cancel()
    const preview = latest.current.find((item) => item.key === key)?.preview
    if (preview) URL.revokeObjectURL(preview)
    setItems((before) => before.filter((item) => item.key !== key))
  }

  // Reads the latest files through the ref
  useEffect(() => {
    const retryAll = () => {
      for (const item of latest.current) if (item.state === 'failed' && !item.error) retry(item.key)
    }
    window.addEventListener('online', retryAll)
    return () => window.removeEventListener('online', retryAll)
  }, [])

  const isUploading = items.some((item) => item.state === 'uploading')
  useEffect(() => {
    if (!isUploading) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [isUploading])

  return {
    items,
    add(file, media) {
      const item: TrayItem = { key: makeId(), name: file.name, media, progress: 0, state: 'uploading', source: file }
      if (media !== 'file') item.preview = URL.createObjectURL(file)
      setItems((before) => [...before, item])
      carry(item.key, file, media)
    },
    retry,
    remove,
    clear() {
      for (const item of latest.current) remove(item.key)
    },
  }
}

function restoredItem(stored: IncomingFile): TrayItem {
  const { file, media, name = '' } = stored
  return {
    key: file,
    name,
    media,
    progress: 1,
    state: 'uploaded',
    stored,
    preview: `/web/files/${encodeURIComponent(file)}`,
  }
}
