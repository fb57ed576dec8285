import type { payloads } from 'wechaty-puppet'
import type { Incoming } from '../../message.ts'
import { instantOf } from './instant.ts'
import type { Found } from './look-up.ts'
import { namesUs } from './mention.ts'
import { messageKinds, officialAccount } from './message-kinds.ts'
import { readContent } from './read-content.ts'

/** WeChat's own accounts, which talk to everybody. */
const platformAccounts = new Set([
  'weixin',
  'filehelper',
  'fmessage',
  'medianote',
  'newsapp',
  'notifymessage',
  'notification_messages',
  'floatbottle',
  'qmessage',
  'tmessage',
])

/**
 * What a message of WeChat's says in our language: nothing when it is none of a person's. `self` is the account's own id,
 * `at` stands in for a date that is missing.
 */
export function readMessage(message: payloads.Message, found: Found, self: string | undefined, at: Date): Incoming[] {
  const { id, talkerId, roomId, timestamp, type } = message
  if (id === '' || !isPerson(talkerId, found)) return []
  const input = readContent(message, found, self)
  if (!input) return []
  const isPassedOn = type === messageKinds.url || type === messageKinds.miniProgram
  return [
    {
      channel: 'wechaty',
      // A puppet may tell of a recall under the id of what is recalled, and twice.
      messageId: input.kind === 'recall' ? `recall.${input.of}` : id,
      account: talkerId,
      ...(found.talker?.name && { name: found.talker.name }),
      ...(roomId && { room: roomId }),
      ...(roomId && namesUs(message, found, self) && { addressed: true as const }),
      ...(isPassedOn && { forwarded: true as const }),
      at: instantOf(timestamp, at),
      input,
    },
  ]
}

/** Machines that answer by themselves would talk with ours for ever. */
function isPerson(account: string, { talker }: Found): boolean {
  return account !== '' && !platformAccounts.has(account) && talker?.type !== officialAccount
}
