import type { Choice } from '../message.ts'
import { again, choice, toMatter } from './booking-choices.ts'
import type { Choices, Drawing } from './drawing.ts'
import { categoryName, inRows, placeName } from './names.ts'
import type { BookingTalkSentences, OwnVisit } from './reception-sentences.ts'
import { home, menu, nav, visitRows } from './resident-choices.ts'

/** The buttons on the way to a visit of a reception day, and under one that is booked. */
export const bookingTalkChoices: Choices<BookingTalkSentences> = {
  askDay: ({ days }, drawing) => [
    ...days.map(({ id, on, free, township }) => [
      {
        label: drawing.labels.visits.day(drawing.terms.date(on), free, placeName(drawing.office, township)),
        value: `day:${id}`,
      },
    ]),
    nav(drawing),
  ],
  noDays: (_, drawing) => menu(drawing),
  askSeat: ({ seats, asksHalf = false, offersElder }, drawing) => {
    const { visits } = drawing.labels
    const halves = [
      { label: visits.morning, value: 'seat:morning' },
      { label: visits.afternoon, value: 'seat:afternoon' },
    ]
    const each = seats.map(({ id, startsAt }) => ({ label: startsAt, value: `seat:${id}` }))
    return [
      ...(asksHalf ? [halves] : inRows(each, 3)),
      [{ label: seats.length > 0 ? visits.anySeat : visits.waitingList, value: 'seat:any' }],
      ...(offersElder ? [[{ label: visits.elder, value: 'seat:elder' }]] : []),
      nav(drawing),
    ]
  },
  askAbout: ({ matters }, drawing) => [
    ...matters.map(({ ticketId, number, category }) => [
      { label: `${number} ${categoryName(drawing.office, category, drawing.language)}`, value: `about:${ticketId}` },
    ]),
    [
      { label: drawing.labels.visits.newMatter, value: 'about:new' },
      { label: drawing.labels.visits.justTalk, value: 'about:talk' },
    ],
    nav(drawing),
  ],
  askPeople: (_, drawing) => [[{ label: drawing.labels.visits.onlyMe, value: 'people:me' }], nav(drawing)],
  askNeeds: ({ needs, asks }, drawing) => {
    const { visits, done } = drawing.labels
    if (asks) return [nav(drawing)]
    const hasAny = Object.values(needs).some(Boolean)
    return [
      [
        { label: visits.wheelchair, value: 'need:wheelchair' },
        { label: visits.dialect, value: 'need:dialect' },
      ],
      [
        { label: visits.homeVisit, value: 'need:homeVisit' },
        { label: visits.otherNeed, value: 'need:words' },
      ],
      [hasAny ? { label: done, value: 'done' } : { label: visits.noNeed, value: 'need:none' }],
      nav(drawing),
    ]
  },
  askVisitContact: (_, drawing) => [
    [
      { label: drawing.labels.contactGive, value: 'contact:give' },
      { label: drawing.labels.visits.noContact, value: 'contact:none' },
    ],
    nav(drawing),
  ],
  bookReadBack: (_, drawing) => [
    [
      { label: drawing.labels.visits.book, value: 'submit' },
      { label: drawing.labels.change, value: 'change' },
    ],
    nav(drawing),
  ],
  askBookChange: ({ fields }, drawing) => [
    ...inRows(
      fields.map((field) => ({ label: drawing.labels.visits.changes[field], value: `change:${field}` })),
      2,
    ),
    nav(drawing),
  ],
  bookingElsewhere: (_, drawing) => menu(drawing),
  visit: (visit, drawing) => [...inRows(actsOf(visit, drawing), 3), home(drawing)],
  visits: ({ visits }, drawing) => [
    ...visitRows(visits, drawing),
    [{ label: drawing.labels.visits.another, value: 'bk:new' }, ...home(drawing)],
  ],
  moveReadBack: (_, drawing) => [
    [
      { label: drawing.labels.visits.move, value: 'submit' },
      { label: drawing.labels.change, value: 'change' },
    ],
    nav(drawing),
  ],
  cancelVisitConfirm: ({ bookingId, waits }, { labels }) => [
    [
      choice(labels.visits.stays, 'see', bookingId),
      choice(waits ? labels.waitNoMore : labels.visits.callOff, 'cancelYes', bookingId),
    ],
  ],
  visitCancelled: (_, drawing) => again(drawing),
  visitOver: (_, drawing) => again(drawing),
  offerOver: (_, drawing) => again(drawing),
  offerDeclined: (_, drawing) => again(drawing),
  visitCalendar: ({ bookingId }, drawing) => [[choice(drawing.labels.visits.see, 'see', bookingId), ...home(drawing)]],
  bookingGone: (_, drawing) => menu(drawing),
  promiseReopened: ({ ticketId }, drawing) => toMatter(ticketId, drawing),
  promiseStillOpen: ({ ticketId }, drawing) => toMatter(ticketId, drawing),
  receptionNone: (_, drawing) => menu(drawing),
}

/** What can still be done with it. */
function actsOf({ bookingId, state, startsAt }: OwnVisit, { labels }: Drawing): Choice[] {
  const another = { label: labels.visits.another, value: 'bk:new' }
  switch (state) {
    case 'offered':
      return [choice(labels.seatAccept, 'accept', bookingId), choice(labels.seatDecline, 'decline', bookingId)]
    case 'waiting':
      return [choice(labels.bookingMove, 'move', bookingId), choice(labels.waitNoMore, 'cancel', bookingId), another]
    case 'booked':
      return [
        choice(labels.bookingMove, 'move', bookingId),
        choice(labels.bookingCancel, 'cancel', bookingId),
        ...(startsAt === null ? [] : [choice(labels.saveDates, 'calendar', bookingId)]),
        another,
      ]
    case 'arrived':
      return [choice(labels.bookingCancel, 'cancel', bookingId)]
    case 'called':
      return []
    default:
      return [{ label: labels.bookVisit, value: 'bk:book' }]
  }
}
