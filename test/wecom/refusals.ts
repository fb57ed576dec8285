/** What WeCom answers, by its codes: https://developer.work.weixin.qq.com/document/path/90313 */
export const refusals = {
  ok: [0, 'ok'],
  busy: [-1, 'system busy'],
  wrongSecret: [853000, 'signature is incorrect, please check if the bot secret is correct'],
  unknownBot: [93019, 'invalid bot_id'],
  notSubscribed: [846609, 'aibot websocket not subscribed'],
  noSuchChat: [93006, 'invalid chatid'],
  wrongKind: [40008, 'invalid message type'],
  wrongParameter: [40058, 'invalid Request Parameter'],
  empty: [44004, 'text content is empty'],
  tooLong: [45002, 'message content size out of limit'],
  tooOften: [846607, 'aibot send msg frequency limit exceeded'],
  noSuchMedia: [40007, 'invalid media_id'],
} as const satisfies Record<string, readonly [number, string]>

export type Refusal = keyof typeof refusals
