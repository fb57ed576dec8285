import { withdrawConsent } from '../../domain/consent-withdrawals.ts'
import { giveConsent } from '../../domain/consents.ts'
import { say } from '../text/sentences.ts'
import { asksCode, borderOf, isConsentAsked, isUpToDate, stopAtBorder, takesWords } from './border.ts'
import { tidy } from './choice.ts'
import { askAgain } from './flow.ts'
import { handOver } from './hand-over.ts'
import { offerKept } from './kept.ts'
import { openQuestion } from './open-question.ts'
import { flowOf, settled, withFlow } from './state.ts'
import { type Answered, type DialogueState, languageOf, type Said, type Turn } from './turn.ts'
import { withWords, wordsIn, written } from './words.ts'

type Decision = 'agree' | 'web' | 'decline'

/** What people say to the question besides its buttons. */
const decisions: Record<string, Decision> = {
  'consent:yes': 'agree',
  'consent:web': 'web',
  back: 'decline',
  cancel: 'decline',
  menu: 'decline',
  同意: 'agree',
  我同意: 'agree',
  不同意: 'decline',
  我不同意: 'decline',
  网页: 'web',
  去网页: 'web',
  agree: 'agree',
  'i agree': 'agree',
  disagree: 'decline',
  'i do not agree': 'decline',
  'web page': 'web',
}

const withdrawals: ReadonlySet<string> = new Set([
  '撤回同意',
  '我撤回同意',
  '撤销同意',
  'withdraw consent',
  'withdraw my consent',
])

/**
 * Takes what is said to that question. Undefined when it is something else: an act that needs no consent, or words
 * without a form, which are kept and asked about again.
 */
export async function answerConsent(turn: Turn, state: DialogueState, said: Said): Promise<Answered | undefined> {
  if (turn.domestic || !isConsentAsked(state)) return undefined
  switch (decisionOf(said)) {
    case 'agree':
      return agree(turn, state)
    case 'web':
      return handOver(turn, state, 'chosen')
    case 'decline':
      return decline(state)
  }
  if (said.kind === 'choice' || !state.waiting) return undefined
  if (asksCode(state.waiting)) return stopAtBorder(turn, state)
  const words = [...wordsIn(state.waiting), written(said, languageOf(turn))]
  return stopAtBorder(turn, { ...state, waiting: withWords(state.waiting, words) })
}

/**
 * The consent given earlier is taken back, when these words say so: nothing that was said without a form is kept. A form
 * waits to be told whether it goes on here, on the page, or not at all.
 */
export async function takeBackConsent(turn: Turn, state: DialogueState, said: Said): Promise<Answered | undefined> {
  const isWithdrawal = said.kind === 'text' && !said.forwarded && withdrawals.has(tidy(said.text))
  if (turn.domestic || !isWithdrawal) return undefined
  await withdrawConsent(turn.work, turn.account)
  const told = (dropped: boolean) => say('consentWithdrawn', { dropped, page: turn.work.publicUrl })
  if (!state.flow) return { state: settled(state), says: [told(hasWords(state)), say('menu', { hello: false })] }
  const stopped = takesWords(state.flow) ? await stopAtBorder(turn, state) : undefined
  const { says, ...after } = stopped ?? { state, says: await openQuestion(state, turn) }
  return { ...after, says: [told(false), ...says] }
}

function decisionOf(said: Said): Decision | undefined {
  if (said.kind !== 'choice' && (said.kind !== 'text' || said.forwarded)) return undefined
  const words = said.kind === 'choice' ? said.value : tidy(said.text)
  return Object.hasOwn(decisions, words) ? decisions[words] : undefined
}

/** Goes on as if the consent had been there from the beginning. */
async function agree(turn: Turn, { waiting, ...rest }: DialogueState): Promise<Answered> {
  if (borderOf(turn) === 'ask' && isUpToDate(rest)) await giveConsent(turn.work, turn.account)
  if (!waiting) return offerKept(turn, rest)
  const flow = { ...waiting, touchedAt: turn.work.at.toISOString() }
  const state = withFlow(rest, flow)
  return (await stopAtBorder(turn, state)) ?? { state, says: [askAgain(flowOf(flow), flow, turn)] }
}

function decline(state: DialogueState): Answered {
  const dropped = hasWords(state) ? [say('consentDeclined', {})] : []
  return { state: settled(state), says: [...dropped, say('menu', { hello: false })] }
}

function hasWords({ waiting, kept = [] }: DialogueState): boolean {
  return kept.length + wordsIn(waiting).length > 0
}
