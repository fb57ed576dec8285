import { describe, expect, test } from 'vitest'
import type { Choice } from '../../bot/message.ts'
import { type DeskAct, deskActs } from '../../bot/text/desk-acts.ts'
import { languages } from '../../bot/text/names.ts'
import type { FreshKind, Kind, Sentences, Worded } from '../../bot/text/sentences.ts'
import { asRepeat, word } from '../../bot/text/word.ts'
import type { OfficerMark } from '../../domain/card-lines.ts'
import type { CardContent } from '../../domain/cards.ts'
import type { MatterView } from '../../domain/matter-view.ts'
import type { Decision, Opinion } from '../../domain/open-proposals.ts'
import type { DayNews } from '../../domain/reception/news.ts'
import type { ClockHistory } from '../../domain/reminder-history.ts'
import type { Delivery, FailedWay } from '../../domain/reply-fates.ts'
import { exampleOffice } from '../context.ts'
import { bookingTalkExamples } from './booking-talk-examples.ts'
import { joiningExamples } from './joining-examples.ts'
import { policyDeskExamples } from './policy-desk-examples.ts'
import { receptionDeskExamples } from './reception-desk-examples.ts'
import { receptionNoticeExamples } from './reception-notice-examples.ts'

const office = exampleOffice()
const at = new Date('2026-08-03T01:05:00Z')
const number = '2026-000123'
const page = 'https://xinqiao.example'
const ticketId = '00000000-0000-4000-8000-000000000001'
const clocks = [
  { rule: 'NOTICE_15D', version: 'cn-2022-1', dueOn: '2026-08-18', provisional: false },
  { rule: 'HANDLE_60D', version: 'cn-2022-1', dueOn: '2027-01-04', provisional: true },
]
const matters = [
  { ticketId, number, state: 'received' as const, category: 'pensions' },
  { ticketId, number, state: 'withdrawn' as const, category: 'no-longer-in-the-file' },
]
const mayAll = {
  addWords: true,
  withdraw: true,
  undoWithdrawal: true,
  confirm: true,
  reopen: true,
  requestReview: true,
  requestRecheck: true,
  rate: true,
  resetCode: true,
}
const mayNothing = {
  addWords: false,
  withdraw: false,
  undoWithdrawal: false,
  confirm: false,
  reopen: false,
  requestReview: false,
  requestRecheck: false,
  rate: false,
  resetCode: false,
}
const view: MatterView = {
  ticketId,
  number,
  kind: 'claim',
  state: 'withdrawn',
  category: 'pensions',
  unit: 'support',
  receivedOn: '2026-08-03',
  clocks: clocks.map((clock, late) => ({
    ...clock,
    startedOn: '2026-08-03',
    rawLastDay: late ? '2027-01-02' : clock.dueOn,
    extendedDays: 0,
    pausedDays: late,
    daysLate: late,
  })),
  promises: [],
  visit: null,
  hearing: false,
  rights: [],
  remedyOn: null,
  askDoneOn: null,
  rating: null,
  steps: [
    { kind: 'opened', at: at.toISOString() },
    { kind: 'words-added', at: at.toISOString(), text: 'words', files: 2 },
    { kind: 'replied', at: at.toISOString(), text: 'words', went: { channel: 'wechat', at: at.toISOString() } },
    { kind: 'asked-back', at: at.toISOString(), text: 'words', went: { channel: 'web', at: null } },
  ],
  undoableUntil: '2026-08-10',
  may: mayAll,
}
const history: ClockHistory = {
  rule: 'NOTICE_15D',
  version: 'cn-2022-1',
  holder: 'office',
  startedOn: '2026-08-03',
  rawLastDay: '2026-08-18',
  dueOn: '2026-08-18',
  remindOn: '2026-08-18',
  provisional: false,
  daysLeft: 3,
  satisfied: null,
  steps: [],
}
const fates = ['sent', 'digest', 'overtaken', 'not-needed', 'to-come', 'waiting', 'at-rest'] as const
const steps = ['half', 'd10', 'd7', 'd3', 'd1', 'd0', 'late', 'week1', 'week2', 'told-late'].map((step) => ({
  step,
  at: at.toISOString(),
  on: '2026-08-10',
  readers: [
    { kind: 'room' as const, name: 'Harbour' },
    { kind: 'room' as const, name: '' },
    { kind: 'officer' as const, role: 'supervisor' as const },
    { kind: 'resident' as const },
    { kind: 'gone' as const },
  ],
}))
const happened: MatterView['steps'] = (
  [
    {
      kind: 'opinion',
      text: 'words',
      detail: { outcome: 'supported', ground: 'g', remedy: 'r', remedyOn: '2026-09-01' },
    },
    { kind: 'opinion', text: 'words', detail: { outcome: 'explained', ground: 'g', remedy: 'r' } },
    { kind: 'extended', detail: { days: 30, reason: 'because', dueOn: '2026-11-01' } },
    { kind: 'review-requested', text: '', detail: { stage: 'review', late: false } },
    { kind: 'review-requested', text: '', detail: { stage: 'recheck', late: true } },
    { kind: 'review-decided', text: 'words', detail: { stage: 'review', upheld: true, ground: 'g' } },
    { kind: 'hearing-held' },
    { kind: 'hearing-ended', detail: { days: 3 } },
    { kind: 'carried-out', text: 'words' },
    { kind: 'merged' },
    { kind: 'done-asked' },
    { kind: 'done-said', detail: { done: true } },
    { kind: 'done-said', detail: { done: false } },
  ] as const
).map((step) => ({ ...step, at: at.toISOString() }))
const visited: MatterView['steps'] = (
  [
    { kind: 'visit-booked', detail: { on: '2026-12-15' } },
    { kind: 'visit-booked', detail: { on: '2026-12-15', startsAt: '09:20' } },
    { kind: 'visit-moved', detail: { on: '2026-12-15', startsAt: '09:20' } },
    { kind: 'visit-cancelled', detail: { on: '2026-12-15', reason: 'words' } },
    { kind: 'visit-came' },
    { kind: 'visit-ended', text: 'words', detail: { on: '2026-12-15' } },
    { kind: 'promised', text: 'words', detail: { unit: 'support', dueOn: '2026-12-31' } },
    { kind: 'promise-done', text: 'words' },
    { kind: 'promise-asked' },
    { kind: 'promise-said', detail: { done: true } },
    { kind: 'promise-said', detail: { done: false } },
  ] as const
).map((step) => ({ ...step, at: at.toISOString() }))
const promiseViews: MatterView['promises'] = [
  { provisional: true, daysLate: 0, doneAt: null, confirmed: null },
  { provisional: false, daysLate: 1, doneAt: null, confirmed: false },
  { provisional: false, daysLate: 0, doneAt: at, confirmed: null },
  { provisional: false, daysLate: 0, doneAt: at, confirmed: true },
].map((one) => ({
  ...one,
  id: ticketId,
  ticketId,
  text: 'words',
  unit: 'support',
  saidOn: '2026-12-31',
  dueOn: '2026-12-31',
  madeAt: at,
}))
const rights: MatterView['rights'] = [
  { stage: 'review', until: '2026-09-02', daysLeft: 10, rule: 'REVIEW_REQUEST_30D', version: 'cn-2022-1' },
  { stage: 'recheck', until: '2026-09-02', daysLeft: 0, rule: 'RECHECK_REQUEST_30D', version: 'cn-2022-1' },
  { stage: 'recheck', until: '2026-09-02', daysLeft: -1, rule: 'RECHECK_REQUEST_30D' },
  { stage: 'recheck', rule: 'RECHECK_REQUEST_30D' },
]
const stages = ['review', 'recheck'] as const
const right = { ticketId, number, until: '2026-09-02', rule: 'REVIEW_REQUEST_30D', version: 'cn-2022-1' }
const failed: FailedWay[] = [
  { channel: 'wechat', why: 'closed', pointed: true },
  { channel: 'telegram', why: 'unreachable', pointed: false },
  { channel: 'wecom', why: 'refused', pointed: false },
]
const deliveries: Delivery[] = [
  { kind: 'undeliverable', failed },
  { kind: 'on-its-way', channels: ['web', 'wechaty'], failed },
  { kind: 'on-its-way', channels: ['terminal'], failed: [] },
  { kind: 'delivered', channel: 'paper', at },
  { kind: 'undeliverable', failed: [] },
]
const card: CardContent = {
  ticketId,
  number,
  kind: 'claim',
  state: 'received',
  sealed: false,
  category: 'pensions',
  township: 'qingshi',
  village: 'liuwan',
  place: null,
  unit: 'support',
  anonymous: false,
  holder: null,
  claimUntil: null,
  receivedOn: '2026-08-03',
  clocks: clocks.map((clock, index) => ({ ...clock, daysLeft: index - 1 })),
  alike: 0,
  visit: null,
  lines: (['resident', 'reply', 'ask', 'note', 'end'] as const).map((kind, index) => ({
    kind,
    officer: '云舒',
    text: 'words',
    files: [{ file: ticketId, media: 'photo', name: 'png' }],
    edited: true,
    recalled: true,
    at,
    delivery: deliveries[index] ?? { kind: 'held' },
  })),
  canUndoReply: true,
  outcome: null,
  remedy: null,
  proposal: null,
  hearingSince: null,
  mergedInto: null,
  joined: [],
}
const askable: DeskAct[] = [
  'reply',
  'askBack',
  'note',
  'handOver',
  'redirect',
  'close',
  'reopen',
  'sendBack',
  'extend',
  'object',
  'carryOut',
  'merge',
]
const reminder = { number, step: 'd3', rule: 'NOTICE_15D', dueOn: '2026-08-18', daysLeft: 3, holder: null }
const opinion: Opinion = {
  outcome: 'supported',
  text: 'words',
  ground: 'a law',
  remedy: 'works',
  remedyOn: '2026-10-01',
}
const opinions = [
  opinion,
  { ...withoutDay(opinion), outcome: 'explained' as const },
  { ...withoutDay(opinion), outcome: 'notSupported' as const },
]
const decisions: Decision[] = [
  { upheld: true, text: 'words', ground: 'a law' },
  { upheld: false, text: 'words', ground: 'a law' },
]
const opinionNotices = opinions.flatMap((each) => [
  { ...each, number, unit: 'support', claim: true, on: '2026-08-03' },
  { ...each, number, unit: null, claim: false, on: '2026-08-03' },
])
const decisionNotices = decisions.flatMap((decision) =>
  (['review', 'recheck'] as const).map((stage) => ({ ...decision, number, stage, on: '2026-08-03' })),
)
const whats = ['opinion', 'extension', 'review', 'recheck'] as const
const reviewStates = ['inReview', 'inRecheck'] as const
const officerMarks: OfficerMark[] = [
  'opinion',
  'review',
  'recheck',
  'extended',
  'returned',
  'objected',
  'carriedOut',
  'merged',
  'received',
  'promised',
  'kept',
]
/** As long as a policy's id may be. */
const policyId = 'p'.repeat(40)
const bareQuote = {
  policyId,
  position: 9999,
  title: '搬迁安置办法',
  article: 'one',
  quote: 'words',
  isWhole: true,
  summary: false,
  page,
}
const quoted = { ...bareQuote, number: '政发〔2024〕7号', issuer: '县政府', effectiveOn: '2024-05-01', source: page }
const visitor = { bookingId: ticketId, on: '2026-11-18', time: '09:10', waits: false }
const waiter = { ...visitor, time: null, waits: true }
const dayNews: Omit<DayNews, 'what'> = {
  kind: 'office',
  on: '2026-11-18',
  township: '',
  director: '云舒',
  place: 'hall',
  video: false,
  provisional: false,
  seats: 12,
  reserved: 3,
  hours: ['08:30', '15:50'],
  told: 0,
  toCall: 0,
}
const states = [
  'received',
  'accepted',
  'answered',
  'executing',
  'redirected',
  'inReview',
  'inRecheck',
  'closed',
  'withdrawn',
] as const

const promises = [
  { id: ticketId, text: 'words', unit: 'support', dueOn: '2026-10-08', provisional: false },
  { id: ticketId, text: 'words', unit: 'support', dueOn: '2027-02-09', provisional: true },
]
const promiseNews = { ticketId, number, promiseId: ticketId, text: 'words' }
const visit = {
  bookingId: ticketId,
  on: '2026-12-15',
  startsAt: '09:20',
  place: office.reception?.place.zh ?? '',
  video: false,
  director: '云舒',
  number: null,
  category: null,
  doorCode: 'FJ7KM',
}

/** Parameters of every kind, in the shapes they come in. A kind without an example does not compile. */
const examples: { [K in Kind]: Sentences[K][] } = {
  menu: [{ hello: true }, { hello: false }, { hello: true, page }],
  help: [{}],
  stale: [{}],
  notUnderstood: [{}],
  languageSet: [{}],
  kept: [
    { text: 'words', files: 0, hasMatters: false },
    { text: '', files: 1, hasMatters: true },
    { text: 'words '.repeat(500), files: 2, hasMatters: true },
  ],
  keptDropped: [{}],
  keptFor: [{ matters }],
  resume: [{ flow: 'report' }, { flow: 'question' }, { flow: 'add' }, { flow: 'book' }],
  nothingToGoBackTo: [{}],
  cancelConfirm: [{}],
  cancelled: [{}],
  notNow: [{ what: 'location' }, { what: 'contact' }, { what: 'recall' }],
  unsupported: [{}],
  filesLeft: [
    ...(['too-large', 'type', 'broken', 'empty', 'unavailable'] as const).map((why) => ({
      left: [{ why, count: 1 }],
      mostMegabytes: 20,
      page,
    })),
    {
      left: [
        { why: 'type', count: 2 },
        { why: 'too-large', count: 1 },
      ],
      mostMegabytes: 20,
      page,
    },
  ],
  askConsent: [
    { platform: 'telegram', version: 1, noted: false, again: false },
    { platform: 'another one', version: 1, noted: true, again: false },
    { platform: 'telegram', version: 1, noted: true, again: true },
  ],
  consentDeclined: [{}],
  consentWithdrawn: [
    { dropped: false, page },
    { dropped: true, page },
  ],
  handedOver: (['accusation', 'strict', 'chosen'] as const).flatMap((why) => [
    { why, said: true, page, hours: 24, code: 'AAAAAAAAAAAAAAAAAAAAAA' },
    { why, said: false, page, hours: 24 },
  ]),
  handOverTaken: [{ what: 'goOn' }, { what: 'keepForLater' }, { what: 'finishFirst' }],
  handOverGone: [{}],
  askCategory: [{}, { group: 'housing' }],
  askAccused: [{}],
  askTownship: [{}],
  askVillage: [{ township: 'qingshi' }, { township: 'no longer there' }],
  placeGuess: [{ villages: ['liuwan', 'shangliuwan'] }],
  askPlaceWords: [{}],
  askWords: [
    { flow: 'report', texts: 0, files: 0 },
    { flow: 'question', texts: 0, files: 0 },
    { flow: 'add', texts: 0, files: 0 },
    { flow: 'reopen', texts: 0, files: 0 },
    { flow: 'book', texts: 0, files: 0 },
    { flow: 'report', texts: 1, files: 0 },
    { flow: 'report', texts: 2, files: 1 },
    { flow: 'report', texts: 0, files: 2 },
  ],
  wordsMissing: [{}],
  askContact: [{ sealed: false }, { sealed: true }],
  askName: [{}],
  nameTooLong: [{}],
  askPhone: [{}],
  phoneWrong: [{}],
  readBack: [
    {
      category: 'pensions',
      township: 'qingshi',
      village: 'liuwan',
      texts: ['words', 'more'],
      files: 1,
      name: '柳叶青',
      phone: '13800000000',
      sealed: false,
      question: false,
      fields: ['category', 'place', 'words', 'contact'],
    },
    { category: 'conduct', place: 'by the pier', texts: [], files: 2, sealed: true, question: false, fields: [] },
    { category: '', texts: ['words'], files: 0, sealed: false, question: true, fields: ['words'] },
    {
      category: 'pensions',
      village: 'liuwan',
      texts: [],
      files: 0,
      sealed: false,
      question: false,
      alike: 6,
      fields: [],
    },
    {
      category: '',
      texts: ['words'],
      files: 0,
      sealed: false,
      question: true,
      offersContact: true,
      fields: ['words', 'contact'],
    },
  ],
  askChange: [{ fields: ['category', 'accused', 'place', 'words', 'contact'] }],
  noCustodian: [{}],
  filed: [{}],
  askNotices: [{ filed: true }, { filed: false }],
  noticesAlways: [{}],
  noMatters: [{}],
  sealedElsewhere: [{ count: 1 }, { count: 2 }],
  matters: [{ matters }],
  matter: [
    { view },
    { view: { ...view, may: mayNothing } },
    { view, savesDates: true },
    { view: { ...view, hearing: true, rights, steps: happened, rating: { stars: 2, text: 'words' } } },
    { view: { ...view, state: 'executing', remedyOn: '2026-09-01', rating: { stars: 5, text: '' } } },
    { view: { ...view, state: 'closed', askDoneOn: '2026-09-01' } },
    ...(['waiting', 'offered', 'booked', 'arrived', 'called'] as const).map((state) => ({
      view: { ...view, visit: visitOf(state), steps: visited, promises: promiseViews },
    })),
  ],
  calendarLink: [{ ticketId, number, link: `${page}/calendar/${'x'.repeat(80)}.ics`, days: 30 }],
  matterGone: [{}],
  askNumber: [{}],
  numberWrong: [{}],
  askCode: [{ number }],
  codeWrong: [{}],
  codeWait: [{ minutes: 1 }, { minutes: 9 }],
  sealedOnPage: [{ page: 'https://xinqiao.example' }],
  added: [{ number }],
  addedToClosed: [{ number }],
  withdrawConfirm: [{ ticketId, number, days: 7 }],
  withdrawn: [{ ticketId, number, until: '2026-08-10' }],
  withdrawalUndone: [{ number }],
  undoOver: [{ number }],
  confirmed: [
    { number, ticketId, asksRating: true },
    { number, ticketId, asksRating: false },
  ],
  reopened: [{ number }],
  codeReset: [{ number, code: 'AAAA-BBBB-CCCCC' }, { number }],
  edited: [{ number }, {}],
  recalled: [{ number }, {}],
  moveRefused: states.map((state) => ({ number, state })),
  reviewReadBack: stages.flatMap((stage) => [
    { stage, number, texts: ['words', 'more'], files: 0 },
    { stage, number, texts: [], files: 1 },
  ]),
  reviewAsked: stages.map((stage) => ({ stage, number })),
  reviewOver: stages.flatMap((stage) => [
    { stage, number, ticketId, endedOn: '2026-09-02', canAdd: true, canReopen: true },
    { stage, number, ticketId, endedOn: '2026-09-02', canAdd: false, canReopen: false },
  ]),
  reviewNotOpen: stages.flatMap((stage) => states.map((state) => ({ stage, number, state }))),
  whichMatter: (['review', 'recheck', 'rate'] as const).map((what) => ({ what, matters })),
  noneFor: (['review', 'recheck', 'rate'] as const).map((what) => ({ what })),
  askStars: [
    { ticketId, number },
    { ticketId, number, stars: 3 },
  ],
  rated: [
    { ticketId, number, stars: 1, text: '' },
    { ticketId, number, stars: 5, text: 'words' },
  ],
  askRatingWords: [{ number, stars: 4 }],
  ratingWordsOnly: [{}],
  doneNoted: [{ number }],
  askingStopped: [{}],
  notDoneTaken: [{ number }],
  askPolicy: [{}, { about: { policyId, title: '搬迁安置办法' } }],
  policyAnswer: [
    { ...quoted, ask: ticketId },
    { ...quoted, ask: ticketId, lacksFigure: true, isWhole: false, summary: true },
    { ...bareQuote, ask: ticketId },
  ],
  policySuggest: [
    {
      ask: ticketId,
      options: ['one', 'two', 'three'].map((label) => ({ title: '搬迁安置办法', label, beginning: 'words' })),
    },
  ],
  policyNone: (['nothing', 'ownCase', 'notOurs'] as const).map((why) => ({ ask: ticketId, why })),
  policyToOfficer: (['nothing', 'ownCase', 'notOurs'] as const).map((why) => ({ why })),
  policyUseful: [{}],
  policyUseless: [{ ask: ticketId }],
  policyClause: [
    { ...quoted, ask: ticketId, before: 1, after: 3 },
    { ...bareQuote, endedOn: '2026-08-01' },
  ],
  policyShown: [
    {
      policyId,
      title: '搬迁安置办法',
      number: '政发〔2024〕7号',
      issuer: '县政府',
      effectiveOn: '2024-05-01',
      endedOn: '2026-08-01',
      summary: true,
      headings: ['one', 'two'],
      hasMore: true,
      clauses: 12,
      page,
      source: page,
    },
    { policyId, title: '搬迁安置办法', summary: false, headings: ['one'], hasMore: false, clauses: 1, page },
  ],
  policyGone: [{}],
  policyChanged: [
    {
      policyId,
      title: '搬迁安置办法',
      page,
      on: '2026-09-01',
      clauses: [{ article: 'one', position: 9999, beginning: 'words', isWhole: true, page }],
      more: 0,
    },
    {
      policyId,
      title: '搬迁安置办法',
      page,
      on: '2026-09-01',
      clauses: [{ article: 'one', position: 0, beginning: 'words', isWhole: false, page }, { article: 'two' }],
      more: 4,
    },
    { policyId, title: '搬迁安置办法', page, on: '2026-09-01', clauses: [{ article: 'two' }], more: 0 },
  ],
  policyMuted: [{}],
  receptionDayMoved: [
    { ...visitor, from: '2026-11-16', fromTime: '08:50', why: 'holiday', words: null, place: 'hall', director: '云舒' },
    { ...waiter, from: '2026-11-16', fromTime: null, why: 'office', words: 'words', place: 'hall', director: null },
  ],
  receptionDayChanged: [
    { ...visitor, fromTime: '08:50', place: 'hall', video: true, director: '云舒', words: 'words' },
    { ...waiter, fromTime: null, place: null, video: false, director: null, words: 'words' },
  ],
  receptionDayClosed: [
    { ...visitor, words: 'words', next: { dayId: ticketId, on: '2026-12-15', director: '云舒' } },
    { ...waiter, words: 'words', next: { dayId: null, on: '2026-12-15', director: null } },
    { ...visitor, words: 'words', next: null },
  ],
  receptionDayReopened: [
    { ...visitor, words: 'words', place: 'hall' },
    { ...waiter, words: 'words', place: 'hall' },
  ],
  receptionNews: (
    ['published', 'added', 'moved', 'holiday', 'rest-day', 'changed', 'swapped', 'closed', 'reopened'] as const
  ).flatMap((what) => [
    { ...dayNews, what },
    { ...dayNews, what, kind: 'tour', township: 'qingshi', from: '2026-11-16', by: '云舒', words: 'words', told: 3 },
    { ...dayNews, what, hours: null, reserved: 0, director: null, video: true, provisional: true, toCall: 2 },
  ]),
  bookingConfirmed: [
    visit,
    { ...visit, given: true, number, category: 'pensions', director: null },
    { ...visit, video: true },
  ],
  bookingWaiting: [{ ...visit, startsAt: null, waitingPlace: 3 }],
  seatOffered: [{ ...visit, until: at.toISOString() }],
  seatOfferOver: (['ranOut', 'dayOver', 'notReached'] as const).map((why) => ({ ...visit, why })),
  bookingCancelled: [
    { ...visit, reason: 'words' },
    { ...visit, startsAt: null, reason: 'words' },
  ],
  bookingMoved: [
    { ...visit, fromOn: '2026-11-16', fromStartsAt: '09:00' },
    { ...visit, fromOn: '2026-11-16', fromStartsAt: null, reason: 'words' },
  ],
  yourTurnSoon: [
    { ...visit, ahead: 2, queueNumber: 12 },
    { ...visit, ahead: 1, queueNumber: null },
  ],
  yourTurn: [
    { ...visit, queueNumber: 12 },
    { ...visit, queueNumber: null },
  ],
  visitEnded: [
    { number, ticketId, on: '2026-12-15', text: 'words', promises },
    { number: null, on: '2026-12-15', text: 'words', promises: [] },
  ],
  promiseMade: [{ number, ticketId, promises }],
  promiseDone: [{ ...promiseNews, unit: 'support', how: 'words' }],
  promiseAsk: [promiseNews],
  visitorToCall: [
    { bookingId: ticketId, on: '2026-12-15', startsAt: '09:20' },
    { bookingId: ticketId, on: '2026-12-15', startsAt: null },
  ],
  promiseUnkept: [{ ...promiseNews, unit: 'support' }],
  reviewReceived: stages.map((stage, index) => ({
    ticketId,
    number,
    stage,
    late: index === 1,
    receivedOn: '2026-08-03',
    clocks: [
      { rule: index === 1 ? 'RECHECK_DECIDE_30D' : 'REVIEW_DECIDE_30D', dueOn: '2026-09-02', provisional: false },
    ],
  })),
  rightEnding: stages.flatMap((stage) => [10, 1, 0].map((daysLeft) => ({ ...right, stage, daysLeft }))),
  askDone: [{ ticketId, number }],
  receipt: [
    { number, code: 'AAAA-BBBB-CCCCC', kind: 'claim', receivedOn: '2026-08-03', unit: 'support', files: 1, clocks },
    { number, kind: 'accusation', receivedOn: '2026-08-03', unit: 'support', files: 0, clocks: [] },
  ],
  accepted: [
    { number, unit: 'support', clocks },
    { number, unit: null, clocks: [] },
  ],
  redirected: [{ number, ground: 'TO_SUBORDINATE', article: '《信访工作条例》', text: 'words' }],
  closed: [
    { number, text: 'words' },
    { number, text: 'words', ticketId, asksRating: true },
  ],
  answer: [
    { number, unit: 'support', text: 'words' },
    { number, unit: null, text: 'words' },
  ],
  askedBack: [{ number, unit: 'support', text: 'words' }],
  reopenedByOffice: [{ number, text: 'words' }],
  opinion: opinionNotices,
  extended: [
    { number, days: 30, reason: 'words', dueOn: '2026-11-02', provisional: false, on: '2026-08-03' },
    { number, days: 1, reason: 'words', dueOn: '2027-01-04', provisional: true, on: '2026-08-03' },
  ],
  reviewDecision: decisionNotices,
  hearingHeld: [{ number, from: '2026-08-03' }],
  hearingEnded: [
    { number, days: 1, dueOn: '2026-09-02', provisional: false },
    { number, days: 4, dueOn: '2027-01-04', provisional: true },
  ],
  carriedOut: [{ number, text: 'words' }],
  merged: [{ number, unit: 'support' }],
  lateNotice: [{ number, rule: 'HANDLE_60D', version: 'cn-2022-1', dueOn: '2026-10-08' }],
  dateMoved: [{ number, clocks: clocks.map((clock) => ({ ...clock, from: '2026-08-17' })) }],
  parked: [{}],
  card: [
    ...states.map((state) => ({ ...card, state })),
    { ...card, holder: '云舒', claimUntil: at },
    ...reviewStates.map((state) => ({ ...card, state, hearingSince: state === 'inRecheck' ? '2026-08-03' : null })),
    { ...card, state: 'inRecheck' },
    { ...card, state: 'answered', outcome: 'explained', joined: ['2026-000124'] },
    {
      ...card,
      state: 'executing',
      outcome: 'supported',
      remedy: { dueOn: '2026-10-01', daysLeft: 59 },
      mergedInto: '2026-000120',
    },
    {
      ...card,
      state: 'accepted',
      clocks: [{ rule: 'OBJECT_5WD', dueOn: '2026-08-10', provisional: false, daysLeft: 7 }],
    },
    {
      ...card,
      state: 'accepted',
      proposal: { kind: 'extension', payload: { days: 20, reason: 'words' }, at, by: '云舒' },
    },
    ...opinions.map((payload) => ({ ...card, proposal: { kind: 'opinion' as const, payload, at, by: '云舒' } })),
    ...decisions.map((payload) => ({ ...card, proposal: { kind: 'review' as const, payload, at, by: '云舒' } })),
    {
      ...card,
      lines: officerMarks.map((did) => ({
        kind:
          did === 'opinion' || did === 'review' || did === 'recheck'
            ? 'reply'
            : did === 'extended' || did === 'carriedOut'
              ? 'end'
              : 'note',
        officer: '云舒',
        text: 'words',
        did,
        ...(did === 'opinion' && { opinion }),
        ...(did === 'promised' && { promised: { unit: 'support', dueOn: '2026-12-31' } }),
        ...(decisions[0] && (did === 'review' || did === 'recheck') && { decision: decisions[0] }),
        files: [],
        edited: false,
        recalled: false,
        at,
        delivery: { kind: 'delivered', channel: 'wechat', at },
      })),
    },
    { ...card, holder: '云舒', canUndoReply: false, anonymous: true, place: 'by the pier', lines: [] },
    { ...card, township: null, village: null, alike: 6 },
    ...(['waiting', 'offered', 'booked', 'arrived', 'called'] as const).map((state) => ({
      ...card,
      visit: { on: '2026-12-15', startsAt: state === 'waiting' ? null : '09:20', state },
    })),
  ],
  sealedCard: [
    { ...card, sealed: true, news: 'new' },
    { ...card, sealed: true, news: 'added' },
  ],
  found: [card],
  digest: [
    { count: 5, villages: ['柳湾村'], numbers: [number] },
    { count: 5, villages: [], numbers: [number] },
  ],
  deskHelp: [
    { private: true },
    { private: false },
    { private: false, namedOnly: true },
    { private: false, tellsDepartures: true },
  ],
  queue: [
    { list: 'open', lines: [], total: 0, page: 1, pages: 1 },
    {
      list: 'due',
      lines: [
        {
          number,
          state: 'received',
          category: 'pensions',
          village: 'liuwan',
          township: 'qingshi',
          holderId: null,
          holder: null,
          dueOn: null,
          daysLeft: null,
          waits: false,
        },
        {
          number,
          state: 'accepted',
          category: 'pensions',
          village: null,
          township: null,
          holderId: ticketId,
          holder: '云舒',
          dueOn: '2026-08-03',
          daysLeft: 1,
          waits: true,
        },
      ],
      total: 12,
      page: 1,
      pages: 2,
    },
  ],
  replyHeld: [{ number, text: 'words', seconds: 20, asks: false }],
  replyTakenBack: [{ number, text: 'words' }],
  collision: [
    { number, by: '云舒', text: 'words', asks: false },
    { number, by: '云舒', theirs: 'theirs', text: 'words', asks: true },
  ],
  notSent: [
    { number, text: 'words' },
    { number, text: '' },
  ],
  acted: deskActs.map((act) => ({ act, number, detail: 'detail' })),
  claimTaken: [{ number, by: '云舒' }],
  askDeskWords: askable.map((act) => ({ act, number, ground: 'TO_SUBORDINATE' })),
  askGround: [{ number }],
  askReceiver: [
    {
      number,
      officers: [
        { id: ticketId, name: '云舒' },
        { id: ticketId, name: '石 朗' },
      ],
    },
  ],
  askSlot: [
    ...(['outcome', 'text', 'ground', 'remedy', 'remedyOn'] as const).flatMap((slot) => [
      { act: 'opinion' as const, number, slot, again: false },
      { act: 'opinion' as const, number, slot, again: true },
    ]),
    { act: 'review', number, slot: 'upheld', again: false },
    { act: 'recheck', number, slot: 'upheld', again: true },
  ],
  opinionCheck: opinionNotices,
  decisionCheck: decisionNotices,
  proposed: whats.flatMap((what) => [
    { number, what, approvers: [] },
    { number, what, approvers: ['云舒'] },
  ]),
  approved: whats.map((what) => ({
    number,
    what,
    ...(what === 'extension' ? { dueOn: '2026-11-02' } : { seconds: 20 }),
  })),
  approvalAsked: whats.map((what) => ({ number, what, by: '云舒' })),
  proposalDecided: whats.flatMap((what) => [
    { number, what, approved: true, by: '云舒' },
    { number, what, approved: false, by: '云舒', reason: 'words' },
  ]),
  transferObjected: [{ number, byUnit: 'support', reason: 'words' }],
  redirectCheck: [{ number, ground: 'TO_SUBORDINATE', text: 'words' }],
  actCancelled: deskActs.map((act) => ({ act, number })),
  identity: [{ number, name: '柳叶青', phone: '13800000000' }, { number }],
  identityInPrivate: [{ number }],
  ticketFiles: [{ number, files: [{ file: ticketId, media: 'photo', name: '2026-000123-1.png' }] }],
  ticketFilesInPrivate: [{ number }],
  noTicketFiles: [{ number }],
  lookOnPage: [
    { what: 'identity', number, page: 'https://xinqiao.example/desk' },
    { what: 'files', number, page: 'https://xinqiao.example/desk' },
  ],
  deskError: [
    'move-not-allowed',
    'ticket-not-found',
    'nothing-found',
    'not-the-holder',
    'unknown-officer',
    'unknown-unit',
    'unknown-ground',
    'words-missing',
    'already-sent',
    'preview-gone',
    'opinion-missing',
    'decision-missing',
    'carry-out-first',
    'slot-missing',
    'date-wrong',
    'days-wrong',
    'proposal-waits',
    'no-proposal',
    'own-proposal',
    'not-the-approver',
    'not-the-proposer',
    'no-approver',
    'extension-over',
    'extended-already',
    'not-the-unit',
    'objection-over',
    'no-hearing',
    'hearing-open',
    'merge-refused',
    'day-not-found',
    'booking-not-found',
    'too-many-people',
    'visit-not-there',
    'promise-not-found',
    'not-a-question',
    'answered-waits',
    'no-answered',
    'own-answered',
    'question-empty',
    'unknown-clause',
    'clause-unclear',
    'clause-ended',
    'too-many-clauses',
    'word-wrong',
    'unknown-word',
    'something new',
  ].map((code) => ({
    code,
    detail: { number, state: 'received', holder: '云舒', name: 'somebody', query: 'something' },
  })),
  whichTicket: [{}, { namedOnly: true }],
  actUnclear: [{ number }],
  choiceUnclear: [{ number, text: '2' }],
  filesStayHere: [{}],
  notStaff: [{}],
  commandUnknown: [{ text: '/what' }],
  messageParked: [{ count: 1 }, { count: 2 }],
  officerWelcome: [{ name: '云舒' }],
  bindHow: [{ private: true }, { private: false }],
  bindWrong: [{}],
  bindWait: [{ minutes: 1 }, { minutes: 10 }],
  bindInGroup: [{}],
  codeSeen: [{}],
  roomWelcome: [
    { name: 'Harbour', unit: null },
    { name: 'Harbour', unit: 'support' },
  ],
  roomFixed: [{}],
  roomUnbound: [{ name: 'Harbour' }],
  unbindRefused: [{}],
  anonymousAdmin: [{}],
  officerLeft: [
    { name: '云舒', role: 'officer', unit: 'support', room: 'Harbour', held: 2 },
    { name: '云舒', role: 'officer', unit: 'support', room: '', held: 0 },
  ],
  why: [
    { number, state: 'received', clocks: [] },
    {
      number,
      state: 'accepted',
      clocks: [
        { ...history, steps: [] },
        { ...history, rule: 'PROMISE', version: '' },
        { ...history, rule: 'PROMISE', version: '', dueOn: '2026-08-20', provisional: true },
        {
          ...history,
          provisional: true,
          satisfied: { on: '2026-08-05', by: 'accepted' },
          steps: steps.flatMap((step) => fates.map((fate) => ({ ...step, fate }))),
        },
      ],
    },
  ],
  reminder: [reminder, { ...reminder, daysLeft: -1, holder: '云舒' }],
  reminderDigest: [{ lines: [reminder, { ...reminder, daysLeft: 0 }] }],
  ...policyDeskExamples,
  ...joiningExamples,
  ...receptionNoticeExamples,
  ...bookingTalkExamples,
  ...receptionDeskExamples,
  alarm: [
    ...[
      'parked',
      'uncertain',
      'undeliverable',
      'receipts',
      'files',
      'strays',
      'unreminded',
      'paper',
      'years',
      'something new',
    ].map((what) => ({
      what,
      count: 2,
    })),
    ...['channel-silent', 'room-lost'].flatMap((what) => [
      { what, count: 1 },
      { what, count: 12, name: 'Harbour' },
    ]),
    { what: 'channel-gap', count: 1, name: 'Harbour' },
    { what: 'channel-gap', count: 12, from: '2026-08-03T02:00:00Z', to: '2026-08-03T02:11:30Z' },
  ],
}

const all = (Object.keys(examples) as Kind[]).flatMap((kind) =>
  examples[kind].map((params, index) => ({ name: `${kind} ${index + 1}`, said: { kind, params } as Worded })),
)

describe('every sentence', () => {
  test('has the same buttons in both languages, in the same order', () => {
    for (const { name, said } of all) {
      const [zh, en] = languages.map((language) =>
        rowsOf(said, language).map((row) => row.map((choice) => choice.value)),
      )
      expect(en, name).toEqual(zh)
    }
  })

  test('says something whole', () => {
    for (const { name, said } of all) {
      for (const language of languages) {
        const { text, secrets = {}, choices = [] } = word(said, language, { office })
        for (const piece of [text, ...choices.flat().map((choice) => choice.label)]) {
          expect(piece.trim(), name).not.toBe('')
          expect(piece, name).not.toMatch(/undefined|null|NaN|\[object|\n\n/)
        }
        const shown = [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, secret]) => secret)
        expect(shown, name).toEqual(Object.keys(secrets))
      }
    }
  })

  test('is in English where English was asked for', () => {
    for (const { name, said } of all.filter(({ said }) => !isOffices(said.kind))) {
      const { text } = word(said, 'en', { office })
      // Names of places, of people and of laws stay Chinese.
      const foreign = text.replace(/《[^》]*》|[（(][^（）()]*[)）]/g, '').match(/[\p{Script=Han}]+/gu) ?? []
      const names = /^(柳叶青|云舒|青石镇.*|柳湾村|云溪县.*)$/
      expect(
        foreign.filter((piece) => !names.test(piece)),
        name,
      ).toEqual([])
    }
  })

  test('no two buttons of one question have the same label', () => {
    for (const { said } of all.filter(({ said }) => !['matters', 'keptFor', 'whichMatter'].includes(said.kind))) {
      for (const language of languages) {
        const labels = rowsOf(said, language).flatMap((row) => row.map((choice) => choice.label))
        expect(new Set(labels).size, said.kind).toBe(labels.length)
      }
    }
  })

  test('has nothing behind a button that is longer than a platform carries, 64 bytes, with the longest ids there can be', () => {
    const longOffice = lengthen(office)
    for (const { name, said } of all.map((each) => ({ ...each, said: lengthen(each.said) }))) {
      const rows = word(said, 'zh', { office: longOffice }).choices ?? []
      for (const { value } of rows.flat()) {
        expect(Buffer.byteLength(value), `${name}: ${value}`).toBeLessThanOrEqual(64)
      }
    }
    const receivers = word(lengthen({ kind: 'askReceiver', params: examples.askReceiver[0] } as Worded), 'zh', {
      office: longOffice,
    })
    expect(receivers.choices?.flat().some(({ value }) => value.length > 60)).toBe(true)
  })

  test('a repeat says so in the reader’s language, and its number stays', () => {
    const receipt = word({ kind: 'receipt', params: examples.receipt[0] } as Worded, 'en', { office })
    expect(asRepeat(receipt, 'en').text).toMatch(/^\(Sent again[\s\S]*2026-000123/)
    expect(asRepeat(receipt, 'zh').text).toMatch(/^（再次发送/)
  })

  test('a card shows no more than its content: no name, no phone', () => {
    const drawn = word({ kind: 'card', params: card }, 'zh', { office })
    expect(drawn.card?.facts.map((fact) => fact.label)).toEqual([
      '类别',
      '地点',
      '负责',
      '来人',
      '收到',
      '书面告知',
      '办结答复',
    ])
  })
})

function withoutDay({ remedyOn: _, ...others }: Opinion): Opinion {
  return others
}

function rowsOf(said: Worded, language: (typeof languages)[number]): Choice[][] {
  return word(said, language, { office }).choices ?? []
}

const officeIds = new Set(
  [
    office.units,
    office.townships,
    office.townships.flatMap(({ villages }) => villages),
    office.categories,
    office.categories.flatMap(({ children }) => children ?? []),
  ].flatMap((list) => list.map(({ id }) => id)),
)

/** The same with every id of the office file as long as the file allows. */
function lengthen<T>(part: T): T {
  if (typeof part === 'string') return (officeIds.has(part) ? part.padEnd(40, '-x') : part) as T
  if (Array.isArray(part)) return part.map(lengthen) as T
  if (typeof part !== 'object' || part === null || part instanceof Date) return part
  return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, lengthen(value)])) as T
}

/** Said to the office's own people, who read Chinese in a room whatever they choose in private. */
function visitOf(state: NonNullable<MatterView['visit']>['state']): MatterView['visit'] {
  const isSeated = state !== 'waiting'
  return {
    id: ticketId,
    on: '2026-12-15',
    place: 'x',
    state,
    waitingPlace: isSeated ? null : 3,
    startsAt: isSeated ? '09:20' : null,
  }
}

function isOffices(kind: Kind): boolean {
  const fresh: FreshKind[] = ['card', 'sealedCard', 'found']
  return fresh.some((known) => known === kind) || kind === 'askReceiver'
}
