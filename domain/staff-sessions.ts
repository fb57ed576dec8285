import { randomBytes, randomUUID } from 'node:crypto'
import type { Officer } from '../prisma/generated/client.ts'
import type { Work } from './context.ts'

const sessionDays = 30

/** The signed cookie that holds the secret. Its path is `/desk`, where every page for officers lies. */
export const staffCookie = 'xq_desk'

/** Lets a browser in for an officer for thirty days. Returns the secret for its cookie; only a hash of it is kept. */
export async function openStaffSession(work: Work, officer: Officer): Promise<{ secret: string; expiresAt: Date }> {
  const secret = randomBytes(24).toString('base64url')
  const expiresAt = new Date(work.at.getTime() + sessionDays * 24 * 3600_000)
  await work.tx.staffSession.create({
    data: {
      id: randomUUID(),
      secretHash: work.vault.hash('staff-session', secret),
      officerId: officer.id,
      createdAt: work.at,
      expiresAt,
    },
  })
  return { secret, expiresAt }
}

/** The officer a cookie's secret lets in, if it still does. */
export async function findStaffSession(work: Work, secret: string): Promise<Officer | undefined> {
  const session = await work.tx.staffSession.findUnique({
    where: { secretHash: work.vault.hash('staff-session', secret) },
  })
  if (!session || session.endedAt !== null || session.expiresAt <= work.at) return undefined
  const officer = await work.tx.officer.findUnique({ where: { id: session.officerId } })
  return officer && officer.leftAt === null ? officer : undefined
}

export async function endStaffSession(work: Work, secret: string): Promise<void> {
  await work.tx.staffSession.updateMany({
    where: { secretHash: work.vault.hash('staff-session', secret), endedAt: null },
    data: { endedAt: work.at },
  })
}
