import type { Context } from '../domain/context.ts'
import { findClosed } from '../domain/sends.ts'
import type { Reply } from './message.ts'
import { wordRow } from './word-row.ts'

/** What waits for an account's window to open again, oldest first, in words as of `at`: it can be read elsewhere meanwhile. */
export async function wordWaiting(
  context: Context,
  channel: string,
  account: string,
  at: Date,
): Promise<{ id: string; reply: Reply; at: Date }[]> {
  const rows = await findClosed(context, channel, account)
  return Promise.all(
    rows.map(async (row) => {
      const { id, reply } = await wordRow(context, row, at)
      return { id, reply, at: row.createdAt }
    }),
  )
}
