import type { Context } from '../domain/context.ts'
import { storeArrivals } from '../domain/inbox.ts'
import type { Incoming } from './message.ts'

/**
 * The one way in. Stores what a channel took from its platform; when it returns, that may be confirmed there, and not
 * before. What was stored already changes nothing.
 */
export async function receive(context: Context, incoming: Incoming[], at: Date): Promise<void> {
  await storeArrivals(
    context,
    incoming.map((message) => ({
      channel: message.channel,
      messageId: message.messageId,
      conversation: conversationOf(message),
      ...(message.bundle !== undefined && { bundle: message.bundle }),
      awaitsFiles: message.input.kind === 'media' && (message.input.remote ?? []).length > 0,
      payload: message,
    })),
    at,
  )
}

/** What is one talk: an account in private, or an account in one room. */
export function conversationOf(message: Pick<Incoming, 'channel' | 'account' | 'room'>): string {
  return JSON.stringify([message.channel, message.room ?? null, message.account])
}

/** A stored message as the channel gave it. */
export function reviveIncoming(payload: unknown): Incoming {
  const message = payload as Incoming & { at: string }
  return { ...message, at: new Date(message.at) }
}
