import { randomUUID } from 'node:crypto'
import type { Context, Work } from './context.ts'
import { nudge } from './store/nudges.ts'

/** Whose box it is: an account's private talk or a room, by the channel's own id. */
export type BoxOwner = { account: string } | { room: string }

export interface Letter {
  id: string
  seq: number
  /** Written by somebody in the box rather than by the office's bot. */
  mine: boolean
  sourceKey: string
  content: unknown
  secrets: Record<string, string> | undefined
  at: Date
  editedAt: Date | undefined
}

/**
 * Puts a letter into a box, or, when one with the same source key lies there, changes nothing: carried twice, it is
 * there once. One statement, so it needs no transaction of its own. Returns the letter's id and place.
 */
export async function putLetter(
  work: Work,
  owner: BoxOwner,
  letter: { sourceKey: string; mine: boolean; content: unknown; secrets?: Record<string, string> },
): Promise<{ id: string; seq: number }> {
  const mailboxKey = boxKey(work, owner)
  const id = randomUUID()
  const content = work.vault.seal('MailboxMessage', 'contentEnc', id, JSON.stringify(letter.content))
  const secret = letter.secrets
    ? work.vault.seal('MailboxMessage', 'secretEnc', id, JSON.stringify(letter.secrets))
    : null
  // The box's row is locked by the counter first: letters become visible in the order of their numbers, so a page
  // that has read up to n never misses one below n. All in one statement, for this is on the way of every message.
  const put = await work.tx.$queryRaw<{ id: string; seq: number }[]>`
    WITH box AS (
      INSERT INTO "Mailbox" (key, "lastSeq") VALUES (${mailboxKey}, 1)
      ON CONFLICT (key) DO UPDATE SET "lastSeq" = "Mailbox"."lastSeq" + 1
      RETURNING "lastSeq"),
    put AS (
      INSERT INTO "MailboxMessage" (id, "mailboxKey", seq, "sourceKey", mine, "contentEnc", "secretEnc", at)
      SELECT ${id}::uuid, ${mailboxKey}, box."lastSeq", ${letter.sourceKey}, ${letter.mine}, ${content}, ${secret}, ${work.at}
      FROM box
      ON CONFLICT ("mailboxKey", "sourceKey") DO NOTHING
      RETURNING id, seq)
    SELECT id::text, seq, pg_notify('mailbox', '')::text FROM put`
  const [mine] = put
  if (mine) return { id: mine.id, seq: mine.seq }
  const where = { mailboxKey_sourceKey: { mailboxKey, sourceKey: letter.sourceKey } }
  return work.tx.mailboxMessage.findUniqueOrThrow({ where, select: { id: true, seq: true } })
}

/** Replaces what a letter says; pages see it move to the end of what is new. False when there is no such letter. */
export async function rewriteLetter(work: Work, owner: BoxOwner, id: string, content: unknown): Promise<boolean> {
  const mailboxKey = boxKey(work, owner)
  const seq = await nextSeq(work, mailboxKey)
  const changed = await work.tx.mailboxMessage.updateMany({
    where: { id, mailboxKey },
    data: {
      seq,
      contentEnc: work.vault.seal('MailboxMessage', 'contentEnc', id, JSON.stringify(content)),
      editedAt: work.at,
    },
  })
  if (changed.count === 1) await nudge(work.tx, 'mailbox')
  return changed.count === 1
}

/** The letter that came from a source, when it is there: an edit needs to find it. */
export async function findLetter(work: Work, owner: BoxOwner, sourceKey: string): Promise<Letter | undefined> {
  const mailboxKey = boxKey(work, owner)
  const row = await work.tx.mailboxMessage.findUnique({ where: { mailboxKey_sourceKey: { mailboxKey, sourceKey } } })
  return row ? openLetter(work, row) : undefined
}

/** What a letter stands for, by its id in this box. */
export async function sourceKeyOf(context: Context, owner: BoxOwner, id: string): Promise<string | undefined> {
  const mailboxKey = boxKey(context, owner)
  const row = await context.db.mailboxMessage.findFirst({ where: { id, mailboxKey }, select: { sourceKey: true } })
  return row?.sourceKey
}

/** Up to `limit` letters after `after`, in order; with `after` 0 the newest ones. */
export async function readBox(context: Context, owner: BoxOwner, after: number, limit: number) {
  const mailboxKey = boxKey(context, owner)
  const rows = await context.db.mailboxMessage.findMany({
    where: { mailboxKey, seq: { gt: after } },
    orderBy: { seq: after === 0 ? 'desc' : 'asc' },
    take: limit + 1,
  })
  const more = rows.length > limit
  const letters = rows.slice(0, limit).map((row) => openLetter(context, row))
  if (after === 0) letters.reverse()
  return { letters, more }
}

export async function lastSeq(context: Context, owner: BoxOwner): Promise<number> {
  const box = await context.db.mailbox.findUnique({ where: { key: boxKey(context, owner) } })
  return box?.lastSeq ?? 0
}

/** How many letters there are after `seq`, an edited one counted once. */
export function countAfter(context: Context, owner: BoxOwner, seq: number): Promise<number> {
  return context.db.mailboxMessage.count({ where: { mailboxKey: boxKey(context, owner), seq: { gt: seq } } })
}

/** The last seq of each of these boxes, by key. A box nothing was ever put into is not among them. */
export async function lastSeqs(context: Context, keys: string[]): Promise<Map<string, number>> {
  const boxes = await context.db.mailbox.findMany({ where: { key: { in: keys } } })
  return new Map(boxes.map((box) => [box.key, box.lastSeq]))
}

/** Source keys of the letters up to `seq` that the person has not been known to have. */
export async function unconfirmedLetters(context: Context, owner: BoxOwner, seq: number): Promise<string[]> {
  const mailboxKey = boxKey(context, owner)
  const where = { mailboxKey, mine: false, confirmedAt: null, seq: { lte: seq } }
  const rows = await context.db.mailboxMessage.findMany({ where, select: { sourceKey: true } })
  return rows.map((row) => row.sourceKey)
}

/**
 * The person has everything up to `seq` on the screen, and what follows from that has been written down. Takes out what
 * may be shown once only.
 */
export async function confirmLetters(work: Work, owner: BoxOwner, seq: number): Promise<void> {
  const mailboxKey = boxKey(work, owner)
  await work.tx.mailboxMessage.updateMany({
    where: { mailboxKey, mine: false, confirmedAt: null, seq: { lte: seq } },
    data: { confirmedAt: work.at, secretEnc: null },
  })
}

/** How far an officer has read a box. */
export async function readMark(context: Context, officerId: string, owner: BoxOwner): Promise<number> {
  const mailboxKey = boxKey(context, owner)
  const mark = await context.db.roomRead.findUnique({ where: { officerId_mailboxKey: { officerId, mailboxKey } } })
  return mark?.seq ?? 0
}

/** Moves an officer's unread mark forward; it never moves back. */
export async function moveReadMark(work: Work, officerId: string, owner: BoxOwner, seq: number): Promise<void> {
  const mailboxKey = boxKey(work, owner)
  await work.tx.$executeRaw`
    INSERT INTO "RoomRead" ("officerId", "mailboxKey", seq) VALUES (${officerId}::uuid, ${mailboxKey}, ${seq})
    ON CONFLICT ("officerId", "mailboxKey") DO UPDATE SET seq = GREATEST("RoomRead".seq, EXCLUDED.seq)`
}

/** The key a box has in the store and in its announcements. */
export function boxKey(context: Pick<Context, 'vault'>, owner: BoxOwner): string {
  return 'account' in owner
    ? context.vault.hash('mailbox', `account:${owner.account}`)
    : context.vault.hash('mailbox', `room:${owner.room}`)
}

async function nextSeq(work: Work, mailboxKey: string): Promise<number> {
  const rows = await work.tx.$queryRaw<{ lastSeq: number }[]>`
    INSERT INTO "Mailbox" (key, "lastSeq") VALUES (${mailboxKey}, 1)
    ON CONFLICT (key) DO UPDATE SET "lastSeq" = "Mailbox"."lastSeq" + 1
    RETURNING "lastSeq"`
  return rows[0]?.lastSeq ?? 1
}

function openLetter(
  context: Pick<Context, 'vault'>,
  row: {
    id: string
    seq: number
    mine: boolean
    sourceKey: string
    contentEnc: string
    secretEnc: string | null
    at: Date
    editedAt: Date | null
  },
): Letter {
  const { vault } = context
  return {
    id: row.id,
    seq: row.seq,
    mine: row.mine,
    sourceKey: row.sourceKey,
    content: JSON.parse(vault.open('MailboxMessage', 'contentEnc', row.id, row.contentEnc)),
    secrets: row.secretEnc ? JSON.parse(vault.open('MailboxMessage', 'secretEnc', row.id, row.secretEnc)) : undefined,
    at: row.at,
    editedAt: row.editedAt ?? undefined,
  }
}
