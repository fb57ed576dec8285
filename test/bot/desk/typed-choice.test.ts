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

  test('a colleague’s words are no answer to what another one was asked', async () => {
    const { town, officer, number } = await open()
    const other = await town.officer('石朗')
    await officer.says(`#${number} 告知去处 ${redirected}`)
    await other.says(labelOf(town, 'redirectYes'))
    expect(await stateOf(town)).toEqual({ state: 'received' })
    await town.ends()
  })
})
