import type { Prisma } from '../../prisma/generated/client.ts'

/** Wakes the listeners of `channel` when `tx` commits. */
export async function nudge(tx: Prisma.TransactionClient, channel: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_notify(${channel}, '')`
}
