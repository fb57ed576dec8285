import type { FlowName } from '../text/dialogue-sentences.ts'
import type { Say } from '../text/sentences.ts'
import { say } from '../text/sentences.ts'
import type { OpenFlow, Said, Turn } from './turn.ts'

/** A form: questions in their order, and what happens with the answers. */
export interface Flow<A> {
  name: FlowName
  /** Counted up when steps or answers change: a half-filled form of another version begins anew. */
  version: number
  steps: Step<A>[]
  /** Absent where the last step ends the form itself. */
  submit?(turn: Turn, answers: A, draft: string): Promise<Say[]>
  /** Whether dropping the form would lose words worth a second question. */
  hasWords(answers: A): boolean
}

export interface Step<A> {
  key: string
  /** Absent: always. */
  applies?(answers: A, turn: Turn): boolean
  isDone(answers: A): boolean
  ask(answers: A, turn: Turn): Say
  read(said: Said, answers: A, turn: Turn): Reading<A> | Promise<Reading<A>>
  /** One step back within the step; undefined when it has no inner steps left. */
  back?(answers: A): A | undefined
}

export type Reading<A> =
  /** `why`: told before the next question. */
  | { kind: 'answer'; answers: A; why?: Say }
  /** Asked again: something was added, or `why` it was not understood. */
  | { kind: 'again'; answers?: A; why?: Say }
  | { kind: 'goTo'; step: string }
  | { kind: 'submit' }
  /** The form ends here, nothing is filed. */
  | { kind: 'end'; says: Say[] }

/** What a step in a form leads to. `flow` is undefined when the form is over. */
export interface FlowResult {
  flow: OpenFlow | undefined
  says: Say[]
}

/** Begins a form at its first open question. */
export function beginFlow<A>(flow: Flow<A>, answers: A, turn: Turn): Promise<FlowResult> {
  const open: OpenFlow = {
    name: flow.name,
    version: flow.version,
    draft: turn.newId(),
    step: '',
    answers,
    touchedAt: turn.work.at.toISOString(),
  }
  return askNext(flow, open, answers, turn)
}

/** Takes what was said at the open question. */
export async function continueFlow<A>(flow: Flow<A>, open: OpenFlow, said: Said, turn: Turn): Promise<FlowResult> {
  const answers = open.answers as A
  const step = stepOf(flow, open)
  const touched = { ...open, touchedAt: turn.work.at.toISOString() }
  if (open.cancelling) return readCancelling(flow, touched, said, turn)
  if (said.kind === 'choice' && said.value === 'back') return goBack(flow, touched, turn)
  if (said.kind === 'choice' && (said.value === 'cancel' || said.value === 'menu')) return cancel(flow, touched)
  const reading = await step.read(said, answers, turn)
  switch (reading.kind) {
    case 'answer': {
      const next = await askNext(flow, touched, reading.answers, turn)
      return reading.why ? { ...next, says: [reading.why, ...next.says] } : next
    }
    case 'again': {
      const kept = reading.answers ?? answers
      const why = reading.why ? [reading.why] : []
      return { flow: { ...touched, answers: kept }, says: [...why, step.ask(kept, turn)] }
    }
    case 'goTo':
      return goTo(flow, touched, reading.step, turn)
    case 'end':
      return { flow: undefined, says: reading.says }
    case 'submit':
      return submit(flow, open, answers, turn)
  }
}

/** The open question once more. */
export function askAgain<A>(flow: Flow<A>, open: OpenFlow, turn: Turn): Say {
  return open.cancelling ? say('cancelConfirm', {}) : stepOf(flow, open).ask(open.answers as A, turn)
}

async function askNext<A>(flow: Flow<A>, before: OpenFlow, answers: A, turn: Turn): Promise<FlowResult> {
  const { changing: _, ...open } = before
  const next = flow.steps.find((step) => applies(step, answers, turn) && !step.isDone(answers))
  if (!next) return submit(flow, open, answers, turn)
  return { flow: { ...open, answers, step: next.key }, says: [next.ask(answers, turn)] }
}

function goTo<A>(flow: Flow<A>, open: OpenFlow, step: string, turn: Turn): FlowResult {
  const there = { ...open, step, changing: true }
  return { flow: there, says: [askAgain(flow, there, turn)] }
}

async function submit<A>(flow: Flow<A>, open: OpenFlow, answers: A, turn: Turn): Promise<FlowResult> {
  return { flow: undefined, says: (await flow.submit?.(turn, answers, open.draft)) ?? [] }
}

function goBack<A>(flow: Flow<A>, open: OpenFlow, turn: Turn): Promise<FlowResult> | FlowResult {
  const answers = open.answers as A
  const within = stepOf(flow, open).back?.(answers)
  if (within) return { flow: { ...open, answers: within }, says: [stepOf(flow, open).ask(within, turn)] }
  if (open.changing) return askNext(flow, open, answers, turn)
  const here = stepOf(flow, open)
  const before = flow.steps.slice(0, flow.steps.indexOf(here)).reverse()
  const previous = before.find((step) => applies(step, answers, turn))
  if (!previous) return { flow: open, says: [say('nothingToGoBackTo', {}), askAgain(flow, open, turn)] }
  return { flow: { ...open, step: previous.key }, says: [previous.ask(answers, turn)] }
}

function cancel<A>(flow: Flow<A>, open: OpenFlow): FlowResult {
  if (flow.hasWords(open.answers as A)) return { flow: { ...open, cancelling: true }, says: [say('cancelConfirm', {})] }
  return { flow: undefined, says: [say('cancelled', {}), say('menu', { hello: false })] }
}

function readCancelling<A>(flow: Flow<A>, open: OpenFlow, said: Said, turn: Turn): Promise<FlowResult> | FlowResult {
  if (said.kind === 'choice' && ['cancelYes', 'cancel'].includes(said.value)) {
    return { flow: undefined, says: [say('cancelled', {}), say('menu', { hello: false })] }
  }
  const { cancelling: _, ...goesOn } = open
  // Anything else means going on; words said meanwhile are taken at the open question rather than lost.
  if (said.kind === 'choice') return { flow: goesOn, says: [askAgain(flow, goesOn, turn)] }
  return continueFlow(flow, goesOn, said, turn)
}

function stepOf<A>(flow: Flow<A>, open: OpenFlow): Step<A> {
  const step = flow.steps.find((candidate) => candidate.key === open.step)
  if (!step) throw new Error(`The form ${flow.name} has no step ${open.step}`)
  return step
}

function applies<A>(step: Step<A>, answers: A, turn: Turn): boolean {
  return step.applies?.(answers, turn) ?? true
}
