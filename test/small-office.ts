import { randomUUID } from 'node:crypto'
import { findOrOpenAccount } from '../domain/accounts.ts'
import { type Context, withWork } from '../domain/context.ts'
import { type Draft, openTicket } from '../domain/filing.ts'
import { bindOfficer, inviteOfficer } from '../domain/officers.ts'
import { readParams } from '../domain/outbox.ts'
import { syncRooms } from '../domain/rooms.ts'
import { officeInstant } from '../domain/rules/civil-date.ts'
import type { Account, Officer, OfficerRole, Ticket } from '../prisma/generated/client.ts'

/** An instant in the office's time: `at('2026-08-03', '09:00')`. */
export const at = officeInstant

/** Opens the rooms of the office file. */
export function openOffice(context: Context, now: Date): Promise<void> {
  return withWork(context, now, syncRooms)
}

/** Somebody of the staff who has come in by the web page. */
export async function hire(
  context: Context,
  now: Date,
  name: string,
  { role = 'officer', unit = 'housing' }: { role?: OfficerRole; unit?: string } = {},
): Promise<{ officer: Officer; account: Account }> {
  return withWork(context, now, async (work) => {
    const { officer } = await inviteOfficer(work, { name, role, unit })
    return { officer, account: await bindOfficer(work, officer, 'web', `officer:${officer.id}`) }
  })
}

/** A resident files a matter about a leaking settlement house. */
export async function fileMatter(context: Context, now: Date, draft: Partial<Draft> = {}): Promise<Ticket> {
  return withWork(context, now, async (work) => {
    const account = await findOrOpenAccount(work, 'web', `resident:${randomUUID()}`)
    const filled = {
      id: randomUUID(),
      category: 'settlement-quality',
      village: 'liuwan',
      words: [{ text: '屋顶漏水', files: [] }],
      ...draft,
    }
    return (await openTicket(work, account, filled)).ticket
  })
}

/** What has been posted of a kind, in order, as it would be worded. */
export async function postedOf(
  context: Context,
  kind: string,
): Promise<{ status: string; to: string; params: unknown }[]> {
  const rows = await context.db.outbox.findMany({ where: { kind }, orderBy: { id: 'asc' } })
  return rows.map((row) => ({ status: row.status, to: row.target, params: readParams(context, row) }))
}
