import type { Outcome, Outgoing, SpentWindow } from '../../message.ts'
import { pause } from '../pause.ts'
import type { Attachment } from './attachments.ts'
import { type Carrier, databaseAway } from './carrier.ts'
import { abridge } from './compose.ts'
import { type Failure, failureOf } from './failure.ts'
import type { Health } from './health.ts'
import { busyMs, outcomeOf, troubleOf } from './meanings.ts'
import { lettersPage, pointTo } from './point.ts'
import { mostParts } from './windows.ts'

/** One message on its way, made ready. */
export interface Letter {
  account: string
  messageId: string
  texts: string[]
  attached: Attachment[]
  outgoing: Outgoing
}

type Failed = Exclude<Outcome, { kind: 'sent' }>

/**
 * Sends all parts of a letter as customer messages. They are taken out of the resident's window before the first goes,
 * so that none is begun that cannot be ended; what did not go is given back.
 */
export async function deliver(carrier: Carrier, letter: Letter): Promise<Outcome> {
  const { account, messageId, outgoing } = letter
  if (letter.texts.length + letter.attached.length > mostParts) return deliverBeginning(carrier, letter)
  const messages = await makeMessages(carrier, letter)
  if ('kind' in messages) return messages
  const { windows } = carrier.host
  const spent = await windows.spend(account, messages.length).catch(() => 'away' as const)
  if (spent === 'away') return databaseAway
  if (!spent) return pointTo(carrier, account, outgoing, 'No window of the resident is open')
  const ids: string[] = []
  for (const message of messages) {
    const failure = await insist(carrier, { touser: account, ...message }, ids.length > 0)
    if (failure) return failed(carrier, letter, { failure, spent, sent: ids.length, all: messages.length })
    ids.push(ids.length === 0 ? messageId : `${messageId}.${ids.length}`)
  }
  carrier.health.well('sending')
  return { kind: 'sent', messageId, delivered: true, ...(ids.length > 1 && { parts: ids }) }
}

/** What fits into no window waits to be read on our page; what can be said is how it begins, and where that is. */
async function deliverBeginning(carrier: Carrier, letter: Letter): Promise<Outcome> {
  const closed = { kind: 'closed', reason: 'It is longer than a window of WeChat' } as const
  // It waits on, and is tried at every word of theirs: they know of it, and need the window for what they ask.
  if (letter.outgoing.pointed) return closed
  const text = abridge(letter.texts, lettersPage(carrier.settings.publicUrl, letter.outgoing))
  const outcome = await deliver(carrier, { ...letter, texts: [text], attached: [] })
  if (outcome.kind !== 'sent') return outcome
  return { ...closed, pointed: true }
}

/** The bodies of customer messages. Files are put up first: as long as nothing is said, all of it can be begun anew. */
async function makeMessages({ api, signal, health }: Carrier, { texts, attached }: Letter): Promise<object[] | Failed> {
  const messages: object[] = texts.map((content) => ({ msgtype: 'text', text: { content } }))
  for (const file of attached) {
    const { type } = file
    try {
      const { media_id } = await api.upload<{ media_id: string }>('/cgi-bin/media/upload', { type }, file, { signal })
      messages.push({ msgtype: type, [type]: { media_id } })
    } catch (error) {
      const failure = failureOf(error)
      note(health, failure)
      return outcomeOf(failure.kind === 'unknown' ? { ...failure, kind: 'unsent' } : failure)
    }
  }
  return messages
}

/** A letter of which a part is out already cannot be begun anew: what was surely not done is done again right here. */
async function insist(
  { api, signal, msLeft, soonMs }: Carrier,
  message: object,
  isBegun: boolean,
): Promise<Failure | undefined> {
  for (;;) {
    const sending = api.post('/cgi-bin/message/custom/send', message, {}, { signal })
    const failure = await sending.then(() => undefined, failureOf)
    if (!failure || !isBegun) return failure
    const outcome = outcomeOf(failure)
    if (outcome.kind !== 'retry') return failure
    const waitMs = outcome.afterMs <= busyMs ? soonMs : outcome.afterMs
    if (waitMs >= msLeft()) return failure
    await pause(waitMs, signal)
    if (signal.aborted) return failure
  }
}

interface Stopped {
  failure: Failure
  spent: SpentWindow
  /** How many parts are out, of how many. */
  sent: number
  all: number
}

async function failed(carrier: Carrier, letter: Letter, { failure, spent, sent, all }: Stopped): Promise<Failed> {
  const { host, health } = carrier
  const { account, outgoing } = letter
  const outcome = outcomeOf(failure)
  note(health, failure)
  const left = all - sent - (outcome.kind === 'uncertain' ? 1 : 0)
  const { windows } = host
  // What cannot be written down leaves us with fewer than there are: never with more.
  await (outcome.kind === 'closed' ? windows.close(account, spent) : windows.giveBack(account, spent, left)).catch(
    () => {},
  )
  const reason = sent > 0 ? `Only ${sent} of ${all} parts: ${reasonOf(outcome)}` : reasonOf(outcome)
  if (outcome.kind === 'closed') return pointTo(carrier, account, outgoing, reason)
  if (sent === 0) return outcome
  // What cannot be ended is said so: begun anew, its beginning would come over and over.
  const isFinal = outcome.kind === 'refused' || outcome.kind === 'unreachable'
  return { kind: isFinal ? outcome.kind : 'uncertain', reason }
}

function note(health: Health, failure: Failure): void {
  const trouble = failure.kind === 'unknown' ? undefined : troubleOf(failure)
  if (trouble) health.trouble('sending', trouble)
  else health.failed()
}

function reasonOf(outcome: Failed): string {
  return 'reason' in outcome ? outcome.reason : outcome.kind
}
