import { findDiscrepancies, raiseDiscrepancies } from '../domain/reconcile.ts'
import type { Job } from './job.ts'
import { withRehearsal } from './rehearse.ts'

export const reconcile: Job = {
  name: 'reconcile',
  describe: 'Looks for what was promised and did not happen, and tells the office once a day.',
  async run(context, at, { dry }) {
    const found = await findDiscrepancies(context, at)
    await withRehearsal(context, at, dry, (work) => raiseDiscrepancies(work, found))
    const lines = Object.entries(found).flatMap(([what, of]) => of.map((line) => `${what}: ${line}`))
    return { count: lines.length, lines: lines.length > 0 ? lines : ['Everything agrees.'] }
  },
}
