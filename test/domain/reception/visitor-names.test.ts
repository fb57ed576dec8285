import { expect, it } from 'vitest'
import { withWork } from '../../../domain/context.ts'
import { readEvents } from '../../../domain/events.ts'
import { noteNamesRead } from '../../../domain/reception/visitor-names.ts'
import { testContext } from '../../embedded.ts'
import { at, fileMatter, hire, openOffice } from '../../small-office.ts'

it('a look at the names of visitors is in the history of each matter, once a day for each officer', async () => {
  const context = await testContext()
  const day = at('2026-08-17', '09:00')
  await openOffice(context, day)
  const { officer } = await hire(context, day, '值班甲')
  const [one, two] = [await fileMatter(context, day), await fileMatter(context, day)]
  const visits = [{ ticketId: one.id }, { ticketId: null }, { ticketId: two.id }, { ticketId: one.id }]
  const look = (time: Date) => withWork(context, time, (work) => noteNamesRead(work, officer, visits))
  expect(await look(day)).toBe(2)
  expect(await look(at('2026-08-17', '17:00'))).toBe(0)
  expect(await look(at('2026-08-18', '00:00'))).toBe(2)
  const events = await withWork(context, day, (work) => readEvents(work, one.id))
  expect(events.filter(({ kind }) => kind === 'identity-read')).toHaveLength(2)
})
