import type { Outcome } from '../message.ts'

/** The store is asked for the files of a message again after this, ms. */
const storeRetryMs = 5_000

/** Reads what goes with a message, before anything of it was sent. `read` says in a sentence what cannot be sent at all. */
export async function readFilesOf<Files extends object>(
  read: () => Promise<Files | string>,
): Promise<Files | Extract<Outcome, { kind: 'refused' | 'retry' }>> {
  try {
    const files = await read()
    return typeof files === 'string' ? { kind: 'refused', reason: files } : files
  } catch {
    return { kind: 'retry', afterMs: storeRetryMs, reason: 'The file store is away' }
  }
}
