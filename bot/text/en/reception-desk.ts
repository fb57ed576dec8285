import { bringList } from '../bring.ts'
import { placeName, receptionPlace, shorten, unitName } from '../names.ts'
import type { DeskVisit, ReceptionDeskSentences } from '../reception-sentences.ts'
import type { Catalogue } from '../sentences.ts'
import { receptionDate } from './reception-days.ts'
import { terms } from './terms.ts'

export const receptionDesk: Catalogue<ReceptionDeskSentences> = {
  receptionList: ({ days }, { office }) =>
    days.length === 0
      ? 'There are no reception days to come.'
      : [
          'Reception days to come:',
          ...days.map(({ on, township, director, state, provisional, booked, waiting, free }) =>
            [
              `· ${receptionDate(on)}${township ? `, in ${placeName(office, township)}` : ''}`,
              director ?? 'no director yet',
              {
                open: `${booked} booked, ${waiting} waiting, ${free} free`,
                planned: 'not announced',
                closed: 'called off',
              }[state],
              provisional ? 'provisional' : '',
            ]
              .filter(Boolean)
              .join('; '),
          ),
          how,
        ].join('\n'),
  receptionChanged: ({ what, on, to, told = 0, toCall = 0 }) =>
    [
      {
        moved: `${receptionDate(on)} is moved to ${receptionDate(to ?? on)}.`,
        closed: `${receptionDate(on)} is called off.`,
        reopened: `${receptionDate(on)} is held after all.`,
        swapped: `The directors of ${receptionDate(on)} and ${receptionDate(to ?? on)} are swapped.`,
        added: `A day in a township is added: ${receptionDate(on)}.`,
      }[what],
      told > 0 ? `Told: ${told}.` : '',
      toCall > 0 ? `Without an account, please call: ${toCall}.` : '',
    ]
      .filter(Boolean)
      .join(' '),
  receptionWrong: ({ why }) =>
    ({
      words: how,
      'not-today': 'There is no reception day today.',
      code: 'There is no such code. Please check it: 5 letters or figures.',
      ended: 'That booking was called off, or is through. A number can be given on the reception page.',
      tries: 'Too many wrong codes. Please wait a few minutes.',
      number: 'There is no such number in the queue today. Type: visitors',
    })[why],
  receptionInPrivate: () => 'This needs the name and words of a visitor. Please tell me in private.',
  receptionOnPage: ({ page }) =>
    `Names and words of visitors do not go through servers abroad. Please use the page: ${page}`,
  visitList: ({ on, visits, personal }) =>
    visits.length === 0
      ? `Nobody has booked ${receptionDate(on)} yet.`
      : [
          `Visitors of ${receptionDate(on)}:`,
          ...visits.map((visit) => visitLine(visit)),
          personal ? '' : 'For names and words, type “visitors” to me in private, or see the page.',
        ]
          .filter(Boolean)
          .join('\n'),
  askVisitor: ({ on }) =>
    `Whom shall we book for ${receptionDate(on)}? One line with semicolons: name; phone (if any); what it is about; what they need. To stop, type cancel.`,
  visitorDropped: () => 'Nothing was booked.',
  visitSlip: ({ already, on, startsAt, place, director, doorCode, name, waitingPlace, category }, { office }) =>
    [
      already
        ? 'They have a booking already:'
        : waitingPlace === null
          ? 'Booked. Please read it out or copy it:'
          : 'All seats are taken; on the waiting list:',
      name ? `Visitor: ${name}` : '',
      `Reception day: ${receptionDate(on)}${startsAt ? `, ${startsAt}` : ''}${waitingPlace === null ? '' : `, number ${waitingPlace} on the list`}`,
      `Where: ${receptionPlace(office, place, 'en')}${director ? `, ${director}` : ''}`,
      `Code for the door: ${doorCode}`,
      `To bring: ${bringList(office, category, 'en').join(', ') || 'identity card'}`,
    ]
      .filter(Boolean)
      .join('\n'),
  visitArrived: ({ queueNumber, ahead, timing, again }) =>
    [
      `${again ? 'Was checked in' : 'Checked in'}: number ${queueNumber ?? ''}`,
      ahead === null ? 'already called' : `${ahead} before them`,
      { early: 'early', 'in-time': '', late: 'after the time of the seat' }[timing],
    ]
      .filter(Boolean)
      .join(', '),
  visitOtherDay: ({ on }) => `That code is for ${receptionDate(on)}, not for today.`,
  visitCalled: ({ waiting, ...visit }) => `Please go in: ${visitLine(visit).slice(2)}\n${waiting} still waiting.`,
  nobodyToCall: ({ toCome }) => `Nobody is waiting.${toCome > 0 ? ` ${toCome} with a seat have not come yet.` : ''}`,
  visitAbsent: ({ who }) => `${who} is noted as not there. They can check in again when they come.`,
  howToFinish: ({ who }) =>
    `Write it like this: finish ${who} what was said and answered.\npromise: the drain is mended by housing before 2026-12-31\nWithout promises leave the second line out; each promise begins with “promise:”.`,
  visitFinished: ({ who, promises, onPaper }, { office }) =>
    [
      `Number ${who} is written down.`,
      ...promises.map(
        ({ text, unit, dueOn }) => `· ${text} (${unitName(office, unit, 'en')}, by ${terms.date(dueOn)})`,
      ),
      onPaper ? 'They have no account: please hand it to them on paper.' : 'It was sent to them.',
    ].join('\n'),
  promiseList: ({ number, promises, asks = false }, { office }) =>
    promises.length === 0
      ? `There are no promises${number ? ` on #${number}` : ' open'}.`
      : [
          ...promises.map(
            (promise, at) =>
              `${number ? `${at + 1}. ` : `· #${promise.number} `}${shorten(promise.text, 80)} (${unitName(office, promise.unit, 'en')}, by ${terms.date(promise.dueOn)})${promise.isDone ? ': done' : promise.daysLate > 0 ? `: ${promise.daysLate} days late` : ''}`,
          ),
          asks || number
            ? `When it is done, type: kept #${number ?? '123'} ${promises.length > 1 ? 'which ' : ''}how it was done`
            : '',
        ]
          .filter(Boolean)
          .join('\n'),
  promiseKept: ({ number, text, isNew }) =>
    `#${number} “${shorten(text, 60)}” ${isNew ? 'is noted as done; the visitor is told and will be asked.' : 'was noted as done before.'}`,
}

const how = [
  'You can type: reception 2026-12-15 move 2026-12-16 because …',
  'reception 2026-12-15 close reason · reception 2026-12-15 reopen reason · reception 2026-12-15 swap 2027-01-15 reason',
  'tour 青石镇 2026-12-20 at place because …',
  'visitors 2026-12-15 · book 2026-12-15 (in private) · here code · call · absent 3 · finish 3 what came of it (in private) · promises #123 · kept #123 how',
].join('\n')

const stateName: Record<DeskVisit['state'], string> = {
  waiting: 'waiting list',
  offered: 'to answer',
  booked: '',
  arrived: 'here',
  called: 'inside',
  seen: 'seen',
  noShow: 'not there',
  cancelled: 'called off',
  expired: 'over',
}

function visitLine({ state, startsAt, queueNumber, number, name, phone, words, people, needs }: DeskVisit): string {
  const { wheelchair, dialect, homeVisit, words: other } = needs ?? {}
  return [
    `· ${startsAt ?? 'no seat'}`,
    queueNumber === null ? '' : `number ${queueNumber}`,
    stateName[state],
    name ?? '',
    phone ?? '',
    people && people.length > 1 ? `with ${people.join(', ')}` : '',
    number ? `#${number}` : '',
    words ? `“${shorten(words, 60)}”` : '',
    wheelchair ? 'wheelchair' : '',
    dialect ? `dialect: ${dialect}` : '',
    homeVisit ? 'visit at home' : '',
    other ?? '',
  ]
    .filter(Boolean)
    .join(', ')
}
