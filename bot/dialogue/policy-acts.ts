import type { WrittenWords } from '../../domain/letters.ts'
import { findAsk, noteFeedback, noteRead, readQuestion } from '../../domain/policies/asks.ts'
import { stopTelling } from '../../domain/policies/news.ts'
import { civilDateOf } from '../../domain/rules/civil-date.ts'
import type { Clause } from '../../domain/rules/policy-search/clause.ts'
import { type Say, say } from '../text/sentences.ts'
import { beginFlow } from './flow.ts'
import { offerKept } from './kept.ts'
import { isId, splitOnce } from './own-matter.ts'
import { resting, sayAnswer } from './policy-answer.ts'
import { faceOf, quoted, quoteOf } from './policy-quote.ts'
import { question, report } from './report.ts'
import { withFlow } from './state.ts'
import type { Answered, DialogueState, PolicyTalk, Turn } from './turn.ts'

type PolicyAct = (turn: Turn, state: DialogueState, argument: string) => Answered | Promise<Answered>

/** What can be tapped in a talk about policy, by the first part of its value. */
const acts: Record<string, PolicyAct> = {
  policyNext: (turn, state) => askFor(turn, state, undefined),
  policyAsk: askFor,
  policyYes: async (turn, state, ask) => {
    await note(turn, ask, 'useful')
    return goOn(turn, state, say('policyUseful', {}))
  },
  policyNo: async (turn, state, ask) => {
    await note(turn, ask, 'useless')
    return goOn(turn, state, say('policyUseless', { ask }))
  },
  policyPick: pick,
  policyStaff: toOfficer,
  policyReport: async (turn, state, ask) => {
    const { words } = await talkOf(turn, state, ask)
    const { flow, says } = await beginFlow(report, { words, ...(isId(ask) && { ask }) }, turn)
    return { state: withFlow(resting(state), flow), says }
  },
  policyKeep: async (turn, state, ask) => {
    const talk = await talkOf(turn, state, ask)
    const rest = resting(state)
    if (talk.words.length === 0) return { state: rest, says: [say('menu', { hello: false })] }
    // Tapped twice it is kept once.
    const before = (rest.kept ?? []).filter((kept) => !talk.words.some((words) => isSame(words, kept)))
    return offerKept(turn, { ...rest, kept: [...before, ...talk.words], policy: talk })
  },
  policyMute: async (turn, state, policyId) => {
    await stopTelling(turn.work, turn.account, policyId)
    return { state: resting(state), says: [say('policyMuted', {})] }
  },
  clause: readClause,
}

/** The act of a talk about policy that a value stands for; undefined when it stands for something else. */
export function findPolicyAct(
  value: string,
): ((turn: Turn, state: DialogueState) => Answered | Promise<Answered>) | undefined {
  const [name, argument] = splitOnce(value)
  const act = Object.hasOwn(acts, name) ? acts[name] : undefined
  return act && ((turn, state) => act(turn, state, argument))
}

/** 问政策: asks for the question. */
export function askFor(turn: Turn, state: DialogueState, policyId: string | undefined): Answered {
  const title = policyId === undefined ? undefined : faceOf(turn.work, policyId)?.title
  const about = policyId !== undefined && title !== undefined ? { about: { policyId, title } } : {}
  return {
    state: { ...resting(state), policy: { words: [], touchedAt: turn.work.at.toISOString() } },
    says: [say('askPolicy', about)],
  }
}

/** A policy as a whole, as a link to it opens it. */
export function showPolicy(turn: Turn, policyId: string): Say {
  const face = faceOf(turn.work, policyId)
  return face ? say('policyShown', face) : say('policyGone', {})
}

/** The question goes to an officer with the words that were said: they are read back, and it takes one more tap. */
async function toOfficer(turn: Turn, state: DialogueState, ask: string): Promise<Answered> {
  await note(turn, ask, 'officer')
  const { words } = await talkOf(turn, state, ask)
  const answers = words.length > 0 ? { words, wordsDone: true, contact: 'none' as const } : { words }
  const { flow, says } = await beginFlow(question, { ...answers, ...(isId(ask) && { ask }) }, turn)
  return { state: withFlow(resting(state), flow), says }
}

/** One of the clauses that were offered. */
async function pick(turn: Turn, state: DialogueState, argument: string): Promise<Answered> {
  const [id, index] = splitOnce(argument)
  const ask = isId(id) ? await findAsk(turn.work, turn.account, id) : undefined
  const clause = turn.work.policies.clause(ask?.clauseIds[Number(index)] ?? '')
  if (!ask || !clause || !mayAnswer(turn, clause)) return goOn(turn, state, say('policyGone', {}))
  const talk = await talkOf(turn, state, id)
  await noteRead(turn.work, ask, clause)
  return { state: { ...resting(state), policy: talk }, says: [sayAnswer(turn, id, clause)] }
}

/** One clause with all that there is of it: `<policy>:<position>`. */
function readClause(turn: Turn, state: DialogueState, argument: string): Answered {
  const [policyId, position] = splitOnce(argument)
  const clauses = turn.work.policies.policy(policyId)
  const index = clauses.findIndex((clause) => String(clause.position) === position)
  const clause = clauses[index]
  if (!clause || clause.decoy) return goOn(turn, state, say('policyGone', {}))
  const [before, after] = [clauses[index - 1]?.position, clauses[index + 1]?.position]
  const ask = state.policy?.ask
  const shown = say('policyClause', {
    ...quoteOf(turn.work, clause, quoted.whole),
    ...(ask !== undefined && { ask }),
    ...(before !== undefined && { before }),
    ...(after !== undefined && { after }),
  })
  return goOn(turn, state, shown)
}

/** The talk about policy goes on from here. */
function goOn(turn: Turn, state: DialogueState, said: Say): Answered {
  const policy = state.policy && { ...state.policy, touchedAt: turn.work.at.toISOString() }
  return { state: { ...resting(state), ...(policy && { policy }) }, says: [said] }
}

/** What a question said: as it stands in the talk, or as it was kept. Without words where neither has them. */
async function talkOf(turn: Turn, { policy }: DialogueState, id: string): Promise<PolicyTalk> {
  const touchedAt = turn.work.at.toISOString()
  if (id !== '' && policy?.ask === id) return { ...policy, touchedAt }
  const ask = isId(id) ? await findAsk(turn.work, turn.account, id) : undefined
  const text = ask ? readQuestion(turn.work, ask) : ''
  const words: WrittenWords[] = text === '' ? [] : [{ text, files: [] }]
  return { ...(ask && { ask: id }), words, touchedAt }
}

function isSame(one: WrittenWords, other: WrittenWords): boolean {
  return one.text === other.text && one.source === other.source
}

async function note(turn: Turn, ask: string, feedback: 'useful' | 'useless' | 'officer'): Promise<void> {
  if (isId(ask)) await noteFeedback(turn.work, turn.account, ask, feedback)
}

/** What was offered may have been replaced meanwhile: only what is in force answers a question. */
function mayAnswer({ work }: Turn, { decoy, effectiveOn, expiresOn }: Clause): boolean {
  const on = civilDateOf(work.at)
  return !decoy && (effectiveOn === undefined || effectiveOn <= on) && (expiresOn === undefined || on < expiresOn)
}
