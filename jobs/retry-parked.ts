import { retryParked } from '../domain/inbox.ts'
import type { Job } from './job.ts'
import { withRehearsal } from './rehearse.ts'

/** By hand only: nothing wakes it, for somebody must have mended what stopped the messages. */
export const retryParkedJob: Job = {
  name: 'retry-parked',
  describe: 'Lets the messages that were set aside be tried again, after what stopped them is mended.',
  async run(context, at, { dry }) {
    const count = await withRehearsal(context, at, dry, retryParked)
    return { count, lines: [`${count} messages are tried again.`] }
  },
}
