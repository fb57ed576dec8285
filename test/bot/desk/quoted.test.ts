import { describe, expect, test } from 'vitest'
import { type OfficerOnDuty, openTown, type Town } from '../conversation.ts'

const answer = '周三上午派人来修。'

/** Says it with words quoted, where the platform tells nothing else of what it answers. */
function quotes(officer: OfficerOnDuty, quoted: string, text = answer) {
  return officer.sends({ kind: 'text', text, quoted })
}

function cardOf(town: Town, number: string): string {
  const card = town.room().findLast(({ reply }) => reply.card?.number === number)
  return card?.reply.text ?? ''
}

describe('words that quote', { timeout: 60_000 }, () => {
  test('a card answer it like a reply to it: bare words go to the resident, acts are done', async () => {
    const town = await openTown('')
    const officer = await town.officer('云舒')
    const resident = town.resident('甲')
    const number = await resident.files()
    await quotes(officer, cardOf(town, number), '受理')
    await quotes(officer, cardOf(town, number))
    await town.passes({ seconds: 21 })
    expect(resident.last()).toContain(answer)
    expect(await town.context.db.ticket.findFirst()).toMatchObject({ state: 'accepted' })
    await town.ends()
  })

  test('a note under a quoted card stays a note', async () => {
    const town = await openTown('')
    const officer = await town.officer('云舒')
    const resident = town.resident('甲')
    const number = await resident.files()
    await quotes(officer, cardOf(town, number), '备注 他昨天也来过')
    await town.passes({ seconds: 21 })
    expect(JSON.stringify(resident.screen())).not.toContain('昨天也来过')
    expect(cardOf(town, number)).toContain('昨天也来过')
    await town.ends()
  })

  test('a reply that names the card itself counts, whatever it quotes', async () => {
    const town = await openTown('')
    const officer = await town.officer('云舒')
    const [one, other] = [town.resident('甲'), town.resident('乙')]
    const [first, second] = [await one.files(), await other.files()]
    const card = town.room().findLast(({ reply }) => reply.card?.number === first)
    await officer.sends({
      kind: 'text',
      text: answer,
      quoted: cardOf(town, second),
      ...(card && { replyTo: card.messageId }),
    })
    await town.passes({ seconds: 21 })
    expect(one.last()).toContain(answer)
    expect(JSON.stringify(other.screen())).not.toContain(answer)
    await town.ends()
  })

  test('a card whose resident named another matter is of the card’s own', async () => {
    const town = await openTown('')
    const officer = await town.officer('云舒')
    const [one, other] = [town.resident('甲'), town.resident('乙')]
    const first = await one.files()
    const second = await other.files({ words: `和上次的 ${first} 是一回事，还没修。` })
    expect(cardOf(town, second)).toContain(first)
    await quotes(officer, cardOf(town, second))
    await town.passes({ seconds: 21 })
    expect(other.last()).toContain(answer)
    expect(JSON.stringify(one.screen())).not.toContain(answer)
    await town.ends()
  })

  test.each([
    ['a question of ours', (number: string) => `这次答复依据哪一条？（${number}）`],
    ['what we said of an act', (number: string) => `#${number} 受理好了。`],
  ])(
    '%s: acts are done, and bare words are asked about, for nobody knows that they are for the resident',
    async (_, of) => {
      const town = await openTown('')
      const officer = await town.officer('云舒')
      const resident = town.resident('甲')
      const number = await resident.files()
      await quotes(officer, of(number))
      expect(officer.last()).toContain('什么都没有发出')
      await quotes(officer, of(number), '受理')
      await town.passes({ seconds: 21 })
      expect(JSON.stringify(resident.screen())).not.toContain(answer)
      expect(await town.context.db.ticket.findFirst()).toMatchObject({ state: 'accepted' })
      await town.ends()
    },
  )

  test('what we asked for words is answered by quoting it', async () => {
    const town = await openTown('')
    const officer = await town.officer('云舒')
    const resident = town.resident('甲')
    const number = await resident.files()
    await officer.says(`#${number} 回复`)
    await quotes(officer, officer.last())
    await town.passes({ seconds: 21 })
    expect(resident.last()).toContain(answer)
    await town.ends()
  })

  test.each([
    ['two tickets', (a: string, b: string) => `新来 2 件：${a}、${b}`],
    ['no ticket', () => '大家早上好'],
    ['a number that no ticket bears', () => '#2026-009999　待受理'],
    ['a colleague who typed a short number', (a: string) => `#${Number(a.slice(5))} 备注 他昨天也来过`],
  ])('%s say of none: it is talk among colleagues', async (_, quotedOf) => {
    const town = await openTown('')
    const officer = await town.officer('云舒')
    const [one, other] = [town.resident('甲'), town.resident('乙')]
    const [first, second] = [await one.files(), await other.files()]
    const before = town.room().length
    await quotes(officer, quotedOf(first, second))
    await town.passes({ seconds: 21 })
    expect(town.room()).toHaveLength(before)
    for (const resident of [one, other]) expect(JSON.stringify(resident.screen())).not.toContain(answer)
    await town.ends()
  })

  test('a sealed matter find it in no group, and in private only for who may see it', async () => {
    const town = await openTown('')
    const officer = await town.officer('云舒')
    const resident = town.resident('甲')
    const number = await resident.files()
    await town.context.db.ticket.updateMany({ data: { sealed: true } })
    await quotes(officer, `#${number}　待受理`)
    await officer.inPrivate.sends({ kind: 'text', text: answer, quoted: `#${number}　待受理` })
    await town.passes({ seconds: 21 })
    expect(JSON.stringify(resident.screen())).not.toContain(answer)
    await town.ends()
  })
})
