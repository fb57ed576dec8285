import type { ChannelHost } from '../../../bot/message.ts'

/** What a channel is handed, with nothing behind it but what a test gives. */
export function createHost(given: Partial<ChannelHost> = {}): ChannelHost {
  return {
    receive: async () => {},
    delivered: async () => {},
    moved: async () => {},
    lease: { hold: async () => true, release: async () => {}, noteAlive: async () => {} },
    ...given,
  }
}
