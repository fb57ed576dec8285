import { randomUUID } from 'node:crypto'
import { findOrOpenAccount } from '../domain/accounts.ts'
import { type Context, type Work, withWork } from '../domain/context.ts'
import { lockConversation, type OpenConversation, saveConversation } from '../domain/conversations.ts'
import { claimInbox, finishArrival, lockArrival, parkArrival, postponeArrival, readPayload } from '../domain/inbox.ts'
import type { Log } from '../domain/log.ts'
import { officerOf } from '../domain/officers.ts'
import { findPosting, markUnreachable, type Posting, post, type Recipient, reopenWindow } from '../domain/outbox.ts'
import { findRoom, openRooms } from '../domain/rooms.ts'
import type { Account, Inbox, Officer, Room } from '../prisma/generated/client.ts'
import { answerOfficer } from './desk/desk.ts'
import { answerResident } from './dialogue/dialogue.ts'
import type { Incoming } from './message.ts'
import { conversationOf, reviveIncoming } from './receive.ts'
import type { Say } from './text/sentences.ts'
import { say } from './text/sentences.ts'
import { word } from './text/word.ts'

const leaseMs = 15_000
const most = 5

/** Claims up to `limit` messages that are due at `at`, the oldest of each conversation. */
export function claimTurns(context: Context, at: Date, limit: number): Promise<Inbox[]> {
  return claimInbox(context, at, leaseMs, limit)
}

/** One turn, one transaction; when it throws, the message is tried again later and in the end parked, never lost. */
export async function runTurn(context: Context, log: Log, row: Inbox, at: Date): Promise<void> {
  try {
    if (row.attempts > most) return await park(context, row, at, 'It ended the process each time it was tried')
    await withWork(context, at, (work) => takeTurn(work, row))
  } catch (error) {
    const failure = error instanceof Error ? error.name : 'unknown'
    log.error({ err: error, inbox: row.id.toString(), channel: row.channel, attempt: row.attempts }, 'A turn failed')
    if (row.attempts >= most)
      return park(context, row, at, failure).catch((err) => log.error({ err }, 'Parking failed'))
    const nextAt = new Date(at.getTime() + 1000 * 4 ** (row.attempts - 1))
    await postponeArrival(context, row, nextAt, failure).catch((err) => log.error({ err }, 'Postponing failed'))
  }
}

async function takeTurn(work: Work, row: Inbox): Promise<void> {
  if (!(await lockArrival(work, row))) return
  const incoming = reviveIncoming(readPayload(work, row))
  const account = await findOrOpenAccount(work, incoming.channel, incoming.account, incoming.name)
  const room = incoming.room === undefined ? undefined : await findRoom(work, incoming.channel, incoming.room)
  // Not a staff room (any more): what is said there is nothing to us.
  if (room !== null) await answer(work, row, incoming, account, room)
  await finishArrival(work, row)
}

async function answer(work: Work, row: Inbox, incoming: Incoming, account: Account, room: Room | undefined) {
  const key = work.vault.hash('conversation', conversationOf(incoming))
  const conversation = await lockConversation(work, key, account, room)
  const officer = await officerOf(work, account)
  const scene = { work, incoming, account, conversation, outgoing: createOutgoing(row) }
  if (officer) return answerStaff(scene, officer, room)
  // In a staff room nobody but staff is answered: being in the group is not enough, and leaving it ends it at once.
  if (room || account.officerId) {
    const here: Recipient = room ? { room: room.id } : { account: account.id }
    if (incoming.input.kind === 'choice') await post(work, [scene.outgoing.say(say('notStaff', {}), here)])
    return
  }
  await answerPerson(scene)
}

interface Scene {
  work: Work
  incoming: Incoming
  account: Account
  conversation: OpenConversation
  outgoing: ReturnType<typeof createOutgoing>
}

async function answerStaff(scene: Scene, officer: Officer, room: Room | undefined): Promise<void> {
  const { work, incoming, account, conversation, outgoing } = scene
  if (!room) await noteReach(work, account, incoming)
  const here: Recipient = room ? { room: room.id } : { account: account.id }
  const replied = 'replyTo' in incoming.input ? incoming.input.replyTo : undefined
  const posting = replied === undefined ? undefined : await findPosting(work, here, replied)
  const repliedTicketId = posting?.ticketId ?? undefined
  const answered = await answerOfficer(
    { work, account, officer, incoming, ...(room && { room }), ...(repliedTicketId && { repliedTicketId }) },
    conversation.state,
  )
  await saveConversation(work, conversation.id, answered.state)
  await post(work, [
    ...answered.says.map((said) => outgoing.say(said, here)),
    ...(answered.privately ?? []).map((said) => outgoing.say(said, { account: account.id })),
    ...(answered.shows ?? []).map((ticketId) => outgoing.show(ticketId, here)),
  ])
}

async function answerPerson({ work, incoming, account, conversation, outgoing }: Scene): Promise<void> {
  await noteReach(work, account, incoming)
  const here: Recipient = { account: account.id }
  const keyboard = incoming.input.kind === 'choice' ? incoming.input.keyboard : undefined
  const tapped = keyboard === undefined ? undefined : await findPosting(work, here, keyboard)
  const source = `${incoming.channel}:${incoming.messageId}`
  const turn = { work, account, incoming, source, newId: randomUUID }
  const answered = await answerResident(turn, conversation.state, tapped?.dedupeKey)
  const postings = answered.says.map((said) => outgoing.say(said, here))
  const asked = lastQuestion(work, answered.says, postings)
  await saveConversation(work, conversation.id, asked ? { ...answered.state, asked } : answered.state)
  await post(work, postings)
}

/** Whoever writes can be reached, unless what arrived is that they shut us out. */
async function noteReach(work: Work, account: Account, { input }: Incoming): Promise<void> {
  if (input.kind !== 'membership') return reopenWindow(work, account)
  if (input.change === 'blocked') return markUnreachable(work, account)
  if (input.change === 'returned') return reopenWindow(work, account)
}

/** Postings of one turn: named after the message they answer, so that a turn done again says nothing twice. */
function createOutgoing(row: Inbox, name = 'turn') {
  let count = 0
  const common = (to: Recipient) => ({ dedupeKey: `${name}:${row.id}:${count++}`, lane: 'answer' as const, to })
  return {
    say: (said: Say, to: Recipient): Posting => ({ ...common(to), kind: said.kind, params: said.params }),
    show: (ticketId: string, to: Recipient): Posting => ({
      ...common(to),
      kind: 'found',
      params: { ticketId },
      ticketId,
    }),
  }
}

/** The last thing said that has buttons: those are the ones in force from now on. */
function lastQuestion(work: Work, says: Say[], postings: Posting[]) {
  const index = says.findLastIndex((said) => (word(said, 'zh', work).choices ?? []).length > 0)
  const [asked, posting] = [says[index], postings[index]]
  return asked && posting ? { id: posting.dedupeKey, say: asked } : undefined
}

/** Set aside where staff see it; the person is told that it was not lost. */
async function park(context: Context, row: Inbox, at: Date, failure: string): Promise<void> {
  await withWork(context, at, async (work) => {
    if (!(await lockArrival(work, row))) return
    await parkArrival(work, row, failure)
    // Under a name of their own: when the message is tried again, its answers must not meet these.
    const outgoing = createOutgoing(row, `parked:${at.getTime()}`)
    const rooms = await openRooms(work)
    const count = await work.tx.inbox.count({ where: { status: 'parked' } })
    await post(
      work,
      rooms.map((room) => outgoing.say(say('messageParked', { count }), { room: room.id })),
    )
    const incoming = readIncoming(work, row)
    if (!incoming || incoming.room !== undefined) return
    const account = await findOrOpenAccount(work, incoming.channel, incoming.account, incoming.name)
    await post(work, [outgoing.say(say('parked', {}), { account: account.id })])
  })
}

/** Undefined when it cannot be read, which may be why it is parked. */
function readIncoming(work: Work, row: Inbox): Incoming | undefined {
  try {
    return reviveIncoming(readPayload(work, row))
  } catch {
    return undefined
  }
}
