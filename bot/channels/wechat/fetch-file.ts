import type { Fetched, RemoteFile } from '../../message.ts'
import { TooLargeError } from '../transport.ts'
import type { WechatApi } from './api.ts'
import { describeFailure, failureOf } from './failure.ts'

/** More than any file that WeChat takes from people in a talk. */
export const fetchLimit = 20 * 1024 * 1024

/**
 * The media id is of nothing, or of nothing any more. Everything else that WeChat may say is about the account or the
 * moment, and the file may still be had when that is mended.
 */
const gone: ReadonlySet<number> = new Set([40004, 40005, 40006, 40007, 40009, 41006, 46001])

/** Fetches a file by its media id, which is good for three days. Does not throw. */
export async function fetchFile(api: WechatApi, { remote }: RemoteFile, signal: AbortSignal): Promise<Fetched> {
  try {
    const found = await api.download('/cgi-bin/media/get', { media_id: remote }, fetchLimit, { signal })
    if ('content' in found) return { kind: 'fetched', content: found.content }
    // Of a video WeChat tells where it lies.
    const { status, body } = await api.downloadFrom(found.url, fetchLimit, { signal })
    if (status === 200) return { kind: 'fetched', content: body }
    return status >= 500 ? { kind: 'retry', reason: `HTTP ${status}` } : unavailable
  } catch (error) {
    if (error instanceof TooLargeError) return { kind: 'refused', why: 'too-large' }
    const failure = failureOf(error)
    const isGone = failure.kind === 'answered' && gone.has(failure.errcode)
    return isGone ? unavailable : { kind: 'retry', reason: describeFailure(failure) }
  }
}

const unavailable: Fetched = { kind: 'refused', why: 'unavailable' }
