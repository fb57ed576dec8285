import type { Context } from '../domain/context.ts'

/** Asks "what is due now?" and does that: late, twice, by hand or on two instances at once, the end is the same. */
export interface Job {
  name: string
  /** One sentence for the operator. */
  describe: string
  /** With `dry` everything is done and taken back again, so that the report tells what would happen. */
  run(context: Context, at: Date, options: { dry: boolean }): Promise<JobReport>
}

export interface JobReport {
  /** How much there was to do. */
  count: number
  /** For whoever runs it by hand: numbers and ids, never words or names. */
  lines: string[]
}
