import type { CardContent, CardLine } from '../../domain/cards.ts'
import type { CardFace, Choice, OutgoingFile, Reply } from '../message.ts'
import type { Drawing } from './drawing.ts'
import type { Labels } from './labels.ts'
import { categoryName, inRows, placeName, unitName } from './names.ts'

/** The words of a card, in one language. */
export interface CardWords {
  sealed: string
  /** The title of a sealed ticket's card, by what is new about it. */
  sealedNews: Record<'new' | 'added', string>
  colon: string
  category: string
  place: string
  placeUnknown: string
  unit: string
  from: string
  anonymous: string
  /** That a name and phone were left, and how its holder sees them. */
  named: string
  received: string
  provisional: string
  noteMark: string
  claimedBy(name: string): string
  heldBy(name: string): string
  attachments(count: number): string
  /** Who says a line of the talk, and where it is on its way. */
  saidBy(line: CardLine): string
}

/** A ticket's card: the same in rich pages (`card`) and as plain text. */
export function drawCard(content: CardContent, words: CardWords, drawing: Drawing): Reply {
  const face = drawFace(content, words, drawing)
  const text = [
    [`#${content.number}`, face.state, face.holder].filter(Boolean).join('　'),
    ...face.facts.map((fact) => `${fact.label}${words.colon}${fact.value}`),
    ...face.words.map((said) => `${said.note ? words.noteMark : ''}${said.who} ${said.at}\n${said.text}`),
  ].join('\n')
  const files = content.lines.flatMap((line) => line.files) as OutgoingFile[]
  return { text, card: face, choices: inRows(buttons(content, drawing.labels), 4), ...(files.length > 0 && { files }) }
}

/** The card's buttons. Each is a word that can be typed too: `#123 受理`. */
function buttons({ number, state, holder, canUndoReply }: CardContent, { acts }: Labels): Choice[] {
  const when = (shown: boolean, act: keyof Labels['acts']): Choice[] =>
    shown ? [{ label: acts[act], value: `${act}:${number}` }] : []
  const isHandled = ['received', 'accepted', 'answered', 'executing'].includes(state)
  return [
    ...when(canUndoReply, 'undo'),
    ...when(state === 'received' && !holder, 'claim'),
    ...when(state === 'received', 'accept'),
    ...when(isHandled, 'reply'),
    ...when(isHandled, 'askBack'),
    ...when(true, 'note'),
    ...when(isHandled, 'handOver'),
    ...when(state === 'received' || state === 'accepted', 'redirect'),
    ...when(state === 'answered' || state === 'executing', 'close'),
    ...when(state === 'answered' || state === 'closed' || state === 'redirected', 'reopen'),
    ...when(true, 'identity'),
  ]
}

function drawFace(content: CardContent, words: CardWords, { office, language, terms }: Drawing): CardFace {
  const { holder } = content
  const category = categoryName(office, content.category, language)
  const place = content.place ?? placeName(office, content.township, content.village)
  return {
    number: content.number,
    state: `${content.sealed ? words.sealed : ''}${terms.state[content.state]}`,
    tone: toneOf(content),
    ...(holder && { holder: content.claimUntil ? words.claimedBy(holder) : words.heldBy(holder) }),
    facts: [
      { label: words.category, value: `${terms.kind[content.kind]} · ${category}` },
      { label: words.place, value: place || words.placeUnknown },
      { label: words.unit, value: unitName(office, content.unit, language) },
      { label: words.from, value: content.anonymous ? words.anonymous : words.named },
      { label: words.received, value: terms.date(content.receivedOn) },
      ...content.clocks.map(({ rule, dueOn, daysLeft, provisional }) => ({
        label: terms.duty[rule] ?? rule,
        value: `${terms.date(dueOn)} · ${terms.daysLeft(daysLeft)}${provisional ? words.provisional : ''}`,
      })),
    ],
    words: content.lines.map((line) => ({
      who: words.saidBy(line),
      text: [line.text, line.files.length > 0 ? words.attachments(line.files.length) : ''].filter(Boolean).join('\n'),
      at: terms.moment(line.at.toISOString()),
      ...(line.kind === 'note' && { note: true }),
    })),
  }
}

function toneOf({ state, clocks }: CardContent): CardFace['tone'] {
  const left = clocks[0]?.daysLeft
  if (['closed', 'withdrawn', 'redirected'].includes(state)) return 'done'
  if (left !== undefined && left <= 3) return 'late'
  if (state === 'received') return 'new'
  return state === 'answered' ? 'waiting' : 'open'
}
