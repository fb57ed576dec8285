import type { Office } from '../../../domain/office.ts'
import type { BriefMatter, BriefStep, BriefVisit, PromiseFate } from '../../../domain/reception/brief-visits.ts'
import type { DayBrief, DayList, DirectorMissing } from '../../../domain/reception/briefs.ts'
import { bringList } from '../bring.ts'
import { categoryName, placeName, receptionPlace, unitName } from '../names.ts'
import type { ReceptionNoticeSentences } from '../reception-sentences.ts'
import type { Catalogue } from '../sentences.ts'
import { outcomes } from './opinion.ts'
import { receptionDate } from './reception-days.ts'
import { terms } from './terms.ts'

export const receptionNotices: Catalogue<ReceptionNoticeSentences> = {
  visitReminder: ({ on, startsAt, daysLeft, place, video, director, number, category, people, doorCode }, { office }) =>
    [
      `提醒您：${dayWord(daysLeft)}是您约的接待日。`,
      `时间：${receptionDate(on)}${startsAt ? ` ${startsAt}` : ''}`,
      `地点：${receptionPlace(office, place, 'zh')}${video ? '（也可以视频）' : ''}`,
      director ? `接待：${director}` : '',
      number ? `说的事：${number}` : '',
      people > 1 ? `一起来的：${people} 位` : '',
      `进门码：${doorCode}（到了报这个码）`,
      bringLine(office, category),
      '来不了请点“改时间”或“不去了”，让给后面的人。',
    ]
      .filter(Boolean)
      .join('\n'),
  waitReminder: ({ on, daysLeft, waitingPlace, place, doorCode }, { office }) =>
    [
      `提醒您：${dayWord(daysLeft)}（${receptionDate(on)}）是接待日，您现在排在候补第 ${waitingPlace} 位。`,
      '有号空出来就是您的，会马上告诉您。',
      `没有号，当天也可以直接来，报进门码 ${doorCode} 排队，先约的先进。`,
      `地点：${receptionPlace(office, place, 'zh')}`,
    ].join('\n'),
  dayBrief: (day, { office }) =>
    [
      `${titleOf(day, office)}：准备情况`,
      ...faceLines(day, office),
      `已约 ${day.booked} 个，还空 ${day.free} 个，候补 ${day.waiting} 位。`,
      day.topics.length > 0
        ? `约的事：${day.topics.map(({ category, count }) => `${topicOf(office, category)} ${count}`).join('、')}`
        : '',
      `详细的看：${day.page}`,
    ]
      .filter(Boolean)
      .join('\n'),
  dayList: (day, { office }) =>
    [
      `${titleOf(day, office)}：来访名单${partOf(day)}`,
      ...(day.part === 1 ? faceLines(day, office) : []),
      ...day.lines.map((line) => listLine(line, office)),
      day.lines.length === 0 ? '还没有人约。' : '',
      ...(day.part === day.parts ? listEnd(day) : []),
    ]
      .filter(Boolean)
      .join('\n'),
  directorBrief: (day, { office }) =>
    [
      `${titleOf(day, office)}：${day.step === 'brief' ? '您接待的事' : '最后名单'}${partOf(day)}（只发给您）`,
      ...(day.part === 1 ? [...faceLines(day, office), `已约 ${day.booked} 个，候补 ${day.waiting} 位。`] : []),
      ...day.visits.map((visit) => `· ${visitLines(visit, office)}`),
      day.part === day.parts ? swapWords(day.page) : '',
    ]
      .filter(Boolean)
      .join('\n'),
  directorMissing: (day, { office }) =>
    `${titleOf(day, office)}的接待材料没有人可发：${missingWords(day)}\n可以在这里改：${day.page}`,
  daySummary: ({ booked, came, absent, walkIns, notReached, promised, unwritten, page, ...day }, { office }) =>
    [
      `${titleOf(day, office)}：办完了`,
      `约了 ${booked} 个，约的人来了 ${came} 位，没来 ${absent} 位；没约直接来的 ${walkIns} 位。`,
      notReached ? `来了没轮到的 ${notReached} 位，已经请他们约下一次。` : '',
      `当场答应的事 ${promised} 件。`,
      unwritten.length > 0
        ? `还有 ${unwritten.length} 位的结果没写，排队号：${unwritten.join('、')}。请在这里补上：${page}`
        : '结果都写好了。',
    ]
      .filter(Boolean)
      .join('\n'),
}

function dayWord(daysLeft: number): string {
  return ['今天', '明天', '后天', '大后天'][daysLeft] ?? `${daysLeft} 天后`
}

function bringLine(office: Office, category: string | null): string {
  const things = bringList(office, category, 'zh')
  return things.length > 0 ? `请带上：${things.join('、')}。没有的也可以来。` : ''
}

function titleOf({ kind, on, township }: Pick<DirectorMissing, 'kind' | 'on' | 'township'>, office: Office): string {
  return `${receptionDate(on)}${kind === 'tour' ? `${placeName(office, township)}下访` : '接待日'}`
}

function partOf({ part, parts }: { part: number; parts: number }): string {
  return parts > 1 ? `（${part}/${parts}）` : ''
}

function faceLines(
  { hours, director, place, video, provisional }: Omit<DayBrief, 'free' | 'topics'>,
  office: Office,
): string[] {
  return [
    hours ? `时间：${hours.join('–')}` : '',
    `接待：${director ?? '还没有定'}`,
    `地点：${receptionPlace(office, place, 'zh')}${video ? '（也可以视频）' : ''}`,
    provisional ? '那年的放假安排还没公布，日期可能变动。' : '',
  ].filter(Boolean)
}

function topicOf(office: Office, category: string | null): string {
  return category === null ? '其他' : categoryName(office, category, 'zh')
}

function listLine({ startsAt, number, category, people, offered }: DayList['lines'][number], office: Office): string {
  return [
    startsAt,
    number ?? '',
    topicOf(office, category),
    people > 1 ? `${people} 位` : '',
    offered ? '（等答复）' : '',
  ]
    .filter(Boolean)
    .join(' ')
}

function listEnd({ needs, waiting, unreminded, page }: DayList): string[] {
  const wanted = [
    needs.wheelchair ? `轮椅 ${needs.wheelchair}` : '',
    needs.dialect ? `要会方言的 ${needs.dialect}` : '',
    needs.homeVisit ? `要上门的 ${needs.homeVisit}` : '',
    needs.other ? `其他 ${needs.other}` : '',
  ].filter(Boolean)
  return [
    wanted.length > 0 ? `要准备：${wanted.join('、')}` : '',
    waiting ? `候补 ${waiting} 位，当天可能直接来。` : '',
    unreminded ? `${unreminded} 位没有账号，提醒不到，请打电话。` : '',
    `之后的变动和姓名看：${page}`,
  ].filter(Boolean)
}

function visitLines(
  { startsAt, people, offered, hidden, name, words, needs, matter }: BriefVisit,
  office: Office,
): string {
  const wanted = [
    needs.wheelchair ? '轮椅' : '',
    needs.dialect ? `方言：${needs.dialect}` : '',
    needs.homeVisit ? '要上门' : '',
    needs.words ?? '',
  ].filter(Boolean)
  const who = hidden ? '（这件事不便在这里说）' : `${name ?? '没留姓名'}${people > 1 ? `等 ${people} 位` : ''}`
  return [
    `${startsAt} ${who}${offered ? '（等答复）' : ''}`,
    wanted.length > 0 ? `需要：${wanted.join('；')}` : '',
    words ? `想说：${words}` : '',
    ...(matter ? matterLines(matter, office) : []),
  ]
    .filter(Boolean)
    .join('\n')
}

function matterLines(matter: BriefMatter, office: Office): string[] {
  const { number, sealed, category, state, receivedOn, clocks, history, promises } = matter
  return [
    `${sealed ? '【保密】' : ''}${number} ${categoryName(office, category, 'zh')}（${terms.state[state]}），${terms.date(receivedOn)}收到`,
    ...clocks.map(
      ({ rule, dueOn, daysLeft, provisional }) =>
        `期限：${terms.duty[rule] ?? rule} ${terms.date(dueOn)}，${terms.daysLeft(daysLeft)}${provisional ? '（暂定）' : ''}`,
    ),
    history.length > 0 ? `经过：${history.map((step) => `${terms.date(step.on)}${stepWord(step)}`).join('；')}` : '',
    ...promises.map(
      ({ text, unit, dueOn, fate }) =>
        `答应过：${text}（${unitName(office, unit, 'zh')}，最晚 ${terms.date(dueOn)}，${fates[fate]}）`,
    ),
  ]
}

function stepWord({ what, outcome, upheld }: BriefStep): string {
  const changed = upheld === undefined ? '' : upheld ? '（维持）' : '（改变）'
  return {
    replied: '答复',
    opinion: `处理意见${outcome ? `（${outcomes[outcome]}）` : ''}`,
    review: `复查意见${changed}`,
    recheck: `复核意见${changed}`,
    carriedOut: '落实',
    closed: '办结',
    visited: '接待过',
  }[what]
}

const fates: Record<PromiseFate, string> = {
  open: '还在办',
  late: '超期没办好',
  kept: '说办好了',
  confirmed: '来访人说办好了',
  unkept: '来访人说没办好',
}

function swapWords(page: string): string {
  return `来不了，可以和别的接待日换人：说“接待日 换 日期 另一个日期 原因”，或者打开 ${page}`
}

function missingWords({ why, director }: DirectorMissing): string {
  switch (why) {
    case 'nobody':
      return '这一天还没有定由谁接待。请和别的接待日换人，或者请管理员在办公室文件里写上。'
    case 'notStaff':
      return `${director ?? '接待的人'}还不是这里的工作人员。请管理员发邀请，角色选 director，姓名要和接待安排上的一样；或者换人接待。`
    case 'role':
      return `${director ?? '接待的人'}的角色还看不了来访人。请管理员把角色改成 director，或者换人接待。`
    case 'noAccount':
      return `${director ?? '接待的人'}还没有绑定账号。请把一次性码交给本人绑定，或者换人接待。`
  }
}
