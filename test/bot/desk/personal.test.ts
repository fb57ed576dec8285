import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { findOrOpenAccount } from '../../../domain/accounts.ts'
import { openTicket } from '../../../domain/filing.ts'
import { bindOfficer, findOfficer } from '../../../domain/officers.ts'
import { inviteRoom } from '../../../domain/room-invites.ts'
import { openTown, type Town } from '../conversation.ts'

const abroad = { name: 'telegram', channel: { domestic: false, repeatsSafely: false, confirmsDelivery: false } }

describe('the files of a ticket', { timeout: 60_000 }, () => {
  test('go to the officer in private, and are on record', async () => {
    const town = await openTown('看附件：只私下发，看一次记一次')
    const officer = await town.officer('云舒')
    const resident = town.resident('柳叶青')
    await resident.files()
    await officer.says('#1 附件')
    await resident.photographs()
    await resident.taps('补充到我的事项')
    await officer.taps('附件')
    expect(officer.inPrivate.screen().at(-1)?.reply.files).toEqual([
      { file: expect.any(String), media: 'photo', name: '2026-000001-1.png' },
    ])
    await officer.inPrivate.says('#1 附件')
    expect(await looks(town, 'files-read')).toBe(2)
    await town.ends('files')
  })

  test('words behind it are for somebody: nothing is sent, and it is asked for whom', async () => {
    const town = await openTown('')
    const officer = await town.officer('云舒')
    const resident = town.resident('甲')
    const number = await resident.files()
    await officer.repliesTo(number, '附件：请再补一张产权证的照片')
    expect(officer.last()).toContain('要做什么')
    await town.passes({ minutes: 1 })
    expect(JSON.stringify(resident.screen())).not.toContain('产权证')
    expect(officer.inPrivate.screen()).toEqual([])
    await town.ends()
  })

  test('have no button where there are none', async () => {
    const town = await openTown('')
    await town.resident('甲').files()
    const labels = (town.room().at(-1)?.reply.choices ?? []).flat().map((choice) => choice.label)
    expect(labels).toContain('看身份')
    expect(labels).not.toContain('附件')
  })
})

describe('on a channel abroad', { timeout: 60_000 }, () => {
  test('what was filed at home is not opened, nor written down as opened', async () => {
    const town = await openTown('境外的聊天软件：国内提交的，姓名电话和附件不发过去', abroad)
    const officer = await roomOf(town, '云舒')
    await file(town, 'web')
    await officer.says('#1 受理')
    await officer.taps('看身份')
    await officer.taps('附件')
    await officer.inPrivate.says('#1 看身份')
    await officer.inPrivate.says('#1 附件')
    expect(officer.inPrivate.screen()).toHaveLength(2)
    expect(JSON.stringify([town.room(), officer.inPrivate.screen()])).not.toMatch(/柳叶青|13800000000/)
    expect(officer.inPrivate.screen().some(({ reply }) => reply.files)).toBe(false)
    expect([await looks(town, 'identity-read'), await looks(town, 'files-read')]).toEqual([0, 0])
    await town.ends('personal-abroad')
  })

  test('what was filed abroad is opened to its holder in private', async () => {
    const town = await openTown('', abroad)
    const officer = await roomOf(town, '云舒')
    await file(town, 'telegram')
    await officer.says('#1 受理')
    await officer.taps('看身份')
    expect(officer.inPrivate.last()).toContain('柳叶青，电话 13800000000')
    await officer.taps('附件')
    expect(officer.inPrivate.screen().at(-1)?.reply.files).toHaveLength(1)
    expect([await looks(town, 'identity-read'), await looks(town, 'files-read')]).toEqual([1, 1])
  })

  test('nothing is opened where the office is strict', async () => {
    const town = await openTown('', {
      ...abroad,
      office: (office) => {
        office.crossBorder = 'strict'
      },
    })
    const officer = await roomOf(town, '云舒')
    await file(town, 'telegram')
    await officer.says('#1 受理')
    await officer.inPrivate.says('#1 看身份')
    await officer.inPrivate.says('#1 附件')
    for (const { reply } of officer.inPrivate.screen()) expect(reply.text).toContain('/desk')
    expect([await looks(town, 'identity-read'), await looks(town, 'files-read')]).toEqual([0, 0])
  })

  test('a sealed matter is not there for its custodian either: in no list, by no number, by no act', async () => {
    const town = await openTown('检举控告不出境：保密专员在境外的聊天软件里也看不到', abroad)
    const keeper = await roomOf(town, '纪检专员', 'reception')
    await town.work(async (work) => {
      const officer = await findOfficer(work, '纪检专员')
      if (officer) await bindOfficer(work, officer, 'web', 'keeper')
    })
    await file(town, 'web', 'conduct')
    for (const words of [
      '/open',
      '/mine',
      '/due',
      '/find 1',
      '/find 作风',
      '#1 受理',
      '#1 看身份',
      '#1 附件',
      '#1 备注 看过了',
    ]) {
      await keeper.inPrivate.says(words)
    }
    await keeper.inPrivate.sends({ kind: 'choice', value: 'accept:2026-000001' })
    const seen = JSON.stringify([town.room(), keeper.inPrivate.screen()])
    expect(seen).not.toMatch(/作风举报|检举|柳叶青/)
    expect(await town.context.db.ticket.findFirst()).toMatchObject({ sealed: true, state: 'received' })
    expect(
      await town.context.db.outbox.findMany({ where: { kind: 'sealedCard' }, include: { account: true } }),
    ).toMatchObject([{ account: { channel: 'web' } }])
    await town.ends('sealed-abroad')
  })
})

test('a colleague is picked by a button that bears no name', { timeout: 60_000 }, async () => {
  const town = await openTown('')
  const officer = await town.officer('云舒')
  await town.officer('石朗')
  await town.resident('甲').files()
  await officer.taps('转交')
  const values = (town.room().at(-1)?.reply.choices ?? []).flat().map(({ value }) => value)
  expect(values.join()).not.toContain('石朗')
  await officer.taps('石朗')
  expect(officer.last()).toContain('转交好了：石朗')
  const holder = await town.work((work) => findOfficer(work, '石朗'))
  expect(await town.context.db.ticket.findFirst()).toMatchObject({ holderId: holder?.id })
  await town.ends()
})

/** An officer in a group that is a staff room. */
async function roomOf(town: Town, name: string, unit = 'housing') {
  const officer = await town.officer(name, { unit })
  const { code } = await town.work((work) => inviteRoom(work, { name: '值班群' }))
  await officer.binds(code)
  return officer
}

/** A matter with a name, a phone and a photo, from a channel. */
async function file(town: Town, channel: string, category = 'settlement-quality'): Promise<void> {
  await town.work(async (work) => {
    const account = await findOrOpenAccount(work, channel, 'resident:柳叶青')
    const photo = { id: randomUUID(), accountId: account.id, media: 'photo', mime: 'image/png', size: 1 }
    await work.tx.file.create({ data: { ...photo, contentHash: '', createdAt: town.now() } })
    const words = [{ text: '屋顶漏水', files: [photo.id] }]
    const contact = { name: '柳叶青', phone: '13800000000' }
    await openTicket(work, account, { id: randomUUID(), category, village: 'liuwan', words, contact })
  })
  await town.settle()
}

function looks(town: Town, kind: 'identity-read' | 'files-read'): Promise<number> {
  return town.context.db.ticketEvent.count({ where: { kind } })
}
