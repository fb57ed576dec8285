import type { ReplyWindows } from '../../message.ts'

/** What opens a window: words of any kind the long one; following, scanning and the menu the brief one. */
export type Opening = 'long' | 'brief'

/**
 * What may be said to somebody after that:
 * https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Service_Center_messages.html
 */
export const terms: Record<Opening, Parameters<ReplyWindows['open']>[1]> = {
  long: { kind: 'long', most: 5, ms: 48 * 3_600_000 },
  brief: { kind: 'brief', most: 3, ms: 60_000 },
}

/** More parts than this fit into no window. */
export const mostParts = terms.long.most
