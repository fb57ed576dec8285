import type { Office } from '../../../domain/office.ts'
import { bringList } from '../bring.ts'
import { receptionPlace, unitName } from '../names.ts'
import type { BookedVisit, BookingSentences } from '../reception-sentences.ts'
import type { Catalogue } from '../sentences.ts'
import { receptionDate } from './reception-days.ts'
import { terms } from './terms.ts'

export const bookings: Catalogue<BookingSentences> = {
  bookingConfirmed: (visit, { office }) =>
    [
      visit.given ? 'A seat has become free and is yours:' : 'Your visit is booked:',
      `Reception day: ${timeOf(visit)}`,
      ...placeLines(visit, office),
      visit.number ? `About: ${visit.number}` : '',
      `Code for the door: ${visit.doorCode} (say it when you come)`,
      bringLine(visit, office),
      visit.given
        ? 'If you cannot come, tap Not coming, and the next in line has it.'
        : 'It costs nothing, and nobody has to agree to it. If you cannot come, tap Another time or Not coming.',
    ]
      .filter(Boolean)
      .join('\n'),
  bookingWaiting: (visit, { office }) =>
    [
      `All seats of ${receptionDate(visit.on)} are taken. You are number ${visit.waitingPlace} on the waiting list.`,
      'When a seat becomes free, it goes to those who wait in the order in which they came; you are told here.',
      `You can also just come that day, say the code ${visit.doorCode} and wait in line; those with a seat go first.`,
      ...placeLines(visit, office),
    ].join('\n'),
  seatOffered: (visit, { office }) =>
    [
      `A seat is free: ${timeOf(visit)}`,
      ...placeLines(visit, office),
      `It is kept for you until ${terms.moment(visit.until)}. Tap Take it, or No thanks so that the next in line has it.`,
    ].join('\n'),
  seatOfferOver: ({ on, why }) =>
    ({
      ranOut: `The time for which the seat on ${receptionDate(on)} was kept for you is over, and the next in line has it. If you still want to come, book again here.`,
      dayOver: `The reception day of ${receptionDate(on)} is over, and there was no seat for you. We are sorry. You can book the next one.`,
      notReached: `You came on ${receptionDate(on)} and were not reached. We are sorry. Please book the next reception day here, or just tell us the matter.`,
    })[why],
  bookingCancelled: (visit) =>
    `We are sorry: your visit on ${timeOf(visit)} is cancelled.\nThe reason: ${visit.reason}\nYou can book another day here.`,
  bookingMoved: (visit, { office }) =>
    [
      'Your visit has another time:',
      `It was: ${receptionDate(visit.fromOn)}${visit.fromStartsAt ? `, ${visit.fromStartsAt}` : ''}`,
      `It is: ${timeOf(visit)}`,
      visit.reason ? `The reason: ${visit.reason}` : '',
      ...placeLines(visit, office),
      `Code for the door: ${visit.doorCode}`,
    ]
      .filter(Boolean)
      .join('\n'),
  yourTurnSoon: ({ ahead, queueNumber }) =>
    `${ahead === 1 ? 'One person is' : `${ahead} people are`} before you${queueNumber === null ? '' : ` (your number is ${queueNumber})`}. Please wait at the door.`,
  yourTurn: ({ queueNumber, place }, { office }) =>
    `It is your turn, please come in${queueNumber === null ? '' : ` (number ${queueNumber})`}: ${receptionPlace(office, place, 'en')}`,

  visitEnded: ({ number, on, text, promises }, { office }) =>
    [
      `What came of your visit on ${receptionDate(on)}${number ? ` (matter ${number})` : ''}:`,
      text,
      ...promiseLines(promises, office),
      promises.length > 0 ? keptBy : '',
    ]
      .filter(Boolean)
      .join('\n'),
  promiseMade: ({ number, promises }, { office }) =>
    [`On your matter ${number}.`, ...promiseLines(promises, office), keptBy].join('\n'),
  promiseDone: ({ number, text, how, unit }, { office }) =>
    `${number}: the ${unitName(office, unit, 'en')} says that what was promised to you, “${text}”, is done:\n${how}\nIf it is not, tap It was not done, and it goes on.`,
  promiseAsk: ({ number, text }) =>
    `${number}: what was promised to you, “${text}”: was it really done? One tap is enough.`,

  visitorToCall: ({ on, startsAt }) =>
    `A visitor without an account has got a seat from the waiting list: ${receptionDate(on)}${startsAt ? `, ${startsAt}` : ''}. Please call or go and tell them; name and phone are in the list of bookings.`,
  promiseUnkept: ({ number, text, unit }, { office }) =>
    `#${number}: the visitor says that it was not done: “${text}” (${unitName(office, unit, 'en')}). It is open again with the date it had. Please see to it.`,
}

const keptBy =
  'If it is not done by then, we are reminded of it; you hear when it is done, and see it any time under My matters.'

/** When a visit is: `15 Dec 2026 (Tuesday), 09:20`. */
function timeOf({ on, startsAt }: Pick<BookedVisit, 'on' | 'startsAt'>): string {
  return `${receptionDate(on)}${startsAt ? `, ${startsAt}` : ''}`
}

function placeLines({ place, video, director }: BookedVisit, office: Office): string[] {
  return [
    `Place: ${receptionPlace(office, place, 'en')}${video ? ' (or by video)' : ''}`,
    director ? `Received by: ${director}` : '',
  ].filter(Boolean)
}

function bringLine({ category }: BookedVisit, office: Office): string {
  const things = bringList(office, category, 'en')
  return things.length > 0 ? `Please bring: ${things.join('; ')}. Come all the same if you have not got them.` : ''
}

function promiseLines(promises: BookingSentences['promiseMade']['promises'], office: Office): string[] {
  const lines = promises.map(
    ({ text, unit, dueOn, provisional }) =>
      `· ${text}: by the ${unitName(office, unit, 'en')}, until ${terms.date(dueOn)}${provisional ? ' (it may move a little when the holidays are announced)' : ''}`,
  )
  return lines.length > 0 ? ['What was promised to you:', ...lines] : []
}
