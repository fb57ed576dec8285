import type { IncomingFile } from '../../../../message.ts'
import { recall, remember } from '../memory.ts'

const KEY = 'xinqiao.draft'

/** What has been written and uploaded but not sent. */
export interface Draft {
  words: string
  files: IncomingFile[]
}

export function recallDraft(): Draft {
  try {
    const { words, files } = JSON.parse(recall(KEY) ?? '{}')
    return { words: typeof words === 'string' ? words : '', files: Array.isArray(files) ? files : [] }
  } catch {
    return { words: '', files: [] }
  }
}

export function rememberDraft(draft: Draft): void {
  const isEmpty = draft.words === '' && draft.files.length === 0
  remember(KEY, isEmpty ? undefined : JSON.stringify(draft))
}
