import { startTelegram } from '../telegram/server.ts'
import { createTown } from './town.ts'
import type { TownCall } from './towns.ts'

// A double and the people before it, in a process of its own: what they cost is nobody's. Obeys whoever forked it.
const telegram = await startTelegram({ groupPerMinute: Number.POSITIVE_INFINITY })
const town = createTown(telegram)
process.on('message', async ({ id, verb, given }: TownCall) => {
  const act = town[verb] as (...given: unknown[]) => Promise<unknown>
  try {
    process.send?.({ id, value: await act(...given) })
  } catch (error) {
    process.send?.({ id, error: (error as Error).message })
  }
})
process.on('disconnect', () => process.exit(0))
