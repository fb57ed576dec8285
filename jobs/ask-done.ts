import { askDone } from '../domain/after-care.ts'
import type { Job } from './job.ts'
import { withRehearsal } from './rehearse.ts'

/** So many in one transaction. */
const atOnce = 100

export const askDoneJob: Job = {
  name: 'ask-done',
  describe:
    'Asks residents, four weeks after their matter was closed, whether it was done; each once, in office hours.',
  async run(context, at, { dry }) {
    const asked: string[] = []
    for (let more = true; more; ) {
      const pass = await withRehearsal(context, at, dry, (work) => askDone(work, atOnce))
      asked.push(...pass.asked)
      // A rehearsal would look at the same ones for ever.
      more = !dry && pass.looked === atOnce
    }
    return { count: asked.length, lines: asked.map((number) => `${number}: its resident is asked whether it was done`) }
  },
}
