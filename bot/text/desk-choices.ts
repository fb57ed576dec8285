import { grounds } from '../../domain/rules/grounds.ts'
import type { Choice } from '../message.ts'
import type { DeskSentences } from './desk-sentences.ts'
import { type Choices, type Drawing, unitChoices } from './drawing.ts'
import { inRows } from './names.ts'

/** The buttons under what officers are told, save the card's own (card.ts). */
export const deskChoices: Choices<DeskSentences> = {
  queue: ({ list, page, pages }, { labels }) =>
    pages > page ? [[{ label: labels.nextPage, value: `${list}:${page + 1}` }]] : [],
  replyHeld: ({ number }, { labels }) => [[{ label: labels.takeBack, value: `undo:${number}` }]],
  collision: ({ number }, { labels }) => [
    [
      { label: labels.dontSend, value: `dontSend:${number}` },
      { label: labels.sendAnyway, value: `sendAnyway:${number}` },
    ],
  ],
  askDeskWords: ({ number }, drawing) => [stop(number, drawing)],
  askGround: ({ number }, drawing) => [
    ...grounds.map((ground) => [
      {
        label: drawing.language === 'en' ? ground.titleEn : ground.title,
        value: `ground:${number}:${ground.id}`,
      },
    ]),
    stop(number, drawing),
  ],
  askReceiver: ({ number, officers }, drawing) => [
    ...inRows(
      [
        ...officers.map(({ id, name }) => ({ label: name, value: `receiver:${number}:${id}` })),
        ...unitChoices(`receiver:${number}`, drawing),
      ],
      2,
    ),
    stop(number, drawing),
  ],
  askSlot: ({ number, slot }, drawing) => {
    const offered: Partial<Record<string, string>> =
      slot === 'outcome' ? drawing.labels.outcomes : slot === 'upheld' ? drawing.labels.upheld : {}
    return [
      ...Object.entries(offered).map(([value, label = value]) => [{ label, value: `slot:${number}:${value}` }]),
      stop(number, drawing),
    ]
  },
  opinionCheck: ({ number }, drawing) => [propose(number, drawing)],
  decisionCheck: ({ number }, drawing) => [propose(number, drawing)],
  approved: ({ number, seconds }, { labels }) =>
    seconds === undefined ? [] : [[{ label: labels.takeBack, value: `undo:${number}` }]],
  approvalAsked: ({ number }, { labels }) => [
    [
      { label: labels.acts.approve, value: `approve:${number}` },
      { label: labels.acts.sendBack, value: `sendBack:${number}` },
    ],
  ],
  redirectCheck: ({ number }, drawing) => [
    [...stop(number, drawing), { label: drawing.labels.redirectYes, value: `redirectYes:${number}` }],
  ],
}

function propose(number: string, drawing: Drawing): Choice[] {
  return [...stop(number, drawing), { label: drawing.labels.propose, value: `propose:${number}` }]
}

function stop(number: string, { labels }: Drawing): Choice[] {
  return [{ label: labels.cancel, value: `stop:${number}` }]
}
