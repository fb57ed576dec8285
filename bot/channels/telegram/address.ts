import type { Outgoing, Target } from '../../message.ts'

/** What every message to one place is sent with. */
export interface Address {
  chat_id: number
  message_thread_id?: number
  protect_content?: true
}

/** Undefined when the target is none of Telegram's: a name, for one, would be a public channel. */
export function addressOf(target: Target, { confidential }: Pick<Outgoing, 'confidential'>): Address | undefined {
  const chat = numberOf('room' in target ? target.room : target.account)
  if (chat === undefined) return undefined
  const thread = 'room' in target ? numberOf(target.thread) : undefined
  return {
    chat_id: chat,
    ...(thread !== undefined && { message_thread_id: thread }),
    ...(('room' in target || confidential) && { protect_content: true }),
  }
}

/** Ids are whole numbers of up to 52 bits, those of groups below zero. */
export function numberOf(id: string | undefined): number | undefined {
  if (id === undefined || !/^-?\d{1,16}$/.test(id)) return undefined
  return Number(id)
}
