import type { Officer, Room } from '../prisma/generated/client.ts'
import { freeTicket } from './claims.ts'
import type { Work } from './context.ts'
import { DomainError } from './errors.ts'
import { findOfficer, officerName } from './officers.ts'
import { post } from './outbox.ts'
import { openStates } from './rules/moves.ts'
import { lockTicket } from './tickets.ts'

/** Ends somebody's being staff by name. Throws `unknown-officer`. */
export async function removeOfficer(work: Work, name: string): Promise<void> {
  const officer = await findOfficer(work, name)
  if (!officer) throw new DomainError('unknown-officer', { name })
  await endOfficer(work, officer)
}

/**
 * Somebody has left a staff room and is staff no more. The rooms that worked with them hear of it, with how many matters
 * they still have in hand.
 */
export async function noteDeparture(work: Work, officer: Officer, left: Room): Promise<void> {
  await endOfficer(work, officer)
  // Of sealed matters nothing is said in a room, not even how many.
  const held = await work.tx.ticket.count({
    where: { holderId: officer.id, sealed: false, state: { in: [...openStates] } },
  })
  const rooms = await work.tx.room.findMany({
    where: { closedAt: null, OR: [{ unit: { in: ['', officer.unit] } }, { id: left.id }] },
    orderBy: { createdAt: 'asc' },
  })
  const params = { name: officerName(work, officer), role: officer.role, unit: officer.unit, room: left.name, held }
  await post(
    work,
    rooms.map((room) => ({
      dedupeKey: `officerLeft:${officer.id}:${work.at.getTime()}:${room.id}`,
      lane: 'alarm' as const,
      kind: 'officerLeft',
      params,
      to: { room: room.id },
    })),
  )
}

/** At once and on every channel; what they had claimed and not accepted is free again. */
async function endOfficer(work: Work, officer: Officer): Promise<void> {
  await work.tx.officer.update({ where: { id: officer.id }, data: { leftAt: work.at } })
  await work.tx.invite.updateMany({ where: { officerId: officer.id, usedAt: null }, data: { usedAt: work.at } })
  await work.tx.staffSession.updateMany({ where: { officerId: officer.id, endedAt: null }, data: { endedAt: work.at } })
  const claims = { holderId: officer.id, claimUntil: { not: null } }
  for (const { id } of await work.tx.ticket.findMany({ where: claims, select: { id: true }, orderBy: { id: 'asc' } })) {
    const ticket = await lockTicket(work, id)
    // Accepted, or released, while it was being looked for.
    if (ticket.holderId === officer.id && ticket.claimUntil !== null) await freeTicket(work, ticket, 'left')
  }
}
