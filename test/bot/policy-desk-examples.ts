import type { PolicyDeskSentences } from '../../bot/text/policy-sentences.ts'

const number = '2026-000123'
const id = '00000000-0000-4000-8000-000000000001'
const clauses = [
  { id: 'a', title: 'Land', article: 'A48', text: 'words' },
  { id: 'b', title: 'Land', article: 'A49', text: 'more\nwords' },
]
const news = { number, by: '云舒', verdict: 'clauses' as const, question: 'words', clauses }
const verdicts = (['gap', 'notOurs'] as const).map((verdict) => ({ ...news, verdict, clauses: [] }))
const entry = {
  id,
  word: 'torn down',
  means: ['demolished', 'removed'],
  addedBy: 'operator',
  addedAt: new Date(0),
  removedAt: null,
}
const counts = { asked: 42, answered: 20, useful: 12, useless: 3, handedOver: 9 }

/** What officers are told of answered questions, the dictionary and the gaps, for the tests of all sentences. */
export const policyDeskExamples: { [K in keyof PolicyDeskSentences]: PolicyDeskSentences[K][] } = {
  answeredOffer: [{ number }],
  answeredNearest: [
    { number, question: 'words', clauses },
    { number, question: 'words', clauses: [] },
  ],
  answeredCheck: [news, ...verdicts],
  askAnsweredWords: [
    { number, question: 'words' },
    { number, question: '' },
  ],
  answeredSent: [{ number }],
  answeredNotKept: [{ number }],
  answeredAsked: [news, ...verdicts].map((each) => ({ ...each, id })),
  answeredDecided: (['approved', 'declined', 'withdrawn'] as const).flatMap((came) => [
    { ...news, came },
    { ...news, came, reason: 'reason' },
  ]),
  dictionary: [
    { entries: [], total: 0, page: 1, pages: 1, part: '' },
    { entries: [], total: 0, page: 1, pages: 1, part: 'torn' },
    { entries: [entry], total: 31, page: 1, pages: 2, part: '' },
    { entries: [entry], total: 1, page: 1, pages: 1, part: 'torn' },
  ],
  wordKept: [{ entry }, { entry, before: { ...entry, means: ['gone'] } }],
  wordRemoved: [{ entry }],
  gapDigest: [
    {
      from: '2026-07-27',
      to: '2026-08-02',
      counts,
      unanswered: [{ question: 'words', times: 5 }],
      single: { count: 9, questions: ['one', 'two'] },
      missingValues: [{ question: 'which day', times: 3 }],
      words: [
        { word: 'torn', questions: 4 },
        { word: 'shed', questions: 2 },
      ],
      gaps: ['gap'],
    },
    {
      from: '2026-07-27',
      to: '2026-08-02',
      counts: { ...counts, asked: 1 },
      unanswered: [],
      single: { count: 0, questions: [] },
      missingValues: [],
      words: [],
      gaps: [],
    },
  ],
}
