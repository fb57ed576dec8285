import { type Context, type Work, withWork } from '../domain/context.ts'

/** Like `withWork`; with `dry` the transaction is rolled back, and what `task` returned tells what would have happened. */
export async function withRehearsal<T>(
  context: Context,
  at: Date,
  dry: boolean,
  task: (work: Work) => Promise<T>,
): Promise<T> {
  if (!dry) return withWork(context, at, task)
  let outcome: { value: T } | undefined
  try {
    await withWork(context, at, async (work) => {
      outcome = { value: await task(work) }
      throw new TakeBack()
    })
  } catch (error) {
    if (!(error instanceof TakeBack)) throw error
  }
  if (!outcome) throw new Error('The rehearsal ended without an outcome')
  return outcome.value
}

class TakeBack extends Error {
  override name = 'TakeBack'
}
