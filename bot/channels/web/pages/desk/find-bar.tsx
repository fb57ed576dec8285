import { Icon } from '../icons.tsx'
import { useText } from '../language.ts'

interface FindBarProps {
  sought: string
  find(sought: string): void
  /** How many messages match; undefined while nothing is looked for. */
  count: number | undefined
}

export function FindBar({ sought, find, count }: FindBarProps) {
  const text = useText()
  return (
    <search class="find">
      <label class="find-box">
        <Icon name="search" />
        <input
          type="search"
          value={sought}
          aria-label={text.find}
          placeholder={text.find}
          onInput={(event) => find(event.currentTarget.value)}
          onKeyDown={(event) => event.key === 'Escape' && find('')}
        />
      </label>
      <span role="status">{count !== undefined && text.found(count)}</span>
      {sought !== '' && (
        <button type="button" class="round" aria-label={text.clearFind} onClick={() => find('')}>
          <Icon name="close" />
        </button>
      )}
    </search>
  )
}
