import { randomUUID } from 'node:crypto'
import { findOrOpenAccount } from '../../domain/accounts.ts'
import { type Context, withWork } from '../../domain/context.ts'
import { openTicket } from '../../domain/filing.ts'
import type { Ticket } from '../../prisma/generated/client.ts'
import { at } from '../small-office.ts'

/** Files a matter for each of these civil dates, those of a day in one transaction and by one resident. */
export async function fileMatters(context: Context, dates: string[]): Promise<Ticket[]> {
  const tickets: Ticket[] = []
  for (const on of [...new Set(dates)].sort()) {
    const count = dates.filter((date) => date === on).length
    await withWork(context, at(on, '09:00'), async (work) => {
      const account = await findOrOpenAccount(work, 'web', `resident:${on}`)
      for (let filed = 0; filed < count; filed += 1) {
        const draft = {
          id: randomUUID(),
          category: 'settlement-quality',
          village: 'liuwan',
          words: [{ text: '屋顶漏水', files: [] }],
        }
        tickets.push((await openTicket(work, account, draft)).ticket)
      }
    })
  }
  return tickets
}
