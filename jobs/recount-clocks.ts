import { type Recounted, type RecountPlace, recountClocks } from '../domain/recount.ts'
import type { Job } from './job.ts'
import { withRehearsal } from './rehearse.ts'

export const recountClocksJob: Job = {
  name: 'recount-clocks',
  describe:
    'Counts running dates again after a holiday notice has come in, by an import or a new version of the package; ' +
    'residents are told of dates that moved.',
  async run(context, at, { dry }) {
    // Some hundred at a time, all with one calendar.
    const calendar = await context.calendar()
    const pinned = { ...context, calendar: async () => calendar }
    const recounted: Recounted[] = []
    let place: RecountPlace | undefined
    do {
      const after = place
      const page = await withRehearsal(pinned, at, dry, (work) => recountClocks(work, after))
      recounted.push(...page.recounted)
      place = page.next
    } while (place)
    return { count: recounted.length, lines: recounted.map(lineOf) }
  },
}

function lineOf({ number, rule, from, to, told }: Recounted): string {
  if (from === to) return `${number} ${rule}: ${to} stays`
  return `${number} ${rule}: ${from} → ${to}${told ? ', the resident is told' : ''}`
}
