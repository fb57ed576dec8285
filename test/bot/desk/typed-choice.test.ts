import { describe, expect, test } from 'vitest'
import { openTown, type Town } from '../conversation.ts'

const redirected = '3 请按原判决向法院申请再审。'

/** The label of the button that carries this, under the newest message of the room. */
function labelOf(town: Town, name: string): string {
  const choices = (town.room().at(-1)?.reply.choices ?? []).flat()
  const found = choices.find(({ value }) => value.startsWith(name))
  if (!found) throw new Error(`There is no button ${name}`)
  return found.label
}

function cardOf(town: Town, number: string): string {
  return town.room().findLast(({ reply }) => reply.card?.number === number)?.reply.text ?? ''
}

function stateOf(town: Town) {
  return town.context.db.ticket.findFirst({ select: { state: true } })
}

async function open() {
  const town = await openTown('')
  const officer = await town.officer('云舒')
  const number = await town.resident('甲').files()
  return { town, officer, number }
}

describe('what can be tapped at the desk can be typed', { timeout: 60_000 }, () => {
  test('by its label: a redirection is confirmed in words', async () => {
    const { town, officer, number } = await open()
    await officer.says(`#${number} 告知去处 ${redirected}`)
    await officer.says(`${labelOf(town, 'redirectYes')}。`)
    expect(await stateOf(town)).toEqual({ state: 'redirected' })
    await town.ends()
  })

  test('by its number in answer to us, while a number among colleagues is no answer', async () => {
    const { town, officer, number } = await open()
    await officer.says(`#${number} 告知去处 ${redirected}`)
    const asked = town.room().at(-1)
    await officer.says('1')
    expect(await stateOf(town)).toEqual({ state: 'received' })
    const confirm = (asked?.reply.choices ?? []).flat().findIndex(({ value }) => value.startsWith('redirectYes')) + 1
    await officer.sends({ kind: 'text', text: `${confirm}`, ...(asked && { replyTo: asked.messageId }) })
    expect(await stateOf(town)).toEqual({ state: 'redirected' })
    await town.ends()
  })

  test('by its number in a room where nothing is answered, when it is said to us by name', async () => {
    const { town, officer, number } = await open()
    await officer.says(`#${number} 告知去处`)
    await officer.sends({ kind: 'text', text: '3' }, { addressed: true })
    await officer.says('请按原判决向法院申请再审。')
    await officer.sends({ kind: 'text', text: '２' }, { addressed: true })
    expect(await stateOf(town)).toEqual({ state: 'redirected' })
    await town.ends()
  })

  test('by its number in answer to the words of what was asked, also where no ticket stands in them', async () => {
    const { town, officer } = await open()
    for (let more = 0; more < 12; more++) await town.resident(`乙${more}`).files()
    await officer.says('/open')
    const quoted = officer.last()
    expect(quoted).toContain('第 1/2 页')
    await officer.sends({ kind: 'text', text: '1', quoted })
    expect(officer.last()).toContain('第 2/2 页')
    await town.ends()
  })

  test('by its number in private', async () => {
    const { town, officer, number } = await open()
    await officer.inPrivate.says(`#${number} 告知去处`)
    await officer.inPrivate.says('3')
    await officer.inPrivate.says('请按原判决向法院申请再审。')
    await officer.inPrivate.says('2')
    expect(await stateOf(town)).toEqual({ state: 'redirected' })
    await town.ends()
  })

  test('no longer once something else was said, and not after ten minutes', async () => {
    const { town, officer, number } = await open()
    await officer.says(`#${number} 告知去处 ${redirected}`)
    const confirm = labelOf(town, 'redirectYes')
    await officer.says(`#${number} 备注 再看看`)
    await officer.says(confirm)
    await officer.says(`#${number} 告知去处 ${redirected}`)
    await town.passes({ minutes: 11 })
    await officer.says(confirm)
    expect(await stateOf(town)).toEqual({ state: 'received' })
    await town.ends()
  })

  test.each(['2', '发出', '２。'])(
    'not by %j under the card of another ticket, which goes to nobody',
    async (typed) => {
      const { town, officer, number } = await open()
      const other = town.resident('乙')
      const second = await other.files()
      await officer.says(`#${number} 告知去处 ${redirected}`)
      await officer.repliesTo(second, typed)
      expect(officer.last()).toContain(`没看懂“${typed}”`)
      await officer.sends({ kind: 'text', text: typed, quoted: cardOf(town, second) }, { addressed: true })
      await town.passes({ seconds: 21 })
      expect(await town.context.db.ticket.count({ where: { state: 'received' } })).toBe(2)
      expect(other.screen().map(({ reply }) => reply.text)).not.toContainEqual(expect.stringContaining('答复您'))
      await town.ends()
    },
  )

  test('under the card of another ticket an act is done on that one', async () => {
    const { town, officer, number } = await open()
    const second = await town.resident('乙').files()
    await officer.says(`#${number} 告知去处 ${redirected}`)
    await officer.repliesTo(second, '受理')
    expect(await town.context.db.ticket.findMany({ select: { state: true }, orderBy: { sequence: 'asc' } })).toEqual([
      { state: 'received' },
      { state: 'accepted' },
    ])
    await town.ends()
  })

  test('under the card of the ticket that was asked about', async () => {
    const { town, officer, number } = await open()
    await officer.says(`#${number} 告知去处 ${redirected}`)
    await officer.sends({ kind: 'text', text: '2', quoted: cardOf(town, number) })
    expect(await stateOf(town)).toEqual({ state: 'redirected' })
    await town.ends()
  })

  test('what was not understood leaves the question as it is', async () => {
    const { town, officer, number } = await open()
    await officer.says(`#${number} 告知去处 ${redirected}`)
    await officer.sends({ kind: 'text', text: '好像不对' }, { addressed: true })
    expect(officer.last()).toContain('是哪一件')
    await officer.sends({ kind: 'text', text: '2' }, { addressed: true })
    expect(await stateOf(town)).toEqual({ state: 'redirected' })
    await town.ends()
  })

  test('a number under a card is never the words of an answer', async () => {
    const { town, officer, number } = await open()
    await officer.repliesTo(number, '2')
    expect(officer.last()).toContain('没看懂“2”')
    expect(officer.last()).toContain(`#${number} 回复`)
    await officer.says(`#${number} 回复`)
    await officer.repliesTo(number, '2')
    expect(officer.last()).toContain('没看懂“2”')
    // The only choice that stands below the question is to cancel.
    await officer.repliesTo(number, '1')
    expect(officer.last()).toContain('取消了')
    await town.passes({ seconds: 21 })
    expect(await town.context.db.ticketEvent.count({ where: { kind: 'replied' } })).toBe(0)
    await town.ends()
  })

  test('a colleague’s words are no answer to what another one was asked', async () => {
    const { town, officer, number } = await open()
    const other = await town.officer('石朗')
    await officer.says(`#${number} 告知去处 ${redirected}`)
    await other.says(labelOf(town, 'redirectYes'))
    expect(await stateOf(town)).toEqual({ state: 'received' })
    await town.ends()
  })
})
