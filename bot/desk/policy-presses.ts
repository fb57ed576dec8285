import { say } from '../text/sentences.ts'
import { findNumber } from './find-number.ts'
import { askWords, citeListed, decide } from './policy-answered.ts'
import { keepDictionary, turnEntry } from './policy-dictionary.ts'
import type { ActOutcome, DeskTurn } from './turn.ts'

/**
 * Answers a tapped button under what is told of answered questions and of the dictionary; undefined for any other.
 * `about` is the number of a ticket, or what else the button names.
 */
export async function pressPolicy(
  turn: DeskTurn,
  name: string,
  about: string,
  argument: string,
): Promise<ActOutcome | undefined> {
  const { pending } = turn
  switch (name) {
    case 'citeListed':
      return citeListed(turn, await findNumber(turn, about), argument)
    case 'reword':
      return pending?.kind === 'answered' && pending.number === about
        ? askWords(pending)
        : { says: [say('deskError', { code: 'preview-gone', detail: { number: about } })] }
    case 'keepNothing':
      return { says: [say('answeredNotKept', { number: await findNumber(turn, about) })] }
    case 'answeredYes':
    case 'answeredNo':
      return decide(turn, about, name === 'answeredYes')
    case 'dictionary':
      return privately(turn, () =>
        keepDictionary(turn, { kind: 'list', part: '', page: Number.parseInt(about, 10) || 1 }),
      )
    case 'wordRemove':
    case 'wordRestore':
      return privately(turn, () => turnEntry(turn, about, name === 'wordRemove' ? 'remove' : 'restore'))
    default:
      return undefined
  }
}

/** The dictionary is kept in private; what the officer had begun stays begun. */
async function privately(
  { room, pending }: DeskTurn,
  does: () => Promise<ActOutcome['says']>,
): Promise<ActOutcome | undefined> {
  return room ? undefined : { says: await does(), ...(pending && { pending }) }
}
