import type { ChannelHost, Outcome, Outgoing, Target } from '../../message.ts'
import { readFilesOf } from '../read-files.ts'
import { createSendsUnderWay } from '../sends-under-way.ts'
import type { WechatApi } from './api.ts'
import { readAttachments } from './attachments.ts'
import { compose } from './compose.ts'
import { deliver } from './deliver.ts'
import type { Health } from './health.ts'
import { messageIdOf } from './menu-entry.ts'
import type { Pace } from './pace.ts'
import type { WechatSettings } from './settings.ts'

/** What the channel did not begin any more, another instance may begin after this. */
const stoppedMs = 1_000

export interface SendParts {
  api: WechatApi
  settings: Pick<WechatSettings, 'readFile' | 'notices' | 'publicUrl'>
  pace: Pace
  health: Health
}

export interface Sending {
  /** Before it nothing is sent. */
  start(host: ChannelHost): void
  send(target: Target, outgoing: Outgoing): Promise<Outcome>
  /** Begins no more, and lets what is under way finish, for a while. */
  stop(): Promise<void>
}

export function createSending({ api, settings, pace, health }: SendParts): Sending {
  const sends = createSendsUnderWay(pace)
  let running: ChannelHost | undefined

  async function sendOnce(
    host: ChannelHost,
    target: Target,
    outgoing: Outgoing,
    signal: AbortSignal,
  ): Promise<Outcome> {
    if ('room' in target) return { kind: 'refused', reason: 'An Official Account has no groups' }
    const { reply, language } = outgoing
    const files = await readFilesOf(() => readAttachments(reply.files, settings.readFile))
    if ('kind' in files) return files
    const messageId = messageIdOf(outgoing.id)
    const { publicUrl } = settings
    const texts = compose(reply, { messageId, publicUrl, named: files.named, ...(language && { language }) })
    const { attached } = files
    if (texts.length + attached.length === 0) return { kind: 'refused', reason: 'A message without words' }
    const until = performance.now() + pace.sendMs
    const parts = { api, host, settings, health, signal, msLeft: () => until - performance.now(), soonMs: pace.soonMs }
    return deliver(parts, { account: target.account, messageId, texts, attached, outgoing })
  }

  return {
    start(host) {
      running = host
    },
    async send(target, outgoing) {
      const host = running
      // It would be cut short by the end of the process. Whoever runs next sends it.
      if (!host) return { kind: 'retry', afterMs: stoppedMs, reason: 'The channel does not run' }
      return sends.run((signal) => sendOnce(host, target, outgoing, signal))
    },
    async stop() {
      running = undefined
      await sends.stop()
      await sends.ended()
    },
  }
}
