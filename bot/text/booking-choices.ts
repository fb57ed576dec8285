import type { Choice } from '../message.ts'
import type { Choices, Drawing } from './drawing.ts'
import type { BookingSentences } from './reception-sentences.ts'
import { home } from './resident-choices.ts'

/** What can be done with a booking or a promise, as the value behind a button has it: `bk:accept:<id>`. */
export type BookingVerb =
  | 'accept'
  | 'decline'
  | 'move'
  | 'cancel'
  | 'cancelYes'
  | 'calendar'
  | 'see'
  | 'book'
  | 'new'
  | 'kept'
  | 'unkept'

/** The buttons under what is said about bookings and promises. */
export const bookingChoices: Choices<BookingSentences> = {
  bookingConfirmed: ({ bookingId, given }, drawing) => {
    const { labels } = drawing
    return [
      [
        ...(given ? [] : [choice(labels.bookingMove, 'move', bookingId)]),
        choice(labels.bookingCancel, 'cancel', bookingId),
        choice(labels.saveDates, 'calendar', bookingId),
      ],
      home(drawing),
    ]
  },
  bookingWaiting: ({ bookingId }, drawing) => [
    [
      choice(drawing.labels.bookingMove, 'move', bookingId),
      choice(drawing.labels.waitNoMore, 'cancel', bookingId),
      ...home(drawing),
    ],
  ],
  seatOffered: ({ bookingId }, { labels }) => [
    [choice(labels.seatAccept, 'accept', bookingId), choice(labels.seatDecline, 'decline', bookingId)],
  ],
  seatOfferOver: (_, drawing) => again(drawing),
  bookingCancelled: (_, drawing) => again(drawing),
  bookingMoved: ({ bookingId }, drawing) => [
    [
      choice(drawing.labels.bookingMove, 'move', bookingId),
      choice(drawing.labels.bookingCancel, 'cancel', bookingId),
      choice(drawing.labels.saveDates, 'calendar', bookingId),
    ],
    home(drawing),
  ],
  visitEnded: ({ ticketId }, drawing) => toMatter(ticketId, drawing),
  promiseMade: ({ ticketId }, drawing) => toMatter(ticketId, drawing),
  promiseDone: ({ promiseId, ticketId }, drawing) => [
    [
      choice(drawing.labels.doneNo, 'unkept', promiseId),
      { label: drawing.labels.toMatter, value: `matter:${ticketId}` },
    ],
  ],
  promiseAsk: ({ promiseId, ticketId }, { labels }) => [
    [choice(labels.doneYes, 'kept', promiseId), choice(labels.doneNo, 'unkept', promiseId)],
    [{ label: labels.doneStop, value: `doneStop:${ticketId}` }],
  ],
}

export function choice(label: string, verb: BookingVerb, id: string): Choice {
  return { label, value: `bk:${verb}:${id}` }
}

export function again(drawing: Drawing): Choice[][] {
  return [[{ label: drawing.labels.bookVisit, value: 'bk:book' }, ...home(drawing)]]
}

export function toMatter(ticketId: string | undefined, drawing: Drawing): Choice[][] {
  if (ticketId === undefined) return []
  return [[{ label: drawing.labels.toMatter, value: `matter:${ticketId}` }, ...home(drawing)]]
}
