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
      moves ? '改到哪一天？原来的号先给您留着。' : '您想约哪一天？不收费，也不用谁同意。',
      ...days.map(
        ({ on, township, director, place, free }) =>
          `· ${dayName(on, township, office)}：${director ? `${director}接待，` : ''}${receptionPlace(office, place, 'zh')}，${free > 0 ? `还有 ${free} 个号` : '约满了，可以排候补'}`,
      ),
      ...opening.map((day) => openingLine(day, office)),
    ].join('\n'),
  noDays: ({ opening, phone, address }, { office }) =>
    [
      '现在没有可以约的接待日。',
      ...opening.map((day) => openingLine(day, office)),
      '有事不用等接待日，可以直接在这里说，一样有人办。',
      waysTo(phone, address),
    ]
      .filter(Boolean)
      .join('\n'),
  askSeat: ({ on, township, seats, elder, offersElder, asksHalf }, { office }) => {
    const day = dayName(on, township, office)
    const forElder = offersElder ? '年纪大的、没有手机的，另外留了号，点一下就看得到，不用证明。' : ''
    if (seats.length === 0) {
      return [`${day}的号约满了。排上候补，有人让出来就按先后通知您。`, forElder, '想换一天，点“返回”。']
        .filter(Boolean)
        .join('\n')
    }
    const asked = asksHalf ? '上午还是下午？' : '什么时间？点一个，或者直接打，比如 9:20。'
    return [`${day}，${asked}`, elder ? '预留的号也在里面了。' : forElder].filter(Boolean).join('\n')
  },
  askAbout: ({ matters }) =>
    matters.length > 0 ? '想说哪件事？点一件，或者直接说。' : '想说什么事？可以先写几句，领导好提前了解；不写也行。',
  bringFiles: () => '照片和文件这里先不收，请当天带来；或者从“反映问题”里发。',
  askPeople: ({ most }) =>
    `几个人来？一个人来就点“就我一个”。几个人来，请把来的人的姓名都打上（包括您自己），用顿号隔开，最多 ${most} 人。`,
  tooManyPeople: ({ most, named }) => `您写了 ${named} 位。按规定最多推选 ${most} 位代表，请选 ${most} 位以内。`,
  askNeeds: ({ needs, asks }) =>
    asks === 'dialect'
      ? '说哪里的话？打几个字就行。'
      : asks === 'words'
        ? '需要什么？打几个字就行。'
        : needLine(needs)
          ? `记下了：${needLine(needs)}。还有就接着点，再点一次是去掉；好了点“完成”。`
          : '需要我们准备什么吗？可以选几样，也可以直接打字。',
  askVisitContact: () => '要留姓名和电话吗？临时有变，好打电话告诉您。不留也可以，通知发到这里。',
  bookReadBack: (draft, { office }) =>
    ['请看看对不对，没有问题就点“确定预约”：', ...draftLines(draft, office)].join('\n'),
  askBookChange: () => '要改哪一项？',
  seatGone: () => '对不起，这个号刚被别人约走了。别的您填的都还在，请再选一个时间。',
  dayNotOpen: ({ on }) => `${receptionDate(on)}现在不能约了。`,
  dayFull: ({ on }) => `${receptionDate(on)}没有空的号，改不过去。原来的还给您留着。`,
  bookingElsewhere: ({ by, phone, address }) =>
    [
      by === 'phone' ? '这个电话已经有一个预约了，不能重复约。' : '这件事已经有一个预约了，不能重复约。',
      '想改想取消，请用当时约的那个账号，或者找我们。',
      waysTo(phone, address),
    ]
      .filter(Boolean)
      .join('\n'),
  visit: (visit, { office }) => visitText(visit, office, visit.already ?? false),
  visits: () => '您约的接待日，点一个看：',
  moveReadBack: ({ fromOn, fromStartsAt, on, startsAt }) =>
    [
      `原来：${receptionDate(fromOn)}${fromStartsAt ? ` ${fromStartsAt}` : ''}`,
      `改到：${receptionDate(on)} ${startsAt ?? '有空的号就行'}`,
      '确定吗？',
    ].join('\n'),
  cancelVisitConfirm: ({ on, startsAt, waits }) =>
    waits
      ? `${receptionDate(on)}的候补，确定不等了吗？以后还可以再约。`
      : `${receptionDate(on)}${startsAt ? ` ${startsAt}` : ''}的接待，确定不去了吗？号会让给后面的人，以后还可以再约。`,
  visitCancelled: ({ on }) => `${receptionDate(on)}的预约取消了。想来随时再约。`,
  visitOver: ({ on }) => `${receptionDate(on)}的这个预约已经结束，或者取消了，不能改了。可以再约一次。`,
  offerOver: ({ on }) => `${receptionDate(on)}的号给您留的时间过了，已经让给下一位。还想来，可以重新约。`,
  offerDeclined: () => '好的，让给下一位了。以后想来随时再约。',
  visitCalendar: ({ link, days }) =>
    `点开就能把接待的时间存到手机日历：${link}\n里面没有您的姓名和说的事。链接 ${days} 天内有效。`,
  bookingGone: () => '没有找到。请说“接待日”，看您约的。',
  promiseReopened: ({ number }) =>
    `知道了，${number} 答应的这件事没有办好，已经重新打开，原来的日期不变，也告诉了领导。`,
  promiseStillOpen: ({ number }) => `${number} 答应的这件事还在办，还没有说办好。到期我们会催。`,
  receptionNone: () => '这里没有设领导接待日。有事可以直接在这里说，一样有人办。',
}

function dayName(on: string, township: string, office: Office): string {
  return `${receptionDate(on)}${township ? ` ${placeName(office, township)}下访` : ''}`
}

function openingLine({ on, township, director, opensOn }: OpeningDay, office: Office): string {
  return `· ${dayName(on, township, office)}${director ? `：${director}接待` : ''}，${opensOn ? `${terms.date(opensOn)}开始约` : '快开放了'}`
}

function waysTo(phone?: string, address?: string): string {
  return [phone ? `电话：${phone}` : '', address ? `地址：${address}` : ''].filter(Boolean).join('　')
}

function needLine({ wheelchair, dialect, homeVisit, words }: Needs): string {
  return [wheelchair ? '轮椅' : '', dialect ? `说方言（${dialect}）` : '', homeVisit ? '上门接访' : '', words ?? '']
    .filter(Boolean)
    .join('、')
}

function draftLines(draft: BookDraft, office: Office): string[] {
  const { on, township, place, director, startsAt, waits, elder, matter, texts, people, needs, name, phone } = draft
  const time = waits ? '排候补' : (startsAt ?? '任何时间都行')
  const lines = [
    `时间：${dayName(on, township, office)} ${time}`,
    `地点：${receptionPlace(office, place, 'zh')}${director ? `　接待：${director}` : ''}`,
    `说的事：${matter ? `${matter.number} ${categoryName(office, matter.category, 'zh')}` : shorten(texts.join('\n'), 200) || '当面说'}`,
    `来的人：${people.length > 0 ? people.join('、') : '就您一个'}`,
    needLine(needs) ? `需要：${needLine(needs)}` : '',
    elder ? '照顾：年纪大，或没有手机' : '',
    name ? `联系：${name}，${phone ?? ''}` : '联系：不留电话',
  ]
  return lines.filter(Boolean)
}

function visitText(visit: OwnVisit, office: Office, already: boolean): string {
  const { on, startsAt, place, video, director, number, category, doorCode, state } = visit
  if (isEnded(state)) return `${receptionDate(on)}的接待预约${state === 'cancelled' ? '取消了' : '已经结束'}。`
  const things = bringList(office, category, 'zh')
  return [
    already ? '您已经约了一个，一次只能约一个。' : '',
    stateLine(visit),
    `接待日：${receptionDate(on)}${startsAt ? ` ${startsAt}` : ''}`,
    `地点：${receptionPlace(office, place, 'zh')}${video ? '（也可以视频）' : ''}`,
    director ? `接待：${director}` : '',
    number ? `说的事：${number}` : '',
    state === 'booked' || state === 'waiting' ? `进门码：${doorCode}（到了报这个码）` : '',
    state === 'booked' && things.length > 0 ? `请带上：${things.join('、')}。没有的也可以来。` : '',
  ]
    .filter(Boolean)
    .join('\n')
}

function stateLine({ state, waitingPlace, offeredUntil, ahead, queueNumber }: OwnVisit): string {
  const ticket = queueNumber === null ? '' : `（您的排队号 ${queueNumber}）`
  switch (state) {
    case 'waiting':
      return `您排在候补第 ${waitingPlace ?? 0} 位，有号了通知您。`
    case 'offered':
      return `有号了，给您留到 ${offeredUntil ? terms.moment(offeredUntil) : ''}。`
    case 'arrived':
      return ahead === 0 ? `下一位就是您${ticket}。` : `前面还有 ${ahead ?? 0} 位${ticket}。`
    case 'called':
      return `轮到您了，请进${ticket}。`
    default:
      return '您约好了：'
  }
}

function isEnded(state: OwnVisit['state']): boolean {
  return state === 'cancelled' || state === 'expired' || state === 'seen' || state === 'noShow'
}
