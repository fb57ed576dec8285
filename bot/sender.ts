import { externalIdOf } from '../domain/accounts.ts'
import { readCard } from '../domain/cards.ts'
import { type Context, outsideTransaction, type Work, withWork } from '../domain/context.ts'
import { recordOutcome } from '../domain/deliveries.ts'
import type { Log } from '../domain/log.ts'
import {
  claimOutbox,
  findLostLeases,
  foldCards,
  lockLostLease,
  readParams,
  returnToOutbox,
  spentBudget,
} from '../domain/outbox.ts'
import { externalIdOfRoom } from '../domain/rooms.ts'
import type { Outbox } from '../prisma/generated/client.ts'
import type { Channel, Outcome, Outgoing, Target } from './message.ts'
import type { Language } from './text/names.ts'
import type { Worded } from './text/sentences.ts'
import { asRepeat, word } from './text/word.ts'

/** Longer than any platform may take to answer: whoever holds a row longer has died. */
const leaseMs = 60_000

/** Where sending twice shows it once nothing is risked by trying again soon. */
const shortLeaseMs = 10_000

export interface Sender {
  context: Context
  log: Log
  /** By name. */
  channels: ReadonlyMap<string, Channel>
  /** This instance. */
  owner: string
}

/** Claims up to `limit` messages that are due at `at`, in the order of lane and age. */
export function claimSends({ context, owner, channels }: Sender, at: Date, limit: number): Promise<Outbox[]> {
  const claimed = [...channels.values()].map(({ name, capabilities }) => ({
    name,
    leaseMs: capabilities.repeatsSafely ? shortLeaseMs : leaseMs,
  }))
  return claimOutbox(context, { owner, channels: claimed, at, limit })
}

/**
 * The one way out: words a claimed message in the reader's language, sends it, and writes down what became of it. Does
 * not throw.
 */
export async function sendRow(sender: Sender, row: Outbox, at: Date): Promise<void> {
  const { context, log } = sender
  const place = { outbox: row.id.toString(), kind: row.kind, attempt: row.attempts }
  let carried: Awaited<ReturnType<typeof carry>>
  try {
    carried = await carry(sender, row, at)
  } catch (err) {
    log.error({ ...place, err }, 'A message could not be made ready; it is tried again, and in the end given up')
    return returnToOutbox(context, row, at).catch(() => {})
  }
  const { channel, outcome } = carried
  if (outcome === undefined) return
  try {
    // It may be out by now: the outcome is kept in hand until it is written down, through a short outage too. When
    // that fails the row stays claimed, and is settled as one whose sender died.
    await insist(() =>
      withWork(context, at, (work) =>
        recordOutcome(work, row, outcome, { name: channel.name, ...channel.capabilities }),
      ),
    )
    if (outcome.kind !== 'sent') log.warn({ ...place, channel: channel.name, code: outcome.kind }, outcome.reason)
  } catch (err) {
    log.error({ ...place, err }, 'What became of a message could not be written down')
  }
}

/**
 * Settles what a sender that died had in hand: nobody knows whether it went out. Only an instance that runs the channel
 * knows what sending again would do; the others leave it to that one. Returns how many it settled.
 */
export async function settleLostLeases({ context, channels }: Sender, at: Date): Promise<number> {
  let settled = 0
  for (const row of await findLostLeases(context, [...channels.keys()], at)) {
    settled += await withWork(context, at, async (work) => {
      if (!(await lockLostLease(work, row))) return 0
      const { channel: name } = await addressOf(work, row)
      const repeatsSafely = channels.get(name)?.capabilities.repeatsSafely ?? false
      await recordOutcome(work, row, { kind: 'uncertain', reason: 'The sender stopped' }, { name, repeatsSafely })
      return 1
    })
  }
  return settled
}

/** Everything up to and with the platform's answer. Undefined when it has to wait for the room's budget. */
async function carry(sender: Sender, row: Outbox, at: Date) {
  const prepared = await prepare(await outsideTransaction(sender.context, at), row)
  const channel = sender.channels.get(prepared.channel)
  if (!channel) throw new Error(`A message for ${prepared.channel} was claimed, which does not run here`)
  const limit = channel.capabilities.groupPerMinute
  if (limit !== undefined && row.roomId !== null) {
    const { count, freeAt } = await spentBudget(sender.context, row.target, at)
    if (count >= limit) {
      await withWork(sender.context, at, (work) => foldCards(work, row, freeAt))
      return { channel, outcome: undefined }
    }
  }
  const outcome = await sendSafely(channel, prepared.target, prepared.outgoing)
  return { channel, outcome }
}

/** Reads what the message needs to know as of now, and words it. */
async function prepare(work: Work, row: Outbox): Promise<{ channel: string; target: Target; outgoing: Outgoing }> {
  const { channel, target, language } = await addressOf(work, row)
  const params = await freshParams(work, row)
  const reply = word({ kind: row.kind, params } as Worded, language, work)
  const card =
    row.kind === 'card' && row.ticketId && row.roomId
      ? await work.tx.card.findUnique({ where: { ticketId_roomId: { ticketId: row.ticketId, roomId: row.roomId } } })
      : null
  return {
    channel,
    target,
    outgoing: {
      id: row.dedupeKey,
      reply: row.repeats > 0 ? asRepeat(reply, language) : reply,
      ...(card?.messageId && { edit: card.messageId }),
    },
  }
}

/** A ticket is shown as it is when the message goes, not as it was when it was posted. */
async function freshParams(work: Work, row: Outbox): Promise<unknown> {
  const params = readParams(work, row)
  if (!['card', 'sealedCard', 'found'].includes(row.kind)) return params
  const { ticketId, ...rest } = params as { ticketId: string }
  return { ...(await readCard(work, ticketId)), ...rest }
}

async function addressOf(work: Work, row: Outbox): Promise<{ channel: string; target: Target; language: Language }> {
  if (row.roomId !== null) {
    const room = await work.tx.room.findUniqueOrThrow({ where: { id: row.roomId } })
    return { channel: room.channel, target: { room: externalIdOfRoom(work, room) }, language: 'zh' }
  }
  const account = await work.tx.account.findUniqueOrThrow({ where: { id: row.accountId ?? '' } })
  const language = account.language === 'en' ? 'en' : 'zh'
  return { channel: account.channel, target: { account: externalIdOf(work, account) }, language }
}

async function sendSafely(channel: Channel, target: Target, outgoing: Outgoing): Promise<Outcome> {
  try {
    return await channel.send(target, outgoing)
  } catch (error) {
    // A channel answers with an outcome; one that throws has not told whether the request went out.
    return { kind: 'uncertain', reason: error instanceof Error ? error.name : 'unknown' }
  }
}

async function insist(record: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await record()
    } catch (error) {
      if (attempt === 5) throw error
      await new Promise((resolve) => setTimeout(resolve, 100 * 2 ** attempt))
    }
  }
}
