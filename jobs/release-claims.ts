import { releaseStaleClaims } from '../domain/claims.ts'
import type { Job } from './job.ts'
import { withRehearsal } from './rehearse.ts'

export const releaseClaims: Job = {
  name: 'release-claims',
  describe: 'Gives tickets back whose claim has run out, so that a colleague can take them.',
  async run(context, at, { dry }) {
    const count = await withRehearsal(context, at, dry, releaseStaleClaims)
    return { count, lines: [`${count} claims had run out.`] }
  },
}
