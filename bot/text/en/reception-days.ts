import type { Office } from '../../../domain/office.ts'
import type { DayNews } from '../../../domain/reception/news.ts'
import { weekdayOf } from '../../../domain/rules/civil-date.ts'
import { placeName, receptionPlace } from '../names.ts'
import type { ReceptionDaySentences } from '../reception-sentences.ts'
import type { Catalogue } from '../sentences.ts'
import { terms } from './terms.ts'

const otherWays = 'If you cannot come, say “reception” here: you can take another day, or cancel.'

export const receptionDays: Catalogue<ReceptionDaySentences> = {
  receptionDayMoved: ({ on, from, time, fromTime, waits, why, words, place, director }, { office }) =>
    [
      'The reception day you booked has moved:',
      `Before: ${receptionDate(from)}${fromTime ? `, ${fromTime}` : ''}`,
      `Now: ${receptionDate(on)}${time ? `, ${time}` : ''}`,
      `Why: ${words ?? (why === 'holiday' ? 'the public holidays were announced or changed.' : 'the office had to rearrange it.')}`,
      `Place: ${receptionPlace(office, place, 'en')}`,
      director ? `Received by: ${director}` : '',
      waits ? 'You keep your place on the waiting list.' : 'Your visit is kept for you; you need not book again.',
      otherWays,
    ]
      .filter(Boolean)
      .join('\n'),
  receptionDayChanged: ({ on, time, fromTime, place, video, director, words }, { office }) =>
    [
      `Something has changed about the reception day you booked, ${receptionDate(on)}:`,
      fromTime && time ? `Time: ${time} instead of ${fromTime}` : '',
      place === null ? '' : `Place: ${receptionPlace(office, place, 'en')}`,
      director === null ? '' : `You will be received by: ${director}`,
      video === null ? '' : video ? 'You can take part by video too.' : 'It is in person only, not by video any more.',
      `Why: ${words}`,
      otherWays,
    ]
      .filter(Boolean)
      .join('\n'),
  receptionDayClosed: ({ on, time, waits, words, next }) =>
    [
      `We are sorry: the reception day of ${receptionDate(on)} is called off.`,
      `Why: ${words}`,
      waits
        ? 'You need not wait for a seat any more.'
        : `Your visit${time ? ` at ${time}` : ''} is cancelled; please do not come.`,
      next
        ? `The next reception day is ${receptionDate(next.on)}${next.director ? `, with ${next.director}` : ''}. ${next.dayId ? 'You can book it now: say “reception” here.' : 'When it opens, say “reception” here to book.'}`
        : 'You can go on telling us about it here; it is handled just the same.',
    ].join('\n'),
  receptionDayReopened: ({ on, time, waits, words, place }, { office }) =>
    [
      `The reception day of ${receptionDate(on)} is held after all. We are sorry for saying otherwise.`,
      `Why: ${words}`,
      waits ? 'You are on the waiting list as before.' : `Your visit${time ? ` at ${time}` : ''} stands.`,
      `Place: ${receptionPlace(office, place, 'en')}`,
      otherWays,
    ].join('\n'),
  receptionNews: (news, { office }) =>
    [
      headline(news, office),
      news.what === 'closed' || news.what === 'rest-day' ? '' : described(news, office),
      news.provisional && news.what !== 'closed'
        ? 'The holidays of that year are not announced: the date may move.'
        : '',
      news.words ? `${news.by ?? 'Why'}: ${news.words}` : '',
      audience(news),
    ]
      .filter(Boolean)
      .join('\n'),
}

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']

/** `Tuesday, 15 December 2026` */
export function receptionDate(on: string): string {
  return `${weekdays[weekdayOf(on)]}, ${terms.date(on)}`
}

function headline({ what, on, from, township, kind }: DayNews, office: Office): string {
  const name = kind === 'tour' ? `visit to ${placeName(office, township)}` : 'reception day'
  switch (what) {
    case 'published':
      return `The ${name} of ${receptionDate(on)} can be booked now`
    case 'added':
      return `One more ${name}: ${receptionDate(on)}`
    case 'moved':
      return `The ${name} of ${receptionDate(from ?? on)} has moved to ${receptionDate(on)}`
    case 'holiday':
      return `The holidays have changed: the ${name} of ${receptionDate(from ?? on)} has moved to ${receptionDate(on)}`
    case 'rest-day':
      return `The ${name} of ${receptionDate(on)} now lies on a rest day. An officer has set it, so it does not move by itself: please choose another date.`
    case 'changed':
      return `Something has changed about the ${name} of ${receptionDate(on)}`
    case 'swapped':
      return `Somebody else receives on the ${name} of ${receptionDate(on)}`
    case 'closed':
      return `The ${name} of ${receptionDate(on)} is called off`
    case 'reopened':
      return `The ${name} of ${receptionDate(on)} is held after all`
  }
}

function described({ hours, seats, reserved, director, place, video }: DayNews, office: Office): string {
  const time = hours
    ? `Time: ${hours.join('–')}, ${seats} visits${reserved ? `, ${reserved} of them reserved` : ''}`
    : ''
  return [
    time,
    `Received by: ${director ?? 'not settled yet'}`,
    `Place: ${receptionPlace(office, place, 'en')}${video ? ' (by video too)' : ''}`,
  ]
    .filter(Boolean)
    .join('\n')
}

function audience({ told, toCall }: DayNews): string {
  return [
    told ? `Told of it: ${told} of those who booked. ` : '',
    toCall ? `Without an account, so please call them: ${toCall}.` : '',
  ]
    .join('')
    .trim()
}
