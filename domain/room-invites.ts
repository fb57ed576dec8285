import { randomBytes, randomUUID } from 'node:crypto'
import type { RoomInvite } from '../prisma/generated/client.ts'
import type { Work } from './context.ts'
import { DomainError } from './errors.ts'
import { createShortCode, normalizeShortCode } from './rules/query-code.ts'

const inviteDays = 7

/**
 * Returns a one-time code that makes a group a staff room of `unit`, or of the whole office without one. It works for
 * seven days. Throws `unknown-unit` when the office file has no such unit.
 */
export async function inviteRoom(
  work: Work,
  { name, unit }: { name: string; unit?: string | undefined },
): Promise<{ invite: RoomInvite; code: string }> {
  if (unit !== undefined && !work.office.units.some((known) => known.id === unit)) {
    throw new DomainError('unknown-unit', { unit })
  }
  const code = createShortCode(randomBytes)
  const invite = await work.tx.roomInvite.create({
    data: {
      id: randomUUID(),
      codeHash: codeHash(work, code),
      unit: unit ?? '',
      name,
      createdAt: work.at,
      expiresAt: new Date(work.at.getTime() + inviteDays * 24 * 3600_000),
    },
  })
  return { invite, code }
}

/** The room that a code would open. Undefined when it was used, has run out, or never was. */
export async function findRoomInvite(work: Work, code: string): Promise<RoomInvite | undefined> {
  const invite = await work.tx.roomInvite.findFirst({
    where: { codeHash: codeHash(work, code), usedAt: null, expiresAt: { gt: work.at } },
  })
  return invite ?? undefined
}

/** Spends a code, once. Undefined when it was used, has run out, or never was. */
export async function spendRoomInvite(work: Work, code: string): Promise<RoomInvite | undefined> {
  const spent = await work.tx.roomInvite.updateManyAndReturn({
    where: { codeHash: codeHash(work, code), usedAt: null, expiresAt: { gt: work.at } },
    data: { usedAt: work.at },
  })
  return spent[0]
}

function codeHash(work: Work, code: string): string {
  return work.vault.hash('room-invite', normalizeShortCode(code) ?? '')
}
