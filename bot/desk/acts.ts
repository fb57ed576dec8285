import { claimTicket, releaseTicket } from '../../domain/claims.ts'
import { DomainError } from '../../domain/errors.ts'
import { acceptTicket, closeTicket, handOver, redirectTicket, reopenTicket, writeNote } from '../../domain/handling.ts'
import { findOfficer, findOfficerById, officerName } from '../../domain/officers.ts'
import { dropOffer, offerAnswered } from '../../domain/policies/answered-offers.ts'
import { replyToTicket, takeBackReply } from '../../domain/replies.ts'
import { findGround } from '../../domain/rules/grounds.ts'
import type { Officer } from '../../prisma/generated/client.ts'
import type { DeskAct } from '../text/desk-acts.ts'
import type { Say } from '../text/sentences.ts'
import { say } from '../text/sentences.ts'
import { findNumber } from './find-number.ts'
import { goOnWith } from './lifecycle.ts'
import { openFiles, openIdentity } from './personal.ts'
import { keepAnswered } from './policy-answered.ts'
import type { ActOutcome, DeskTurn } from './turn.ts'
import { explainClocks } from './why.ts'

/**
 * Does one act on one ticket, or asks for what it still needs. Throws DomainError when it may not be done.
 * A sealed ticket is not there in a room, nor abroad, whoever asks.
 */
export async function doAct(turn: DeskTurn, act: DeskAct, typed: string, rest: string): Promise<ActOutcome> {
  const number = await findNumber(turn, typed)
  switch (act) {
    case 'claim': {
      const claimed = await claimTicket(turn.work, turn.officer, number)
      return {
        says: [claimed.kind === 'taken' ? say('claimTaken', { number, by: claimed.by }) : done('claim', number)],
      }
    }
    case 'release':
      await releaseTicket(turn.work, turn.officer, number)
      return { says: [done('release', number)] }
    case 'accept':
      await acceptTicket(turn.work, turn.officer, number)
      return { says: [done('accept', number)] }
    case 'reply':
    case 'askBack':
      return rest ? writeReply(turn, number, rest, act === 'askBack', false) : askWords(act, number)
    case 'note':
      if (!rest) return askWords(act, number)
      await writeNote(turn.work, turn.officer, number, rest)
      return { says: [done('note', number)] }
    case 'handOver':
      return rest ? giveTo(turn, number, rest) : { says: [await askReceiver(turn, number)] }
    case 'redirect':
      return beginRedirect(number, rest)
    case 'close':
      if (!rest) return askWords(act, number)
      await closeTicket(turn.work, turn.officer, number, rest)
      return { says: [done('close', number)] }
    case 'reopen':
      if (!rest) return askWords(act, number)
      await reopenTicket(turn.work, turn.officer, number, rest)
      return { says: [done('reopen', number)] }
    case 'opinion':
    case 'approve':
    case 'sendBack':
    case 'takeBackProposal':
    case 'extend':
    case 'object':
    case 'review':
    case 'recheck':
    case 'hearingStart':
    case 'hearingEnd':
    case 'carryOut':
    case 'merge':
      return (await goOnWith(turn, act, number, rest)) ?? askWords(act, number)
    case 'cite':
    case 'nearest':
    case 'gap':
    case 'notOurs':
    case 'agree':
    case 'disagree':
    case 'uncite':
      return keepAnswered(turn, act, number, rest)
    case 'undo': {
      const { ticket, text } = await takeBackReply(turn.work, turn.officer, number)
      await dropOffer(turn.work, ticket.id)
      return { says: [say('replyTakenBack', { number, text })] }
    }
    case 'identity':
      return openIdentity(turn, number)
    case 'files':
      // Words behind it are for somebody, and it is not told for whom.
      return rest ? { says: [say('actUnclear', { number })] } : openFiles(turn, number)
    case 'why':
      return rest ? { says: [say('actUnclear', { number })] } : explainClocks(turn, number)
  }
}

/** Writes to the resident; when a colleague is at it, asks first and keeps the words. */
export async function writeReply(
  turn: DeskTurn,
  number: string,
  text: string,
  asks: boolean,
  anyway: boolean,
): Promise<ActOutcome> {
  const kind = asks ? 'askBack' : 'reply'
  const written = await replyToTicket(turn.work, turn.officer, number, { kind, text, anyway })
  if (written.kind === 'written') {
    if (kind === 'reply') {
      const here = turn.room ? { room: turn.room.id } : { account: turn.account.id }
      await offerAnswered(turn.work, written.ticket, written.seq, here, written.sendsAt)
    }
    return { says: [say('replyHeld', { number, text, seconds: turn.work.office.undoSeconds, asks })] }
  }
  const { by, theirs } = written
  return {
    says: [say('collision', { number, by, text, asks, ...(theirs !== undefined && { theirs }) })],
    pending: { kind: 'collision', number, text, asks },
  }
}

interface Receiver {
  receiver: { unit: string } | { officer: Officer }
  name: string
}

/** Hands a ticket to the colleague or unit that the words begin with; the rest is the reason. */
export async function giveTo(turn: DeskTurn, number: string, words: string): Promise<ActOutcome> {
  const said = words.replace(/^[@＠]/u, '').trim()
  // Names can have spaces in them: the longest that is one counts.
  const ends = [...said.matchAll(/[\s,，:：]+|$/gu)].map((gap) => gap.index).slice(0, 6)
  for (const end of ends.reverse()) {
    const name = said.slice(0, end)
    const to = await findReceiver(turn, name)
    if (!to) continue
    await handOver(turn.work, turn.officer, number, to.receiver, said.slice(end).replace(/^[\s,，:：]+/u, ''))
    return { says: [say('acted', { act: 'handOver', number, detail: to.name })] }
  }
  throw new DomainError('unknown-officer', { name: said.slice(0, ends.at(-1)) })
}

async function findReceiver(turn: DeskTurn, name: string): Promise<Receiver | undefined> {
  const wanted = name.toLowerCase()
  const unit = turn.work.office.units.find(
    (known) => known.id === wanted || known.name.zh === name || known.name.en?.toLowerCase() === wanted,
  )
  if (unit) return { receiver: { unit: unit.id }, name: unit.name.zh }
  // A button carries the id, for names may be longer than a platform lets a button carry.
  const officer = (await findOfficerById(turn.work, name)) ?? (await findOfficer(turn.work, name))
  return officer && { receiver: { officer }, name: officerName(turn.work, officer) }
}

/** Sends a redirection whose preview the officer has confirmed. */
export async function confirmRedirect(
  turn: DeskTurn,
  number: string,
  ground: string,
  text: string,
): Promise<ActOutcome> {
  await redirectTicket(turn.work, turn.officer, number, ground, text)
  return { says: [done('redirect', number)] }
}

async function askReceiver(turn: DeskTurn, number: string): Promise<Say> {
  const colleagues = await turn.work.tx.officer.findMany({
    where: { leftAt: null, id: { not: turn.officer.id } },
    orderBy: { createdAt: 'asc' },
    take: 12,
  })
  return say('askReceiver', {
    number,
    officers: colleagues.map((colleague) => ({ id: colleague.id, name: officerName(turn.work, colleague) })),
  })
}

/** Redirects in up to three steps: ground, words, preview; `rest` is what of them was given. */
export function beginRedirect(number: string, rest: string): ActOutcome {
  if (!rest) return { says: [say('askGround', { number })] }
  const [, ordinal = '', text = ''] = /^(\S+)\s*(.*)$/su.exec(rest) ?? []
  const ground = findGround(ordinal)
  if (!ground) throw new DomainError('unknown-ground', { ground: ordinal })
  if (!text) return askWords('redirect', number, ground.id)
  return {
    says: [say('redirectCheck', { number, ground: ground.id, text })],
    pending: { kind: 'redirect', number, ground: ground.id, text },
  }
}

function askWords(act: DeskAct, number: string, ground?: string): ActOutcome {
  return {
    says: [say('askDeskWords', { act, number, ...(ground !== undefined && { ground }) })],
    pending: { kind: 'words', act, number, ...(ground !== undefined && { ground }) },
  }
}

function done(act: DeskAct, number: string): Say {
  return say('acted', { act, number })
}
