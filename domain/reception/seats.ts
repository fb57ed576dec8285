import { randomUUID } from 'node:crypto'
import type { ReceptionDay } from '../../prisma/generated/client.ts'
import type { Work } from '../context.ts'
import { DomainError } from '../errors.ts'
import { type SeatTime, seatTimes } from '../rules/reception/seats.ts'
import { seatedStates } from './booking-rows.ts'
import { setByHand } from './history.ts'

/** The seats of a day, in its order. */
export function readSeats(work: Work, dayId: string): Promise<SeatTime[]> {
  return work.tx.seat.findMany({
    where: { dayId },
    orderBy: { position: 'asc' },
    select: { position: true, startsAt: true, minutes: true, reserved: true },
  })
}

/**
 * Gives a day these seats. One that is there keeps its row, and so its visitor, and takes the time of its position;
 * those beyond the last one go. Throws `reception-seats-taken` when somebody has one of these: nothing is dropped
 * silently.
 */
export async function setSeats(work: Work, dayId: string, seats: readonly SeatTime[]): Promise<void> {
  const taken = await work.sql<{ startsAt: string }>(
    `SELECT s."startsAt" FROM "Seat" s WHERE s."dayId" = $1::uuid AND s.position > $2 AND EXISTS (
      SELECT 1 FROM "Booking" b WHERE b."seatId" = s.id
        AND b.state IN ${seatedStates}) ORDER BY s.position`,
    [dayId, seats.length],
  )
  if (taken.length > 0) {
    const times = taken.map(({ startsAt }) => startsAt).join(' ')
    throw new DomainError('reception-seats-taken', { count: taken.length, times })
  }
  await work.sql(`DELETE FROM "Seat" WHERE "dayId" = $1::uuid AND position > $2`, [dayId, seats.length])
  await work.sql(
    `INSERT INTO "Seat" (id, "dayId", position, "startsAt", minutes, reserved)
    SELECT id, $1::uuid, position, "startsAt", minutes, reserved FROM jsonb_populate_recordset(NULL::"Seat", $2::jsonb)
    ON CONFLICT ("dayId", position) DO UPDATE
    SET "startsAt" = EXCLUDED."startsAt", minutes = EXCLUDED.minutes, reserved = EXCLUDED.reserved`,
    [dayId, JSON.stringify(seats.map((seat) => ({ id: randomUUID(), ...seat })))],
  )
}

/**
 * A day comes to lie on another date: where the hours of that season are others, its visits follow them. Seats that
 * somebody has set by hand keep their times, and so do those of before a change of the office file.
 */
export async function retimeSeats(work: Work, day: ReceptionDay, on: string): Promise<void> {
  const { reception } = work.office
  if (!reception || setByHand(day).has('seats')) return
  const [before, after] = [seatTimes(reception, day.on), seatTimes(reception, on)]
  if (isSame(before, after) || before.length !== after.length) return
  if (isSame(await readSeats(work, day.id), before)) await setSeats(work, day.id, after)
}

export function isSame(a: readonly SeatTime[], b: readonly SeatTime[]): boolean {
  const plain = (seats: readonly SeatTime[]) =>
    JSON.stringify(seats.map(({ position, startsAt, minutes, reserved }) => [position, startsAt, minutes, reserved]))
  return plain(a) === plain(b)
}
