import { maySee } from '../../domain/officers.ts'
import { findTicketByNumber } from '../../domain/tickets.ts'
import { isCardOf } from '../text/quoted-card.ts'
import { type DeskTurn, seesSealed } from './turn.ts'

/** What quoted words are about. */
export interface Quoted {
  ticketId: string
  /** They are a card, so that words in answer to them are for the resident. */
  isCard: boolean
}

/** Whatever we say of a ticket bears its whole number; what officers type among themselves hardly does. */
const wholeNumber = /(?<![\d-])20\d{2}-\d{6}(?![\d-])/g

/** A digest names many; nothing that is about one ticket names so many others. */
const most = 20

/**
 * The ticket that quoted words are about, on a platform that tells nothing else of what is answered: the one that a card
 * is of, else the only one whose number stands in them. Undefined when there is none, or several, or the officer may not
 * see it here: then an answer to them is like any words.
 */
export async function findQuoted(
  turn: Pick<DeskTurn, 'work' | 'officer' | 'account' | 'room'>,
  quoted: string,
): Promise<Quoted | undefined> {
  const text = quoted.normalize('NFKC').replace(/\p{Pd}/gu, '-')
  const numbers = [...new Set(text.match(wholeNumber))]
  const card = numbers.find((number) => isCardOf(number, text))
  if (card === undefined && numbers.length > most) return undefined
  const found = new Set<string>()
  for (const number of card === undefined ? numbers : [card]) {
    const ticket = await findTicketByNumber(turn.work, number)
    if (!ticket) continue
    if (!maySee(turn.work, turn.officer, ticket) || (ticket.sealed && !seesSealed(turn))) return undefined
    found.add(ticket.id)
  }
  const [ticketId, another] = found
  if (ticketId === undefined || another !== undefined) return undefined
  return { ticketId, isCard: card !== undefined }
}
