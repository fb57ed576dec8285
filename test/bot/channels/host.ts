import type { ChannelHost } from '../../../bot/message.ts'

/** What a channel is handed, with nothing behind it but what a test gives. */
export function createHost(given: Partial<ChannelHost> = {}): ChannelHost {
  return {
    receive: async () => {},
    delivered: async () => {},
    moved: async () => {},
    backOnline: async () => {},
    lease: { hold: async () => true, release: async () => {}, noteAlive: async () => {} },
    windows: {
      open: async () => {},
      spend: async () => ({ kind: 'long', openedAt: new Date(0) }),
      giveBack: async () => {},
      close: async () => {},
      agree: async () => {},
      disagree: async () => {},
      spendNotice: async () => false,
      giveNoticeBack: async () => {},
    },
    waiting: async () => [],
    readElsewhere: async () => [],
    ...given,
  }
}
