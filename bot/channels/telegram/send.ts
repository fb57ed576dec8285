import type { Api } from 'grammy'
import type { Outcome, Outgoing, Target } from '../../message.ts'
import type { ChannelLog } from '../channel-log.ts'
import { readFilesOf } from '../read-files.ts'
import { createSendsUnderWay } from '../sends-under-way.ts'
import { addressOf } from './address.ts'
import { readAttachments } from './attachments.ts'
import { createCarrier } from './carrier.ts'
import { compose } from './compose.ts'
import { deliver } from './deliver.ts'
import type { Health } from './health.ts'
import type { Pace } from './pace.ts'
import type { TelegramSettings } from './settings.ts'

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
  const sends = createSendsUnderWay(pace)

  async function sendOnce(target: Target, outgoing: Outgoing, signal: AbortSignal): Promise<Outcome> {
    const address = addressOf(target, outgoing)
    if (!address) return { kind: 'refused', reason: 'No account or group of Telegram' }
    const { files = [], card } = outgoing.reply
    const attachments = await readFilesOf(() => readAttachments(card ? [] : files, parts.readFile))
    if ('kind' in attachments) return attachments
    const { parts: words, leftOut } = compose(outgoing.reply)
    if (words.length === 0 && attachments.length === 0) return { kind: 'refused', reason: 'A message without words' }
    if (leftOut > 0)
      parts.log.error({ channel: 'telegram', count: leftOut }, 'Buttons were left out: they carry too much')
    const { edit, replyTo } = outgoing
    const letter = { address, parts: words, attachments, ...(edit && { edit }), ...(replyTo && { replyTo }) }
    return deliver(createCarrier(api, pace, health, signal), letter)
  }

  return {
    async send(target, outgoing) {
      // It would be cut short by the end of the process. Whoever runs next sends it.
      if (sends.isStopped()) return { kind: 'retry', afterMs: stoppedMs, reason: 'The channel has stopped' }
      return sends.run((signal) => sendOnce(target, outgoing, signal))
    },
    async stop() {
      await sends.stop()
      await sends.ended()
    },
  }
}
