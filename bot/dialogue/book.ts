import { readResident } from '../../domain/accounts.ts'
import { DomainError } from '../../domain/errors.ts'
import { findMatter, listMatters } from '../../domain/matters.ts'
import { type BookingView, viewOwnBooking } from '../../domain/reception/booking-view.ts'
import { type BookingRequest, bookSeat } from '../../domain/reception/bookings.ts'
import { numberOf } from '../../domain/tickets.ts'
import type { Ticket } from '../../prisma/generated/client.ts'
import type { MatterLine } from '../text/matter-line.ts'
import type { BookDraft, BookField } from '../text/reception-sentences.ts'
import { type Say, say } from '../text/sentences.ts'
import { askOtherDay, dayOf, dayStep, noDays, readDays, type SeatAnswers, seatStep, withSeats } from './book-days.ts'
import { aboutStep, needsStep, newWordsStep, peopleStep, type VisitorAnswers } from './book-visitor.ts'
import { type ContactAnswers, contactSteps } from './contact.ts'
import { beginFlow, type Flow, type Reading, type Step } from './flow.ts'
import type { ActResult } from './own-matter.ts'
import type { Turn } from './turn.ts'
import { toOwnVisit } from './visits.ts'

export type BookAnswers = SeatAnswers &
  VisitorAnswers &
  ContactAnswers & {
    /** What the booking is known by: however often it is submitted, it is one. */
    draft: string
  }

const fields: BookField[] = ['day', 'seat', 'about', 'people', 'needs', 'contact']

const readBackStep: Step<BookAnswers> = {
  key: 'readBack',
  isDone: () => false,
  ask: (answers) => say('bookReadBack', toDraft(answers)),
  read(said, answers, turn) {
    const value = said.kind === 'choice' ? said.value : ''
    if (value === 'submit') return submit(turn, answers)
    if (value === 'change') return { kind: 'goTo', step: 'change' }
    return goToField(value) ?? { kind: 'again', why: say('notUnderstood', {}) }
  },
}

/** Which part to change: reached from the read-back only. */
const changeStep: Step<BookAnswers> = {
  key: 'change',
  applies: () => false,
  isDone: () => true,
  ask: () => say('askBookChange', { fields }),
  read: (said) =>
    goToField(said.kind === 'choice' ? said.value : '') ?? { kind: 'again', why: say('notUnderstood', {}) },
}

/** A visit on a reception day: it ends in the read-back, where somebody else may have got the seat meanwhile. */
export const book: Flow<BookAnswers> = {
  name: 'book',
  version: 1,
  steps: [
    dayStep(false),
    seatStep(false),
    aboutStep(),
    newWordsStep(),
    peopleStep(),
    needsStep(),
    ...visitContactSteps(),
    changeStep,
    readBackStep,
  ],
  hasWords: ({ words }) => words.length > 0,
}

/** Begins a booking, or says when there will be a day to book. */
export async function beginBooking(turn: Turn): Promise<ActResult> {
  const { work, account } = turn
  if (!work.office.reception) return { says: [say('receptionNone', {})] }
  const read = await readDays(turn)
  if (read.days.length === 0) return { says: [say('noDays', noDays(turn, read))] }
  const known = account.residentId === null ? undefined : await readResident(work, account.residentId)
  const answers: BookAnswers = {
    ...read,
    seats: [],
    reserved: 0,
    matters: (await listMatters(work, account)).filter(mayBeTold).slice(0, mostMatters).map(toLine),
    words: [],
    needs: {},
    draft: turn.newId(),
    ...(known && { contact: 'give', ...known }),
  }
  return beginFlow(book, answers, turn)
}

const mostMatters = 5

/** An accusation is said to nobody at a door, and is no matter of the reception day. */
function mayBeTold({ kind, state }: Ticket): boolean {
  return kind !== 'accusation' && state !== 'withdrawn' && state !== 'closed'
}

function toLine(ticket: Ticket): MatterLine {
  const { id: ticketId, state, category } = ticket
  return { ticketId, number: numberOf(ticket), state, category }
}

/** The questions of every form, but why it is asked is another thing here. */
function visitContactSteps(): Step<BookAnswers>[] {
  return contactSteps<BookAnswers>(() => false).map((step) =>
    step.key === 'contact' ? { ...step, ask: () => say('askVisitContact', {}) } : step,
  )
}

function goToField(value: string): Reading<BookAnswers> | undefined {
  const field = fields.find((known) => value === `change:${known}`)
  return field && { kind: 'goTo', step: field }
}

async function submit(turn: Turn, answers: BookAnswers): Promise<Reading<BookAnswers>> {
  const { work, account } = turn
  const { about, dayId, seat } = answers
  if (dayId === undefined) throw new Error('A booking without a day was submitted')
  const ticket = typeof about === 'object' ? await findMatter(work, account, about.ticketId) : undefined
  if (typeof about === 'object' && !(ticket && mayBeTold(ticket))) {
    const { about: _, ...open } = answers
    const matters = answers.matters.filter(({ ticketId }) => ticketId !== about.ticketId)
    return { kind: 'answer', answers: { ...open, matters }, why: say('matterGone', {}) }
  }
  const outcome = await bookSeat(work, {
    ...visitorOf(answers),
    draftId: answers.draft,
    dayId,
    ...(seat !== undefined && seat !== 'any' && { seatId: seat.id }),
    by: { account },
  })
  switch (outcome.kind) {
    case 'booked':
    case 'waiting':
      // That it is booked is told by its own notice.
      return { kind: 'end', says: outcome.isNew ? [] : [say('visit', await toOwnVisit(work, outcome.booking))] }
    case 'gone':
      return { kind: 'answer', answers: withSeats(answers, outcome.free), why: say('seatGone', {}) }
    case 'closed':
      return askOtherDay(turn, answers, dayOf(answers).on)
    case 'already':
      return { kind: 'end', says: [await already(turn, answers, outcome.booking)] }
  }
}

/** Of somebody else's booking nothing is said but that there is one. */
async function already({ work, account }: Turn, { phone }: BookAnswers, { id }: BookingView): Promise<Say> {
  try {
    const own = await viewOwnBooking(work, account, id)
    return say('visit', { ...(await toOwnVisit(work, own)), already: true })
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    const { phone: office, address } = work.office
    return say('bookingElsewhere', {
      by: phone === undefined ? 'matter' : 'phone',
      ...(office !== undefined && { phone: office }),
      ...(address !== undefined && { address }),
    })
  }
}

function visitorOf(answers: BookAnswers): Omit<BookingRequest, 'draftId' | 'dayId' | 'by'> {
  const { about, words, people = [], needs, elder = false, contact } = answers
  const name = (contact === 'give' ? answers.name : undefined) ?? people[0]
  const phone = contact === 'give' ? answers.phone : undefined
  return {
    ...(typeof about === 'object' && { ticketId: about.ticketId }),
    ...(about === 'new' && { words: textsOf(words).join('\n') }),
    ...(name !== undefined && { name }),
    ...(phone !== undefined && { phone }),
    ...(people.length > 1 && { people }),
    needs,
    priority: elder,
  }
}

function toDraft(answers: BookAnswers): BookDraft {
  const {
    seat,
    seats,
    elder = false,
    about = 'talk',
    matters,
    words,
    people = [],
    needs,
    contact,
    name,
    phone,
  } = answers
  const { on, township, place, director } = dayOf(answers)
  const matter = typeof about === 'object' ? matters.find(({ ticketId }) => ticketId === about.ticketId) : undefined
  return {
    on,
    township,
    place,
    director,
    startsAt: seat === undefined || seat === 'any' ? null : seat.startsAt,
    waits: seats.length === 0,
    elder,
    ...(matter && { matter: { number: matter.number, category: matter.category } }),
    texts: about === 'new' ? textsOf(words) : [],
    people,
    needs,
    ...(contact === 'give' && name && phone && { name, phone }),
  }
}

function textsOf(words: BookAnswers['words']): string[] {
  return words.map(({ text }) => text).filter(Boolean)
}
