import type { Office } from '../../../domain/office.ts'
import type { Needs } from '../../../domain/reception/booking-rows.ts'
import { bringList } from '../bring.ts'
import { categoryName, placeName, receptionPlace, shorten } from '../names.ts'
import type { BookDraft, BookingTalkSentences, OpeningDay, OwnVisit } from '../reception-sentences.ts'
import type { Catalogue } from '../sentences.ts'
import { receptionDate } from './reception-days.ts'
import { terms } from './terms.ts'

export const bookingTalk: Catalogue<BookingTalkSentences> = {
  askDay: ({ days, opening, moves }, { office }) =>
    [
      moves
        ? 'To which day? What you have is kept for you meanwhile.'
        : 'Which day would you like? It costs nothing, and nobody has to agree to it.',
      ...days.map(
        ({ on, township, director, place, free }) =>
          `· ${dayName(on, township, office)}: ${director ? `${director}, ` : ''}${receptionPlace(office, place, 'en')}, ${free > 0 ? `${free} free` : 'all taken, there is a waiting list'}`,
      ),
      ...opening.map((day) => openingLine(day, office)),
    ].join('\n'),
  noDays: ({ opening, phone, address }, { office }) =>
    [
      'There is no reception day to book just now.',
      ...opening.map((day) => openingLine(day, office)),
      'You need not wait for one: tell us here, and somebody takes care of it all the same.',
      waysTo(phone, address),
    ]
      .filter(Boolean)
      .join('\n'),
  askSeat: ({ on, township, seats, elder, offersElder, asksHalf }, { office }) => {
    const day = dayName(on, township, office)
    const forElder = offersElder
      ? 'For the elderly and those without a phone there are further seats: one tap shows them, nothing has to be proved.'
      : ''
    if (seats.length === 0) {
      return [
        `All seats of ${day} are taken. On the waiting list you are told in turn when one becomes free.`,
        forElder,
        'For another day, tap Back.',
      ]
        .filter(Boolean)
        .join('\n')
    }
    const asked = asksHalf ? 'Morning or afternoon?' : 'What time? Tap one or type it, like 9:20.'
    return [`${day}. ${asked}`, elder ? 'The further seats are among them.' : forElder].filter(Boolean).join('\n')
  },
  askAbout: ({ matters }) =>
    matters.length > 0
      ? 'What is it about? Tap a matter, or just say it.'
      : 'What is it about? A few words help the director to prepare; you need not write any.',
  bringFiles: () => 'Photos and files are not taken here. Please bring them, or send them under Report a problem.',
  askPeople: ({ most }) =>
    `Who comes? If it is only you, tap Only me. Otherwise type the names of all, yours too, with commas between them; ${most} at most.`,
  tooManyPeople: ({ most, named }) => `You named ${named}. No more than ${most} can come as representatives.`,
  askNeeds: ({ needs, asks }) =>
    asks === 'dialect'
      ? 'Which dialect? A word or two will do.'
      : asks === 'words'
        ? 'What do you need? A few words will do.'
        : needLine(needs)
          ? `Noted: ${needLine(needs)}. Tap more if there is more, or once again to take it back; then tap Done.`
          : 'Is there anything we should prepare? Tap as many as you like, or type it.',
  askVisitContact: () =>
    'Would you leave a name and a phone number? If something changes we can call. Without them we write here.',
  bookReadBack: (draft, { office }) =>
    ['Please check. If all is right, tap Book it:', ...draftLines(draft, office)].join('\n'),
  askBookChange: () => 'What would you like to change?',
  seatGone: () =>
    'We are sorry: somebody else has just got that seat. All else you told us is still here. Please choose another time.',
  dayNotOpen: ({ on }) => `${receptionDate(on)} cannot be booked any more.`,
  dayFull: ({ on }) => `There is no free seat on ${receptionDate(on)}. What you have is still yours.`,
  bookingElsewhere: ({ by, phone, address }) =>
    [
      by === 'phone'
        ? 'There is a booking for this phone number already, and there can be one only.'
        : 'There is a booking for this matter already, and there can be one only.',
      'To change it or call it off, use the account it was made with, or ask us.',
      waysTo(phone, address),
    ]
      .filter(Boolean)
      .join('\n'),
  visit: (visit, { office }) => visitText(visit, office, visit.already ?? false),
  visits: () => 'Your visits. Tap one to see it:',
  moveReadBack: ({ fromOn, fromStartsAt, on, startsAt }) =>
    [
      `It is: ${receptionDate(fromOn)}${fromStartsAt ? `, ${fromStartsAt}` : ''}`,
      `It will be: ${receptionDate(on)}, ${startsAt ?? 'any free time'}`,
      'Shall we change it?',
    ].join('\n'),
  cancelVisitConfirm: ({ on, startsAt, waits }) =>
    waits
      ? `Shall we take you off the waiting list of ${receptionDate(on)}? You can book again later.`
      : `Are you not coming on ${receptionDate(on)}${startsAt ? `, ${startsAt}` : ''}? The seat goes to the next in line. You can book again later.`,
  visitCancelled: ({ on }) => `Your visit on ${receptionDate(on)} is called off. You can book again at any time.`,
  visitOver: ({ on }) => `The booking for ${receptionDate(on)} is over or was called off. You can book another.`,
  offerOver: ({ on }) =>
    `The time for which the seat on ${receptionDate(on)} was kept for you is over, and the next in line has it. You can book again.`,
  offerDeclined: () => 'Very well, the next in line has it. You can book again at any time.',
  visitCalendar: ({ link, days }) =>
    `Open this to put the visit into your calendar: ${link}\nNeither your name nor what it is about is in it. The link works for ${days} days.`,
  bookingGone: () => 'It was not found. Say “reception day” to see what you have booked.',
  promiseReopened: ({ number }) =>
    `Noted: what was promised for ${number} was not done. It is open again with the date it had, and a supervisor knows.`,
  promiseStillOpen: ({ number }) =>
    `What was promised for ${number} is still being done; nobody has said that it is. We see to it when it is due.`,
  receptionNone: () => 'There are no reception days here. Tell us here, and somebody takes care of it all the same.',
}

function dayName(on: string, township: string, office: Office): string {
  return `${receptionDate(on)}${township ? `, in ${placeName(office, township)}` : ''}`
}

function openingLine({ on, township, director, opensOn }: OpeningDay, office: Office): string {
  return `· ${dayName(on, township, office)}${director ? `: ${director}` : ''}, can be booked ${opensOn ? `from ${terms.date(opensOn)}` : 'soon'}`
}

function waysTo(phone?: string, address?: string): string {
  return [phone ? `Phone: ${phone}` : '', address ? `Address: ${address}` : ''].filter(Boolean).join('  ')
}

function needLine({ wheelchair, dialect, homeVisit, words }: Needs): string {
  return [
    wheelchair ? 'wheelchair' : '',
    dialect ? `dialect (${dialect})` : '',
    homeVisit ? 'visit at home' : '',
    words ?? '',
  ]
    .filter(Boolean)
    .join(', ')
}

function draftLines(draft: BookDraft, office: Office): string[] {
  const { on, township, place, director, startsAt, waits, elder, matter, texts, people, needs, name, phone } = draft
  const time = waits ? 'waiting list' : (startsAt ?? 'any time')
  const lines = [
    `When: ${dayName(on, township, office)}, ${time}`,
    `Where: ${receptionPlace(office, place, 'en')}${director ? `, ${director}` : ''}`,
    `About: ${matter ? `${matter.number} ${categoryName(office, matter.category, 'en')}` : shorten(texts.join('\n'), 200) || 'told there'}`,
    `Who comes: ${people.length > 0 ? people.join(', ') : 'only you'}`,
    needLine(needs) ? `Needs: ${needLine(needs)}` : '',
    elder ? 'Elderly, or without a phone' : '',
    name ? `Contact: ${name}, ${phone ?? ''}` : 'Contact: no phone number',
  ]
  return lines.filter(Boolean)
}

function visitText(visit: OwnVisit, office: Office, already: boolean): string {
  const { on, startsAt, place, video, director, number, category, doorCode, state } = visit
  if (isEnded(state)) return `The booking for ${receptionDate(on)} is ${state === 'cancelled' ? 'called off' : 'over'}.`
  const things = bringList(office, category, 'en')
  return [
    already ? 'You have a booking already, and there can be one at a time.' : '',
    stateLine(visit),
    `Reception day: ${receptionDate(on)}${startsAt ? `, ${startsAt}` : ''}`,
    `Where: ${receptionPlace(office, place, 'en')}${video ? ' (or by video)' : ''}`,
    director ? `Director: ${director}` : '',
    number ? `About: ${number}` : '',
    state === 'booked' || state === 'waiting' ? `Code for the door: ${doorCode} (say it when you come)` : '',
    state === 'booked' && things.length > 0 ? `Please bring: ${things.join(', ')}. Come without them if need be.` : '',
  ]
    .filter(Boolean)
    .join('\n')
}

function stateLine({ state, waitingPlace, offeredUntil, ahead, queueNumber }: OwnVisit): string {
  const ticket = queueNumber === null ? '' : ` (your number is ${queueNumber})`
  switch (state) {
    case 'waiting':
      return `You are number ${waitingPlace ?? 0} on the waiting list, and are told when there is a seat.`
    case 'offered':
      return `A seat is free, and kept for you until ${offeredUntil ? terms.moment(offeredUntil) : ''}.`
    case 'arrived':
      return ahead === 0 ? `You are next${ticket}.` : `There are ${ahead ?? 0} before you${ticket}.`
    case 'called':
      return `It is your turn, please go in${ticket}.`
    default:
      return 'Your visit is booked:'
  }
}

function isEnded(state: OwnVisit['state']): boolean {
  return state === 'cancelled' || state === 'expired' || state === 'seen' || state === 'noShow'
}
