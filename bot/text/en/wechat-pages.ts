import { civilDateOf, timeOfDay } from '../../../domain/rules/civil-date.ts'
import { readAgainDays } from '../../../domain/rules/read-again.ts'
import type { WechatPageSentences } from '../wechat-page-words.ts'
import { terms } from './terms.ts'

export const wechatPages: WechatPageSentences = {
  otherLanguage: '中文',
  letters: {
    title: 'Messages for you',
    why: 'WeChat lets nothing through when you have not written for a while, and nothing that is too long. Such messages wait for you here.',
    none: 'No new message waits for you now. To see how things stand, type “my matters” in the account.',
    read: `Read before (kept for ${readAgainDays} days)`,
    date: (at) => `${terms.date(civilDateOf(at))}, ${timeOfDay(at)}`,
    seen: 'I have seen it',
    thanks: 'Thank you, we know that you have seen it.',
    reply: 'To answer, go back to the account and just write.',
    taken: (label) => `Thank you, you chose “${label}”.`,
    answered:
      'The answer comes in the account. If WeChat does not let it through, it is with your messages in a moment.',
    back: 'Back to the messages',
  },
  notices: {
    title: 'Notices',
    why: 'When you have not written to the account for a while, WeChat does not let us write to you. If you agree here, we can tell you as soon as there is an answer.',
    once: 'Agreeing once is good for one notice. Agree several times for several notices.',
    forLong: 'Agreeing once holds until you end it in the settings of the account.',
    agree: 'Agree to notices',
    agreed: 'Thank you, you will be told when there is an answer. You can close this page.',
    refused: 'All right, no notices. Your matter is handled all the same, and you can ask in the account at any time.',
    failed: 'That did not work. Please update WeChat, then tap the link in the account again.',
    drawing: 'The button comes in a moment. If it does not, please update WeChat.',
  },
  problem: {
    outside: 'This page opens in WeChat. Please go back to the account and tap the link again.',
    signIn: 'WeChat could not tell us that it is you. Please go back to the account and tap the link again.',
    preview:
      'This is a preview, without your own messages. Please tap “使用完整服务” at the bottom, or go back to the account and tap the link again.',
    expired:
      'The page was open for long, so WeChat has to confirm that it is you. Your messages are kept: please tap “Try again”.',
    away: (phone) =>
      `We cannot be reached just now. Please try again in a few minutes; your messages are kept.${phone === undefined ? '' : ` If it is urgent, call ${phone}.`}`,
    busy: 'That was too fast. Please try again in a minute.',
    unreadable: 'We could not read what was sent. Please try again.',
    gone: 'This message is not on the page any more. It may have come in the account: please look there.',
    noNotices: 'There is nothing to agree to now. To see how things stand, type “my matters” in the account.',
  },
  again: 'Try again',
}
