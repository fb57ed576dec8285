import { settleWithdrawals } from '../domain/withdrawals.ts'
import type { Job } from './job.ts'
import { withRehearsal } from './rehearse.ts'

export const settleWithdrawalsJob: Job = {
  name: 'settle-withdrawals',
  describe: 'Stops the clocks of matters that were withdrawn more than seven days ago.',
  async run(context, at, { dry }) {
    const count = await withRehearsal(context, at, dry, settleWithdrawals)
    return { count, lines: [`${count} withdrawals have become final.`] }
  },
}
