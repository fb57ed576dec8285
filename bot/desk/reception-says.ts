import { isDomestic } from '../../domain/rules/borders.ts'
import { type Say, say } from '../text/sentences.ts'
import type { ActOutcome, DeskTurn } from './turn.ts'

/** Names, phones and words are for private talks that stay in the country. */
export function showsPersonal({ account }: DeskTurn): boolean {
  return isDomestic(account.channel)
}

/** What is for the pages alone. */
export function onPage({ work }: DeskTurn): Say {
  return say('receptionOnPage', { page: `${work.publicUrl}/desk` })
}

/** What came of changing a day. */
export function changed(params: {
  what: 'moved' | 'closed' | 'reopened' | 'swapped' | 'added'
  on: string
  to?: string
  told?: number
  toCall?: number
}): ActOutcome {
  return { says: [say('receptionChanged', params)] }
}

/** What cannot be done as it was typed, and how it can. */
export function wrong(why: 'words' | 'not-today' | 'code' | 'ended' | 'tries' | 'number'): ActOutcome {
  return { says: [say('receptionWrong', { why })] }
}
