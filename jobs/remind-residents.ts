import { remindResidents } from '../domain/countdowns.ts'
import type { Job } from './job.ts'
import { withRehearsal } from './rehearse.ts'

export const remindResidentsJob: Job = {
  name: 'remind-residents',
  describe: 'Reminds residents 10 and 3 days before their right to a review or a second review ends, in office hours.',
  async run(context, at, { dry }) {
    const told = await withRehearsal(context, at, dry, remindResidents)
    return {
      count: told.length,
      lines: told.map(
        ({ number, stage, step, until }) => `${number}: ${stage} can be asked for until ${until}, told as ${step}`,
      ),
    }
  },
}
