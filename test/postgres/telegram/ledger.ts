import type { Context } from '../../../domain/context.ts'
import type { Resident } from '../../telegram/resident.ts'
import type { Call, Person, Telegram } from '../../telegram/telegram.ts'

/** What the server has on its ledger, and the database in its tables: the program's own opinion is not asked. */

/** The numbers of all matters, in order. */
export async function readNumbers(context: Context): Promise<string[]> {
  const tickets = await context.db.ticket.findMany({ select: { year: true, sequence: true } })
  return tickets.map(({ year, sequence }) => `${year}-${String(sequence).padStart(6, '0')}`).sort()
}

/** The receipts that the server put on somebody's screen, oldest first. */
export function receiptsTo(telegram: Telegram, person: Pick<Person, 'id'>): Call[] {
  return telegram.calls.filter((call) => call.accepted && call.chat === person.id && wordsOf(call).includes('这是回执'))
}

/** What a call says, '' for one that says nothing. */
export function wordsOf(call: Call): string {
  return typeof call.params.text === 'string' ? call.params.text : ''
}

export function isMarked(call: Call): boolean {
  return wordsOf(call).startsWith('（再次发送')
}

/** So long after a call was answered the killed sender may not have written it down yet, ms. */
const graceMs = 1_500

/** Whether whoever made the call cannot know what became of it: the answer was lost, or the sender was killed about then. */
export function isAmbiguous(call: Call, killedAt: readonly number[]): boolean {
  if (call.fault === 'after' || call.fault === 'hang-after') return true
  const end = (call.answeredAt ?? call.at) + graceMs
  return killedAt.some((at) => at >= call.at && at <= end)
}

/**
 * Receipts that went out again although the one before had surely arrived, or that did not say that they are a repeat.
 * Each in a sentence; none is how it should be.
 */
export function wrongRepeats(
  telegram: Telegram,
  residents: readonly Resident[],
  killedAt: readonly number[],
): string[] {
  return residents.flatMap(({ person }) =>
    receiptsTo(telegram, person).flatMap((call, index, receipts) => {
      const before = receipts[index - 1]
      if (!before) return []
      return [
        ...(isMarked(call) ? [] : [`${person.name}: repeated without a mark`]),
        ...(isAmbiguous(before, killedAt) ? [] : [`${person.name}: repeated though the one before had arrived`]),
      ]
    }),
  )
}

/** Receipts beyond the first of each. */
export function countRepeats(telegram: Telegram, residents: readonly Resident[]): number {
  return residents.reduce((sum, { person }) => sum + receiptsTo(telegram, person).length - 1, 0)
}

/** Calls to a chat before its wait was over, save where the one that was told the wait was killed. */
export function impatientCalls(telegram: Telegram, killedAt: readonly number[]): Call[] {
  return telegram.faults.violations.filter((call) => {
    const told = telegram.calls.filter(
      (other) => other.chat === call.chat && other.at <= call.at && other !== call && other.error?.code === 429,
    )
    return !told.some((other) => isAmbiguous(other, killedAt))
  })
}

/** The first id the server gives. */
const firstUpdate = 240_000_001

/**
 * Ids of updates that were confirmed, by the offset of a question, before they lay in the inbox. `confirmed` is how many
 * were confirmed in all.
 */
export async function findConfirmedUnstored(
  telegram: Telegram,
  context: Context,
): Promise<{ confirmed: number; unstored: number[] }> {
  const rows = await context.db.inbox.findMany({ select: { messageId: true, receivedAt: true } })
  const storedAt = new Map(rows.map((row) => [Number(/^u(\d+)\./.exec(row.messageId)?.[1]), row.receivedAt.getTime()]))
  const unstored: number[] = []
  let next = firstUpdate
  for (const { method, params, at, accepted } of telegram.calls) {
    if (method !== 'getUpdates' || !accepted) continue
    for (; next < Number(params.offset ?? 0); next++) {
      if ((storedAt.get(next) ?? Number.POSITIVE_INFINITY) > at) unstored.push(next)
    }
  }
  return { confirmed: next - firstUpdate, unstored }
}

/** What a group's minute is counted in, answered or refused. */
export function operationsIn(telegram: Telegram, chat: number): Call[] {
  return telegram.calls.filter(
    (call) => call.chat === chat && /^(send|edit|copy|forward)/.test(call.method) && call.method !== 'sendChatAction',
  )
}

/** The most of these calls that lie within any 60 s. */
export function mostInAMinute(calls: readonly Call[]): number {
  return calls.reduce((most, { at }, index) => {
    const within = calls.slice(index).filter((call) => call.at < at + 60_000).length
    return Math.max(most, within)
  }, 0)
}

/** The value below which so much of them lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0
}

/** Numbers from 0 to 1, the same for the same seed. */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 4_294_967_296
  }
}
