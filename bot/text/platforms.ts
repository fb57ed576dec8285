/** What people must be told of whoever gets their words abroad (个人信息保护法 39). */
export interface Platform {
  name: string
  /** Where one can turn to it. */
  contact: string
}

/** By the name of the channel: every one of `foreignChannels` stands here. */
const platforms: ReadonlyMap<string, Platform> = new Map([
  ['telegram', { name: 'Telegram', contact: 'https://telegram.org/privacy' }],
])

export function findPlatform(channel: string): Platform | undefined {
  return platforms.get(channel)
}
