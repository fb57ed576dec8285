import { expect, it } from 'vitest'
import { numberChoices } from '../../../../../bot/channels/web/pages/numbering.ts'

it('counts through the rows from 1', () => {
  const choice = (label: string) => ({ label, value: label })
  const rows = numberChoices([[choice('反映问题'), choice('问政策')], [], [choice('返回')]])
  expect(rows.map((row) => row.map(({ number, label }) => `${number} ${label}`))).toEqual([
    ['1 反映问题', '2 问政策'],
    [],
    ['3 返回'],
  ])
})
