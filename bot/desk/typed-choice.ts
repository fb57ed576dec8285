import type { Say } from '../text/sentences.ts'
import { hasChoices, word } from '../text/word.ts'
import type { DeskAnswer, DeskState, DeskTurn, Pending } from './turn.ts'

/** What has words of its own to wait for: a number is one of them. */
const takesNumbers: ReadonlySet<string> = new Set(['form', 'listed', 'answered', 'visitor'])

/** Of the acts that wait for words those whose words begin with a number: so many days, the ticket to merge with. */
const beginsWithNumber: ReadonlySet<string> = new Set(['extend', 'merge'])

/**
 * The value of the button that typed words stand for: its label in either language, or, where it is plainly meant for what
 * was asked, its number. Undefined when nothing is asked, or they say something else, or answer another ticket than the
 * one that was asked about: `cardNumber` is that of the message they answer.
 */
export function readTypedChoice(
  turn: DeskTurn,
  { asked, askedId, pending }: DeskState,
  text: string,
  cardNumber: string | undefined,
): string | undefined {
  if (!asked) return undefined
  const isAskedItself = turn.repliedTo !== undefined && turn.repliedTo === askedId
  const isSameTicket = cardNumber !== undefined && cardNumber === numberIn(asked)
  // 批准 under the card of another ticket is about that one.
  if (cardNumber !== undefined && !isSameTicket && !isAskedItself) return undefined
  const typed = tidy(text)
  const byLabel = labelled(turn, asked, typed)
  if (byLabel) return byLabel.value
  const isForUs = isAskedItself || isSameTicket || quotesAsked(turn, asked) || isSaidToUs(turn)
  if (!isForUs || takesNumber(pending) || !isNumber(typed)) return undefined
  return choicesOf(turn, asked, 'zh')[Number(typed) - 1]?.value
}

/**
 * Whether words can only be the choice of something, and so never the words of an answer: a number of one or two figures,
 * or the label of a button that was shown.
 */
export function isOnlyChoice(turn: DeskTurn, { asked }: DeskState, text: string): boolean {
  const typed = tidy(text)
  return isNumber(typed) || (asked !== undefined && labelled(turn, asked, typed) !== undefined)
}

/** Whether a number is among the words that are waited for. */
export function takesNumber(pending: Pending | undefined): boolean {
  if (pending?.kind === 'words') return beginsWithNumber.has(pending.act)
  return pending !== undefined && takesNumbers.has(pending.kind)
}

/**
 * Keeps what was asked last for whoever types its answer: until something else is said, or some time has passed. What
 * only told that words were not understood leaves it as it is.
 */
export function keepAsked(turn: DeskTurn, before: DeskState, { state, says }: DeskAnswer): DeskState {
  const { asked: _, askedId: __, ...rest } = state
  const asked = says.findLast((said) => hasChoices(said, turn.work))
  if (asked) return { ...rest, asked, askedAt: turn.work.at.toISOString() }
  const isUntouched = says.length === 0 || state === before
  return isUntouched ? { ...state, ...askedOf(before) } : rest
}

function askedOf({ asked, askedId, askedAt }: DeskState) {
  if (!asked) return {}
  return { asked, ...(askedId !== undefined && { askedId }), ...(askedAt !== undefined && { askedAt }) }
}

/** In private, or by our name, and in answer to nothing. */
function isSaidToUs({ room, incoming: { input, addressed } }: DeskTurn): boolean {
  const answers =
    ('replyTo' in input && input.replyTo !== undefined) || ('quoted' in input && input.quoted !== undefined)
  return !answers && (!room || addressed === true)
}

/** Where only the words of what is answered are told, and no ticket stands in them: they are those of what was asked. */
function quotesAsked({ work, incoming: { input } }: DeskTurn, asked: Say): boolean {
  const quoted = 'quoted' in input && input.quoted !== undefined ? compact(input.quoted) : ''
  if (quoted === '') return false
  return (['zh', 'en'] as const).some((language) => {
    const words = compact(word(asked, language, work).text)
    return quoted.startsWith(words) || (quoted.length >= leastQuoted && words.startsWith(quoted))
  })
}

/** A platform may cut short what it quotes; of less than this it could be anything. */
const leastQuoted = 12

const compact = (text: string) => text.normalize('NFKC').replace(/\s+/g, '')

function labelled(turn: DeskTurn, asked: Say, typed: string) {
  const choices = (['zh', 'en'] as const).flatMap((language) => choicesOf(turn, asked, language))
  return choices.find(({ label }) => tidy(label) === typed)
}

function choicesOf({ work }: DeskTurn, asked: Say, language: 'zh' | 'en') {
  return (word(asked, language, work).choices ?? []).flat()
}

function numberIn({ params }: Say): string | undefined {
  return 'number' in params && typeof params.number === 'string' ? params.number : undefined
}

const isNumber = (typed: string) => /^[0-9]{1,2}$/.test(typed)

function tidy(text: string): string {
  return text
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/[\s。.!！]+$/u, '')
}
