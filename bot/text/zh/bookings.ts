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
      visit.given ? '有人让出了号，已经给您留好了：' : '约好了：',
      `接待日：${timeOf(visit)}`,
      ...placeLines(visit, office),
      visit.number ? `说的事：${visit.number}` : '',
      `进门码：${visit.doorCode}（到了报这个码）`,
      bringLine(visit, office),
      visit.given ? '来不了请点“不去了”，让给后面的人。' : '不收费，也不用谁同意。来不了请点“改时间”或“不去了”。',
    ]
      .filter(Boolean)
      .join('\n'),
  bookingWaiting: (visit, { office }) =>
    [
      `${receptionDate(visit.on)}的号约满了，您排在候补第 ${visit.waitingPlace} 位。`,
      '有号空出来，按先后顺序通知您，不用一直看着。',
      `当天也可以直接来，报进门码 ${visit.doorCode} 排队，先约的先进。`,
      ...placeLines(visit, office),
    ].join('\n'),
  seatOffered: (visit, { office }) =>
    [
      `有号了：${timeOf(visit)}`,
      ...placeLines(visit, office),
      `给您留到 ${terms.moment(visit.until)}。要，就点“要这个号”；不要，点“不要”，让给下一位。`,
    ].join('\n'),
  seatOfferOver: ({ on, why }) =>
    ({
      ranOut: `${receptionDate(on)}的号给您留的时间过了，已经让给下一位。还想来，可以在这里重新约。`,
      dayOver: `${receptionDate(on)}的接待日过去了，这次没有排上，对不起。可以约下一个接待日。`,
      notReached: `${receptionDate(on)}您来了，没有轮到您，对不起。请在这里约下一个接待日，或者直接把事情说给我们。`,
    })[why],
  bookingCancelled: (visit) =>
    `对不起，您${timeOf(visit)}的接待预约取消了。\n原因：${visit.reason}\n可以在这里另约一天。`,
  bookingMoved: (visit, { office }) =>
    [
      '接待的时间改好了：',
      `原来：${receptionDate(visit.fromOn)}${visit.fromStartsAt ? ` ${visit.fromStartsAt}` : ''}`,
      `改到：${timeOf(visit)}`,
      visit.reason ? `原因：${visit.reason}` : '',
      ...placeLines(visit, office),
      `进门码：${visit.doorCode}`,
    ]
      .filter(Boolean)
      .join('\n'),
  yourTurnSoon: ({ ahead, queueNumber }) =>
    `您前面还有 ${ahead} 位${queueNumber === null ? '' : `（您的排队号 ${queueNumber}）`}，请到接待室门口等一等。`,
  yourTurn: ({ queueNumber, place }, { office }) =>
    `轮到您了，请进${queueNumber === null ? '' : `（排队号 ${queueNumber}）`}：${receptionPlace(office, place, 'zh')}`,

  visitEnded: ({ number, on, text, promises }, { office }) =>
    [
      `${receptionDate(on)}接待您的结果${number ? `（事项号 ${number}）` : ''}：`,
      text,
      ...promiseLines(promises, office),
      promises.length > 0 ? keptBy : '',
    ]
      .filter(Boolean)
      .join('\n'),
  promiseMade: ({ number, promises }, { office }) =>
    [`关于 ${number}，`, ...promiseLines(promises, office), keptBy].join('\n'),
  promiseDone: ({ number, text, how, unit }, { office }) =>
    `${number}：答应您的“${text}”，${unitName(office, unit, 'zh')}说办好了：\n${how}\n没有办好，请点“没办好”，接着办。`,
  promiseAsk: ({ number, text }) => `${number}：答应您的“${text}”，真的办好了吗？点一下就行。`,

  visitorToCall: ({ on, startsAt }) =>
    `候补里一位没有账号的来访人有号了：${receptionDate(on)}${startsAt ? ` ${startsAt}` : ''}。请打电话或者上门告诉他，姓名电话在预约名单里。`,
  promiseUnkept: ({ number, text, unit }, { office }) =>
    `#${number} 来访人说没有办好：“${text}”（${unitName(office, unit, 'zh')}）。已经重新打开，原来的日期不变，请您过问。`,
}

const keptBy = '到期没办好，我们自己会催；办好了告诉您。在“我的事项”里随时可以看。'

/** When a visit is: `2026年12月15日（星期二） 09:20`. */
function timeOf({ on, startsAt }: Pick<BookedVisit, 'on' | 'startsAt'>): string {
  return `${receptionDate(on)}${startsAt ? ` ${startsAt}` : ''}`
}

function placeLines({ place, video, director }: BookedVisit, office: Office): string[] {
  return [
    `地点：${receptionPlace(office, place, 'zh')}${video ? '（也可以视频）' : ''}`,
    director ? `接待：${director}` : '',
  ].filter(Boolean)
}

function bringLine({ category }: BookedVisit, office: Office): string {
  const things = bringList(office, category, 'zh')
  return things.length > 0 ? `请带上：${things.join('、')}。没有的也可以来。` : ''
}

function promiseLines(promises: BookingSentences['promiseMade']['promises'], office: Office): string[] {
  const lines = promises.map(
    ({ text, unit, dueOn, provisional }) =>
      `· ${text}，由${unitName(office, unit, 'zh')}办，最晚 ${terms.date(dueOn)}${provisional ? '（放假安排公布后可能有小变动）' : ''}`,
  )
  return lines.length > 0 ? ['答应您的：', ...lines] : []
}
