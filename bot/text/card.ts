import type { CardLine } from '../../domain/card-lines.ts'
import type { CardContent } from '../../domain/cards.ts'
import type { Decision, Opinion, ProposalKind } from '../../domain/open-proposals.ts'
import { mayMove } from '../../domain/rules/moves.ts'
import type { CardFace, Choice, OutgoingFile, Reply } from '../message.ts'
import type { Drawing } from './drawing.ts'
import type { Labels } from './labels.ts'
import { categoryName, inRows, placeName, unitName } from './names.ts'
import type { Terms } from './terms.ts'

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
  /** Open matters about the same topic in the same village. */
  alike: string
  alikeCount(matters: number): string
  /** What it came to, once the resident has it. */
  outcome: string
  /** By when what was supported is to be carried out. */
  remedy: string
  hearing: string
  hearingSince(on: string): string
  /** The visit on a reception day, and when it is; without a time for who waits for a seat. */
  visit: string
  visitAt(on: string, startsAt: string | null, state: string): string
  /** What was promised, by which unit, until when. */
  promised(text: string, unit: string, on: string): string
  mergedInto: string
  joined: string
  /** Who waits for a colleague's word on what. */
  proposedBy(by: string, what: ProposalKind): string
  opinion(opinion: Opinion): string
  decision(decision: Decision): string
  extension(days: number, reason: string): string
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
    ...face.words.map((said) =>
      [`${said.note ? words.noteMark : ''}${said.who} ${said.at}`, said.text].filter(Boolean).join('\n'),
    ),
  ].join('\n')
  const files = content.lines.flatMap((line) => line.files) as OutgoingFile[]
  return { text, card: face, choices: inRows(buttons(content, drawing.labels), 4), ...(files.length > 0 && { files }) }
}

/** The card's buttons. Each is a word that can be typed too: `#123 受理`. */
function buttons(content: CardContent, { acts }: Labels): Choice[] {
  const { number, kind, state, holder, lines, canUndoReply, proposal, outcome, hearingSince } = content
  const when = (shown: boolean, act: keyof Labels['acts']): Choice[] =>
    shown ? [{ label: acts[act], value: `${act}:${number}` }] : []
  const runs = (rule: string, withinDays: number) =>
    content.clocks.some((clock) => clock.rule === rule && clock.daysLeft >= 0 && clock.daysLeft <= withinDays)
  const isHandled = ['received', 'accepted', 'answered', 'executing'].includes(state)
  return [
    ...when(canUndoReply, 'undo'),
    ...when(proposal !== null, 'approve'),
    ...when(proposal !== null, 'sendBack'),
    ...when(state === 'received' && !holder, 'claim'),
    ...when(state === 'received', 'accept'),
    ...when(isHandled, 'reply'),
    ...when(isHandled, 'askBack'),
    ...when(mayMove(state, 'proposeOpinion') && kind === 'claim' && !proposal, 'opinion'),
    ...when(mayMove(state, 'askExtension') && !proposal && runs('HANDLE_60D', lastWeeks), 'extend'),
    ...when(mayMove(state, 'objectTransfer') && runs('OBJECT_5WD', lastWeeks), 'object'),
    ...when(mayMove(state, 'proposeReview') && !proposal, 'review'),
    ...when(mayMove(state, 'proposeRecheck') && !proposal, 'recheck'),
    ...when(mayMove(state, 'holdHearing') && hearingSince === null, 'hearingStart'),
    ...when(hearingSince !== null, 'hearingEnd'),
    ...when(state === 'executing', 'carryOut'),
    ...when(true, 'note'),
    ...when(isHandled, 'handOver'),
    ...when(state === 'received' || state === 'accepted', 'redirect'),
    ...when(state === 'answered' && (kind !== 'claim' || outcome !== null), 'close'),
    ...when(state === 'answered' || state === 'closed' || state === 'redirected', 'reopen'),
    ...when(true, 'identity'),
    ...when(
      lines.some((line) => line.files.length > 0),
      'files',
    ),
  ]
}

/** When there is this little left, more time is offered on the card. */
const lastWeeks = 14

function drawFace(content: CardContent, words: CardWords, { office, language, labels, terms }: Drawing): CardFace {
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
      ...(content.alike > 0 ? [{ label: words.alike, value: words.alikeCount(content.alike) }] : []),
      ...progressFacts(content, words, labels, terms),
      ...visitFact(content, words, terms),
      ...content.clocks.map(({ rule, dueOn, daysLeft, provisional }) => ({
        label: terms.duty[rule] ?? rule,
        value: `${terms.date(dueOn)} · ${terms.daysLeft(daysLeft)}${provisional ? words.provisional : ''}`,
      })),
    ],
    words: [...content.lines.map(drawLine), ...proposalLine(content, words, terms)],
  }

  function bodyOf({ text, opinion, decision, promised }: CardLine): string {
    if (opinion) return words.opinion(opinion)
    if (decision) return words.decision(decision)
    return promised ? words.promised(text, unitName(office, promised.unit, language), terms.date(promised.dueOn)) : text
  }

  function drawLine(line: CardLine): CardFace['words'][number] {
    const said = bodyOf(line)
    return {
      who: words.saidBy(line),
      text: [said, line.files.length > 0 ? words.attachments(line.files.length) : ''].filter(Boolean).join('\n'),
      at: terms.moment(line.at.toISOString()),
      ...(line.kind === 'note' && { note: true }),
    }
  }
}

function visitFact({ visit }: CardContent, words: CardWords, terms: Terms): CardFace['facts'] {
  if (!visit) return []
  return [{ label: words.visit, value: words.visitAt(terms.date(visit.on), visit.startsAt, visit.state) }]
}

function progressFacts(
  { outcome, remedy, hearingSince, mergedInto, joined }: CardContent,
  words: CardWords,
  labels: Labels,
  terms: Terms,
): CardFace['facts'] {
  const numbers = joined.map((number) => `#${number}`).join(' ')
  return [
    ...(outcome ? [{ label: words.outcome, value: labels.outcomes[outcome] }] : []),
    ...(remedy
      ? [{ label: words.remedy, value: `${terms.date(remedy.dueOn)} · ${terms.daysLeft(remedy.daysLeft)}` }]
      : []),
    ...(hearingSince ? [{ label: words.hearing, value: words.hearingSince(terms.date(hearingSince)) }] : []),
    ...(mergedInto ? [{ label: words.mergedInto, value: `#${mergedInto}` }] : []),
    ...(numbers ? [{ label: words.joined, value: numbers }] : []),
  ]
}

/** What waits for approval stands last, whole: whoever approves it has read it. */
function proposalLine({ proposal }: CardContent, words: CardWords, terms: Terms): CardFace['words'] {
  if (!proposal) return []
  const at = terms.moment(new Date(proposal.at).toISOString())
  return [{ who: words.proposedBy(proposal.by, proposal.kind), at, text: proposedText(proposal, words), note: true }]
}

function proposedText({ kind, payload }: NonNullable<CardContent['proposal']>, words: CardWords): string {
  if (kind === 'extension') {
    const { days, reason } = payload as { days: number; reason: string }
    return words.extension(days, reason)
  }
  return kind === 'opinion' ? words.opinion(payload as Opinion) : words.decision(payload as Decision)
}

function toneOf({ state, clocks, remedy }: CardContent): CardFace['tone'] {
  const left = clocks[0]?.daysLeft ?? remedy?.daysLeft
  // What was promised is kept whether the matter is closed or not.
  const isOver = state === 'closed' ? clocks.length === 0 : ['withdrawn', 'redirected'].includes(state)
  if (isOver) return 'done'
  if (left !== undefined && left <= 3) return 'late'
  if (state === 'received') return 'new'
  return state === 'answered' ? 'waiting' : 'open'
}
