import { type AlarmName, raiseAlarm } from './alarms.ts'
import { type Context, type Work, withWork } from './context.ts'
import { findLostCards } from './lost-cards.ts'
import { findPaperWaiting } from './reception/paper-notices.ts'
import { lastWorkingDayOnOrBefore } from './rules/calendar.ts'
import { addDays, civilDateOf } from './rules/civil-date.ts'
import { promiseRule } from './rules/own-rules.ts'
import { numberOf } from './tickets.ts'

/** What does not agree, by kind, each with a line for the operator: ids and states, never words. */
export type Discrepancies = Record<
  Exclude<AlarmName, 'years' | 'channel-silent' | 'channel-gap' | 'room-lost'>,
  string[]
>

const dayMs = 24 * 3600_000

/**
 * Looks for what was promised and did not happen: messages set aside, tickets without a receipt, words of the office
 * that did not arrive, periods of which nobody was reminded, files whose content is gone, and content that belongs to no
 * file.
 */
export async function findDiscrepancies(context: Context, at: Date): Promise<Discrepancies> {
  const [parked, receipts, replies, cards, unreminded, paper] = await withWork(context, at, async (work) => [
    await findParked(work),
    await findReceiptsMissing(work),
    await findRepliesAstray(work),
    await findLostCards(work),
    await findUnreminded(work),
    await findOnPaper(work),
  ])
  const { files, strays } = await compareFiles(context, at)
  return {
    parked,
    uncertain: replies.filter((row) => row.status === 'uncertain').map((row) => row.line),
    undeliverable: [...replies.filter((row) => row.status !== 'uncertain').map((row) => row.line), ...cards],
    receipts,
    unreminded,
    paper,
    files,
    strays,
  }
}

/** Tells the office of each kind that is not empty, once a day. */
export async function raiseDiscrepancies(work: Work, found: Discrepancies): Promise<void> {
  for (const [what, lines] of Object.entries(found) as [keyof Discrepancies, string[]][]) {
    if (lines.length > 0) await raiseAlarm(work, what, lines.length, civilDateOf(work.at))
  }
}

async function findParked(work: Work): Promise<string[]> {
  const rows = await work.tx.inbox.findMany({
    where: { status: 'parked' },
    orderBy: { id: 'asc' },
    select: { id: true, channel: true, failure: true, receivedAt: true, attempts: true },
  })
  return rows.map(
    (row) =>
      `inbox ${row.id}, ${row.channel}, of ${row.receivedAt.toISOString()}, after ${row.attempts} tries: ${row.failure ?? 'unknown'}`,
  )
}

/** Every ticket has a receipt that was sent or is about to be (promise 1). */
async function findReceiptsMissing(work: Work): Promise<string[]> {
  const rows = await work.tx.$queryRaw<{ year: number; sequence: number; status: string | null }[]>`
    SELECT t.year, t.sequence, o.status::text AS status FROM "Ticket" t
    LEFT JOIN "Outbox" o ON o."dedupeKey" = 'receipt:' || t.id
    WHERE o.id IS NULL OR o.status NOT IN ('waiting', 'sending', 'sent')
    ORDER BY t.year, t.sequence`
  return rows.map((row) => `ticket ${numberOf(row)}: the receipt is ${row.status ?? 'missing'}`)
}

/**
 * Running periods of the office whose next step should have been told two working days ago: what comes up in the course
 * of a day may wait for the next morning, and for no longer.
 */
async function findUnreminded(work: Work): Promise<string[]> {
  const dayBefore = (on: string) => lastWorkingDayOnOrBefore(addDays(on, -1), work.calendar)
  const missedOn = dayBefore(dayBefore(civilDateOf(work.at)))
  const rows = await work.sql<{ year: number; sequence: number; rule: string; nextStepOn: string }>(
    `SELECT t.year, t.sequence, c.rule, c."nextStepOn" FROM "Clock" c JOIN "Ticket" t ON t.id = c."ticketId"
    WHERE c."satisfiedAt" IS NULL AND c."nextStepOn" <= $1 AND c.holder = 'office'
      AND t.state <> 'withdrawn' AND (t.state <> 'closed' OR c.rule = '${promiseRule.id}')
    ORDER BY c."nextStepOn", t.year, t.sequence LIMIT 1000`,
    [missedOn],
  )
  return rows.map(
    (row) => `ticket ${numberOf(row)}: nobody was reminded of ${row.rule}, which was due on ${row.nextStepOn}`,
  )
}

/** What no channel carries, for its reader has none, and nobody has handed over since yesterday. */
async function findOnPaper(work: Work): Promise<string[]> {
  const waiting = await findPaperWaiting(work)
  const today = civilDateOf(work.at)
  return waiting
    .filter(({ since }) => civilDateOf(since) < today)
    .map(
      ({ number, kind, since }) => `ticket ${number}: ${kind} of ${civilDateOf(since)} is to be handed over on paper`,
    )
}

/**
 * Once a matter is closed, what did not arrive before matters no more. What went on to other accounts of the same person is
 * told once, as of where it went first of those that stand, and not while another of its copies is on its way.
 */
async function findRepliesAstray(work: Work): Promise<{ status: string; line: string }[]> {
  const rows = await work.tx.outbox.findMany({
    where: {
      status: { in: ['uncertain', 'refused', 'unreachable'] },
      // Receipts are looked for by their tickets.
      kind: { not: 'receipt' },
      OR: [
        { eventSeq: { not: null } },
        { statutory: true, ticketId: { not: null } },
        // About no matter, such as a reception day that was moved: by then the day is over.
        { statutory: true, createdAt: { gt: new Date(work.at.getTime() - 60 * dayMs) } },
      ],
    },
    orderBy: { id: 'asc' },
    select: { id: true, dedupeKey: true, copyOfKey: true, kind: true, status: true, ticketId: true },
  })
  const keys = [...new Set(rows.map(keyOf))]
  const goingOn = await work.tx.outbox.findMany({
    where: {
      OR: [{ dedupeKey: { in: keys } }, { copyOfKey: { in: keys } }],
      status: { in: ['waiting', 'sending', 'sent', 'closed'] },
    },
    select: { dedupeKey: true, copyOfKey: true },
  })
  const told = new Set(goingOn.map(keyOf))
  const tickets = await work.tx.ticket.findMany({ where: { id: { in: rows.flatMap((row) => row.ticketId ?? []) } } })
  const byId = new Map(tickets.map((ticket) => [ticket.id, ticket]))
  return rows.flatMap((row) => {
    const { id, kind, status, ticketId } = row
    if (told.has(keyOf(row))) return []
    told.add(keyOf(row))
    const ticket = byId.get(ticketId ?? '')
    // What has ended needs nobody to see to it.
    if (ticket && ['closed', 'withdrawn'].includes(ticket.state)) return []
    const about = ticket ? ` of ticket ${numberOf(ticket)}` : ''
    return [{ status, line: `outbox ${id}, ${kind}${about}: ${status}` }]
  })
}

/** Of the first of a notice's copies. */
function keyOf({ dedupeKey, copyOfKey }: { dedupeKey: string; copyOfKey: string | null }): string {
  return copyOfKey ?? dedupeKey
}

/** A row is written after its content, so the rows are read first: whatever they name must lie in the store by then. */
async function compareFiles({ db, files: store }: Context, at: Date): Promise<{ files: string[]; strays: string[] }> {
  const before = await db.file.findMany({ select: { id: true } })
  const stored = new Set<string>()
  for await (const id of store.list()) stored.add(id)
  const after = new Set((await db.file.findMany({ select: { id: true } })).map((row) => row.id))
  const strays: string[] = []
  for (const id of stored) {
    if (after.has(id)) continue
    const storedAt = await store.storedAt(id)
    // Younger content may be an upload under way.
    if (storedAt && at.getTime() - storedAt.getTime() > dayMs) strays.push(`content ${id}: no file is recorded for it`)
  }
  const files = before
    .filter(({ id }) => !stored.has(id))
    .map(({ id }) => `file ${id}: its content is not in the store`)
  return { files, strays: strays.sort() }
}
