import { type Planned, planReceptionDays } from '../domain/reception/plan.ts'
import type { Job } from './job.ts'
import { withRehearsal } from './rehearse.ts'

export const planReception: Job = {
  name: 'plan-reception',
  describe:
    'Makes the reception days of the months ahead, announces those whose time has come, and moves what a new holiday ' +
    'notice moves; those who booked are told.',
  async run(context, at, { dry }) {
    const lines = linesOf(await withRehearsal(context, at, dry, planReceptionDays))
    return { count: lines.length, lines }
  },
}

function linesOf({ made, corrected, removed, moved, published }: Planned): string[] {
  return [
    ...made.map(({ on, seats }) => `${on}: made with ${seats} seats`),
    ...corrected.map(({ on }) => `${on}: as the office file and the calendar have it now`),
    ...removed.map(({ on }) => `${on}: taken out, the office file knows it no more`),
    ...moved.map(({ from, on, told, toCall }) => `${from} → ${on}: ${told} told, ${toCall} to be called`),
    ...published.map(({ on }) => `${on}: announced`),
  ]
}
