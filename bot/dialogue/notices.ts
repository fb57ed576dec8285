import { hasNoticeConsent, noticeTemplatesOf } from '../../domain/notice-consents.ts'
import { type Say, say } from '../text/sentences.ts'
import type { Act } from './own-matter.ts'
import type { Turn } from './turn.ts'

/** What is said when something was filed: and is asked there, where later notices need consent and there is none. */
export async function sayFiled({ work, incoming: { channel, account } }: Turn): Promise<Say> {
  const templates = noticeTemplatesOf(work.office, channel)
  if (!templates || (await hasNoticeConsent(work, channel, account, templates))) return say('filed', {})
  return say('askNotices', { filed: true })
}

/** Somebody wants to be told of news. */
export const askForNotices: Act = async ({ work, incoming: { channel } }) => ({
  says: [noticeTemplatesOf(work.office, channel) ? say('askNotices', { filed: false }) : say('noticesAlways', {})],
})
