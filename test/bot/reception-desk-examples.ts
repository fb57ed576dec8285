import type { DeskVisit, ReceptionDeskSentences } from '../../bot/text/reception-sentences.ts'

const number = '2026-000123'
const on = '2026-12-15'
const day = { on, township: '', director: '云舒', provisional: false, booked: 3, waiting: 1, free: 2 }
const visit: DeskVisit = { state: 'booked', startsAt: '09:20', queueNumber: null, number: null }
const whole: DeskVisit = {
  state: 'arrived',
  startsAt: null,
  queueNumber: 4,
  number,
  name: '柳叶青',
  phone: '13800000000',
  words: 'words '.repeat(100),
  people: ['柳叶青', '云舒'],
  needs: { wheelchair: true, dialect: 'words', homeVisit: true, words: 'words' },
}
const slip = {
  already: false,
  on,
  startsAt: '09:20',
  place: 'hall',
  director: '云舒',
  doorCode: 'FJ7KM',
  name: '柳叶青',
  waitingPlace: null,
  category: null,
}
const promise = { number, text: 'words', unit: 'support', dueOn: '2026-12-31', daysLate: 0, isDone: false }

/** Parameters of what officers are told where they type about reception days. */
export const receptionDeskExamples: { [K in keyof ReceptionDeskSentences]: ReceptionDeskSentences[K][] } = {
  receptionList: [
    { days: [] },
    {
      days: [
        { ...day, state: 'open' },
        { ...day, state: 'planned', township: 'qingshi', director: null, provisional: true },
        { ...day, state: 'closed' },
      ],
    },
  ],
  receptionChanged: [
    { what: 'moved', on, to: '2026-12-16', told: 2, toCall: 1 },
    { what: 'closed', on, told: 0, toCall: 0 },
    { what: 'reopened', on },
    { what: 'swapped', on, to: '2027-01-15' },
    { what: 'added', on },
  ],
  receptionWrong: (['words', 'not-today', 'code', 'ended', 'tries', 'number'] as const).map((why) => ({ why })),
  receptionInPrivate: [{}],
  receptionOnPage: [{ page: 'https://xinqiao.example/desk' }],
  visitList: [
    { on, visits: [], personal: false },
    { on, visits: [visit], personal: false },
    { on, visits: [visit, whole], personal: true },
  ],
  askVisitor: [{ on }],
  visitorDropped: [{}],
  visitSlip: [
    slip,
    { ...slip, already: true },
    { ...slip, startsAt: null, waitingPlace: 2, name: null, director: null },
  ],
  visitArrived: [
    { queueNumber: 3, ahead: 2, timing: 'early', again: false },
    { queueNumber: 3, ahead: null, timing: 'late', again: true },
  ],
  visitOtherDay: [{ on }],
  visitCalled: [
    { ...visit, queueNumber: 2, waiting: 3 },
    { ...whole, waiting: 0 },
  ],
  nobodyToCall: [{ toCome: 0 }, { toCome: 2 }],
  visitAbsent: [{ who: '3' }],
  howToFinish: [{ who: '3' }],
  visitFinished: [
    { who: '3', promises: [], onPaper: false },
    {
      who: '3',
      promises: [{ id: '', text: 'words', unit: 'support', dueOn: '2026-12-31', provisional: false }],
      onPaper: true,
    },
  ],
  promiseList: [
    { promises: [] },
    { number, promises: [] },
    { promises: [promise] },
    { number, promises: [promise, { ...promise, isDone: true }, { ...promise, daysLate: 3 }], asks: true },
  ],
  promiseKept: [
    { number, text: 'words', isNew: true },
    { number, text: 'words', isNew: false },
  ],
}
