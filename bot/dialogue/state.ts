import { add, reopen } from './add.ts'
import { book } from './book.ts'
import { moveVisit } from './book-move.ts'
import { notDone } from './done.ts'
import type { Flow } from './flow.ts'
import { join } from './join.ts'
import { noticesPlace, unjoin } from './join-places.ts'
import { rate } from './rating.ts'
import { question, report } from './report.ts'
import { recheck, review } from './review-request.ts'
import { track } from './track.ts'
import { type DialogueState, type OpenFlow, stateVersion } from './turn.ts'
import { wordsIn } from './words.ts'

// biome-ignore lint/suspicious/noExplicitAny: each form keeps its own answers; they meet only here.
const flows: Record<string, Flow<any>> = {
  report,
  question,
  add,
  track,
  reopen,
  review,
  recheck,
  notDone,
  rate,
  book,
  moveVisit,
  join,
  noticesPlace,
  unjoin,
}

/** A state this version can read; anything else begins anew. Of a form of another version only the words are kept. */
export function readState(before: unknown): DialogueState {
  const state = before as Partial<DialogueState> | undefined
  if (state?.version !== stateVersion) return { version: stateVersion }
  const current = state as DialogueState
  const { flow, waiting, asked, ...rest } = current
  const unread = [flow, waiting].filter((form) => form && flows[form.name]?.version !== form.version)
  if (unread.length === 0) return current
  const kept = [...(rest.kept ?? []), ...unread.flatMap(wordsIn)]
  return { ...rest, ...(kept.length > 0 && { kept }) }
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

/** A form that waits for consent is put aside when something else is begun; what was said for it is kept. */
export function withoutWaiting(state: DialogueState): DialogueState {
  const { waiting, ...rest } = state
  const kept = [...(rest.kept ?? []), ...wordsIn(waiting)]
  return waiting && kept.length > 0 ? { ...rest, kept } : rest
}

/** The form that an open one is an instance of. */
export function flowOf(open: OpenFlow) {
  const flow = flows[open.name]
  if (!flow) throw new Error(`There is no form ${open.name}`)
  return flow
}
