import { isJoinCode } from '../../domain/join-codes.ts'
import { say } from '../text/sentences.ts'
import { borderOf } from './border.ts'
import { beginFlow } from './flow.ts'
import { giveCode, join } from './join.ts'
import { noticesPlace, placesFor, unjoin } from './join-places.ts'
import type { Act, ActResult } from './own-matter.ts'
import type { Turn } from './turn.ts'

/**
 * `join`, one of its choices, or `join:<code>` for a code that was typed in one go: it is asked for once more, under the
 * warning, for somebody may have been talked into typing a stranger's. Abroad the person has agreed first, for what was
 * said elsewhere is shown there from then on.
 */
export const joinAct: Act = async (turn, argument) => {
  if (argument === 'where') return choosePlace(turn, 'where')
  const border = borderOf(turn)
  if (border === 'closed') {
    return { says: [say('joinNotHere', { page: turn.work.publicUrl }), say('menu', { hello: false })] }
  }
  if (border === 'open' && argument === 'code') return { says: await giveCode(turn) }
  const isTyping = argument === 'type' || isJoinCode(argument)
  return beginFlow(join, { places: [], ...(isTyping && { what: 'type' }) }, turn)
}

/** Parting is always possible, whatever was agreed to. */
export const unjoinAct: Act = (turn) => choosePlace(turn, 'unjoin')

async function choosePlace(turn: Turn, what: 'where' | 'unjoin'): Promise<ActResult> {
  const chosen = await placesFor(turn, what)
  if (!chosen) return { says: [say('notJoined', {}), say('menu', { hello: false })] }
  return beginFlow(what === 'where' ? noticesPlace : unjoin, chosen, turn)
}
