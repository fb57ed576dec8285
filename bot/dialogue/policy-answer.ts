import { findNoticesSince } from '../../domain/outbox.ts'
import { mostKept, recordAsk } from '../../domain/policies/asks.ts'
import { searchAdvised } from '../../domain/rules/advised-search.ts'
import { civilDateOf } from '../../domain/rules/civil-date.ts'
import type { Clause, SearchResult } from '../../domain/rules/policy-search/clause.ts'
import type { PolicyGap } from '../text/policy-sentences.ts'
import type { Say } from '../text/sentences.ts'
import { say } from '../text/sentences.ts'
import { borderOf } from './border.ts'
import { offerOf, quoted, quoteOf } from './policy-quote.ts'
import { type PolicyQuestion, policyQuestionIn } from './policy-talk.ts'
import { settled, withoutWaiting } from './state.ts'
import type { Answered, DialogueState, PolicyTalk, Turn, Words } from './turn.ts'

/** What the policies say to a question. */
export type Finding =
  | { kind: 'answer'; clause: Clause; lacksFigure: boolean }
  | { kind: 'suggest'; clauses: Clause[] }
  | { kind: 'none'; why: PolicyGap }

/** Answers words that are a question about policy. Undefined when they are none, or the policies say nothing to it. */
export async function answerPolicyWords(turn: Turn, state: DialogueState, said: Words): Promise<Answered | undefined> {
  const question = policyQuestionIn(turn, state, said)
  if (!question) return undefined
  const found = find(turn, question)
  if (!question.isSure && (found.finding.kind === 'none' || (await isAskedBack(turn, state)))) return undefined
  return answer(turn, state, question, found)
}

/** Whether an officer has asked something since: then what is said may be the answer to that, however it is put. */
async function isAskedBack({ work, account }: Turn, state: DialogueState): Promise<boolean> {
  const notices = await findNoticesSince(work, account.id, state.asked?.id)
  return notices.some(({ kind }) => kind === 'askedBack')
}

/** What is found for a question. The search is asked before anything is written. */
export function find(turn: Turn, { text, policyId }: PolicyQuestion): { finding: Finding; result: SearchResult } {
  const { policies, office, at } = turn.work
  const options = { on: civilDateOf(at), region: office.county }
  if (policyId === undefined) {
    const result = searchAdvised(policies, text, options, turn.advice)
    return { result, finding: read(result) }
  }
  const result = preferring(policyId, searchAdvised(policies, text, { ...options, limit: 50 }, turn.advice))
  return { result, finding: read(result) }
}

/** Says what was found and keeps the question, with the words where they may be kept. */
export async function answer(
  turn: Turn,
  state: DialogueState,
  question: PolicyQuestion,
  { finding, result }: { finding: Finding; result: SearchResult },
): Promise<Answered> {
  const policy = await keepAsk(turn, question, { finding, result })
  return { state: { ...resting(state), policy }, says: [sayFinding(turn, policy.ask, finding)] }
}

/** Keeps what was asked and what it was answered. */
export async function keepAsk(
  turn: Turn,
  { text, words }: PolicyQuestion,
  { finding, result }: { finding: Finding; result: SearchResult },
): Promise<PolicyTalk & { ask: string }> {
  const ask = turn.newId()
  await recordAsk(turn.work, turn.account, {
    id: ask,
    // 个人信息保护法 39: without consent nothing of what was said abroad is kept.
    question: borderOf(turn) === 'open' ? text : '',
    result,
    clauses: result.results.slice(0, mostKept).map(({ clause }) => clause),
    read: finding.kind === 'answer' ? finding.clause : undefined,
  })
  return { ask, words, touchedAt: turn.work.at.toISOString() }
}

/** The talk at rest; what was said before and waits to be told what it is still waits. */
export function resting(before: DialogueState): DialogueState {
  const state = withoutWaiting(before)
  return { ...settled(state), ...(state.kept && { kept: state.kept }) }
}

/** A clause as the answer to a question. */
export function sayAnswer(turn: Turn, ask: string, clause: Clause, lacksFigure = false): Say {
  const quote = quoteOf(turn.work, clause, quoted.answer)
  return say('policyAnswer', { ask, ...quote, ...(lacksFigure && { lacksFigure }) })
}

function sayFinding(turn: Turn, ask: string, finding: Finding): Say {
  switch (finding.kind) {
    case 'answer':
      return sayAnswer(turn, ask, finding.clause, finding.lacksFigure)
    case 'suggest':
      return say('policySuggest', { ask, options: finding.clauses.map(offerOf) })
    case 'none':
      return say('policyNone', { ask, why: finding.why })
  }
}

function read({ band, doubt, results }: SearchResult): Finding {
  const [first] = results
  if (doubt === 'own-case') return { kind: 'none', why: 'ownCase' }
  if (doubt === 'not-ours') return { kind: 'none', why: 'notOurs' }
  if (!first || doubt === 'nothing') return { kind: 'none', why: 'nothing' }
  if (doubt === 'no-value') return { kind: 'answer', clause: first.clause, lacksFigure: true }
  switch (band) {
    case 'answer':
      return { kind: 'answer', clause: first.clause, lacksFigure: false }
    case 'suggest':
      return { kind: 'suggest', clauses: results.slice(0, mostKept).map(({ clause }) => clause) }
    case 'abstain':
      return { kind: 'none', why: 'nothing' }
  }
}

/** The clauses of one policy first, where it has any of what was found; then the first of them may be another answer. */
function preferring(policyId: string, result: SearchResult): SearchResult {
  const own = result.results.filter(({ clause }) => clause.policyId === policyId)
  const others = result.results.filter(({ clause }) => clause.policyId !== policyId)
  const isSame = own[0] === undefined || own[0] === result.results[0]
  const band = result.band === 'answer' && !isSame ? 'suggest' : result.band
  return { ...result, band, results: [...own, ...others] }
}
