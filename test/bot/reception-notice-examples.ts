import type { ReceptionNoticeSentences } from '../../bot/text/reception-sentences.ts'
import type { BriefMatter, BriefStep, BriefVisit, PromiseFate } from '../../domain/reception/brief-visits.ts'

const ticketId = '00000000-0000-4000-8000-000000000001'
const number = '2026-000123'
const visit = {
  bookingId: ticketId,
  on: '2026-11-16',
  startsAt: '09:10',
  place: 'hall',
  video: true,
  director: '云舒',
  number,
  category: 'pensions',
  doorCode: 'KX47',
}
const bare = { ...visit, startsAt: null, video: false, director: null, number: null, category: null }
const day = {
  kind: 'office' as const,
  on: '2026-11-16',
  township: '',
  director: '云舒',
  place: 'hall',
  video: false,
  provisional: false,
  seats: 12,
  reserved: 3,
  hours: ['08:30', '17:10'] as [string, string],
  page: 'https://xinqiao.example/desk/reception',
  booked: 4,
  waiting: 2,
}
const tour = { ...day, kind: 'tour' as const, township: 'qingshi', director: null, video: true, provisional: true }
const line = { startsAt: '09:10', number, category: 'pensions', people: 3, offered: true }
const noNeeds = { wheelchair: 0, dialect: 0, homeVisit: 0, other: 0 }
const history: BriefStep[] = [
  { what: 'replied', on: '2026-08-03' },
  { what: 'opinion', on: '2026-08-04', outcome: 'supported' },
  { what: 'opinion', on: '2026-08-04' },
  { what: 'review', on: '2026-08-05', upheld: true },
  { what: 'recheck', on: '2026-08-06', upheld: false },
  { what: 'carriedOut', on: '2026-08-07' },
  { what: 'closed', on: '2026-08-08' },
  { what: 'visited', on: '2026-08-09' },
]
const fates: PromiseFate[] = ['open', 'late', 'kept', 'confirmed', 'unkept']

export const briefMatter: BriefMatter = {
  ticketId,
  number,
  category: 'pensions',
  state: 'accepted',
  sealed: false,
  receivedOn: '2026-08-01',
  clocks: [
    { rule: 'HANDLE_60D', dueOn: '2026-12-01', daysLeft: 15, provisional: false },
    { rule: 'NOTICE_15D', dueOn: '2027-01-04', daysLeft: -1, provisional: true },
  ],
  history,
  promises: fates.map((fate) => ({ text: 'words', unit: 'support', dueOn: '2026-12-31', fate })),
}

export const briefVisit: BriefVisit = {
  startsAt: '09:10',
  people: 3,
  offered: true,
  hidden: false,
  name: '柳叶青',
  words: 'words',
  needs: { wheelchair: true, homeVisit: true, dialect: 'words', words: 'words' },
  matter: briefMatter,
}

const plainVisit: BriefVisit = {
  ...briefVisit,
  people: 1,
  offered: false,
  name: null,
  words: null,
  needs: { wheelchair: false, homeVisit: false, dialect: null, words: null },
  matter: null,
}

export const directorBrief = { ...day, step: 'brief' as const, visits: [briefVisit], part: 1, parts: 1 }

/** What is sent before and after a reception day, for the tests of all sentences. */
export const receptionNoticeExamples: { [K in keyof ReceptionNoticeSentences]: ReceptionNoticeSentences[K][] } = {
  visitReminder: [0, 1, 2, 3].flatMap((daysLeft) => [
    { ...visit, daysLeft, people: 3 },
    { ...bare, daysLeft, people: 1 },
  ]),
  waitReminder: [{ ...bare, daysLeft: 1, waitingPlace: 2 }],
  dayBrief: [
    {
      ...day,
      free: 8,
      topics: [
        { category: 'pensions', count: 2 },
        { category: null, count: 2 },
      ],
    },
    { ...tour, free: 12, topics: [], hours: null },
  ],
  dayList: [
    {
      ...day,
      lines: [line, { ...line, number: null, category: null, people: 1, offered: false }],
      needs: { wheelchair: 1, dialect: 1, homeVisit: 1, other: 1 },
      unreminded: 2,
      part: 1,
      parts: 1,
    },
    { ...tour, waiting: 0, lines: [], needs: noNeeds, unreminded: 0, part: 1, parts: 2 },
    { ...tour, lines: [line], needs: noNeeds, unreminded: 0, part: 2, parts: 2 },
  ],
  directorBrief: [
    directorBrief,
    { ...tour, step: 'list', visits: [plainVisit, { ...plainVisit, hidden: true }], part: 1, parts: 2 },
    { ...tour, step: 'list', visits: [{ ...briefVisit, matter: { ...briefMatter, sealed: true } }], part: 2, parts: 2 },
  ],
  directorMissing: (['nobody', 'notStaff', 'role', 'noAccount'] as const).flatMap((why) => [
    { on: day.on, kind: 'office', township: '', director: '云舒', why, page: day.page },
    { on: day.on, kind: 'tour', township: 'qingshi', director: null, why, page: day.page },
  ]),
  daySummary: [[], [3, 7]].map((unwritten, i) => ({
    on: day.on,
    kind: 'office',
    township: '',
    booked: 4,
    came: 3,
    absent: 1,
    walkIns: 2,
    notReached: i,
    promised: 2,
    unwritten,
    page: day.page,
  })),
}
