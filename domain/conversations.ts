import { randomUUID } from 'node:crypto'
import type { Account, Room } from '../prisma/generated/client.ts'
import type { Work } from './context.ts'
import { insertRow } from './store/sql.ts'

export interface OpenConversation {
  id: string
  /** What the dialogue or the desk left there last time; undefined at the first word. */
  state: unknown
  updatedAt: Date | undefined
}

/**
 * Opens the talk of an account (in private, or in one room) and locks it until the transaction ends, so that two quick
 * messages cannot both win.
 */
export async function lockConversation(
  work: Work,
  key: string,
  account: Account,
  room?: Room,
): Promise<OpenConversation> {
  let row = await lockRow(work, key)
  if (!row) {
    const id = randomUUID()
    const fresh = { id, key, accountId: account.id, roomId: room?.id ?? null, updatedAt: work.at }
    if (await insertRow(work.sql, 'Conversation', fresh)) return { id, state: undefined, updatedAt: undefined }
    row = await lockRow(work, key)
  }
  if (!row) throw new Error('The conversation that was just made is not there')
  if (row.stateEnc === null) return { id: row.id, state: undefined, updatedAt: undefined }
  const state = JSON.parse(work.vault.open('Conversation', 'stateEnc', row.id, row.stateEnc))
  return { id: row.id, state, updatedAt: row.updatedAt }
}

/** Keeps where the talk stands. It holds a half-filled form's words, so it is encrypted like them. */
export async function saveConversation(work: Work, id: string, state: unknown): Promise<void> {
  const stateEnc = work.vault.seal('Conversation', 'stateEnc', id, JSON.stringify(state))
  await work.tx.conversation.updateMany({ where: { id }, data: { stateEnc, updatedAt: work.at } })
}

/** Forgets where the talks stood that nobody has touched since `before`, half-filled forms with them. Returns how many. */
export async function forgetTalks(work: Work, before: Date): Promise<number> {
  const { count } = await work.tx.conversation.updateMany({
    where: { updatedAt: { lt: before }, stateEnc: { not: null } },
    data: { stateEnc: null },
  })
  return count
}

interface ConversationRow {
  id: string
  stateEnc: string | null
  updatedAt: Date
}

async function lockRow(work: Work, key: string): Promise<ConversationRow | undefined> {
  const rows = await work.sql<ConversationRow>(
    `SELECT id, "stateEnc", "updatedAt" FROM "Conversation" WHERE key = $1 FOR UPDATE`,
    [key],
  )
  return rows[0]
}
