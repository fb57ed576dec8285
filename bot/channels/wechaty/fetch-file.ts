import type { Readable } from 'node:stream'
import type { Fetched, RemoteFile } from '../../message.ts'
import { describeFailure, failureOf, isAnswer, isFinal } from './failure.ts'
import { type Pace, within } from './pace.ts'
import type { Online } from './presence.ts'

/** What is fetched at most, bytes: as much as on the other channels. */
const fetchLimit = 20 * 1024 * 1024

/** Fetches the file of a message, as long as the puppet knows the message. Does not throw. */
export async function fetchFile(
  online: Online | undefined,
  { remote }: RemoteFile,
  { askMs, downloadMs }: Pick<Pace, 'askMs' | 'downloadMs'>,
): Promise<Fetched> {
  if (!online) return { kind: 'retry', reason: 'WeChat is not logged in here' }
  let stream: Readable | undefined
  let isKnown = false
  try {
    const box = await within(askMs, online.puppet.messageFile(remote))
    isKnown = true
    // The library's type of it tells nothing.
    const opened = (await within<unknown>(askMs, box.toStream())) as Readable
    stream = opened
    const content = await within(downloadMs, readAll(opened, fetchLimit))
    return content ? { kind: 'fetched', content } : { kind: 'refused', why: 'too-large' }
  } catch (error) {
    const failure = failureOf(error)
    // The puppet knows the message no more, or WeChat does not hand the file out. One that was named is fetched from
    // wherever it lies: what comes in between is no answer of the puppet's.
    if (isFinal(failure) && (!isKnown || isAnswer(error))) return { kind: 'refused', why: 'unavailable' }
    return {
      kind: 'retry',
      reason: isKnown && !isAnswer(error) ? 'The file could not be fetched' : describeFailure(failure),
    }
  } finally {
    stream?.on('error', () => {}).destroy()
  }
}

/** Undefined when there is more than `limit` bytes. */
async function readAll(stream: Readable, limit: number): Promise<Uint8Array | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of stream) {
    const bytes = Buffer.from(chunk as Uint8Array)
    size += bytes.length
    if (size > limit) return undefined
    chunks.push(bytes)
  }
  return Buffer.concat(chunks)
}
