import { askPromises } from '../domain/reception/promise-answers.ts'
import type { Job } from './job.ts'
import { withRehearsal } from './rehearse.ts'

/** So many in one transaction. */
const atOnce = 100

export const askPromisesJob: Job = {
  name: 'ask-promises',
  describe:
    'Asks visitors of a reception day, some days after the office said that what was promised is done, whether it was; ' +
    'each once, in office hours.',
  async run(context, at, { dry }) {
    const asked: string[] = []
    for (let more = true; more; ) {
      const pass = await withRehearsal(context, at, dry, (work) => askPromises(work, atOnce))
      asked.push(...pass.asked)
      // A rehearsal would look at the same ones for ever.
      more = !dry && pass.looked === atOnce
    }
    return { count: asked.length, lines: asked.map((number) => `${number}: its visitor is asked whether it was done`) }
  },
}
