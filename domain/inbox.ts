import type { Inbox } from '../prisma/generated/client.ts'
import type { Context, Work } from './context.ts'
import { nudge } from './store/nudges.ts'

/** Something that arrived, on its way into the store. */
export interface Arrival {
  channel: string
  messageId: string
  /** What is one talk: its messages are handled one after the other. */
  conversation: string
  payload: unknown
}

/**
 * Stores what arrived, in one INSERT. What is already there stays as it was: a redelivery changes nothing.
 * When it returns, the rows are committed and may be confirmed to the platform.
 */
export async function storeArrivals(context: Context, arrivals: Arrival[], at: Date): Promise<void> {
  if (arrivals.length === 0) return
  await context.db.inbox.createMany({
    data: arrivals.map(({ channel, messageId: given, conversation, payload }) => {
      const messageId = storable(given)
      return {
        channel,
        messageId,
        conversationKey: conversationKey(context, conversation),
        payloadEnc: context.vault.seal('Inbox', 'payloadEnc', `${channel}:${messageId}`, JSON.stringify(payload)),
        receivedAt: at,
        nextAt: at,
      }
    }),
    skipDuplicates: true,
  })
  await nudge(context.db, 'inbox')
}

/** A platform's id as PostgreSQL can keep it: without NUL and lone halves of a character. */
export function storable(messageId: string): string {
  return messageId.replaceAll('\u0000', '\ufffd').toWellFormed()
}

/** A talk's key in the store: keyed, because platform ids are personal data. */
export function conversationKey(context: Pick<Context, 'vault'>, conversation: string): string {
  return context.vault.hash('conversation', conversation)
}

export function readPayload(context: Pick<Context, 'vault'>, row: Inbox): unknown {
  return JSON.parse(context.vault.open('Inbox', 'payloadEnc', `${row.channel}:${row.messageId}`, row.payloadEnc))
}

/**
 * Claims up to `limit` rows that are due: the oldest of each conversation, so that a talk keeps its order. A claim holds
 * for `leaseMs`; an instance that dies in a turn gives its row back by not being there. Counting the attempt before the
 * turn keeps a message that kills the process from being tried for ever.
 */
export function claimInbox(context: Context, at: Date, leaseMs: number, limit: number): Promise<Inbox[]> {
  const until = new Date(at.getTime() + leaseMs)
  return context.db.$queryRaw<Inbox[]>`
    UPDATE "Inbox" SET attempts = attempts + 1, "nextAt" = ${until}
    WHERE id IN (
      SELECT i.id FROM "Inbox" i
      WHERE i.status = 'waiting' AND i."nextAt" <= ${at}
        AND NOT EXISTS (
          SELECT 1 FROM "Inbox" j
          WHERE j."conversationKey" = i."conversationKey" AND j.status = 'waiting' AND j.id < i.id)
      ORDER BY i.id LIMIT ${limit}
      FOR UPDATE SKIP LOCKED)
    RETURNING *`
}

/** Locks a claimed row for its turn. False when somebody else has handled or claimed it since. */
export async function lockArrival(work: Work, row: Inbox): Promise<boolean> {
  const rows = await work.tx.$queryRaw<{ id: bigint }[]>`
    SELECT id FROM "Inbox" WHERE id = ${row.id} AND status = 'waiting' AND attempts = ${row.attempts} FOR UPDATE`
  return rows.length === 1
}

export async function finishArrival(work: Work, row: Inbox): Promise<void> {
  await work.tx.inbox.updateMany({
    where: { id: row.id },
    data: { status: 'handled', handledAt: work.at, failure: null },
  })
}

/** Puts a row back to be tried at `nextAt`, or parks it where staff see it when it has had its tries. */
export async function postponeArrival(context: Context, row: Inbox, nextAt: Date, failure: string): Promise<void> {
  await context.db.inbox.updateMany({ where: { id: row.id, status: 'waiting' }, data: { nextAt, failure } })
}

export async function parkArrival(work: Work, row: Inbox, failure: string): Promise<void> {
  await work.tx.inbox.update({ where: { id: row.id }, data: { status: 'parked', failure } })
}

/** Lets the messages that were set aside be tried anew, once what stopped them is mended. Returns how many. */
export async function retryParked(work: Work): Promise<number> {
  const { count } = await work.tx.inbox.updateMany({
    where: { status: 'parked' },
    data: { status: 'waiting', attempts: 0, nextAt: work.at },
  })
  await nudge(work.tx, 'inbox')
  return count
}
