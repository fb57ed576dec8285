import { findOrOpenAccount } from '../domain/accounts.ts'
import { type Context, withWork } from '../domain/context.ts'
import {
  claimFetches,
  conversationKey,
  type InboxRow,
  postponeArrival,
  readPayload,
  recordFetched,
  storeArrivals,
} from '../domain/inbox.ts'
import type { Log } from '../domain/log.ts'
import { takeFile } from '../domain/uploads.ts'
import type { Channel, Fetched, Incoming, IncomingFile, RefusedFile, RemoteFile } from './message.ts'
import { conversationOf, reviveIncoming } from './receive.ts'

/** Longer than fetching the files of one message may take. */
const leaseMs = 300_000

/** After so many tries, some ten minutes, a message is handled without what could not be fetched: the talk goes on. */
const mostTries = 8

/** What was not to be had by then is asked for this often, beside the talk, ... */
const lateMs = 15 * 60_000

/** ... for as long as platforms keep files: an outage of a night loses nothing. */
const keptMs = 3 * 24 * 3600_000

export interface Fetcher {
  context: Context
  log: Log
  /** By name. */
  channels: ReadonlyMap<string, Channel>
}

/** Claims up to `limit` messages whose files still lie with a platform that this instance speaks to. */
export function claimMessagesToFetch({ context, channels }: Fetcher, at: Date, limit: number): Promise<InboxRow[]> {
  // Where only one of us can speak to the platform, only that one can fetch.
  const able = [...channels.values()]
    .filter((channel) => channel.fetch && (channel.sends?.() ?? true))
    .map((channel) => channel.name)
  return able.length === 0 ? Promise.resolve([]) : claimFetches(context, { channels: able, at, leaseMs, limit })
}

/**
 * Fetches the files of a message into the file store, outside any turn: a slow one holds up its own talk and no other.
 * What cannot be had, or may not be taken, is noted with the message; the person will be told. Does not throw.
 */
export async function fetchFiles(fetcher: Fetcher, row: InboxRow, now: () => Date): Promise<void> {
  const { context, log } = fetcher
  try {
    const incoming = reviveIncoming(readPayload(context, row))
    const isLate = row.conversationKey !== conversationKey(context, conversationOf(incoming))
    const fetched = await fetchAll(fetcher, row, incoming, isLate, now)
    if (fetched) await recordFetched(context, row, conversationOf(incoming), fetched, now())
    else {
      const again = isLate ? new Date(now().getTime() + lateMs) : laterThan(now(), row.attempts)
      await postponeArrival(context, row, again, 'Its files could not be fetched')
    }
  } catch (err) {
    log.error({ err, inbox: row.id, channel: row.channel, attempt: row.attempts }, 'Files could not be fetched')
    await postponeArrival(context, row, laterThan(now(), row.attempts), 'Its files could not be fetched').catch(
      () => {},
    )
  }
}

/** The message with its files; undefined when some of them are to be tried again before it is handled. */
async function fetchAll(
  { context, channels, log }: Fetcher,
  row: InboxRow,
  incoming: Incoming,
  isLate: boolean,
  now: () => Date,
) {
  const { input } = incoming
  const channel = channels.get(row.channel)
  if (input.kind !== 'media' || !channel?.fetch) return incoming
  const files: IncomingFile[] = [...input.files]
  const refused: RefusedFile[] = [...(input.refused ?? [])]
  const later: RemoteFile[] = []
  const isKept = now().getTime() - incoming.at.getTime() < keptMs
  const account = await withWork(context, now(), (work) =>
    findOrOpenAccount(work, incoming.channel, incoming.account, incoming.name),
  )
  for (const remote of input.remote ?? []) {
    const fetched = await channel.fetch(remote)
    if (fetched.kind === 'retry') {
      log.warn({ inbox: row.id, channel: row.channel, attempt: row.attempts }, fetched.reason)
      if (isLate ? isKept : row.attempts < mostTries) return undefined
      if (isKept) later.push(remote)
    }
    const taken = await take(context, account.id, remote, fetched, now())
    if ('file' in taken) files.push(taken)
    else refused.push(taken)
  }
  if (later.length > 0) await storeLate(context, incoming, later, now())
  const { remote: _, refused: __, ...rest } = input
  return { ...incoming, input: { ...rest, files, ...(refused.length > 0 && { refused }) } }
}

/**
 * Files that their message is handled without become one of their own, as if the person had sent them again. It waits
 * outside the talk, which it would hold up, and joins it when they are here; stored a second time it changes nothing.
 */
async function storeLate(context: Context, incoming: Incoming, remote: RemoteFile[], at: Date): Promise<void> {
  const { channel, messageId, source = messageId, bundle: _, input, ...rest } = incoming
  const { replyTo, quoted } = input as Extract<Incoming['input'], { kind: 'media' }>
  const late: Incoming = {
    ...rest,
    channel,
    messageId: `${messageId}+files`,
    source,
    input: {
      kind: 'media',
      files: [],
      remote,
      ...(replyTo !== undefined && { replyTo }),
      ...(quoted !== undefined && { quoted }),
    },
  }
  const conversation = JSON.stringify([channel, 'late', late.messageId])
  await storeArrivals(
    context,
    [{ channel, messageId: late.messageId, conversation, awaitsFiles: true, payload: late }],
    at,
  )
}

async function take(
  context: Context,
  accountId: string,
  remote: RemoteFile,
  fetched: Fetched,
  at: Date,
): Promise<IncomingFile | RefusedFile> {
  const name = remote.name === undefined ? {} : { name: remote.name }
  if (fetched.kind !== 'fetched') return { why: fetched.kind === 'refused' ? fetched.why : 'unavailable', ...name }
  const { buffer, byteOffset, byteLength } = fetched.content
  const content = Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength)
  const taken = await takeFile(context, accountId, { content, media: remote.media, ...name }, at)
  return taken.kind === 'taken' ? taken.file : { why: taken.why, ...name }
}

function laterThan(at: Date, attempts: number): Date {
  return new Date(at.getTime() + Math.min(1000 * 2 ** attempts, 180_000))
}
