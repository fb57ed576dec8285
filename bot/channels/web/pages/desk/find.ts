import type { TalkRow } from '../talk.ts'

/** Whether everything looked for, separated by spaces, is somewhere in the message: its number, words or facts. */
export function matches(row: TalkRow, sought: string): boolean {
  const words = fold(sought).split(/\s+/).filter(Boolean)
  const text = fold(textOf(row))
  return words.every((word) => text.includes(word.replace(/^#/, '')))
}

function textOf({ from, input, reply }: TalkRow): string {
  const card = reply?.card
  return [
    typeof from === 'object' ? from.name : '',
    input && 'text' in input ? input.text : '',
    input?.kind === 'choice' ? input.label : '',
    reply?.text,
    card && [card.number, card.state, card.holder, ...card.facts.map((fact) => fact.value)].join('\n'),
    card?.words.map((word) => `${word.who} ${word.text}`).join('\n'),
  ].join('\n')
}

function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase()
}
