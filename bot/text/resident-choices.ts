import { findCategory, findTownship, findVillage } from '../../domain/rules/routing.ts'
import type { Choice } from '../message.ts'
import type { DialogueSentences } from './dialogue-sentences.ts'
import { type Choices, type Drawing, unitChoices } from './drawing.ts'
import type { MatterLine } from './matter-line.ts'
import { categoryName, inLanguage, inRows, placeName } from './names.ts'
import type { NoticeSentences } from './notice-sentences.ts'
import type { VisitLine } from './reception-sentences.ts'

/** The buttons under what residents are told. Values and order are the same in every language; only labels differ. */
export const residentChoices: Choices<DialogueSentences & NoticeSentences> = {
  menu: (_, drawing) => menu(drawing),
  help: (_, drawing) => [...menu(drawing), joinRow(drawing)],
  kept: ({ hasMatters }, { labels }) =>
    inRows(
      [
        { label: labels.keptQuestion, value: 'kept:question' },
        { label: labels.keptReport, value: 'kept:report' },
        ...(hasMatters ? [{ label: labels.keptAdd, value: 'kept:add' }] : []),
        { label: labels.keptDrop, value: 'kept:drop' },
      ],
      2,
    ),
  keptFor: ({ matters }, drawing) => [...matterRows(matters, 'keptTo', drawing), home(drawing)],
  resume: (_, { labels }) => [
    [
      { label: labels.resumeYes, value: 'resume:yes' },
      { label: labels.resumeNo, value: 'resume:no' },
    ],
  ],
  cancelConfirm: (_, { labels }) => [
    [
      { label: labels.keepOn, value: 'keepOn' },
      { label: labels.cancelYes, value: 'cancelYes' },
    ],
  ],

  askConsent: (_, { labels }) => [
    [{ label: labels.consentYes, value: 'consent:yes' }],
    [
      { label: labels.consentWeb, value: 'consent:web' },
      { label: labels.back, value: 'back' },
    ],
  ],

  askCategory: ({ group }, drawing) => {
    const { office, language } = drawing
    const list = group ? (findCategory(office, group)?.children ?? []) : office.categories
    const named = list.map((category) => ({
      label: inLanguage(category.name, language),
      value: `category:${category.id}`,
    }))
    return [...inRows(named, 2), nav(drawing)]
  },
  askAccused: (_, drawing) => [
    ...inRows(unitChoices('accused', drawing), 2),
    [{ label: drawing.labels.accusedOther, value: 'accused:none' }],
    nav(drawing),
  ],
  askTownship: (_, drawing) => [
    ...inRows(
      drawing.office.townships.map(({ name, id }) => ({ label: name, value: `township:${id}` })),
      2,
    ),
    [{ label: drawing.labels.placeOther, value: 'place:other' }],
    nav(drawing),
  ],
  askVillage: ({ township }, drawing) => [
    ...inRows(
      (findTownship(drawing.office, township)?.villages ?? []).map(({ name, id }) => ({
        label: name,
        value: `village:${id}`,
      })),
      3,
    ),
    [{ label: drawing.labels.placeOther, value: 'place:other' }],
    nav(drawing),
  ],
  placeGuess: ({ villages }, drawing) => [
    ...villages.map((id) => [
      { label: placeName(drawing.office, findVillage(drawing.office, id)?.township.id, id), value: `village:${id}` },
    ]),
    [{ label: drawing.labels.placeAgain, value: 'place:again' }],
    nav(drawing),
  ],
  askPlaceWords: (_, drawing) => [nav(drawing)],
  askWords: ({ texts, files }, drawing) => [
    [
      { label: drawing.labels.done, value: 'done' },
      ...(texts + files > 0 ? [{ label: drawing.labels.startOver, value: 'startOver' }] : []),
    ],
    nav(drawing),
  ],
  askContact: (_, drawing) => [
    [
      { label: drawing.labels.contactGive, value: 'contact:give' },
      { label: drawing.labels.contactNone, value: 'contact:none' },
    ],
    nav(drawing),
  ],
  askName: (_, drawing) => [nav(drawing)],
  askPhone: (_, drawing) => [nav(drawing)],
  readBack: ({ offersContact = false }, drawing) => [
    [
      { label: drawing.labels.submit, value: 'submit' },
      ...(offersContact ? [{ label: drawing.labels.contactGive, value: 'change:contact' }] : []),
      { label: drawing.labels.change, value: 'change' },
    ],
    nav(drawing),
  ],
  askChange: ({ fields }, drawing) => [
    ...inRows(
      fields.map((field) => ({ label: drawing.labels.changes[field], value: `change:${field}` })),
      2,
    ),
    nav(drawing),
  ],
  filed: (_, drawing) => menu(drawing),

  noMatters: (_, drawing) => [...menu(drawing), joinRow(drawing)],
  matters: ({ matters, visits = [] }, drawing) => [
    ...matterRows(matters, 'matter', drawing),
    ...visitRows(visits, drawing),
    [...joinRow(drawing), ...home(drawing)],
  ],
  matter: ({ view: { ticketId, may }, savesDates = false }, drawing) => {
    const { labels } = drawing
    const ifMay = (allowed: boolean, label: string, act: string): Choice[] =>
      allowed ? [{ label, value: `${act}:${ticketId}` }] : []
    const acts = [
      ...ifMay(may.addWords, labels.addWords, 'add'),
      ...ifMay(may.confirm, labels.confirm, 'confirm'),
      ...ifMay(may.reopen, labels.notSettled, 'reopen'),
      ...ifMay(may.requestReview, labels.requestReview, 'review'),
      ...ifMay(may.requestRecheck, labels.requestRecheck, 'recheck'),
      ...ifMay(may.rate, labels.rate, 'rate'),
      ...ifMay(may.withdraw, labels.withdraw, 'withdraw'),
      ...ifMay(may.undoWithdrawal, labels.undoWithdrawal, 'undo'),
      ...ifMay(may.resetCode, labels.newCode, 'code'),
      ...ifMay(savesDates, labels.saveDates, 'calendar'),
    ]
    return [...inRows(acts, 3), home(drawing)]
  },
  calendarLink: ({ ticketId }, drawing) => [
    [{ label: drawing.labels.toMatter, value: `matter:${ticketId}` }, ...home(drawing)],
  ],
  matterGone: (_, drawing) => menu(drawing),
  askNumber: (_, drawing) => [nav(drawing)],
  askCode: (_, drawing) => [nav(drawing)],
  added: (_, drawing) => menu(drawing),
  addedToClosed: (_, drawing) => menu(drawing),
  withdrawConfirm: ({ ticketId }, { labels }) => [
    [
      { label: labels.withdrawNo, value: `matter:${ticketId}` },
      { label: labels.withdrawYes, value: `withdrawYes:${ticketId}` },
    ],
  ],
  withdrawn: ({ ticketId }, drawing) => [
    [{ label: drawing.labels.undoWithdrawal, value: `undo:${ticketId}` }, ...home(drawing)],
  ],
  withdrawalUndone: (_, drawing) => menu(drawing),
  undoOver: (_, drawing) => menu(drawing),
  confirmed: ({ ticketId, asksRating }, drawing) => [
    ...(asksRating ? starRow(ticketId, drawing) : []),
    ...menu(drawing),
  ],
  reopened: (_, drawing) => menu(drawing),
  moveRefused: (_, drawing) => menu(drawing),

  answer: (_, drawing) => [[{ label: drawing.labels.mine, value: 'mine' }, ...home(drawing)]],
}

export function menu({ labels, office }: Drawing): Choice[][] {
  return [
    [
      { label: labels.report, value: 'report' },
      { label: labels.question, value: 'question' },
    ],
    [
      { label: labels.mine, value: 'mine' },
      { label: labels.track, value: 'track' },
    ],
    [
      ...(office.reception ? [{ label: labels.reception, value: 'reception' }] : []),
      { label: labels.otherLanguage, value: 'language:other' },
    ],
  ]
}

/** To the accounts that the person has elsewhere. */
function joinRow({ labels }: Drawing): Choice[] {
  return [{ label: labels.joining.join, value: 'join' }]
}

export function nav({ labels }: Drawing): Choice[] {
  return [
    { label: labels.back, value: 'back' },
    { label: labels.cancel, value: 'cancel' },
  ]
}

export function home({ labels }: Drawing): Choice[] {
  return [{ label: labels.home, value: 'menu' }]
}

export function matterRows(
  matters: MatterLine[],
  act: string,
  { office, language, labels, terms }: Drawing,
): Choice[][] {
  return matters.map(({ number, category, state, ticketId }) => [
    {
      label: labels.matter(`${number} ${categoryName(office, category, language)}`, terms.state[state]),
      value: `${act}:${ticketId}`,
    },
  ])
}

/** The person's bookings, one a row. */
export function visitRows(visits: VisitLine[], { labels, terms }: Drawing): Choice[][] {
  return visits.map(({ bookingId, on, startsAt }) => [
    { label: labels.visits.line(terms.date(on), startsAt ?? ''), value: `bk:see:${bookingId}` },
  ])
}

/** One to five stars, so that the number typed is the number of stars. */
export function starRow(ticketId: string, { labels }: Drawing): Choice[][] {
  return [[1, 2, 3, 4, 5].map((count) => ({ label: labels.stars(count), value: `rate:${ticketId}:${count}` }))]
}
