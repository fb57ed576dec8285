import type { Api } from 'grammy'
import type { Outcome, Outgoing, Target } from '../../message.ts'
import { addressOf } from './address.ts'
import { type Attachment, readAttachments } from './attachments.ts'
import { createCarrier } from './carrier.ts'
import { compose } from './compose.ts'
import { deliver } from './deliver.ts'
import type { Health } from './health.ts'
import { type Pace, pause } from './pace.ts'
import type { ChannelLog, TelegramSettings } from './settings.ts'

/** The store is asked for the files of a message again after this. */
const storeRetryMs = 5_000

/** What the channel did not begin any more, another instance may begin after this. */
const stoppedMs = 1_000

export interface SendParts {
  api: Api
  readFile: TelegramSettings['readFile']
  pace: Pace
  health: Health
  log: ChannelLog
}

export interface Sending {
  send(target: Target, outgoing: Outgoing): Promise<Outcome>
  /** Begins no more, and lets what is under way finish, for a while. */
  stop(): Promise<void>
}

export function createSending(parts: SendParts): Sending {
  const { api, pace, health } = parts
  const underWay = new Set<Promise<Outcome>>()
  const cuts = new Set<AbortController>()
  let isStopped = false

  async function sendOnce(target: Target, outgoing: Outgoing, signal: AbortSignal): Promise<Outcome> {
    const address = addressOf(target, outgoing)
    if (!address) return { kind: 'refused', reason: 'No account or group of Telegram' }
    const attachments = await attachmentsOf(outgoing, parts)
    if ('kind' in attachments) return attachments
    const { parts: words, leftOut } = compose(outgoing.reply)
    if (words.length === 0 && attachments.length === 0) return { kind: 'refused', reason: 'A message without words' }
    if (leftOut > 0)
      parts.log.error({ channel: 'telegram', count: leftOut }, 'Buttons were left out: they carry too much')
    const { edit, replyTo } = outgoing
    const letter = { address, parts: words, attachments, ...(edit && { edit }), ...(replyTo && { replyTo }) }
    return deliver(createCarrier(api, pace, health, signal), letter)
  }

  async function sendBounded(target: Target, outgoing: Outgoing): Promise<Outcome> {
    const cut = new AbortController()
    const timer = setTimeout(() => cut.abort(), pace.sendMs)
    cuts.add(cut)
    try {
      return await sendOnce(target, outgoing, cut.signal)
    } finally {
      clearTimeout(timer)
      cuts.delete(cut)
    }
  }

  return {
    async send(target, outgoing) {
      // It would be cut short by the end of the process. Whoever runs next sends it.
      if (isStopped) return { kind: 'retry', afterMs: stoppedMs, reason: 'The channel has stopped' }
      const sending = sendBounded(target, outgoing)
      underWay.add(sending)
      try {
        return await sending
      } finally {
        underWay.delete(sending)
      }
    },
    async stop() {
      isStopped = true
      const late = new AbortController()
      await Promise.race([Promise.allSettled(underWay), pause(pace.stopMs, late.signal)])
      late.abort()
      for (const cut of cuts) cut.abort()
      await Promise.allSettled(underWay)
    },
  }
}

async function attachmentsOf(
  { reply }: Outgoing,
  { readFile }: SendParts,
): Promise<Attachment[] | Exclude<Outcome, { kind: 'sent' }>> {
  if (reply.card || !reply.files) return []
  try {
    const attachments = await readAttachments(reply.files, readFile)
    return typeof attachments === 'string' ? { kind: 'refused', reason: attachments } : attachments
  } catch {
    // Before anything was sent.
    return { kind: 'retry', afterMs: storeRetryMs, reason: 'The file store is away' }
  }
}
