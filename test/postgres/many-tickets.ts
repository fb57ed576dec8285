import type { Database } from '../../domain/store/database.ts'

/** One ticket in so many is open. */
const openEvery = 20

/** A Monday on which the tickets that are due have reached half of their fifteen days. */
export const dueOn = '2026-08-10'

/**
 * Fills an empty, migrated database with `tickets` tickets of one account by plain SQL: one in twenty is open with a clock
 * that runs, and of `due` of those, spread evenly, a reminder is due on `dueOn`; the others are closed.
 */
export async function fillTickets(database: Database, { tickets, due }: { tickets: number; due: number }) {
  const dueEvery = tickets / due
  if (dueEvery % openEvery !== 0) throw new RangeError(`${due} of ${tickets} tickets cannot be spread evenly`)
  await database.withScripts(async (sql) => {
    await sql.run(`
      INSERT INTO "Account" (id, channel, "externalHash", "externalEnc", "createdAt")
      VALUES ('00000000-0000-4000-8000-000000000001', 'web', 'everybody', '', now());

      INSERT INTO "Ticket" (id, year, sequence, "draftId", kind, state, sealed, category, unit, anonymous, "accountId",
        language, "queryCodeHash", "receivedAt", "receivedOn")
      SELECT gen_random_uuid(), 2026, n, gen_random_uuid(), 'claim',
        CASE WHEN n % ${openEvery} = 0 THEN 'received' ELSE 'closed' END::"TicketState",
        false, 'settlement-quality', 'housing', true, '00000000-0000-4000-8000-000000000001', 'zh', '',
        '2026-08-03T01:00:00Z', '2026-08-03'
      FROM generate_series(1, ${tickets}) AS n;

      INSERT INTO "Clock" (id, "ticketId", rule, "ruleVersion", holder, "startedOn", "rawLastDay", "dueOn", "remindOn",
        provisional, "satisfiedAt", "satisfiedBy", "nextStepOn")
      SELECT gen_random_uuid(), t.id, 'NOTICE_15D', 'cn-2022-1', 'office', '2026-08-03', '2026-08-18', '2026-08-18',
        '2026-08-18', false, CASE WHEN t.state = 'closed' THEN timestamptz '2026-08-05T01:00:00Z' END,
        CASE WHEN t.state = 'closed' THEN 'closed' END,
        CASE WHEN t.state = 'closed' THEN NULL WHEN t.sequence % ${dueEvery} = 0 THEN '${dueOn}' ELSE '2026-08-11' END
      FROM "Ticket" t;`)
    await sql.run('ANALYZE "Ticket"; ANALYZE "Clock";')
  })
}
