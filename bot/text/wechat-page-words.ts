import type { PageWords } from '../channels/wechat/pages/words.ts'

/** What stands on the pages in one language, before it is known whose office it is. */
export interface WechatPageSentences extends Omit<PageWords, 'office' | 'problem'> {
  problem: Omit<PageWords['problem'], 'away'> & { away(phone: string | undefined): string }
}
