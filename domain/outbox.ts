import type { Account, Outbox } from '../prisma/generated/client.ts'
import type { Context, Work } from './context.ts'
import { storable } from './inbox.ts'
import { chooseAccount, personalKinds } from './notice-routes.ts'

/** What goes first when a channel's budget is short. */
export const lanes = { receipt: 0, answer: 1, alarm: 2, card: 3, digest: 4 } as const

export type Lane = keyof typeof lanes

export type Recipient = { account: string } | { room: string }

/** Something to be sent: what it is about (`dedupeKey`), to whom, and a kind with its parameters; never a sentence. */
export interface Posting {
  dedupeKey: string
  lane: Lane
  kind: string
  params: unknown
  to: Recipient
  ticketId?: string
  /** The event whose delivery this is. */
  eventSeq?: number
  /** Goes out again, marked as a repeat, when nobody knows whether it arrived. */
  statutory?: boolean
  /** Held back until then; until then it can be taken back. */
  notBefore?: Date
  /** Answers what was just said there, so it does not go to the account where the person wants their notices. */
  stays?: true
  /** The account it is about, where that is another one than it is said to: once they part it is that one's. */
  owner?: string
}

/**
 * Writes what must be sent, in the same transaction as what caused it. The same dedupe key twice is sent once. A notice
 * for somebody with several accounts goes to the one they prefer.
 */
export async function post(work: Work, postings: Posting[]): Promise<void> {
  if (postings.length === 0) return
  const sealed = sealPostings(work, postings)
  if (!postings.some(isForPerson)) return void (await work.sql(postAsSaid, [sealed, work.at]))
  await work.sql(postToPersons, [sealed, work.at, work.office.crossBorder === 'strict'])
}

/**
 * The INSERT of postings that `sealPostings` made, for a larger statement: the parameters that they and the instant are,
 * and what must hold. Each goes where it says; with `strict`, the parameter whether the office is strict about what goes
 * abroad, notices go to the account that their person prefers.
 */
export function insertPostings(rows: string, at: string, onlyIf = 'true', strict?: string): string {
  const given = `jsonb_array_elements(${rows}::jsonb) WITH ORDINALITY AS given(p, n)`
  const chosen = strict === undefined ? '' : `LEFT JOIN LATERAL (${chosenFor(strict)}) chosen ON true`
  const [account, target] = strict === undefined ? ['NULL', 'NULL'] : ['chosen.id', `'a:' || chosen.id`]
  return `INSERT INTO "Outbox" ("dedupeKey", lane, kind, "paramsEnc", "accountId", "forAccountId", "roomId", target,
      "ticketId", "eventSeq", statutory, "notBefore", "createdAt")
    SELECT p->>'dedupeKey', (p->>'lane')::int, p->>'kind', p->>'paramsEnc', coalesce(${account}, (p->>'accountId')::uuid),
      (p->>'forAccountId')::uuid, (p->>'roomId')::uuid, coalesce(${target}, p->>'target'), (p->>'ticketId')::uuid,
      (p->>'eventSeq')::int, (p->>'statutory')::boolean, coalesce((p->>'notBefore')::timestamptz, ${at}::timestamptz),
      ${at}::timestamptz
    FROM ${given} ${chosen} WHERE ${onlyIf} ORDER BY n
    ON CONFLICT ("dedupeKey") DO NOTHING`
}

function chosenFor(strict: string): string {
  const of = `(p->>'accountId')::uuid`
  return chooseAccount(
    { filing: of, ticketId: `(p->>'ticketId')::uuid`, strict: `${strict}::boolean` },
    `(p->>'forPerson')::boolean`,
  )
}

const postAsSaid = `WITH posted AS (${insertPostings('$1', '$2')}) SELECT pg_notify('outbox', '')`
const postToPersons = `WITH posted AS (${insertPostings('$1', '$2', 'true', '$3')}) SELECT pg_notify('outbox', '')`

function isForPerson({ kind, to, stays }: Posting): boolean {
  return personalKinds.has(kind) && 'account' in to && !stays
}

/** Postings as `insertPostings` takes them: JSON, in which nothing of what will be said can be read. */
export function sealPostings(context: Pick<Context, 'vault'>, postings: Posting[]): string {
  return JSON.stringify(
    postings.map((posting) => {
      const { dedupeKey, params, to, owner, lane, kind, ticketId, eventSeq, statutory, notBefore } = posting
      const accountId = 'account' in to ? to.account : null
      return {
        dedupeKey,
        lane: lanes[lane],
        kind,
        paramsEnc: context.vault.seal('Outbox', 'paramsEnc', dedupeKey, JSON.stringify(params)),
        accountId,
        forAccountId: owner ?? accountId,
        roomId: 'room' in to ? to.room : null,
        target: targetOf(to),
        ticketId: ticketId ?? null,
        eventSeq: eventSeq ?? null,
        statutory: statutory ?? false,
        notBefore: notBefore ?? null,
        ...(isForPerson(posting) && { forPerson: true }),
      }
    }),
  )
}

/** The key that order and budgets are kept by. */
export function targetOf(to: Recipient): string {
  return 'account' in to ? `a:${to.account}` : `r:${to.room}`
}

/** The parameters of an outbox row. */
export function readParams(
  context: Pick<Context, 'vault'>,
  row: Pick<Outbox, 'dedupeKey' | 'paramsEnc'>,
): Record<string, unknown> {
  return JSON.parse(context.vault.open('Outbox', 'paramsEnc', row.dedupeKey, row.paramsEnc))
}

/**
 * What waited for a resident's window, or could not reach them, is due again: they have just written. It goes after what
 * answers their words, for a window may not hold both.
 */
export async function reopenWindow(work: Work, account: Account): Promise<void> {
  await work.sql(
    `UPDATE "Outbox" SET status = 'waiting', "notBefore" = $2::timestamptz, attempts = 0, failure = NULL,
      lane = greatest(lane, $3::int)
    WHERE target = $1 AND status IN ('closed', 'unreachable')`,
    [targetOf({ account: account.id }), work.at, lanes.alarm],
  )
  if (account.unreachableAt === null) return
  await work.tx.account.update({ where: { id: account.id }, data: { unreachableAt: null } })
}

/** The platform tells that an account has shut us out. */
export async function markUnreachable(work: Work, account: Pick<Account, 'id'>): Promise<void> {
  await work.tx.account.update({ where: { id: account.id }, data: { unreachableAt: work.at } })
}

/**
 * What a message of ours was about, by our id (its dedupe key) or by the platform's: found when somebody taps its button
 * or replies to it. Our id is known before the platform's has been written down.
 */
export function findPosting(work: Work, to: Recipient, id: string) {
  const known = storable(id)
  return work.tx.outbox.findFirst({
    where: {
      target: targetOf(to),
      OR: [{ dedupeKey: known }, { messageId: known }, { partIds: { has: known } }],
    },
    orderBy: { id: 'desc' },
    select: { dedupeKey: true, ticketId: true },
  })
}

/**
 * What was sent to an account about its matters, or what it had asked, after the message of the key `since`, the newest
 * first.
 */
export async function findNoticesSince(
  work: Work,
  accountId: string,
  since: string | undefined,
): Promise<{ dedupeKey: string; kind: string; params: Record<string, unknown> }[]> {
  const rows = await work.sql<{ dedupeKey: string; kind: string; paramsEnc: string }>(
    `SELECT o."dedupeKey", o.kind, o."paramsEnc" FROM "Outbox" o
    LEFT JOIN "Outbox" s ON s."dedupeKey" = $2
    WHERE o.target = $1 AND o.status = 'sent' AND (o."ticketId" IS NOT NULL OR o.kind = ANY($4::text[]))
      AND NOT o.kind = ANY($3::text[])
      AND (s.id IS NULL OR o."sentAt" > s."createdAt" OR (o."sentAt" = s."createdAt" AND o.id > s.id))
    ORDER BY o."sentAt" DESC, o.id DESC LIMIT 3`,
    [targetOf({ account: accountId }), since ?? '', shownFresh, aboutNoMatter],
  )
  return rows.map(({ dedupeKey, kind, paramsEnc }) => ({
    dedupeKey,
    kind,
    params: readParams(work, { dedupeKey, paramsEnc }),
  }))
}

/** What shows a ticket as it is when it is sent holds nothing to be read back. */
const shownFresh = ['card', 'sealedCard', 'found']

/** Notices with buttons of their own that belong to no matter. */
const aboutNoMatter = [
  'policyChanged',
  'visitReminder',
  'waitReminder',
  'seatOffered',
  'seatOfferOver',
  'bookingConfirmed',
  'bookingWaiting',
  'bookingMoved',
  'bookingCancelled',
]
