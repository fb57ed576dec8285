import { accountHash } from '../../domain/accounts.ts'
import type { Work } from '../../domain/context.ts'
import { spendGuess } from '../../domain/guesses.ts'
import type { Incoming } from '../message.ts'

const most = 5
const windowMs = 10 * 60_000

/**
 * Counts one try of a code. When they are used up, it says in how many minutes the next one counts. A right one is to be
 * given back.
 */
export async function spendTry(
  work: Work,
  { channel, account }: Pick<Incoming, 'channel' | 'account'>,
): Promise<{ kind: 'try'; giveBack(): Promise<void> } | { kind: 'wait'; minutes: number }> {
  // By what the platform calls the account: a stranger in a group has no row of ours.
  const guess = await spendGuess(work, [{ key: `bind:${accountHash(work, channel, account)}`, most, windowMs }])
  if (guess.kind === 'try') return guess
  return { kind: 'wait', minutes: Math.max(1, Math.ceil((guess.until.getTime() - work.at.getTime()) / 60_000)) }
}
