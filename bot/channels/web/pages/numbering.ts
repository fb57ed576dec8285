import type { Choice } from '../../../message.ts'

export interface NumberedChoice extends Choice {
  number: number
}

/** Numbers the buttons through the rows from 1, as the person may type them. */
export function numberChoices(rows: Choice[][]): NumberedChoice[][] {
  let number = 0
  return rows.map((row) =>
    row.map((choice) => {
      number += 1
      return { ...choice, number }
    }),
  )
}
