/**
 * What wechaty calls the kinds of messages. Told here once more, for taking its own table would load all of it:
 * https://github.com/wechaty/puppet/blob/main/src/schemas/message.ts
 */
export const messageKinds = {
  unknown: 0,
  attachment: 1,
  audio: 2,
  contact: 3,
  chatHistory: 4,
  emoticon: 5,
  image: 6,
  text: 7,
  location: 8,
  miniProgram: 9,
  groupNote: 10,
  transfer: 11,
  redEnvelope: 12,
  recalled: 13,
  url: 14,
  video: 15,
  post: 16,
} as const

/** An account that a business speaks from (公众号). */
export const officialAccount = 2

/** A request to become friends, in `payloads.Friendship`. */
export const friendshipKinds = { confirm: 1, receive: 2 } as const

/** What a puppet is told to read anew: https://github.com/wechaty/puppet/blob/main/src/schemas/dirty.ts */
export const dirtyMessage = 1
export const dirtyRoom = 3
