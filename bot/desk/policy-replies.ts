import { offeredFor } from '../../domain/policies/answered-offers.ts'
import { askedAbout, findAnswered } from '../../domain/policies/answered-questions.ts'
import { numberOf } from '../../domain/tickets.ts'
import { say } from '../text/sentences.ts'
import { type Command, readCommand } from './command.ts'
import { decide, keepAnswered } from './policy-answered.ts'
import type { ActOutcome, DeskTurn } from './turn.ts'

/**
 * Answers words that reply to one of our questions: what an answer stands on, or whether a colleague agrees. None of it
 * ever goes to the resident. Undefined when they reply to something else, or are a command of their own.
 */
export async function answerReply(turn: DeskTurn, command: Command, text: string): Promise<ActOutcome | undefined> {
  const { repliedTo = '' } = turn
  const [asked, offered] = [askedAbout(repliedTo), offeredFor(repliedTo)]
  if ((asked === undefined && offered === undefined) || (command.kind !== 'talk' && command.kind !== 'which')) {
    return undefined
  }
  const ticketId = offered ?? (asked && (await findAnswered(turn.work, asked))?.ticketId)
  const ticket = ticketId && (await turn.work.tx.ticket.findUnique({ where: { id: ticketId } }))
  if (!ticket) return undefined
  const number = numberOf(ticket)
  const meant = readCommand(text.replace(/[。.!！]+\s*$/u, ''), number)
  if (asked !== undefined && meant.kind === 'act' && meant.act === 'agree' && meant.rest === '') {
    return decide(turn, asked, true)
  }
  if (asked !== undefined && meant.kind === 'act' && meant.act === 'disagree') {
    return decide(turn, asked, false, meant.rest)
  }
  if (offered !== undefined) {
    if (meant.kind === 'words') return keepAnswered(turn, 'cite', number, meant.text)
    if (meant.kind === 'act' && isKept(meant.act)) return keepAnswered(turn, meant.act, number, meant.rest)
  }
  return { says: [say('actUnclear', { number })] }
}

function isKept(act: string): act is 'cite' | 'nearest' | 'gap' | 'notOurs' {
  return ['cite', 'nearest', 'gap', 'notOurs'].includes(act)
}
