import type { BookingTalkSentences, OwnVisit } from '../../bot/text/reception-sentences.ts'

const id = '00000000-0000-4000-8000-000000000002'
const number = '2026-000123'
const day = { id, on: '2026-12-15', township: '', director: '云舒', place: 'hall', free: 5 }
const tour = { ...day, township: 'qingshi', director: null, free: 0 }
const opening = [
  { on: '2027-01-15', township: '', director: '云舒', opensOn: '2026-12-31' },
  { on: '2027-01-20', township: 'qingshi', director: null, opensOn: null },
]
const office = { phone: '0000-0000000', address: 'a street' }
const seats = ['08:30', '08:50', '14:30'].map((startsAt) => ({ id, startsAt }))
const seatQuestion = { on: '2026-12-15', township: '', seats, elder: false, offersElder: false }
const draft = {
  on: '2026-12-15',
  township: '',
  place: 'hall',
  director: '云舒',
  startsAt: '09:20',
  waits: false,
  elder: false,
  texts: [],
  people: [],
  needs: {},
}
const visit: OwnVisit = {
  bookingId: id,
  on: '2026-12-15',
  startsAt: '09:20',
  place: 'hall',
  video: false,
  director: '云舒',
  number: null,
  category: null,
  doorCode: 'FJ7KM',
  state: 'booked',
  waitingPlace: null,
  offeredUntil: null,
  queueNumber: null,
  ahead: null,
}

/** Parameters of what is talked about on the way to a visit, in the shapes they come in. */
export const bookingTalkExamples: { [K in keyof BookingTalkSentences]: BookingTalkSentences[K][] } = {
  askDay: [
    { days: [day, tour], opening },
    { days: [day], opening: [], moves: true },
  ],
  noDays: [{ opening, ...office }, { opening: [] }],
  askSeat: [
    seatQuestion,
    { ...seatQuestion, township: 'qingshi', elder: true },
    { ...seatQuestion, offersElder: true, asksHalf: true },
    { ...seatQuestion, seats: [], offersElder: true },
    { ...seatQuestion, seats: [] },
  ],
  askAbout: [{ matters: [] }, { matters: [{ ticketId: id, number, state: 'accepted', category: 'pensions' }] }],
  bringFiles: [{}],
  askPeople: [{ most: 5 }],
  tooManyPeople: [{ most: 5, named: 7 }],
  askNeeds: [
    { needs: {} },
    { needs: { wheelchair: true, dialect: 'words', homeVisit: true, words: 'words' } },
    { needs: {}, asks: 'dialect' },
    { needs: {}, asks: 'words' },
  ],
  askVisitContact: [{}],
  bookReadBack: [
    draft,
    {
      ...draft,
      township: 'qingshi',
      director: null,
      startsAt: null,
      elder: true,
      matter: { number, category: 'pensions' },
      people: ['云舒', '柳叶青'],
      needs: { wheelchair: true },
      name: '云舒',
      phone: '13800000000',
    },
    { ...draft, startsAt: null, waits: true, texts: ['words', 'more '.repeat(500)] },
  ],
  askBookChange: [{ fields: ['day', 'seat', 'about', 'people', 'needs', 'contact'] }],
  seatGone: [{}],
  dayNotOpen: [{ on: '2026-12-15' }],
  dayFull: [{ on: '2026-12-15' }],
  bookingElsewhere: [{ by: 'phone', ...office }, { by: 'matter' }],
  visit: [
    visit,
    { ...visit, already: true, video: true, number, category: 'pensions' },
    { ...visit, state: 'waiting', startsAt: null, waitingPlace: 3 },
    { ...visit, state: 'offered', offeredUntil: '2026-12-10T03:00:00.000Z' },
    { ...visit, state: 'arrived', queueNumber: 4, ahead: 2 },
    { ...visit, state: 'arrived', queueNumber: 4, ahead: 0 },
    { ...visit, state: 'called', queueNumber: 4 },
    { ...visit, state: 'cancelled' },
    { ...visit, state: 'seen' },
  ],
  visits: [{ visits: [visit, { ...visit, state: 'waiting', startsAt: null, waitingPlace: 2 }] }],
  moveReadBack: [
    { fromOn: '2026-12-15', fromStartsAt: '09:20', on: '2027-01-15', startsAt: '08:30' },
    { fromOn: '2026-12-15', fromStartsAt: null, on: '2027-01-15', startsAt: null },
  ],
  cancelVisitConfirm: [
    { bookingId: id, on: '2026-12-15', startsAt: '09:20', waits: false },
    { bookingId: id, on: '2026-12-15', startsAt: null, waits: true },
  ],
  visitCancelled: [{ on: '2026-12-15' }],
  visitOver: [{ on: '2026-12-15' }],
  offerOver: [{ on: '2026-12-15' }],
  offerDeclined: [{}],
  visitCalendar: [{ bookingId: id, link: 'https://xinqiao.example/calendar/t.ics', days: 30 }],
  bookingGone: [{}],
  promiseReopened: [{ number, ticketId: id }],
  promiseStillOpen: [{ number, ticketId: id }],
  receptionNone: [{}],
}
