import { raiseSilentChannels } from '../domain/channel-watch.ts'
import type { Job } from './job.ts'
import { withRehearsal } from './rehearse.ts'

export const watchChannels: Job = {
  name: 'watch-channels',
  describe: 'Tells the office when a platform such as Telegram has not answered for ten minutes.',
  async run(context, at, { dry }) {
    const silent = await withRehearsal(context, at, dry, raiseSilentChannels)
    return {
      count: silent.length,
      lines: silent.map(({ channel, minutes }) => `${channel}: no answer for ${minutes} minutes`),
    }
  },
}
