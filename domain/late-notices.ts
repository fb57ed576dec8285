import type { Work } from './context.ts'
import type { DueClock } from './due-clocks.ts'
import { appendEvent } from './events.ts'
import { post, targetOf } from './outbox.ts'
import { enterReminders, type LedgerRow, sinceStart } from './reminder-steps.ts'
import { civilDateOf } from './rules/civil-date.ts'
import { numberOf } from './tickets.ts'

/** The objection to a transfer (条例 23) is a matter between offices. */
const betweenOffices = 'OBJECT_5WD'

/** The step of the ledger under which the resident was told. */
export const toldLate = 'told-late'

/**
 * Tells residents that the office is late with their matter, once for each time a clock runs, and what they can do about it. `ledger`
 * is what became of the clocks' steps so far; the matters are locked. Returns the clocks of which residents were told.
 */
export async function tellResidentsLate(
  work: Work,
  clocks: DueClock[],
  ledger: Map<string, LedgerRow[]>,
): Promise<DueClock[]> {
  const on = civilDateOf(work.at)
  const late = clocks.filter(
    (clock) =>
      clock.rule !== betweenOffices &&
      on > clock.dueOn &&
      !sinceStart(ledger.get(clock.id), clock).some((row) => row.step === toldLate),
  )
  for (const { ticket, rule, dueOn } of late) {
    await appendEvent(work, ticket, 'told-late', { kind: 'system' }, { rule, dueOn })
  }
  await post(
    work,
    late.map(({ id, ticket, rule, ruleVersion, startedOn, dueOn }) => ({
      dedupeKey: `late:${id}:${startedOn}`,
      lane: 'alarm' as const,
      kind: 'lateNotice',
      params: { number: numberOf(ticket), rule, version: ruleVersion, dueOn },
      to: { account: ticket.accountId },
      ticketId: ticket.id,
      statutory: true,
    })),
  )
  await enterReminders(
    work,
    late.map(({ id, dueOn, ticket }) => {
      const reader = targetOf({ account: ticket.accountId })
      return { clockId: id, dueOn, step: toldLate, reader, outcome: 'sent' as const }
    }),
  )
  return late
}
