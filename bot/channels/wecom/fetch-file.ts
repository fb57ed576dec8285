import type { Fetched, RemoteFile } from '../../message.ts'
import { type Remote, unpackRemote } from './remote.ts'

/** What we take of one file, bytes: more is told to be too large. */
export const fetchLimit = 20 * 1024 * 1024

/** The padding of the seal. */
const padding = 32

/**
 * Fetches a file by the address that a message gave, which is good for five minutes, and opens its seal. It is cut after
 * `ms`, and when `stopped` aborts. Does not throw.
 */
export async function fetchFile({ remote }: RemoteFile, ms: number, stopped: AbortSignal): Promise<Fetched> {
  const found = unpackRemote(remote)
  if (!found) return { kind: 'refused', why: 'unavailable' }
  const cut = new AbortController()
  const abort = () => cut.abort()
  const timer = setTimeout(abort, ms)
  stopped.addEventListener('abort', abort)
  if (stopped.aborted) abort()
  try {
    return await download(found, cut.signal)
  } finally {
    clearTimeout(timer)
    stopped.removeEventListener('abort', abort)
  }
}

async function download(found: Remote, signal: AbortSignal): Promise<Fetched> {
  try {
    const response = await fetch(found.url, { signal, redirect: 'follow' })
    if (!response.ok) await response.body?.cancel()
    // An address that is too old is answered like one that there never was.
    if ([400, 401, 403, 404, 410].includes(response.status)) return { kind: 'refused', why: 'unavailable' }
    if (!response.ok) return { kind: 'retry', reason: `HTTP ${response.status}` }
    const sealed = await readAll(response)
    if (!sealed) return { kind: 'refused', why: 'too-large' }
    return await open(sealed, found.aeskey)
  } catch (error) {
    return { kind: 'retry', reason: signal.aborted ? 'It took too long' : reasonOf(error) }
  }
}

async function open(sealed: Buffer, aeskey: string | undefined): Promise<Fetched> {
  if (aeskey === undefined) return sizedOf(sealed)
  const { decryptFile } = await import('@wecom/aibot-node-sdk')
  try {
    return sizedOf(decryptFile(sealed, aeskey))
  } catch {
    return { kind: 'refused', why: 'broken' }
  }
}

function sizedOf(content: Buffer): Fetched {
  return content.length > fetchLimit ? { kind: 'refused', why: 'too-large' } : { kind: 'fetched', content }
}

/** Undefined when it is too large. */
async function readAll(response: Response): Promise<Buffer | undefined> {
  const limit = fetchLimit + padding
  if (Number(response.headers.get('content-length') ?? 0) > limit) {
    await response.body?.cancel()
    return undefined
  }
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body ?? []) {
    size += chunk.length
    if (size > limit) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** Its words would hold the address. */
function reasonOf(error: unknown): string {
  const { cause } = error as { cause?: { code?: unknown } }
  return typeof cause?.code === 'string' ? cause.code : 'The file could not be fetched'
}
