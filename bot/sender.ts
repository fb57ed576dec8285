import { externalIdOf } from '../domain/accounts.ts'
import { cardShare, foldCards } from '../domain/card-digest.ts'
import { type Context, withWork } from '../domain/context.ts'
import {
  isPlain,
  type PlainSend,
  recordOutcome,
  recordPlainSends,
  type SentOn,
  settleOutcome,
} from '../domain/deliveries.ts'
import type { Log } from '../domain/log.ts'
import { lanes } from '../domain/outbox.ts'
import { externalIdOfRoom } from '../domain/rooms.ts'
import {
  type ClaimedRow,
  claimOutbox,
  findLostLeases,
  freeAt,
  lockLostLease,
  renewLease,
  returnToOutbox,
  waitForBudget,
} from '../domain/sends.ts'
import { createBatch } from './batch.ts'
import type { Channel, Outcome, Outgoing, Target } from './message.ts'
import { wordRow } from './word-row.ts'

/** Who sends keeps its row for another while all along: whoever has not for so long has died. */
const leaseMs = 60_000

/** Where sending twice shows it once nothing is risked by trying again soon. */
const shortLeaseMs = 10_000

/** A channel that has not answered after so long never will: its row is left to the others. */
const longestMs = 10 * 60_000

export interface Sender {
  context: Context
  log: Log
  /** By name. */
  channels: ReadonlyMap<string, Channel>
  /** This instance. */
  owner: string
  /** Writes down that messages went out, together with others that did at the same moment. */
  recordPlain(send: PlainSend): Promise<void>
}

/** For so long an outcome waits for others, ms: a kill in it costs no more than one a moment earlier. */
const togetherMs = 2

export function createSender(parts: Omit<Sender, 'recordPlain'>): Sender {
  return { ...parts, recordPlain: createBatch((sends) => recordPlainSends(parts.context, sends), togetherMs) }
}

/**
 * Claims up to `limit` messages that are due at `at`, in the order of lane and age, on the channels that can send here
 * and now.
 */
export function claimSends({ context, owner, channels }: Sender, at: Date, limit: number): Promise<ClaimedRow[]> {
  const able = [...channels.values()].filter((channel) => channel.sends?.() ?? true)
  const claimed = able.map((channel) => ({ name: channel.name, leaseMs: leaseMsOf(channel) }))
  return claimOutbox(context, { owner, channels: claimed, at, limit })
}

function leaseMsOf(channel: Channel | undefined): number {
  return channel?.capabilities.repeatsSafely ? shortLeaseMs : leaseMs
}

/**
 * The one way out: words a claimed message in the reader's language, sends it, and writes down what became of it, as of
 * the instant that is known: a platform's wait counts from its answer. Does not throw.
 */
export async function sendRow(sender: Sender, row: ClaimedRow, now: () => Date): Promise<void> {
  const letGo = keepLease(sender, row, now)
  try {
    await sendClaimed(sender, row, now)
  } finally {
    letGo()
  }
}

/** A message of several parts may take longer than a lease lasts. Returns what ends it. */
function keepLease({ context, owner, channels }: Sender, row: ClaimedRow, now: () => Date): () => void {
  const holdMs = leaseMsOf(channels.get(row.channel))
  let left = Math.floor((longestMs * 3) / holdMs)
  const renewing = setInterval(() => {
    if (left-- === 0) clearInterval(renewing)
    // When the database is away the next one may find it there.
    else void renewLease(context, row, owner, new Date(now().getTime() + holdMs)).catch(() => {})
  }, holdMs / 3)
  return () => clearInterval(renewing)
}

async function sendClaimed(sender: Sender, row: ClaimedRow, now: () => Date): Promise<void> {
  const { context, log } = sender
  const place = { outbox: row.id, kind: row.kind, attempt: row.attempts }
  let outcome: Outcome | undefined
  try {
    outcome = await carry(sender, row, now())
  } catch (err) {
    log.error({ ...place, err }, 'A message could not be made ready; it is tried again, and in the end given up')
    return returnToOutbox(context, row, now()).catch(() => {})
  }
  if (outcome === undefined) return
  const known = outcome
  try {
    // It may be out by now: the outcome is kept in hand until it is written down, through an outage too. When that fails
    // the row stays claimed, and is settled as one whose sender died.
    await insist(() => record(sender, row, known, now()), known.kind === 'sent' ? triesWhenSent : triesWithinLease)
    if ('reason' in known) log.warn({ ...place, channel: row.channel, code: known.kind }, known.reason)
  } catch (err) {
    log.error({ ...place, err }, 'What became of a message could not be written down')
  }
}

function record(sender: Sender, row: ClaimedRow, outcome: Outcome, at: Date): Promise<void> {
  if (isPlain(row, outcome)) return sender.recordPlain({ row, sent: outcome, at })
  return recordOutcome(sender.context, row, outcome, sentOn(sender, row.channel), at)
}

/**
 * Settles what was being sent by an instance that died: it may or may not have arrived. Only rows of channels that this
 * instance runs, for it knows what sending again would do; the others leave it to that one. Returns how many it settled.
 */
export async function settleLostLeases(sender: Sender, at: Date): Promise<number> {
  const { context, channels } = sender
  let settled = 0
  for (const row of await findLostLeases(context, [...channels.keys()], at)) {
    settled += await withWork(context, at, async (work) => {
      if (!(await lockLostLease(work, row))) return 0
      const outcome = { kind: 'uncertain', reason: 'The sender stopped' } as const
      await settleOutcome(work, row, outcome, sentOn(sender, row.channel))
      return 1
    })
  }
  return settled
}

function sentOn({ channels }: Sender, name: string): SentOn {
  return { name, repeatsSafely: channels.get(name)?.capabilities.repeatsSafely ?? false }
}

/** Everything up to and with the platform's answer. Undefined when it has to wait for the room's budget. */
async function carry(sender: Sender, row: ClaimedRow, at: Date): Promise<Outcome | undefined> {
  const channel = sender.channels.get(row.channel)
  if (!channel) throw new Error(`A message for ${row.channel} was claimed, which does not run here`)
  if (await waits(sender, channel, row, at)) return undefined
  return sendSafely(channel, targetOf(sender, row), await wordRow(sender.context, row, at))
}

/** Puts a message back when its room takes no more this minute: cards before everything that officers wait for. */
async function waits({ context }: Sender, channel: Channel, row: ClaimedRow, at: Date): Promise<boolean> {
  const limit = channel.capabilities.groupPerMinute
  if (limit === undefined || row.roomId === null) return false
  const isCard = row.lane >= lanes.card
  const until = await freeAt(context, row.target, isCard ? cardShare(limit) : limit, at)
  if (!until) return false
  await withWork(context, at, (work) => (isCard ? foldCards(work, row, until) : waitForBudget(work, row, until)))
  return true
}

function targetOf({ context }: Sender, row: ClaimedRow): Target {
  const { roomId, accountId, externalEnc, thread } = row
  if (roomId !== null) {
    return { room: externalIdOfRoom(context, { id: roomId, externalEnc }), ...(thread !== null && { thread }) }
  }
  return { account: externalIdOf(context, { id: accountId ?? '', externalEnc }) }
}

async function sendSafely(channel: Channel, target: Target, outgoing: Outgoing): Promise<Outcome> {
  try {
    return await channel.send(target, outgoing)
  } catch (error) {
    // A channel answers with an outcome; one that throws has not told whether the request went out.
    return { kind: 'uncertain', reason: error instanceof Error ? error.name : 'unknown' }
  }
}

/** That it went out stays true after the lease has run out too: written down late it keeps the message from going again. */
const triesWhenSent = 300

/** Anything else holds only as long as nobody else can have claimed the row: a send may have taken most of the lease. */
const triesWithinLease = 13

/** Tries again after 0.2 s, then ever later, up to every second. */
async function insist(record: () => Promise<void>, tries: number): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await record()
    } catch (error) {
      if (attempt === tries) throw error
      await new Promise((resolve) => setTimeout(resolve, Math.min(100 * 2 ** attempt, 1_000)))
    }
  }
}
