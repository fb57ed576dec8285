import type { ChannelHost } from '../../message.ts'
import type { ConsentNews } from './read-event.ts'
import type { Read } from './read-push.ts'
import type { NoticeTemplates, WechatSettings } from './settings.ts'
import { terms } from './windows.ts'

/**
 * Keeps what a push says: the window it opens, what was agreed to, and last the message, for what it is answered by may
 * go at once. Throws when that was not possible; then all of it can be done again, and whatever was done changes nothing.
 */
export type Intake = (read: Read) => Promise<void>

export function createIntake(host: ChannelHost, notices: WechatSettings['notices']): Intake {
  async function keepConsent({ account, at }: Read, { template, change }: ConsentNews, isLong: boolean): Promise<void> {
    if (change === 'ended') await host.windows.disagree(account, template, at)
    else await host.windows.agree(account, { template, at, ...(!isLong && { times: 1 }) })
  }

  return async (read) => {
    if (read.opens) await host.windows.open(read.account, terms[read.opens], read.at)
    if (read.consents.length > 0) {
      const longTerm = longTermOf(await notices())
      for (const news of read.consents) await keepConsent(read, news, longTerm.has(news.template))
    }
    if (read.incoming.length > 0) await host.receive(read.incoming)
  }
}

function longTermOf(templates: NoticeTemplates): Set<string> {
  return new Set(Object.values(templates).flatMap(({ id, longTerm }) => (longTerm ? [id] : [])))
}
