import { describe, expect, test } from 'vitest'
import type { Choice } from '../../bot/message.ts'
import { languages } from '../../bot/text/names.ts'
import {
  type DeskAct,
  deskActs,
  type FreshKind,
  type Kind,
  type Sentences,
  type Worded,
} from '../../bot/text/sentences.ts'
import { asRepeat, word } from '../../bot/text/word.ts'
import type { CardContent } from '../../domain/cards.ts'
import type { MatterView } from '../../domain/matters.ts'
import { exampleOffice } from '../context.ts'

const office = exampleOffice()
const at = new Date('2026-08-03T01:05:00Z')
const number = '2026-000123'
const ticketId = '00000000-0000-4000-8000-000000000001'
const clocks = [
  { rule: 'NOTICE_15D', dueOn: '2026-08-18', provisional: false },
  { rule: 'HANDLE_60D', dueOn: '2027-01-04', provisional: true },
]
const matters = [
  { ticketId, number, state: 'received' as const, category: 'pensions' },
  { ticketId, number, state: 'withdrawn' as const, category: 'no-longer-in-the-file' },
]
const mayAll = { addWords: true, withdraw: true, undoWithdrawal: true, confirm: true, reopen: true, resetCode: true }
const mayNothing = {
  addWords: false,
  withdraw: false,
  undoWithdrawal: false,
  confirm: false,
  reopen: false,
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
  clocks,
  steps: [
    { kind: 'opened', at: at.toISOString() },
    { kind: 'words-added', at: at.toISOString(), text: 'words', files: 2 },
  ],
  undoableUntil: '2026-08-10',
  may: mayAll,
}
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
  lines: (['resident', 'reply', 'ask', 'note', 'end'] as const).map((kind, index) => ({
    kind,
    officer: '云舒',
    text: 'words',
    files: [{ file: ticketId, media: 'photo', name: 'png' }],
    edited: true,
    recalled: true,
    at,
    delivery: (['held', 'on-its-way', 'delivered', 'undeliverable', 'held'] as const)[index] ?? 'held',
  })),
  canUndoReply: true,
}
const askable: DeskAct[] = ['reply', 'askBack', 'note', 'handOver', 'redirect', 'close', 'reopen']
const reminder = { number, step: 'd3', rule: 'NOTICE_15D', dueOn: '2026-08-18', daysLeft: 3, holder: null }
const states = ['received', 'accepted', 'answered', 'executing', 'redirected', 'closed', 'withdrawn'] as const

/** Parameters of every kind, in the shapes they come in. A kind without an example does not compile. */
const examples: { [K in Kind]: Sentences[K][] } = {
  menu: [{ hello: true }, { hello: false }],
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
  resume: [{ flow: 'report' }, { flow: 'question' }, { flow: 'add' }],
  nothingToGoBackTo: [{}],
  cancelConfirm: [{}],
  cancelled: [{}],
  notNow: [{ what: 'location' }, { what: 'contact' }, { what: 'recall' }],
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
  ],
  askChange: [{ fields: ['category', 'accused', 'place', 'words', 'contact'] }],
  noCustodian: [{}],
  filed: [{}],
  noMatters: [{}],
  matters: [{ matters }],
  matter: [{ view }, { view: { ...view, may: mayNothing } }],
  matterGone: [{}],
  askNumber: [{}],
  numberWrong: [{}],
  askCode: [{ number }],
  codeWrong: [{}],
  codeWait: [{ minutes: 1 }, { minutes: 9 }],
  added: [{ number }],
  addedToClosed: [{ number }],
  withdrawConfirm: [{ ticketId, number, days: 7 }],
  withdrawn: [{ ticketId, number, until: '2026-08-10' }],
  withdrawalUndone: [{ number }],
  undoOver: [{ number }],
  confirmed: [{ number }],
  reopened: [{ number }],
  codeReset: [{ number, code: 'AAAA-BBBB-CCCCC' }, { number }],
  edited: [{ number }, {}],
  recalled: [{ number }, {}],
  moveRefused: states.map((state) => ({ number, state })),
  receipt: [
    { number, code: 'AAAA-BBBB-CCCCC', kind: 'claim', receivedOn: '2026-08-03', unit: 'support', files: 1, clocks },
    { number, kind: 'accusation', receivedOn: '2026-08-03', unit: 'support', files: 0, clocks: [] },
  ],
  accepted: [
    { number, unit: 'support', clocks },
    { number, unit: null, clocks: [] },
  ],
  redirected: [{ number, ground: 'TO_SUBORDINATE', article: '《信访工作条例》', text: 'words' }],
  closed: [{ number, text: 'words' }],
  answer: [
    { number, unit: 'support', text: 'words' },
    { number, unit: null, text: 'words' },
  ],
  askedBack: [{ number, unit: 'support', text: 'words' }],
  reopenedByOffice: [{ number, text: 'words' }],
  parked: [{}],
  card: [
    ...states.map((state) => ({ ...card, state })),
    { ...card, holder: '云舒', claimUntil: at },
    { ...card, holder: '云舒', canUndoReply: false, anonymous: true, place: 'by the pier', lines: [] },
    { ...card, township: null, village: null },
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
  deskHelp: [{ private: true }, { private: false }],
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
  askReceiver: [{ number, officers: ['云舒', '石 朗'] }],
  redirectCheck: [{ number, ground: 'TO_SUBORDINATE', text: 'words' }],
  actCancelled: deskActs.map((act) => ({ act, number })),
  identity: [{ number, name: '柳叶青', phone: '13800000000' }, { number }],
  identityInPrivate: [{ number }],
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
    'something new',
  ].map((code) => ({
    code,
    detail: { number, state: 'received', holder: '云舒', name: 'somebody', query: 'something' },
  })),
  whichTicket: [{}],
  actUnclear: [{ number }],
  filesStayHere: [{}],
  notStaff: [{}],
  commandUnknown: [{ text: '/what' }],
  messageParked: [{ count: 1 }, { count: 2 }],
  officerWelcome: [{ name: '云舒' }],
  reminder: [reminder, { ...reminder, daysLeft: -1, holder: '云舒' }],
  reminderDigest: [{ lines: [reminder, { ...reminder, daysLeft: 0 }] }],
  alarm: ['parked', 'uncertain', 'undeliverable', 'receipts', 'files', 'strays', 'years', 'something new'].map(
    (what) => ({ what, count: 2 }),
  ),
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
    for (const { said } of all.filter(({ said }) => said.kind !== 'matters' && said.kind !== 'keptFor')) {
      for (const language of languages) {
        const labels = rowsOf(said, language).flatMap((row) => row.map((choice) => choice.label))
        expect(new Set(labels).size, said.kind).toBe(labels.length)
      }
    }
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

function rowsOf(said: Worded, language: (typeof languages)[number]): Choice[][] {
  return word(said, language, { office }).choices ?? []
}

/** Said to the office's own people, who read Chinese in a room whatever they choose in private. */
function isOffices(kind: Kind): boolean {
  const fresh: FreshKind[] = ['card', 'sealedCard', 'found']
  return fresh.some((known) => known === kind) || kind === 'askReceiver'
}
