import { bringList } from '../bring.ts'
import { placeName, receptionPlace, shorten, unitName } from '../names.ts'
import type { DeskVisit, ReceptionDeskSentences } from '../reception-sentences.ts'
import type { Catalogue } from '../sentences.ts'
import { receptionDate } from './reception-days.ts'
import { terms } from './terms.ts'

export const receptionDesk: Catalogue<ReceptionDeskSentences> = {
  receptionList: ({ days }, { office }) =>
    days.length === 0
      ? '往后没有接待日。'
      : [
          '往后的接待日：',
          ...days.map(({ on, township, director, state, provisional, booked, waiting, free }) =>
            [
              `· ${receptionDate(on)}${township ? ` ${placeName(office, township)}下访` : ''}`,
              director ?? '接待人没定',
              { open: `约了 ${booked}，候补 ${waiting}，空 ${free}`, planned: '还没开放', closed: '停' }[state],
              provisional ? '日期暂定' : '',
            ]
              .filter(Boolean)
              .join('　'),
          ),
          how,
        ].join('\n'),
  receptionChanged: ({ what, on, to, told = 0, toCall = 0 }) =>
    [
      {
        moved: `${receptionDate(on)}改到${receptionDate(to ?? on)}。`,
        closed: `${receptionDate(on)}停了。`,
        reopened: `${receptionDate(on)}恢复了。`,
        swapped: `${receptionDate(on)}和${receptionDate(to ?? on)}的接待人换过来了。`,
        added: `加了一天下访：${receptionDate(on)}。`,
      }[what],
      told > 0 ? `约了的人通知了 ${told} 位。` : '',
      toCall > 0 ? `有 ${toCall} 位没有账号，请打电话。` : '',
    ].join(''),
  receptionWrong: ({ why }) =>
    ({
      words: how,
      'not-today': '今天没有接待日。',
      code: '没有这个进门码。请再对一遍，5 个字母或数字。',
      ended: '这个预约取消了，或者已经接待过。可以在接待页面上给他取号。',
      tries: '试错的次数多了，请等几分钟再试。',
      number: '今天的队里没有这个号。请打：名单',
    })[why],
  receptionInPrivate: () => '这要写来访人的姓名和事情，请私下跟机器人说。',
  receptionOnPage: ({ page }) => `来访人的姓名和事情不经过境外的服务器，请到网页上办：${page}`,
  visitList: ({ on, visits, personal }) =>
    visits.length === 0
      ? `${receptionDate(on)}还没有人约。`
      : [
          `${receptionDate(on)}的名单：`,
          ...visits.map((visit) => visitLine(visit)),
          personal ? '' : '姓名和事情请私下跟机器人打“名单”，或者看网页。',
        ]
          .filter(Boolean)
          .join('\n'),
  askVisitor: ({ on }) =>
    `给谁约${receptionDate(on)}？请打一行，用分号隔开：姓名；电话（没有就不写）；说什么事；需要什么。不约了打“取消”。`,
  visitorDropped: () => '好，没有约。',
  visitSlip: ({ already, on, startsAt, place, director, doorCode, name, waitingPlace, category }, { office }) =>
    [
      already
        ? '他已经有一个预约了：'
        : waitingPlace === null
          ? '约好了，请念给他听，或者抄给他：'
          : '号约满了，排上候补：',
      name ? `来访人：${name}` : '',
      `接待日：${receptionDate(on)}${startsAt ? ` ${startsAt}` : ''}${waitingPlace === null ? '' : `　候补第 ${waitingPlace} 位`}`,
      `地点：${receptionPlace(office, place, 'zh')}${director ? `　接待：${director}` : ''}`,
      `进门码：${doorCode}`,
      `请带上：${bringList(office, category, 'zh').join('、') || '身份证'}`,
    ]
      .filter(Boolean)
      .join('\n'),
  visitArrived: ({ queueNumber, ahead, timing, again }) =>
    [
      `${again ? '已经登记过' : '登记好了'}：排队号 ${queueNumber ?? ''}`,
      ahead === null ? '已经叫过' : `前面 ${ahead} 位`,
      { early: '来早了', 'in-time': '', late: '过了约的时间' }[timing],
    ]
      .filter(Boolean)
      .join('，'),
  visitOtherDay: ({ on }) => `这个码是${receptionDate(on)}的，不是今天。`,
  visitCalled: ({ waiting, ...visit }) => `请进：${visitLine(visit).slice(2)}\n后面还有 ${waiting} 位。`,
  nobodyToCall: ({ toCome }) => `没有人在等。${toCome > 0 ? `约了还没来的有 ${toCome} 位。` : ''}`,
  visitAbsent: ({ who }) => `${who} 记为未到。他来了还可以再登记。`,
  howToFinish: ({ who }) =>
    `请这样写：办结 ${who} 谈了什么、怎么答复。\n承诺: 把排水沟修好 由 安置建设股 在 12月31日 前\n没有承诺就不写第二行；有几条写几行，每行都用“承诺:”开头。`,
  visitFinished: ({ who, promises, onPaper }, { office }) =>
    [
      `${who} 号记好了。`,
      ...promises.map(
        ({ text, unit, dueOn }) => `· ${text}（${unitName(office, unit, 'zh')}，最晚 ${terms.date(dueOn)}）`,
      ),
      onPaper ? '他没有账号，请把结果写在纸上交给他。' : '结果已经发给他。',
    ].join('\n'),
  promiseList: ({ number, promises, asks = false }, { office }) =>
    promises.length === 0
      ? `${number ? `#${number} ` : ''}没有${number ? '' : '没办好的'}承诺。`
      : [
          ...promises.map(
            (promise, at) =>
              `${number ? `${at + 1}. ` : `· #${promise.number} `}${shorten(promise.text, 80)}（${unitName(office, promise.unit, 'zh')}，最晚 ${terms.date(promise.dueOn)}）${promise.isDone ? '　办好了' : promise.daysLate > 0 ? `　晚了 ${promise.daysLate} 天` : ''}`,
          ),
          asks || number ? `办好了请打：兑现 #${number ?? '123'} ${promises.length > 1 ? '第几条 ' : ''}怎么办的` : '',
        ]
          .filter(Boolean)
          .join('\n'),
  promiseKept: ({ number, text, isNew }) =>
    `#${number} “${shorten(text, 60)}”${isNew ? '记为办好，已经告诉来访人，过几天再问他。' : '早就记为办好了。'}`,
}

const how = [
  '可以打：接待日 12月15日 改到 12月16日 原因 ……',
  '接待日 12月15日 停 原因　接待日 12月15日 恢复 原因　接待日 12月15日 换 1月15日 原因',
  '下访 青石镇 12月20日 地点 …… 原因 ……',
  '名单 12月15日　约 12月15日（私下）　到 进门码　叫号　未到 3　办结 3 结果（私下）　承诺 #123　兑现 #123 怎么办的',
].join('\n')

const stateName: Record<DeskVisit['state'], string> = {
  waiting: '候补',
  offered: '等答复',
  booked: '',
  arrived: '已到',
  called: '在谈',
  seen: '谈过',
  noShow: '未到',
  cancelled: '取消',
  expired: '过期',
}

function visitLine({ state, startsAt, queueNumber, number, name, phone, words, people, needs }: DeskVisit): string {
  const { wheelchair, dialect, homeVisit, words: other } = needs ?? {}
  return [
    `· ${startsAt ?? '没有号'}`,
    queueNumber === null ? '' : `排队号 ${queueNumber}`,
    stateName[state],
    name ?? '',
    phone ?? '',
    people && people.length > 1 ? `同来：${people.join('、')}` : '',
    number ? `#${number}` : '',
    words ? `“${shorten(words, 60)}”` : '',
    wheelchair ? '轮椅' : '',
    dialect ? `方言：${dialect}` : '',
    homeVisit ? '上门' : '',
    other ?? '',
  ]
    .filter(Boolean)
    .join('　')
}
