import type { MatterView } from './matter-view.ts'
import type { ReviewStage } from './rules/review-rights.ts'

/** A day to be written into a calendar: the last of a right of the resident's, or the one by which the office owes something. */
export type MatterDate = { on: string } & (
  | { kind: 'right'; stage: ReviewStage; rule: string; version?: string }
  | { kind: 'duty'; rule: string; version: string; provisional: boolean }
  | { kind: 'remedy' }
  | { kind: 'promise'; id: string; provisional: boolean }
)

/**
 * The days that run in a matter, the nearest first. A right ends on the day that the bare count gives; what the office is
 * late with stands here still. One that is withdrawn has none.
 */
export function datesOf(view: Pick<MatterView, 'state' | 'clocks' | 'rights' | 'remedyOn' | 'promises'>): MatterDate[] {
  if (view.state === 'withdrawn') return []
  const rights = view.rights.flatMap(({ stage, until, rule, version }): MatterDate[] =>
    until === undefined ? [] : [{ kind: 'right', on: until, stage, rule, ...(version !== undefined && { version }) }],
  )
  const duties = view.clocks.map(
    ({ rule, version, dueOn, provisional }): MatterDate => ({ kind: 'duty', on: dueOn, rule, version, provisional }),
  )
  const remedies: MatterDate[] = view.remedyOn === null ? [] : [{ kind: 'remedy', on: view.remedyOn }]
  const promises = view.promises.flatMap(({ id, dueOn, provisional, doneAt }): MatterDate[] =>
    doneAt === null ? [{ kind: 'promise', on: dueOn, id, provisional }] : [],
  )
  return [...rights, ...duties, ...remedies, ...promises].toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
}

/** Whether any of the days of a matter is still to come on the civil date `on`, that day among them. */
export function hasDatesToCome(view: Parameters<typeof datesOf>[0], on: string): boolean {
  return datesOf(view).some((date) => date.on >= on)
}
