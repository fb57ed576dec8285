import type { Context } from './context.ts'
import { paperChannel } from './reception/paper-notices.ts'

/** How much waits and how long it has waited, at one instant. No ids, no words. */
export interface Gauges {
  inbox: { waiting: number; parked: number; oldestWaitingSeconds: number }
  outbox: { byStatus: Record<string, number>; due: number; oldestDueSeconds: number }
  /** The database's clock ahead of this process's, in seconds. */
  clockSkewSeconds: number
}

const statuses = [
  'waiting',
  'sending',
  'sent',
  'closed',
  'refused',
  'unreachable',
  'uncertain',
  'cancelled',
  'superseded',
] as const

/** Reads the gauges at the instant that `now` gives. Throws when the database is away. */
export async function readGauges({ db }: Pick<Context, 'db'>, now: () => Date): Promise<Gauges> {
  const before = now().getTime()
  const [clock] = await db.$queryRaw<
    { ms: number }[]
  >`SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS ms`
  const after = now().getTime()
  const at = new Date(after)
  const [waiting, parked, oldestWaiting, byStatus, due, oldestDue] = [
    await db.inbox.count({ where: { status: 'waiting' } }),
    await db.inbox.count({ where: { status: 'parked' } }),
    // What waits for its files may do so for days, beside the talk.
    await db.inbox.findFirst({
      where: { status: 'waiting', awaitsFiles: false },
      orderBy: { receivedAt: 'asc' },
      select: { receivedAt: true },
    }),
    await db.outbox.groupBy({ by: ['status'], _count: true }),
    await db.outbox.count({ where: dueAt(at) }),
    await db.outbox.findFirst({
      where: dueAt(at),
      orderBy: { notBefore: 'asc' },
      select: { notBefore: true },
    }),
  ]
  const counted = new Map(byStatus.map((row) => [row.status, row._count]))
  return {
    inbox: { waiting, parked, oldestWaitingSeconds: secondsSince(oldestWaiting?.receivedAt, at) },
    outbox: {
      byStatus: Object.fromEntries(statuses.map((status) => [status, counted.get(status) ?? 0])),
      due,
      oldestDueSeconds: secondsSince(oldestDue?.notBefore, at),
    },
    // Asked in the middle of the two, as far as one can know.
    clockSkewSeconds: clock ? (clock.ms - (before + after) / 2) / 1000 : 0,
  }
}

/** What the sender has to send: what is handed over on paper waits for a person. */
function dueAt(at: Date) {
  const isSent = [{ accountId: null }, { account: { channel: { not: paperChannel } } }]
  return { status: 'waiting' as const, notBefore: { lte: at }, OR: isSent }
}

function secondsSince(then: Date | undefined, at: Date): number {
  return then ? Math.max(0, (at.getTime() - then.getTime()) / 1000) : 0
}
