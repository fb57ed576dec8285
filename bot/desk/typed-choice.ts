import type { Say } from '../text/sentences.ts'
import { hasChoices, word } from '../text/word.ts'
import type { DeskAnswer, DeskState, DeskTurn } from './turn.ts'

/** What has words of its own to wait for: a number is one of them. */
const takesNumbers: ReadonlySet<string> = new Set(['words', 'form', 'listed', 'answered', 'visitor'])

/**
 * The value of the button that typed words stand for: its label in either language, or, where it is plainly meant for us
 * (in private, or in answer to us), its number. Undefined when nothing is asked, or they say something else.
 */
export function readTypedChoice(turn: DeskTurn, { asked, pending }: DeskState, text: string): string | undefined {
  if (!asked) return undefined
  const typed = tidy(text)
  const [zh, en] = (['zh', 'en'] as const).map((language) => choicesOf(turn, asked, language))
  const byLabel = [...(zh ?? []), ...(en ?? [])].find(({ label }) => tidy(label) === typed)
  if (byLabel) return byLabel.value
  const isForUs = !turn.room || turn.repliedTo !== undefined || turn.repliedTicketId !== undefined
  if (!isForUs || (pending && takesNumbers.has(pending.kind)) || !/^[1-9]\d?$/.test(typed)) return undefined
  return zh?.[Number(typed) - 1]?.value
}

/** Keeps what was asked last for whoever types its answer: until something else is said, or some time has passed. */
export function keepAsked(turn: DeskTurn, before: DeskState, { state, says }: DeskAnswer): DeskState {
  const { asked: _, ...rest } = state
  if (says.length === 0) return { ...state, ...(before.asked && { asked: before.asked, ...askedAtOf(before) }) }
  const asked = says.findLast((said) => hasChoices(said, turn.work))
  return asked ? { ...rest, asked, askedAt: turn.work.at.toISOString() } : rest
}

const askedAtOf = ({ askedAt }: DeskState) => (askedAt === undefined ? {} : { askedAt })

function choicesOf({ work }: DeskTurn, asked: Say, language: 'zh' | 'en') {
  return (word(asked, language, work).choices ?? []).flat()
}

function tidy(text: string): string {
  return text
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/[\s。.!！]+$/u, '')
}
