import { randomUUID } from 'node:crypto'
import { type Context, NeedsTransaction, type Work, withoutDatabase, withWork } from '../domain/context.ts'
import {
  claimInbox,
  conversationKey,
  findEarlier,
  type InboxRow,
  lockFollowingParts,
  postponeArrival,
  readPayload,
} from '../domain/inbox.ts'
import type { Log } from '../domain/log.ts'
import { findPosting, markUnreachable, type Posting, type Recipient, reopenWindow } from '../domain/outbox.ts'
import type { QuestionModel } from '../domain/policies/question-model.ts'
import { externalIdOfRoom, isBound, openRooms } from '../domain/rooms.ts'
import type { Advice } from '../domain/rules/advised-search.ts'
import { isDomestic } from '../domain/rules/borders.ts'
import {
  beginTalk,
  closeTurn,
  closeTurnAsRead,
  type OpenTurn,
  openTurn,
  peekTurn,
  type Speaker,
} from '../domain/turns.ts'
import type { Account, Officer, Room } from '../prisma/generated/client.ts'
import { mergeBundle } from './bundles.ts'
import { answerOfficer } from './desk/desk.ts'
import { answerAtDoor, isAtDoor } from './desk/door.ts'
import { findQuoted } from './desk/quoted.ts'
import type { Hearing } from './desk/turn.ts'
import { answerResident } from './dialogue/dialogue.ts'
import type { Incoming } from './message.ts'
import { park, readIncoming } from './park.ts'
import { adviseOn } from './question-advice.ts'
import { conversationOf, reviveIncoming } from './receive.ts'
import { say } from './text/sentences.ts'
import { createOutgoing, lastQuestion } from './turn-postings.ts'

const leaseMs = 15_000
const most = 5

/** Claims up to `limit` messages that are due at `at`, the oldest of each conversation. */
export function claimTurns(context: Context, at: Date, limit: number): Promise<InboxRow[]> {
  return claimInbox(context, at, leaseMs, limit)
}

/**
 * One turn, one transaction; when it throws, the message is tried again later and in the end parked, never lost. `hearing`
 * is what its channel hears of a group.
 */
export async function runTurn(
  context: Context,
  log: Log,
  row: InboxRow,
  at: Date,
  model?: QuestionModel,
  hearing: Hearing = {},
): Promise<void> {
  const place = { inbox: row.id, channel: row.channel, attempt: row.attempts }
  try {
    if (row.attempts > most) return await park(context, row, at, 'It ended the process each time it was tried')
    const advice = model && (await adviceFor(context, model, row, at))
    if (await takePlainTurn(context, row, at, advice)) return
    const note = await withWork(context, at, (work) => takeTurn(work, row, advice, hearing))
    if (note !== undefined) log.warn(place, note)
  } catch (error) {
    const failure = error instanceof Error ? error.name : 'unknown'
    log.error({ ...place, err: error }, 'A turn failed')
    if (row.attempts >= most)
      return park(context, row, at, failure).catch((err) => log.error({ err }, 'Parking failed'))
    const nextAt = new Date(at.getTime() + 1000 * 4 ** (row.attempts - 1))
    await postponeArrival(context, row, nextAt, failure).catch((err) => log.error({ err }, 'Postponing failed'))
  }
}

async function adviceFor(context: Context, model: QuestionModel, row: InboxRow, at: Date): Promise<Advice | undefined> {
  const incoming = reviveIncoming(readPayload(context, row))
  // What opens a door is nothing to ask anybody about.
  if (isAtDoor(incoming)) return undefined
  return adviseOn(context, model, { row, incoming, speaker: speakerOf(row, incoming), source: sourceOf(incoming) }, at)
}

/** What a turn comes to: where its talk stands, what is said, and perhaps a note for the log. */
interface TurnResult {
  talk?: { conversationId: string; state: unknown }
  postings: Posting[]
  note?: string | undefined
}

/**
 * Most messages of residents only move a talk on: nothing is asked of the office. Such a turn is decided on what was
 * read, and takes one statement to happen, whole or not at all. False when it needs more, or something has changed
 * meanwhile; then nothing was done, and it is taken in a transaction.
 */
async function takePlainTurn(context: Context, row: InboxRow, at: Date, advice: Advice | undefined): Promise<boolean> {
  const incoming = reviveIncoming(readPayload(context, row))
  if (row.bundle !== null || incoming.room !== undefined || incoming.anonymous || isAtDoor(incoming)) return false
  // What is submitted is filed: to try it without a transaction would be in vain.
  if (incoming.input.kind === 'choice' && incoming.input.value === 'submit') return false
  const speaker = speakerOf(row, incoming)
  const turn = await peekTurn(context, row, speaker)
  const account = turn?.account
  if (!turn || !account || !turn.conversationId || account.officerId || turn.isAwaited) return false
  const work = await withoutDatabase(context, at)
  const arrived = { row, incoming, turn, speaker, advice, hearing: {}, outgoing: createOutgoing(row) }
  try {
    const { talk, postings } = await answerPerson({
      ...arrived,
      work,
      account,
      conversationId: turn.conversationId,
      room: undefined,
    })
    return await closeTurnAsRead(work, context.sql, row, turn, talk?.state, postings)
  } catch (error) {
    if (error instanceof NeedsTransaction) return false
    throw error
  }
}

/** Returns what the log should tell of it. */
async function takeTurn(
  work: Work,
  row: InboxRow,
  advice: Advice | undefined,
  hearing: Hearing,
): Promise<string | undefined> {
  const head = reviveIncoming(readPayload(work, row))
  const speaker = speakerOf(row, head)
  const turn = await openTurn(work, row, speaker)
  if (!turn) return undefined
  if (turn.officer && (await hasLeft(work, row, speaker))) turn.officer = undefined
  const following = await lockFollowingParts(work, row)
  const parts = following.map((part) => reviveIncoming(readPayload(work, part)))
  const { incoming, taken } = mergeBundle([head, ...parts])
  const outgoing = createOutgoing(row)
  const result = await answer(work, { row, incoming, turn, speaker, advice, hearing, outgoing })
  await closeTurn(work, [row, ...following.slice(0, taken - 1)], result.talk, result.postings)
  return result.note
}

/**
 * Whether an officer was out of a staff room before they said this. That they left waits its turn behind what they had
 * said in the room; from then on they are staff no more all the same, in their private talk too.
 */
async function hasLeft(work: Work, row: InboxRow, { channel, account }: Speaker): Promise<boolean> {
  const rooms = (await openRooms(work)).filter((room) => room.channel === channel && isBound(room))
  const talks = rooms.map((room) => conversationOf({ channel, account, room: externalIdOfRoom(work, room) }))
  const keys = talks.map((talk) => conversationKey(work, talk))
  const earlier = await findEarlier(work, row, keys)
  return earlier.some((arrival) => {
    const input = readIncoming(work, arrival)?.input
    return input?.kind === 'membership' && input.change === 'left'
  })
}

function speakerOf(row: InboxRow, { channel, account, name, room, input }: Incoming): Speaker {
  return {
    channel,
    account,
    ...(name !== undefined && { name }),
    ...(room !== undefined && { room }),
    key: row.conversationKey,
    ...(input.kind === 'choice' && input.keyboard !== undefined && { keyboard: input.keyboard }),
  }
}

interface Arrived {
  row: InboxRow
  incoming: Incoming
  turn: OpenTurn
  speaker: Speaker
  advice: Advice | undefined
  hearing: Hearing
  outgoing: ReturnType<typeof createOutgoing>
}

async function answer(work: Work, arrived: Arrived): Promise<TurnResult> {
  const { incoming, turn, speaker, hearing, outgoing } = arrived
  if (isAtDoor(incoming)) {
    const isKnowable = !incoming.anonymous && turn.room !== null
    const account = isKnowable ? (await beginTalk(work, turn, speaker)).account : turn.account
    const { officer, room } = turn
    const door = await answerAtDoor({
      work,
      incoming,
      hearing,
      account: incoming.anonymous ? undefined : account,
      officer,
      room,
    })
    if (door) {
      if (incoming.room === undefined && account && turn.isAwaited) await reopenWindow(work, account)
      const { to } = door
      return { postings: to ? door.says.map((said) => outgoing.say(said, to)) : [], note: door.note }
    }
  }
  // Not a staff room (any more), or nobody one could know: what is said there is nothing to us.
  if (turn.room === null || incoming.anonymous) return { postings: [] }
  const { account, conversationId } = await beginTalk(work, turn, speaker)
  const scene: Scene = { ...arrived, work, account, conversationId, room: turn.room }
  if (turn.officer) return answerStaff(scene, turn.officer)
  // In a staff room nobody but staff is answered: being in the group is not enough, and leaving it ends it at once.
  if (turn.room || account.officerId) {
    const here: Recipient = turn.room ? { room: turn.room.id } : { account: account.id }
    if (incoming.input.kind !== 'choice') return { postings: [] }
    return { postings: [outgoing.say(say('notStaff', {}), here)], note: 'a button of the desk, by nobody of the staff' }
  }
  return answerPerson(scene)
}

interface Scene extends Arrived {
  work: Work
  account: Account
  conversationId: string
  room: Room | undefined
}

async function answerStaff(scene: Scene, officer: Officer): Promise<TurnResult> {
  const { work, incoming, account, room, turn, hearing, conversationId, outgoing } = scene
  if (!room) await noteReach(scene)
  const here: Recipient = room ? { room: room.id } : { account: account.id }
  const replied = 'replyTo' in incoming.input ? incoming.input.replyTo : undefined
  const posting = replied === undefined ? undefined : await findPosting(work, here, replied)
  const words = 'quoted' in incoming.input && !posting ? incoming.input.quoted : undefined
  const quoted = words ? await findQuoted({ work, account, officer, ...(room && { room }) }, words) : undefined
  const repliedTicketId = posting?.ticketId ?? quoted?.ticketId
  const answered = await answerOfficer(
    {
      work,
      account,
      officer,
      incoming,
      hearing,
      ...(room && { room }),
      ...(posting && { repliedTo: posting.dedupeKey }),
      ...(repliedTicketId && { repliedTicketId }),
      ...(quoted && !quoted.isCard && { quotesNoCard: true }),
    },
    turn.state,
  )
  const said = answered.says.map((one) => outgoing.say(one, here))
  const asked = lastQuestion(work, answered.says, said)
  return {
    talk: { conversationId, state: asked ? { ...answered.state, askedId: asked.id } : answered.state },
    postings: [
      ...said,
      ...(answered.privately ?? []).map((one) => outgoing.say(one, { account: account.id })),
      ...(answered.shows ?? []).map((ticketId) => outgoing.show(ticketId, here)),
    ],
  }
}

async function answerPerson(scene: Scene): Promise<TurnResult> {
  const { work, incoming, account, turn, conversationId, advice, outgoing } = scene
  await noteReach(scene)
  const source = sourceOf(incoming)
  const domestic = isDomestic(incoming.channel)
  const answered = await answerResident(
    { work, account, incoming, source, domestic, newId: randomUUID, advice },
    turn.state,
    turn.keyboard,
  )
  const postings = answered.says.map((said) => outgoing.say(said, { account: account.id }))
  const asked = lastQuestion(work, answered.says, postings)
  return { talk: { conversationId, state: asked ? { ...answered.state, asked } : answered.state }, postings }
}

function sourceOf({ channel, source, messageId }: Incoming): string {
  return `${channel}:${source ?? messageId}`
}

/** Whoever writes can be reached, unless what arrived is that they shut us out. */
async function noteReach({ work, account, turn, incoming: { input, onPage } }: Scene): Promise<void> {
  // What waits can be read on the same page; it would only be refused again, and its notice sent again.
  if (onPage) return
  if (input.kind === 'membership' && input.change === 'blocked') return markUnreachable(work, account)
  if (input.kind === 'membership' && input.change !== 'returned') return
  if (turn.isAwaited) await reopenWindow(work, account)
}
