import { DomainError } from '../../domain/errors.ts'
import { officerNames } from '../../domain/officers.ts'
import { listQueue } from '../../domain/queue.ts'
import { findTickets, numberOf } from '../../domain/tickets.ts'
import { type DeskAct, deskActs } from '../text/desk-acts.ts'
import { type Say, say } from '../text/sentences.ts'
import { beginRedirect, confirmRedirect, doAct, giveTo, writeReply } from './acts.ts'
import { type Command, readCommand } from './command.ts'
import { deskHelp, whichTicket } from './desk-help.ts'
import { findNumber } from './find-number.ts'
import { answerForm, chooseSlot, proposeForm } from './forms.ts'
import { goOnAnswered, isForAnswered, newWords, sendAnswered } from './policy-answered.ts'
import { keepDictionary, readDictionaryWish } from './policy-dictionary.ts'
import { pressPolicy } from './policy-presses.ts'
import { answerReply } from './policy-replies.ts'
import { answerReception } from './reception.ts'
import {
  type ActOutcome,
  type DeskAnswer,
  type DeskState,
  type DeskTurn,
  deskStateVersion,
  type Pending,
  seesSealed,
} from './turn.ts'
import { isOnlyChoice, keepAsked, readTypedChoice, takesNumber } from './typed-choice.ts'

/**
 * Answers one message of an officer, in the staff room or in private. Takes what the officer had begun and gives what is
 * still open; everything it does happens in the turn's transaction.
 */
export async function answerOfficer(arrived: DeskTurn, before: unknown): Promise<DeskAnswer> {
  const state = readState(before, arrived.work.at)
  const turn = state.pending ? { ...arrived, pending: state.pending } : arrived
  const answer = await answerInput(turn, state, before === undefined)
  return { ...answer, state: keepAsked(turn, state, answer) }
}

async function answerInput(turn: DeskTurn, state: DeskState, isFirst: boolean): Promise<DeskAnswer> {
  try {
    const { input } = turn.incoming
    if (input.kind === 'choice') return await choose(turn, state, input.value)
    if (input.kind === 'text') return await hear(turn, state, input.text)
    if (input.kind === 'media') return takeFiles(turn, state)
    if (input.kind === 'opened' && !turn.room && isFirst) {
      return { state, says: [deskHelp(turn)] }
    }
    return { state, says: [] }
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    return { state: rest, says: [say('deskError', { code: error.code, detail: error.detail })] }
  }
}

const rest: DeskState = { version: deskStateVersion }

/** For so long words that were asked for are waited for; later ones in the room are talk among colleagues. */
const pendingMs = 10 * 60_000

async function hear(turn: DeskTurn, state: DeskState, text: string): Promise<DeskAnswer> {
  const cardNumber = turn.repliedTicketId ? await numberOfCard(turn, turn.repliedTicketId) : undefined
  const typed = readTypedChoice(turn, state, text, cardNumber)
  if (typed !== undefined) return choose(turn, state, typed)
  const wish = turn.room ? undefined : readDictionaryWish(text)
  if (wish) return { state, says: await keepDictionary(turn, wish) }
  const reception = await answerReception(turn, text)
  if (reception) return settle(turn, reception)
  const command = readCommand(text, cardNumber)
  const replied = await answerReply(turn, command, text)
  if (replied) return settle(turn, replied)
  const { pending } = state
  // Words asked for are taken as what they were asked for, unless they are plainly a command or answer another card.
  const isOpen = pending?.kind === 'words' || pending?.kind === 'form' || (pending && isForAnswered(pending, text))
  const isAsked = isOpen && command.kind === 'words' && command.number === pending.number
  if (pending && (isAsked || command.kind === 'talk')) return continuePending(turn, state, pending, text.trim())
  const reworded = pending?.kind === 'answered' && command.kind === 'unclear' && newWords(text) !== undefined
  if (reworded && (await findNumber(turn, command.number)) === pending.number) {
    return continuePending(turn, state, pending, text)
  }
  // A number or a label under a card is meant for something that was shown, and never the words of an answer.
  if (command.kind === 'words' && isOnlyChoice(turn, state, text)) return notUnderstood(state, command.number, text)
  return obey(turn, state, command, text)
}

async function obey(turn: DeskTurn, state: DeskState, command: Command, text: string): Promise<DeskAnswer> {
  switch (command.kind) {
    case 'help':
      return { state: rest, says: [deskHelp(turn)] }
    case 'list':
      return { state: rest, says: [await list(turn, command.list, command.page)] }
    case 'find':
      return find(turn, command.query)
    case 'act':
      return settle(turn, await doAct(turn, command.act, command.number, command.rest))
    case 'words':
      // They may answer a question of ours, or a colleague: what is not surely for the resident does not go to them.
      if (turn.quotesNoCard) return { state: rest, says: [say('actUnclear', { number: command.number })] }
      return settle(turn, await doAct(turn, 'reply', command.number, command.text))
    case 'unclear':
      await findNumber(turn, command.number)
      return { state: rest, says: [say('actUnclear', { number: command.number })] }
    case 'which':
      return { state: rest, says: [whichTicket(turn)] }
    case 'unknown':
      return { state: rest, says: [say('commandUnknown', { text })] }
    case 'talk':
      return turn.room ? unheard(turn, state, text) : { state: rest, says: [say('commandUnknown', { text })] }
  }
}

async function choose(turn: DeskTurn, state: DeskState, value: string): Promise<DeskAnswer> {
  const [name = '', number = '', ...more] = value.split(':')
  const argument = more.join(':')
  const { pending } = state
  switch (name) {
    case 'open':
    case 'mine':
    case 'due':
      return { state: rest, says: [await list(turn, name, Number.parseInt(number, 10) || 1)] }
    case 'stop':
      return { state: rest, says: [say('actCancelled', { act: actOf(pending), number })] }
    case 'dontSend':
      return { state: rest, says: [say('notSent', { number, text: pending && 'text' in pending ? pending.text : '' })] }
    case 'sendAnyway':
      if (pending?.kind !== 'collision' || pending.number !== number) return gone(number)
      return settle(turn, await writeReply(turn, number, pending.text, pending.asks, true))
    case 'ground':
      return settle(turn, beginRedirect(await findNumber(turn, number), argument))
    case 'receiver':
      return settle(turn, await giveTo(turn, await findNumber(turn, number), argument))
    case 'redirectYes':
      if (pending?.kind !== 'redirect' || pending.number !== number) return gone(number)
      return settle(turn, await confirmRedirect(turn, number, pending.ground, pending.text))
    case 'slot':
      if (pending?.kind !== 'form' || pending.number !== number) return gone(number)
      return settle(turn, await chooseSlot(turn, pending, argument))
    case 'propose':
      if (pending?.kind === 'answered' && pending.number === number)
        return settle(turn, await sendAnswered(turn, pending))
      if (pending?.kind !== 'form' || pending.number !== number) return gone(number)
      return settle(turn, await proposeForm(turn, pending))
    default: {
      const pressed = await pressPolicy(turn, name, number, argument)
      if (pressed) return settle(turn, pressed)
      return isAct(name) ? settle(turn, await doAct(turn, name, number, '')) : { state, says: [] }
    }
  }
}

async function continuePending(turn: DeskTurn, state: DeskState, pending: Pending, text: string): Promise<DeskAnswer> {
  if (/^(取消|算了|cancel)$/iu.test(text)) {
    return { state: rest, says: [say('actCancelled', { act: actOf(pending), number: pending.number })] }
  }
  if (pending.kind === 'form') {
    const filled = await answerForm(turn, pending, text)
    return filled ? settle(turn, filled) : preview(turn, state)
  }
  if (pending.kind === 'listed' || pending.kind === 'answered') {
    const went = await goOnAnswered(turn, pending, text)
    return went ? settle(turn, went) : unheard(turn, state, text)
  }
  // A preview that waits for its button is not answered by chatter: it stays as it is.
  if (pending.kind !== 'words') return preview(turn, state)
  if (!takesNumber(pending) && isOnlyChoice(turn, state, text)) return notUnderstood(state, pending.number, text)
  const words = pending.ground ? `${pending.ground} ${text}` : text
  return settle(turn, await doAct(turn, pending.act, pending.number, words))
}

/**
 * Words that are for nothing we know. In the room officers talk among themselves, unless they say it to us by name; in
 * private every word is for us. What was begun stays as it is.
 */
function unheard(turn: DeskTurn, state: DeskState, text: string): DeskAnswer {
  return turn.room ? preview(turn, state) : { state, says: [say('commandUnknown', { text })] }
}

/** The same while something is shown that waits for its button. */
function preview(turn: DeskTurn, state: DeskState): DeskAnswer {
  return { state, says: turn.room && turn.incoming.addressed ? [whichTicket(turn)] : [] }
}

function notUnderstood(state: DeskState, number: string, text: string): DeskAnswer {
  return { state, says: [say('choiceUnclear', { number, text: text.trim() })] }
}

async function list(turn: DeskTurn, name: 'open' | 'mine' | 'due', page: number): Promise<Say> {
  const queue = await listQueue(turn.work, turn.officer, name, page, {
    sealedToo: seesSealed(turn),
    ...(turn.room?.unit && { unit: turn.room.unit }),
  })
  const names = await officerNames(
    turn.work,
    queue.lines.flatMap((line) => line.holderId ?? []),
  )
  const lines = queue.lines.map((line) => ({
    ...line,
    holder: line.holderId ? (names.get(line.holderId) ?? null) : null,
  }))
  return say('queue', { ...queue, list: name, lines })
}

async function find(turn: DeskTurn, query: string): Promise<DeskAnswer> {
  if (query === '') return { state: rest, says: [deskHelp(turn)] }
  const tickets = await findTickets(turn.work, turn.officer, query, { sealedToo: seesSealed(turn) })
  if (tickets.length === 0)
    return { state: rest, says: [say('deskError', { code: 'nothing-found', detail: { query } })] }
  return { state: rest, says: [], shows: tickets.map((ticket) => ticket.id) }
}

async function numberOfCard(turn: DeskTurn, ticketId: string): Promise<string> {
  return numberOf(await turn.work.tx.ticket.findUniqueOrThrow({ where: { id: ticketId } }))
}

/** Officers cannot send residents files yet: who tries is told, rather than thinking that it went. */
function takeFiles(turn: DeskTurn, state: DeskState): DeskAnswer {
  const { room, incoming, repliedTicketId } = turn
  const isForUs = !room || incoming.addressed || repliedTicketId !== undefined || state.pending !== undefined
  return { state, says: isForUs ? [say('filesStayHere', {})] : [] }
}

function settle(turn: DeskTurn, outcome: ActOutcome): DeskAnswer {
  const { pending } = outcome
  return {
    state: pending ? { ...rest, pending, askedAt: turn.work.at.toISOString() } : rest,
    says: outcome.says,
    ...(outcome.privately && { privately: outcome.privately }),
  }
}

function gone(number: string): DeskAnswer {
  return { state: rest, says: [say('deskError', { code: 'preview-gone', detail: { number } })] }
}

function actOf(pending: Pending | undefined): DeskAct {
  if (pending?.kind === 'words' || pending?.kind === 'form') return pending.act
  if (pending?.kind === 'listed') return 'nearest'
  if (pending?.kind === 'answered') return pending.verdict === 'clauses' ? 'cite' : pending.verdict
  return pending?.kind === 'redirect' ? 'redirect' : 'reply'
}

function isAct(name: string): name is DeskAct {
  return deskActs.some((act) => act === name)
}

function readState(before: unknown, at: Date): DeskState {
  const state = before as Partial<DeskState> | undefined
  if (state?.version !== deskStateVersion || !state.askedAt) return rest
  return at.getTime() - new Date(state.askedAt).getTime() > pendingMs ? rest : (state as DeskState)
}
