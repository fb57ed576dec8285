import { tellGaps } from '../domain/policies/gap-digest.ts'
import type { Job } from './job.ts'
import { withRehearsal } from './rehearse.ts'

export const gapDigest: Job = {
  name: 'gap-digest',
  describe:
    'Tells the staff room once a week, when it opens, which questions of the week before the policies did not answer.',
  async run(context, at, { dry }) {
    const { week, rooms, digest } = await withRehearsal(context, at, dry, tellGaps)
    const about = digest
      ? `${digest.counts.asked} questions of ${digest.from} to ${digest.to}, ` +
        `${digest.unanswered.length} asked by several and not answered, ${digest.single.count} by one`
      : ''
    return { count: rooms.length, lines: rooms.map((room) => `${week}, room ${room}: ${about}`) }
  },
}
