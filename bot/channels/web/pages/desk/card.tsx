import type { ComponentChildren } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { CardFace } from '../../../../message.ts'
import { timeOf } from '../dates.ts'
import { Icon } from '../icons.tsx'
import { useText } from '../language.ts'
import { RichText } from '../rich-text.tsx'

const SHOWN_WORDS = 4
const HIGHLIGHT_MS = 2_500

interface CardProps {
  card: CardFace
  seq: number
  /** Its files. */
  children?: ComponentChildren
}

/** A matter. It is changed in place; a change lights up for a moment. */
export function Card({ card, seq, children }: CardProps) {
  const text = useText()
  const isFresh = useFresh(seq)
  const earlier = card.words.slice(0, -SHOWN_WORDS)
  return (
    <section class={`card ${card.tone}${isFresh ? ' fresh' : ''}`} aria-label={card.number}>
      <header class="card-head">
        <h3>{card.number}</h3>
        <span class="card-state">{card.state}</span>
        {isFresh && <span class="card-updated">{text.updated}</span>}
        {card.holder && <span class="card-holder">{card.holder}</span>}
      </header>
      {card.facts.length > 0 && (
        <dl class="facts">
          {card.facts.map((fact) => (
            <div key={fact.label}>
              <dt>{fact.label}</dt>
              <dd>{fact.value}</dd>
            </div>
          ))}
        </dl>
      )}
      {card.words.length > 0 && (
        <div class="card-words">
          {earlier.length > 0 && (
            <details>
              <summary>{text.earlierWords(earlier.length)}</summary>
              <Words words={earlier} />
            </details>
          )}
          <Words words={card.words.slice(-SHOWN_WORDS)} />
        </div>
      )}
      {children}
    </section>
  )
}

function Words({ words }: { words: CardFace['words'] }) {
  const text = useText()
  return (
    <ul aria-label={text.wordsSoFar}>
      {words.map((word, index) => (
        <li key={`${index} ${word.at}`} class={word.note ? 'word note' : 'word'}>
          <p class="word-head">
            <strong>{word.who}</strong> <time dateTime={word.at}>{whenOf(word.at)}</time>
            {word.note && (
              <span class="note-mark">
                <Icon name="note" /> {text.noteMark}
              </span>
            )}
          </p>
          <RichText text={word.text} />
        </li>
      ))}
    </ul>
  )
}

/** The desk may give the time as an instant or in words. */
function whenOf(at: string): string {
  return /^\d{4}-\d\d-\d\dT/.test(at) ? `${at.slice(5, 10).replace('-', '/')} ${timeOf(at)}` : at
}

/** True for a moment after the card has changed. */
function useFresh(seq: number): boolean {
  const first = useRef(seq)
  const [isFresh, setFresh] = useState(false)
  useEffect(() => {
    if (seq === first.current) return
    first.current = seq
    setFresh(true)
    const timer = setTimeout(() => setFresh(false), HIGHLIGHT_MS)
    return () => clearTimeout(timer)
  }, [seq])
  return isFresh
}
