import type { IncomingFile, Media } from '../../../../message.ts'
import { readFailure } from '../answer.ts'

export type UploadOutcome =
  | { kind: 'stored'; file: IncomingFile }
  | { kind: 'failed'; error: string }
  | { kind: 'cancelled' }

export interface Upload {
  outcome: Promise<UploadOutcome>
  cancel(): void
}

/** Carries one file to the office. `progress` hears a share between 0 and 1. */
export function uploadFile(file: File, media: Media, language: string, progress: (share: number) => void): Upload {
  // fetch cannot tell how far an upload has come.
  const request = new XMLHttpRequest()
  const outcome = new Promise<UploadOutcome>((resolve) => {
    request.upload.onprogress = (event) => event.lengthComputable && progress(event.loaded / event.total)
    request.onload = () => resolve(readOutcome(request))
    request.onerror = () => resolve({ kind: 'failed', error: '' })
    request.onabort = () => resolve({ kind: 'cancelled' })
  })
  request.open('POST', `/web/files?media=${media}`)
  request.setRequestHeader('Accept-Language', language)
  request.setRequestHeader('Accept', 'application/json')
  const form = new FormData()
  form.append('file', file, file.name)
  request.send(form)
  return { outcome, cancel: () => request.abort() }
}

function readOutcome({ status, responseText }: XMLHttpRequest): UploadOutcome {
  if (status < 200 || status > 299) {
    const failure = readFailure(status, null, responseText)
    return { kind: 'failed', error: failure.kind === 'later' ? '' : failure.error }
  }
  try {
    return { kind: 'stored', file: JSON.parse(responseText) }
  } catch {
    return { kind: 'failed', error: '' }
  }
}
