/** What a chat takes of our messages: https://developer.work.weixin.qq.com/document/path/101463 */
export const minute = { ms: 60_000, most: 30 }
const hour = { ms: 3_600_000, most: 1_000 }

export interface ChatBudget {
  /** How many messages the chat takes now. */
  left(chat: string): number
  spend(chat: string): void
}

/**
 * Counts what was sent to each chat, by the instance that has the connection. Another one that takes it over knows nothing
 * of it: then WeCom says by itself when it is too much.
 */
export function createChatBudget(now: () => Date): ChatBudget {
  const sent = new Map<string, number[]>()

  function recent(chat: string): number[] {
    const since = now().getTime() - hour.ms
    const times = (sent.get(chat) ?? []).filter((time) => time > since)
    if (times.length === 0) sent.delete(chat)
    else sent.set(chat, times)
    return times
  }

  return {
    left(chat) {
      const times = recent(chat)
      const since = now().getTime() - minute.ms
      const lately = times.filter((time) => time > since).length
      return Math.max(0, Math.min(minute.most - lately, hour.most - times.length))
    },
    spend(chat) {
      sent.set(chat, [...recent(chat), now().getTime()])
    },
  }
}
