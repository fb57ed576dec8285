import { type Context, withWork } from '../domain/context.ts'
import { askJoinCode, joinAccounts } from '../domain/joining.ts'
import type { Account } from '../prisma/generated/client.ts'

/** Makes accounts one person's, each with the first by a code that is asked for there; they are up to date afterwards. */
export async function joinAll(context: Context, now: Date, [first, ...others]: Account[]): Promise<void> {
  if (!first) return
  for (const other of others) {
    await withWork(context, now, async (work) => {
      const asked = await askJoinCode(work, first)
      const joining = asked.kind === 'asked' ? await joinAccounts(work, other, asked.code) : asked
      if (joining.kind !== 'joined') throw new Error(`They were not joined: ${joining.kind}`)
    })
  }
  for (const account of [first, ...others]) {
    Object.assign(account, await context.db.account.findUniqueOrThrow({ where: { id: account.id } }))
  }
}
