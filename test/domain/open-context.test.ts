import { expect, it } from 'vitest'
import { importNotices } from '../../domain/calendar-import.ts'
import { withWork } from '../../domain/context.ts'
import { createLog } from '../../domain/log.ts'
import { openContext } from '../../domain/open-context.ts'
import { preparedFolder } from '../prepared-folder.ts'

const at = new Date('2026-11-12T02:00:00Z')

it('an imported notice is in the calendar of the next unit of work, and not in one that has begun', async () => {
  const config = { dataDir: await preparedFolder(), publicUrl: 'http://127.0.0.1:3000' }
  const { context, close } = await openContext(config, createLog('silent'), at)
  try {
    const notice = { year: 2098, source: 'x', days: [{ on: '2098-10-01', name: '国庆节', isOffDay: true }] }
    await withWork(context, at, async (work) => {
      await importNotices(work, [notice])
      expect(work.calendar.isKnown('2098-10-01')).toBe(false)
    })
    const isKnown = () => withWork(context, at, async (work) => work.calendar.isKnown('2098-10-01'))
    await expect.poll(isKnown, { timeout: 10_000 }).toBe(true)
  } finally {
    await close()
  }
}, 60_000)
