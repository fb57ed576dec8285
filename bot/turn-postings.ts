import type { Work } from '../domain/context.ts'
import type { InboxRow } from '../domain/inbox.ts'
import type { Posting, Recipient } from '../domain/outbox.ts'
import type { Say } from './text/sentences.ts'
import { hasChoices } from './text/word.ts'

/** What holds the only key to something: said again, marked, when nobody knows whether it arrived. */
const onlyKeys: ReadonlySet<Say['kind']> = new Set(['handedOver', 'codeReset'])

/** Postings of one turn: named after the message they answer, so that a turn done again says nothing twice. */
export function createOutgoing(row: InboxRow, name = 'turn') {
  let count = 0
  const common = (to: Recipient) => ({ dedupeKey: `${name}:${row.id}:${count++}`, lane: 'answer' as const, to })
  return {
    say: (said: Say, to: Recipient): Posting => ({
      ...common(to),
      kind: said.kind,
      params: said.params,
      ...(onlyKeys.has(said.kind) && { statutory: true }),
    }),
    show: (ticketId: string, to: Recipient): Posting => ({
      ...common(to),
      kind: 'found',
      params: { ticketId },
      ticketId,
    }),
  }
}

/** The last thing said that has buttons: those are the ones in force from now on. */
export function lastQuestion(work: Work, says: Say[], postings: Posting[]) {
  const index = says.findLastIndex((said) => hasChoices(said, work))
  const [asked, posting] = [says[index], postings[index]]
  return asked && posting ? { id: posting.dedupeKey, say: asked } : undefined
}
