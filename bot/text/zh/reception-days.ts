import type { Office } from '../../../domain/office.ts'
import type { DayNews } from '../../../domain/reception/news.ts'
import { weekdayOf } from '../../../domain/rules/civil-date.ts'
import { placeName, receptionPlace } from '../names.ts'
import type { ReceptionDaySentences } from '../reception-sentences.ts'
import type { Catalogue } from '../sentences.ts'
import { terms } from './terms.ts'

const otherWays = '来不了的话，在这里说“接待日”，可以改到别的日子，也可以取消。'

export const receptionDays: Catalogue<ReceptionDaySentences> = {
  receptionDayMoved: ({ on, from, time, fromTime, waits, why, words, place, director }, { office }) =>
    [
      '您约的接待日改期了：',
      `原来：${receptionDate(from)}${fromTime ?? ''}`,
      `改到：${receptionDate(on)}${time ?? ''}`,
      `原因：${words ?? (why === 'holiday' ? '国家公布或调整了放假安排。' : '工作安排有变。')}`,
      `地点：${receptionPlace(office, place, 'zh')}`,
      director ? `接待：${director}` : '',
      waits ? '您的候补位置不变，不用重新排。' : '您的号留着，不用重新约。',
      otherWays,
    ]
      .filter(Boolean)
      .join('\n'),
  receptionDayChanged: ({ on, time, fromTime, place, video, director, words }, { office }) =>
    [
      `您约的${receptionDate(on)}接待日有变动：`,
      fromTime && time ? `时间：原来 ${fromTime}，改为 ${time}` : '',
      place === null ? '' : `地点改为：${receptionPlace(office, place, 'zh')}`,
      director === null ? '' : `那天接待您的是：${director}`,
      video === null ? '' : video ? '也可以视频参加。' : '改为当面接待，不再视频。',
      `原因：${words}`,
      otherWays,
    ]
      .filter(Boolean)
      .join('\n'),
  receptionDayClosed: ({ on, time, waits, words, next }) =>
    [
      `对不起，${receptionDate(on)}的接待日取消了。`,
      `原因：${words}`,
      waits ? '您不用再等候补。' : `您${time ? ` ${time} ` : ''}的号取消了，不用来。`,
      next
        ? `下一个接待日是${receptionDate(next.on)}${next.director ? `，由${next.director}接待` : ''}。${next.dayId ? '现在就可以约：在这里说“接待日”。' : '开放以后，在这里说“接待日”就能约。'}`
        : '您的事可以接着在这里说，一样有人办。',
    ].join('\n'),
  receptionDayReopened: ({ on, time, waits, words, place }, { office }) =>
    [
      `${receptionDate(on)}的接待日照常，前面说取消的不算了，对不起。`,
      `原因：${words}`,
      waits ? '您的候补还在。' : `您${time ? ` ${time} ` : ''}的号还在。`,
      `地点：${receptionPlace(office, place, 'zh')}`,
      otherWays,
    ].join('\n'),
  receptionNews: (news, { office }) =>
    [
      headline(news, office),
      news.what === 'closed' || news.what === 'rest-day' ? '' : described(news, office),
      news.provisional && news.what !== 'closed' ? '那年的放假安排还没公布，日期可能变动。' : '',
      news.words ? `${news.by ? `${news.by}：` : '原因：'}${news.words}` : '',
      audience(news),
    ]
      .filter(Boolean)
      .join('\n'),
}

/** `2026年12月15日（星期二）` */
export function receptionDate(on: string): string {
  return `${terms.date(on)}（星期${'日一二三四五六'[weekdayOf(on)]}）`
}

function headline({ what, on, from, township, kind }: DayNews, office: Office): string {
  const name = kind === 'tour' ? `${placeName(office, township)}下访` : '接待日'
  switch (what) {
    case 'published':
      return `${name}开放预约：${receptionDate(on)}`
    case 'added':
      return `加了一天${name}：${receptionDate(on)}`
    case 'moved':
      return `${name}改期：${receptionDate(from ?? on)} → ${receptionDate(on)}`
    case 'holiday':
      return `放假安排有变，${name}改期：${receptionDate(from ?? on)} → ${receptionDate(on)}`
    case 'rest-day':
      return `${receptionDate(on)}的${name}碰上休息日了。这一天是人工定的，不会自己动，请改期。`
    case 'changed':
      return `${receptionDate(on)}的${name}有变动`
    case 'swapped':
      return `${receptionDate(on)}的${name}换人接待`
    case 'closed':
      return `${receptionDate(on)}的${name}取消了`
    case 'reopened':
      return `${receptionDate(on)}的${name}恢复了`
  }
}

function described({ hours, seats, reserved, director, place, video }: DayNews, office: Office): string {
  const time = hours ? `时间：${hours.join('–')}，${seats} 个号${reserved ? `，其中预留 ${reserved} 个` : ''}` : ''
  return [
    time,
    `接待：${director ?? '还没有定'}`,
    `地点：${receptionPlace(office, place, 'zh')}${video ? '（也可以视频）' : ''}`,
  ]
    .filter(Boolean)
    .join('\n')
}

function audience({ told, toCall }: DayNews): string {
  return [
    told ? `约了的人里，${told} 位已经通知。` : '',
    toCall ? `还有 ${toCall} 位没有账号，通知不到，请打电话告诉他们。` : '',
  ].join('')
}
