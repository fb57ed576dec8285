import type { Choice } from '../../../message.ts'
import { useText } from './language.ts'
import { numberChoices } from './numbering.ts'

/** More rows than this do not fit on a screen, and stand side by side where there is room. */
const LONG = 6

interface KeyboardProps {
  rows: Choice[][]
  /** Stands under the newest message of the office; others are subdued, and still work. */
  isCurrent: boolean
  /** Each button is named with the number that may be typed instead. */
  numbered: boolean
  choose(choice: Choice): void
}

/** The buttons under a message. */
export function Keyboard({ rows, isCurrent, numbered, choose }: KeyboardProps) {
  const text = useText()
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's legend would be drawn; this is a plain group of buttons
    <div
      class={`keyboard${isCurrent ? '' : ' old'}${rows.length > LONG ? ' long' : ''}`}
      role="group"
      aria-label={isCurrent ? text.choices : text.oldChoices}
    >
      {numberChoices(rows).map((row) => (
        <div class={row.length === 1 ? 'keyboard-row single' : 'keyboard-row'} key={row[0]?.number}>
          {row.map((choice) => (
            <button type="button" key={choice.number} class="choice" onClick={() => choose(choice)}>
              {numbered && <span class="choice-number">{choice.number}</span>}
              {numbered && ' '}
              <span class="choice-label">{choice.label}</span>
            </button>
          ))}
        </div>
      ))}
    </div>
  )
}
