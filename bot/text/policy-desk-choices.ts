import type { Choices } from './drawing.ts'
import { shorten } from './names.ts'
import type { PolicyDeskSentences } from './policy-sentences.ts'

/** The buttons under what officers are told of the questions they answered, and under the dictionary. */
export const policyDeskChoices: Choices<PolicyDeskSentences> = {
  answeredOffer: ({ number }, { labels }) => [
    [
      { label: labels.acts.cite, value: `cite:${number}` },
      { label: labels.acts.gap, value: `gap:${number}` },
      { label: labels.acts.notOurs, value: `notOurs:${number}` },
      { label: labels.keepNothing, value: `keepNothing:${number}` },
    ],
  ],
  answeredNearest: ({ number, clauses }, { labels }) => [
    ...clauses.map(({ title, article }, at) => [
      // By its place: ids of clauses may be longer than a platform lets a button carry.
      { label: `${at + 1} ${shorten(title, 16)} ${article}`.trim(), value: `citeListed:${number}:${at + 1}` },
    ]),
    [
      { label: labels.acts.gap, value: `gap:${number}` },
      { label: labels.acts.notOurs, value: `notOurs:${number}` },
      { label: labels.cancel, value: `stop:${number}` },
    ],
  ],
  answeredCheck: ({ number }, { labels }) => [
    [
      { label: labels.cancel, value: `stop:${number}` },
      { label: labels.reword, value: `reword:${number}` },
      { label: labels.propose, value: `propose:${number}` },
    ],
  ],
  askAnsweredWords: ({ number }, { labels }) => [[{ label: labels.cancel, value: `stop:${number}` }]],
  answeredSent: ({ number }, { labels }) => [[{ label: labels.acts.uncite, value: `uncite:${number}` }]],
  // By the id of what was shown: another one may wait on the matter by the time it is tapped.
  answeredAsked: ({ id }, { labels }) => [
    [
      { label: labels.acts.agree, value: `answeredYes:${id}` },
      { label: labels.acts.disagree, value: `answeredNo:${id}` },
    ],
  ],
  dictionary: ({ page, pages, part }, { labels }) =>
    pages > page && part === '' ? [[{ label: labels.nextPage, value: `dictionary:${page + 1}` }]] : [],
  wordKept: ({ entry }, { labels }) => [[{ label: labels.removeWord, value: `wordRemove:${entry.id}` }]],
  wordRemoved: ({ entry }, { labels }) => [[{ label: labels.restoreWord, value: `wordRestore:${entry.id}` }]],
}
