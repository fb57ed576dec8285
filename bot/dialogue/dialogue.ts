import { DomainError } from '../../domain/errors.ts'
import type { MatterView } from '../../domain/matter-view.ts'
import type { ReviewStage } from '../../domain/rules/review-rights.ts'
import type { Say } from '../text/sentences.ts'
import { say } from '../text/sentences.ts'
import { findAct } from './acts.ts'
import { passingActs } from './book-acts.ts'
import { isConsentAsked, stopAtBorder, stopInForm, takesWords } from './border.ts'
import { answerConsent, takeBackConsent } from './consent.ts'
import { edit, recall } from './corrections.ts'
import { inFlow, resume } from './forms.ts'
import { addKeptTo, decideKept, keep, offerKept } from './kept.ts'
import { hearNotice } from './newest-notice.ts'
import { isIdle, openQuestion } from './open-question.ts'
import { answerOpened } from './opened.ts'
import { askFor, findPolicyAct } from './policy-acts.ts'
import { answerPolicyMessage } from './policy-message.ts'
import { tooLate } from './review-request.ts'
import { hearing, type Saying } from './said.ts'
import { readState, settled, withFlow, withoutWaiting } from './state.ts'
import type { Answered, DialogueState, Said, Turn } from './turn.ts'
import { wordsIn } from './words.ts'

/**
 * Answers one message of a resident. `keyboard` is the dedupe key of the question that a tapped button stood under.
 * Takes the state the last message left and gives the next; everything it does happens in the turn's transaction.
 */
export async function answerResident(turn: Turn, before: unknown, keyboard: string | undefined): Promise<Answered> {
  const state = readState(before)
  try {
    return await answer(turn, state, keyboard)
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    const rest = settled(state)
    const unfiled = [...(state.kept ?? []), ...wordsIn(state.flow), ...wordsIn(state.waiting)]
    if (unfiled.length === 0) return { state: rest, says: refusal(error) }
    const offered = await offerKept(turn, { ...rest, kept: unfiled })
    return { ...offered, says: [...refusal(error), ...offered.says] }
  }
}

async function answer(turn: Turn, state: DialogueState, keyboard: string | undefined): Promise<Answered> {
  const { input } = turn.incoming
  switch (input.kind) {
    case 'opened':
      return answerOpened(turn, state, input)
    case 'edit': {
      const corrected = await edit(turn, state, input.of, input.text)
      return corrected ?? take(turn, state, { kind: 'text', text: input.text })
    }
    case 'recall':
      return recall(turn, state, input.of)
    case 'membership':
      return { state, says: [] }
    case 'choice': {
      const isOld = input.keyboard !== undefined && keyboard !== state.asked?.id
      return choose(turn, state, input.value, isOld)
    }
    default:
      return take(turn, state, input)
  }
}

async function take(turn: Turn, state: DialogueState, input: Saying): Promise<Answered> {
  const heard = hearing(turn, state, input)
  const { said, tells } = (await hearNotice(turn, state, input, heard)) ?? heard
  const answered = said ? await hear(turn, state, said) : { state, says: await openQuestion(state, turn) }
  return { ...answered, says: [...tells, ...answered.says] }
}

async function choose(turn: Turn, state: DialogueState, value: string, isOld: boolean): Promise<Answered> {
  const act = findAct(value)
  // Switching the language disturbs nothing: the open question is simply asked again in it.
  if (value.startsWith('language:') && act) {
    const { says } = await act(turn)
    return { state, says: [...says, ...(await openQuestion(state, turn))] }
  }
  // Neither does asking for notices.
  if (value === 'notices' && act) {
    const { says } = await act(turn)
    return { state, says: state.flow ? [...says, ...(await openQuestion(state, turn))] : says }
  }
  // An offer does not wait until a form is filled.
  if (isOld && state.flow && act && passingActs.test(value)) {
    const { says } = await act(turn)
    return { state, says: [...says, ...(await openQuestion(state, turn))] }
  }
  if (isOld && state.flow && isIdle(state.flow, turn)) return { state, says: await openQuestion(state, turn) }
  if (isOld && (state.flow || !(act ?? findPolicyAct(value))))
    return { state, says: [say('stale', {}), ...(await openQuestion(state, turn))] }
  // 返回 under an earlier question does not say that the person does not agree.
  if (isOld && isConsentAsked(state)) return outside(turn, state, value)
  return hear(turn, state, { kind: 'choice', value })
}

/** What can be asked for in the middle of everything. */
const disturbsNothing = /^(?:language:|notices$)/

async function hear(turn: Turn, state: DialogueState, said: Said): Promise<Answered> {
  if (said.kind === 'choice' && disturbsNothing.test(said.value)) return choose(turn, state, said.value, false)
  const atBorder =
    (await takeBackConsent(turn, state, said)) ??
    (await answerConsent(turn, state, said)) ??
    (await stopInForm(turn, state, said))
  if (atBorder) return atBorder
  if (state.flow && said.kind === 'choice' && said.value.startsWith('resume:')) return resume(turn, state, said.value)
  if (state.flow && isIdle(state.flow, turn)) {
    const paused = [...(state.paused ?? []), ...(said.kind === 'choice' ? [] : [said])]
    return { state: { ...state, paused }, says: await openQuestion(state, turn) }
  }
  if (state.flow) return inFlow(turn, state, state.flow, said)
  if (said.kind === 'choice') return outside(turn, state, said.value)
  return (await answerPolicyMessage(turn, state, said)) ?? keep(turn, state, [said])
}

async function outside(turn: Turn, state: DialogueState, value: string): Promise<Answered> {
  const answered = await act(turn, state, value)
  const { flow } = answered.state
  const stopped = flow && takesWords(flow) ? await stopAtBorder(turn, answered.state) : undefined
  return stopped ?? answered
}

async function act(turn: Turn, before: DialogueState, value: string): Promise<Answered> {
  const state = withoutWaiting(before)
  if (value.startsWith('keptTo:')) return addKeptTo(turn, state, value.slice('keptTo:'.length))
  if (value.startsWith('kept:')) return decideKept(turn, state, value.slice('kept:'.length))
  // Words that wait to be told what they are go into the form that is begun now.
  if (state.kept && (value === 'report' || value === 'question')) return decideKept(turn, state, value)
  const policyAct = findPolicyAct(value)
  if (policyAct) return policyAct(turn, state)
  // With policies to look in, a question is answered from them first.
  if (value === 'question' && turn.work.policies.size > 0) return askFor(turn, state, undefined)
  const known = findAct(value)
  if (!known) return { state: before, says: [say('notUnderstood', {}), ...(await openQuestion(before, turn))] }
  const { flow, says } = await known(turn)
  return { state: withFlow({ ...settled(state), ...(state.kept && { kept: state.kept }) }, flow), says }
}

function refusal(error: DomainError): Say[] {
  const number = String(error.detail.number ?? '')
  switch (error.code) {
    case 'undo-over':
      return [say('undoOver', { number })]
    case 'review-over':
      return [tooLate(stageIn(error), matterIn(error), String(error.detail.endedOn), true)]
    case 'booking-not-found':
    case 'promise-not-found':
      return [say('bookingGone', {})]
    case 'review-not-open':
      return [say('reviewNotOpen', { stage: stageIn(error), number, state: matterIn(error).state })]
    case 'move-not-allowed':
      if (error.detail.move === 'addWords') return [say('addedToClosed', { number })]
      return [say('moveRefused', { number, state: error.detail.state as MatterView['state'] })]
    default:
      return [say('matterGone', {})]
  }
}

function stageIn({ detail }: DomainError): ReviewStage {
  return detail.stage as ReviewStage
}

function matterIn({ detail }: DomainError) {
  return { id: String(detail.ticketId), number: String(detail.number), state: detail.state as MatterView['state'] }
}
