import { findNoticesSince } from '../../domain/outbox.ts'
import { type Say, say } from '../text/sentences.ts'
import { hasChoices } from '../text/word.ts'
import { isConsentAsked } from './border.ts'
import { type Heard, hearing, type Saying } from './said.ts'
import type { DialogueState, Turn } from './turn.ts'

/** So much of a message can be a button that was typed. */
const longestLabel = 24

/**
 * What was typed may answer a notice that came after the last question: `4` under "how was it handled?", or the words of
 * one of its buttons. Undefined when it does not; then it is what it is without.
 */
export async function hearNotice(
  turn: Turn,
  state: DialogueState,
  input: Saying,
  heard: Heard,
): Promise<Heard | undefined> {
  if (state.flow || isConsentAsked(state) || input.kind !== 'text' || turn.incoming.forwarded) return undefined
  const typed = input.text.normalize('NFKC').trim()
  const isNumber = /^[1-9]\d?$/.test(typed)
  if (typed.length > longestLabel || (!isNumber && heard.said?.kind === 'choice')) return undefined
  const asked = await findAsking(turn, state)
  if (!asked) return undefined
  const again = hearing(turn, { ...state, asked }, input)
  return again.said?.kind === 'choice' ? again : undefined
}

/** The newest notice with buttons that the person saw after the question in force. */
async function findAsking({ work, account }: Turn, state: DialogueState): Promise<DialogueState['asked']> {
  for (const { dedupeKey, kind, params } of await findNoticesSince(work, account.id, state.asked?.id)) {
    const said = say(kind as Say['kind'], params as never)
    if (hasChoices(said, work)) return { id: dedupeKey, say: said }
  }
  return undefined
}
