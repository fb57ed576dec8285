import type { Context } from '../domain/context.ts'
import { type ClosedRow, findClosed, findReadElsewhere } from '../domain/sends.ts'
import type { Waiting } from './message.ts'
import { wordRow } from './word-row.ts'

/** What waits for an account's window to open again, oldest first, in words as of `at`: it can be read elsewhere meanwhile. */
export async function wordWaiting(context: Context, channel: string, account: string, at: Date): Promise<Waiting[]> {
  return wordRows(context, await findClosed(context, channel, account), at)
}

/** What waited so and was read elsewhere in the last weeks, in the same words but for what is shown once. */
export async function wordRead(context: Context, channel: string, account: string, at: Date): Promise<Waiting[]> {
  return wordRows(context, await findReadElsewhere(context, channel, account, at), at)
}

function wordRows(context: Context, rows: ClosedRow[], at: Date): Promise<Waiting[]> {
  return Promise.all(
    rows.map(async (row) => {
      const { id, reply } = await wordRow(context, row, at)
      return { id, reply, language: row.language, at: row.createdAt }
    }),
  )
}
