import type { Api } from 'grammy'
import type { Fetched, RemoteFile } from '../../message.ts'
import { type Cut, TooLargeError, type Transport } from '../transport.ts'
import { ask } from './ask.ts'
import { describeFailure, type Failure } from './failure.ts'
import type { Pace } from './pace.ts'
import { fetchLimit } from './read-media.ts'

export interface FetchParts {
  api: Api
  transport: Transport
  /** Where files lie: the address up to the path that Telegram tells. It carries the token. */
  fileRoot: string
  pace: Pace
}

/** Fetches a file by the id that a message gave. Does not throw. */
export async function fetchFile(
  { api, transport, fileRoot, pace }: FetchParts,
  { remote }: RemoteFile,
  signal: AbortSignal,
): Promise<Fetched> {
  const found = await ask((cut) => api.getFile(remote, cut), { ms: pace.callMs, signal })
  if (!found.ok) return refusalOf(found.failure)
  const { file_path, file_size = 0 } = found.result
  if (file_size > fetchLimit) return tooLarge
  if (file_path === undefined) return unavailable
  return ask((cut) => download(transport, `${fileRoot}/${plainPath(file_path)}`, cut), {
    ms: pace.downloadMs,
    signal,
  }).then((answer) => (answer.ok ? answer.result : { kind: 'retry', reason: describeFailure(answer.failure) }))
}

const tooLarge: Fetched = { kind: 'refused', why: 'too-large' }
const unavailable: Fetched = { kind: 'refused', why: 'unavailable' }

async function download(transport: Transport, url: string, cut: Cut): Promise<Fetched> {
  try {
    const { status, body } = await transport.exchange(url, { limit: fetchLimit, signal: cut })
    if (status === 200) return { kind: 'fetched', content: body }
    return status === 400 || status === 404 ? unavailable : { kind: 'retry', reason: `HTTP ${status}` }
  } catch (error) {
    if (error instanceof TooLargeError) return tooLarge
    throw error
  }
}

function refusalOf(failure: Failure): Fetched {
  if (failure.kind === 'answered' && failure.code === 400) {
    return /too big/i.test(failure.description) ? tooLarge : unavailable
  }
  return { kind: 'retry', reason: describeFailure(failure) }
}

/** A Bot API server of one's own tells a path of its disk. Whatever it is, it is asked for over HTTP. */
function plainPath(path: string): string {
  const steps = path.split('/').filter((step) => !['', '.', '..'].includes(step))
  return steps.map(encodeURIComponent).join('/')
}
