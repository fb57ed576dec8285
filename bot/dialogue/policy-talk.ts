import type { WrittenWords } from '../../domain/letters.ts'
import type { PolicySentences } from '../text/policy-sentences.ts'
import { isBrief, isQuestion } from './policy-words.ts'
import { hearing } from './said.ts'
import { readState } from './state.ts'
import { type DialogueState, languageOf, type Said, type Turn, type Words } from './turn.ts'
import { written } from './words.ts'

/** Words that policies are searched for. */
export interface PolicyQuestion {
  text: string
  words: WrittenWords[]
  /** Asked for or clearly a question on policy: what is not found is told. Else such words go where all words go. */
  isSure: boolean
  /** The policy it is asked about, where there is one. */
  policyId?: string | undefined
}

/** After so long what is said is not taken for an answer to "what would you like to know?" any more. */
const talkMs = 30 * 60_000

/** What is searched of a letter that is as long as one. */
const longestSearched = 300

/** What policies are searched for when this is said; undefined when it is no question, or takes another road. */
export function policyQuestionIn(turn: Turn, state: DialogueState, said: Said): PolicyQuestion | undefined {
  if (turn.work.policies.size === 0 || state.flow) return undefined
  if (said.kind === 'choice') return isAskedOfKept(state, said.value) ? questionOfKept(state) : undefined
  // While a form waits for consent, what is said goes with it.
  if (said.kind !== 'text' || state.waiting) return undefined
  const place = placeOf(turn, state)
  const isAsked = place === 'asked'
  // What somebody else wrote is searched when it is put as the question, and never by itself.
  if (said.forwarded && !isAsked) return undefined
  const asks = isAsked || isQuestion(said.text)
  if (!asks && !(place === 'unanswered' && isBrief(said.text))) return undefined
  return {
    text: searched(said.text),
    words: [wordsOf(turn, said)],
    isSure: isAsked || (asks && place !== 'elsewhere'),
    policyId: isAsked ? askedOf(state) : undefined,
  }
}

/**
 * The question that answering a message would search for, as far as it can be told without the database; undefined for
 * most messages. `before` is the state that the last message left.
 */
export function questionToSearch(turn: Turn, before: unknown): string | undefined {
  const { input } = turn.incoming
  const state = readState(before)
  switch (input.kind) {
    case 'text': {
      const { said } = hearing(turn, state, input)
      return said && policyQuestionIn(turn, state, said)?.text
    }
    case 'choice':
      return policyQuestionIn(turn, state, { kind: 'choice', value: input.value })?.text
    default:
      return undefined
  }
}

/** What was said without a question and is now asked as one; undefined with files, which no policy is searched for. */
export function questionOfKept({ kept = [] }: DialogueState): PolicyQuestion | undefined {
  const text = kept
    .map((words) => words.text)
    .filter(Boolean)
    .join('\n')
  if (text === '' || kept.some((words) => words.files.length > 0)) return undefined
  return { text: searched(text), words: kept, isSure: true }
}

/** Whether the question is waited for that 问政策 has asked for. */
export function isPolicyAsked(turn: Turn, state: DialogueState): boolean {
  return placeOf(turn, state) === 'asked'
}

/** Whether words that are kept were looked for in the policies before, and are to go to an officer now. */
export function isLookedUp({ asked, policy }: DialogueState): boolean {
  return asked?.say.kind === 'kept' && policy?.ask !== undefined
}

function isAskedOfKept(state: DialogueState, value: string): boolean {
  return (value === 'kept:question' || value === 'question') && !isLookedUp(state)
}

/** Where in a talk about policy this is said: as the question, after an answer, after none, or elsewhere. */
function placeOf({ work }: Turn, { asked, policy }: DialogueState): 'asked' | 'answered' | 'unanswered' | 'elsewhere' {
  const isOpen = policy !== undefined && work.at.getTime() - new Date(policy.touchedAt).getTime() < talkMs
  const place = isOpen ? places[asked?.say.kind as keyof PolicySentences] : undefined
  return place ?? 'elsewhere'
}

const places: Partial<Record<keyof PolicySentences, 'asked' | 'answered' | 'unanswered'>> = {
  askPolicy: 'asked',
  policyAnswer: 'answered',
  policyClause: 'answered',
  policyUseful: 'answered',
  policySuggest: 'unanswered',
  policyNone: 'unanswered',
  policyUseless: 'unanswered',
  policyGone: 'unanswered',
}

function askedOf({ asked }: DialogueState): string | undefined {
  return asked?.say.kind === 'askPolicy' ? asked.say.params.about?.policyId : undefined
}

function wordsOf(turn: Turn, said: Words): WrittenWords {
  return { source: turn.source, ...written(said, languageOf(turn)) }
}

function searched(text: string): string {
  return text.trim().slice(0, longestSearched)
}
