import { requireFree } from '../../domain/claims.ts'
import { DomainError } from '../../domain/errors.ts'
import { type Decision, findOpenProposal, findUnusedProposal, type Opinion } from '../../domain/open-proposals.ts'
import { opinionContext, proposeOpinion } from '../../domain/opinions.ts'
import { proposeDecision } from '../../domain/review-decisions.ts'
import { civilDateOf } from '../../domain/rules/civil-date.ts'
import { lockTicketFor, requireMove } from '../../domain/tickets.ts'
import type { FormAct, SlotName } from '../text/desk-acts.ts'
import type { Say } from '../text/sentences.ts'
import { say } from '../text/sentences.ts'
import { namesSlot, nextSlot, readForm, readSlot, type Slots } from './slots.ts'
import type { ActOutcome, DeskTurn, Pending } from './turn.ts'

type Form = Extract<Pending, { kind: 'form' }>

const moveOf = { opinion: 'proposeOpinion', review: 'proposeReview', recheck: 'proposeRecheck' } as const

/**
 * Begins a form, or goes on with the one that is open, with what was written behind its name. What the officer proposed
 * before and did not get through stands in it already. Throws DomainError when it could not be sent for approval now.
 */
export async function fillForm(turn: DeskTurn, act: FormAct, number: string, rest: string): Promise<ActOutcome> {
  const { work, officer, pending } = turn
  const ticket = await lockTicketFor(work, officer, number)
  requireMove(ticket, moveOf[act])
  if (await findOpenProposal(work, ticket.id)) throw new DomainError('proposal-waits', { number })
  if (act === 'opinion') await requireFree(work, officer, ticket)
  const open = pending?.kind === 'form' && pending.act === act && pending.number === number ? pending : undefined
  const unused = open ? undefined : await findUnusedProposal(work, officer, ticket.id, act)
  const today = civilDateOf(work.at)
  const before = open?.slots ?? (unused ? toSlots(unused, today) : {})
  const read = readForm(act, rest, today)
  return goOn(turn, { kind: 'form', act, number, slots: { ...before, ...read.slots } }, read.wrong)
}

/** Takes words, or the value of a button, for the part that was asked for. Undefined when they are for somebody else. */
export async function answerForm(turn: DeskTurn, form: Form, text: string): Promise<ActOutcome | undefined> {
  const today = civilDateOf(turn.work.at)
  if (namesSlot(text)) {
    const read = readForm(form.act, text, today)
    return goOn(turn, { ...form, slots: { ...form.slots, ...read.slots } }, read.wrong)
  }
  const asked = nextSlot(form.act, form.slots)
  // A preview that waits for its button is not answered by chatter: it stays as it is.
  if (asked === undefined) return undefined
  const value = readSlot(asked, text, today)
  return goOn(
    turn,
    value === undefined ? form : { ...form, slots: { ...form.slots, [asked]: value } },
    value ? undefined : asked,
  )
}

/** Takes a part that was chosen by its button. */
export function chooseSlot(turn: DeskTurn, form: Form, value: string): Promise<ActOutcome> {
  const slot = form.act === 'opinion' ? 'outcome' : 'upheld'
  return goOn(turn, { ...form, slots: { ...form.slots, [slot]: value } })
}

/** Sends a form whose preview the officer has seen for approval. */
export async function proposeForm(turn: DeskTurn, { act, number, slots }: Form): Promise<ActOutcome> {
  const { work, officer } = turn
  const proposed =
    act === 'opinion'
      ? await proposeOpinion(work, officer, number, toOpinion(slots))
      : await proposeDecision(work, officer, number, act, toDecision(slots))
  return { says: [say('proposed', { number, what: act, approvers: proposed.approvers })] }
}

/** Asks for what is missing, or shows what the resident would read. */
async function goOn(turn: DeskTurn, form: Form, wrong?: SlotName): Promise<ActOutcome> {
  const { act, number, slots } = form
  const asked = wrong ?? nextSlot(act, slots)
  if (asked === undefined) return { says: [await preview(turn, form)], pending: form }
  const { [asked]: _, ...others } = slots
  return {
    says: [say('askSlot', { act, number, slot: asked, again: wrong !== undefined })],
    pending: { ...form, slots: others },
  }
}

async function preview({ work, officer }: DeskTurn, { act, number, slots }: Form): Promise<Say> {
  if (act !== 'opinion') {
    return say('decisionCheck', { number, stage: act, on: civilDateOf(work.at), ...toDecision(slots) })
  }
  const ticket = await lockTicketFor(work, officer, number)
  return say('opinionCheck', { ...toOpinion(slots), ...opinionContext(work, ticket) })
}

function toOpinion({ outcome, text = '', ground = '', remedy = '', remedyOn }: Slots): Opinion {
  const known = outcome === 'supported' || outcome === 'explained' ? outcome : 'notSupported'
  return { outcome: known, text, ground, remedy, ...(known === 'supported' && remedyOn && { remedyOn }) }
}

function toDecision({ upheld, text = '', ground = '' }: Slots): Decision {
  return { upheld: upheld === 'upheld', text, ground }
}

/** A day that has passed meanwhile is asked for anew. */
function toSlots(proposed: Opinion | Decision, today: string): Slots {
  if ('upheld' in proposed) {
    return { upheld: proposed.upheld ? 'upheld' : 'changed', text: proposed.text, ground: proposed.ground }
  }
  const { remedyOn, ...others } = proposed
  return { ...others, ...(remedyOn && remedyOn >= today && { remedyOn }) }
}
