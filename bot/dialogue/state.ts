import { add, reopen } from './add.ts'
import type { Flow } from './flow.ts'
import { question, report } from './report.ts'
import { track } from './track.ts'
import { type DialogueState, type OpenFlow, stateVersion } from './turn.ts'

// biome-ignore lint/suspicious/noExplicitAny: each form keeps its own answers; they meet only here.
const flows: Record<string, Flow<any>> = { report, question, add, track, reopen }

/** A state this version can read; anything else begins anew. */
export function readState(before: unknown): DialogueState {
  const state = before as Partial<DialogueState> | undefined
  if (state?.version !== stateVersion) return { version: stateVersion }
  const current = state as DialogueState
  const flow = current.flow
  if (flow && flows[flow.name]?.version !== flow.version) {
    const { flow: _, asked: __, ...rest } = current
    return rest
  }
  return current
}

/** What is left when a talk has come to rest: the buttons in force, nothing half done. */
export function settled(state: DialogueState): DialogueState {
  return { version: stateVersion, ...(state.asked && { asked: state.asked }) }
}

/** The same state with another open form, or none. */
export function withFlow(state: DialogueState, flow: OpenFlow | undefined): DialogueState {
  const { flow: _, ...rest } = state
  return flow ? { ...rest, flow } : rest
}

/** The form that an open one is an instance of. */
export function flowOf(open: OpenFlow) {
  const flow = flows[open.name]
  if (!flow) throw new Error(`There is no form ${open.name}`)
  return flow
}
