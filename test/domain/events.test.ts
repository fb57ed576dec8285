import { describe, expect, test } from 'vitest'
import { findBrokenLink, readEvents } from '../../domain/events.ts'
import { openTown } from '../bot/conversation.ts'

describe('a ticket’s history', { timeout: 60_000 }, () => {
  test('is whole after a story, and each tampered row is found', async () => {
    const town = await openTown('')
    const officer = await town.officer('云舒')
    const resident = town.resident('甲')
    const number = await resident.files()
    await officer.says(`#${number} 受理`)
    await officer.says(`#${number} 备注 看过现场`)
    await officer.says(`#${number} 回复 周三来修。`)
    await town.passes({ minutes: 1 })
    await resident.reads()
    await town.ends()

    const { db } = town.context
    const { id: ticketId } = await db.ticket.findFirstOrThrow()
    const broken = () => town.work((work) => findBrokenLink(work, ticketId))
    const rows = await db.ticketEvent.findMany({ orderBy: { seq: 'asc' } })
    expect(rows.length).toBeGreaterThan(5)
    for (const row of rows) {
      const where = { ticketId_seq: { ticketId, seq: row.seq } }
      const forgeries = [
        { kind: 'withdrawn' },
        { actor: 'system' },
        { at: new Date(row.at.getTime() + 1) },
        { commitment: 'another' },
        { hash: 'another' },
      ].filter((forgery) => Object.entries(forgery).some(([key, value]) => row[key as keyof typeof row] !== value))
      for (const forgery of forgeries) {
        await db.ticketEvent.update({ where, data: forgery })
        expect(await broken(), JSON.stringify(forgery)).toBe(row.seq)
        await db.ticketEvent.update({ where, data: row })
      }
    }
    expect(await broken()).toBeUndefined()
  })

  test('a row taken out, from the middle or the end, is found', async () => {
    const town = await openTown('')
    await town.resident('甲').files()
    const { db } = town.context
    const { id: ticketId } = await db.ticket.findFirstOrThrow()
    const rows = await db.ticketEvent.findMany({ orderBy: { seq: 'asc' } })
    for (const row of rows) {
      await db.ticketEvent.delete({ where: { ticketId_seq: { ticketId, seq: row.seq } } })
      expect(await town.work((work) => findBrokenLink(work, ticketId))).toBe(Math.min(row.seq + 1, rows.length))
      await db.ticketEvent.create({ data: row })
    }
    await town.ends()
  })

  test('erasing the words of an event leaves the chain whole and the rest readable', async () => {
    const town = await openTown('')
    await town.resident('甲').files()
    const { db } = town.context
    const { id: ticketId } = await db.ticket.findFirstOrThrow()
    await db.ticketEvent.update({ where: { ticketId_seq: { ticketId, seq: 2 } }, data: { payloadEnc: null } })
    expect(await town.work((work) => findBrokenLink(work, ticketId))).toBeUndefined()
    expect((await town.work((work) => readEvents(work, ticketId))).map((event) => event.kind)).toEqual(['opened'])
    await town.ends()
  })
})
