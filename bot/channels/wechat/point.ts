import type { Outcome, Outgoing, Pointer } from '../../message.ts'
import { type Carrier, databaseAway } from './carrier.ts'
import { type Failure, failureOf } from './failure.ts'
import { outcomeOf, troubleOf, wrongMs } from './meanings.ts'
import { composeNotice } from './notice.ts'
import { lettersPath, pageAddress } from './pages/paths.ts'
import type { NoticeTemplate } from './settings.ts'

/** What `message/subscribe/bizsend` says of somebody who takes no notices of this template (any more). */
const notAgreed = 43101

/**
 * The window is closed: a notice goes in the place of the words, if the person has agreed to one of its kind and there
 * is one left, and once: who has had it knows. Each notice that surely did not go is given back.
 */
export async function pointTo(
  carrier: Carrier,
  account: string,
  outgoing: Outgoing,
  reason: string,
): Promise<Exclude<Outcome, { kind: 'sent' }>> {
  const closed = { kind: 'closed', reason } as const
  const { pointer, pointed } = outgoing
  const template = pointer && !pointed && (await takeOne(carrier, account, pointer).catch(() => 'away' as const))
  if (template === 'away') return databaseAway
  if (!pointer || !template) {
    carrier.health.closed(false)
    return closed
  }
  const failure = await sendNotice(carrier, account, { ...outgoing, pointer }, template)
  if (!failure) {
    carrier.health.well('notices')
    carrier.health.closed(true)
    return { ...closed, pointed: true }
  }
  const outcome = await settle(carrier, account, template, failure)
  // A longer wait is one of notices alone, such as their limit of a day: words to the person would be held back with it.
  if (outcome.kind === 'retry' && outcome.afterMs <= wrongMs) return outcome
  carrier.health.closed(false)
  return closed
}

/** Where what waits can be read. */
export const lettersPage = (publicUrl: string, { language }: Outgoing): string =>
  pageAddress(publicUrl, lettersPath, language)

/** The template of its kind, of which the person takes one more. */
async function takeOne(
  { settings, host }: Carrier,
  account: string,
  { kind }: Pointer,
): Promise<NoticeTemplate | undefined> {
  const template = (await settings.notices())[kind]
  return template && (await host.windows.spendNotice(account, template.id)) ? template : undefined
}

async function sendNotice(
  { api, settings, signal }: Carrier,
  account: string,
  outgoing: Outgoing & { pointer: Pointer },
  template: NoticeTemplate,
): Promise<Failure | undefined> {
  const notice = composeNotice(account, outgoing.pointer, template, lettersPage(settings.publicUrl, outgoing))
  try {
    await api.post('/cgi-bin/message/subscribe/bizsend', notice, {}, { signal })
    return undefined
  } catch (error) {
    return failureOf(error)
  }
}

async function settle({ host, health }: Carrier, account: string, template: NoticeTemplate, failure: Failure) {
  const { windows } = host
  const isEnded = failure.kind === 'answered' && failure.errcode === notAgreed
  if (isEnded) await windows.disagree(account, template.id).catch(() => {})
  else if (failure.kind !== 'unknown') await windows.giveNoticeBack(account, template.id).catch(() => {})
  const trouble = troubleOf(failure)
  if (trouble) health.trouble('notices', trouble)
  else health.failed()
  return outcomeOf(failure)
}
