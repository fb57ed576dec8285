import type { DomainErrorCode } from '../../../domain/errors.ts'
import { isCivilDate, weekdayOf } from '../../../domain/rules/civil-date.ts'
import type { BookingState } from '../../../prisma/generated/client.ts'

/** `12月15日（星期二）`, with the year where it is asked for. */
export function dayWords(on: string, { year = false }: { year?: boolean } = {}): string {
  const [y, m, d] = on.split('-').map(Number)
  return `${year ? `${y}年` : ''}${m}月${d}日（星期${'日一二三四五六'[weekdayOf(on)]}）`
}

export const visitStates: Record<BookingState, string> = {
  waiting: '候补',
  offered: '等居民答复',
  booked: '已约，没到',
  arrived: '到了，在等',
  called: '已叫号',
  seen: '接待完了',
  noShow: '没来',
  cancelled: '已取消',
  expired: '已过期',
}

export const reasonWords: Record<string, string> = {
  '': '',
  'rest-day': '遇休息日顺延',
  moved: '改期',
  swapped: '换了接待人',
  closed: '已取消',
}

const dayOver: Record<string, string> = {
  past: '已经过了',
  closed: '已经取消了，要改请先恢复',
  open: '没有取消，不用恢复',
  begun: '已经开始接待了，没接待到的请一个一个改期',
}

const dateWrong: Record<string, string> = {
  'no-date': '日期看不懂，请写成 2026-12-18 这样',
  same: '就是原来那天',
  past: '要选今天以后的日子',
  far: '太远了，请看看年份写对没有',
  'rest-day': '那天休息',
  taken: '那天已经有了',
}

const slots: Record<string, string> = { reason: '原因', place: '地点' }

type Detail = Readonly<Record<string, string | number | undefined>>

/** What an officer is told of a broken rule besides what is said of it everywhere; undefined where that is enough. */
export function receptionProblem(code: DomainErrorCode, { state, why, slot, most, count, times }: Detail = {}) {
  switch (code) {
    case 'visit-not-there':
      return `这位现在是“${visitStates[state as BookingState] ?? '别的状态'}”，可能同事刚办过。什么都没有改，请看最新的名单。`
    case 'reception-day-over':
      return `这个接待日${dayOver[String(why)] ?? '现在不能这样改'}。什么都没有改。`
    case 'reception-date-wrong':
      return `${dateWrong[String(why)] ?? '这一天不能接待'}。什么都没有改。`
    case 'reception-hours-wrong':
      return Number(most) > 0
        ? `这些时间最多排 ${most} 个号，预留的不能比总数多。什么都没有改。`
        : '时间要从早到晚写，比如 08:30-11:30，每个号至少 5 分钟。什么都没有改。'
    case 'reception-seats-taken':
      return `要去掉的号里有 ${count ?? ''} 个已经有人约了${times ? `（${times}）` : ''}。请先给他们改时间，再减号。什么都没有改。`
    case 'reception-swap-refused':
      return '要选两个不同的接待日，而且不是同一个人接待，才能对调。'
    case 'slot-missing':
      return `还没有写${slots[String(slot)] ?? '全'}。什么都没有改。`
    case 'too-many-people':
      return `一件事最多来 ${most ?? 5} 位，请推选代表。`
    case 'ticket-not-found':
      return '没有找到这个编号的事项。请核对编号，或者空着，只写来意。'
    case 'words-missing':
      return '还没有写内容。'
    case 'date-wrong':
      return '答应的日期不对，要写今天或以后的日子。'
    default:
      return undefined
  }
}

/** Only these forms of a detail are ever told; what else stands in an address is left out. */
export const detailForms: Record<string, (text: string) => boolean> = {
  state: (text) => Object.hasOwn(visitStates, text),
  why: (text) => Object.hasOwn(dayOver, text) || Object.hasOwn(dateWrong, text),
  slot: (text) => Object.hasOwn(slots, text),
  most: (text) => /^\d{1,4}$/.test(text),
  count: (text) => /^\d{1,4}$/.test(text),
  times: (text) => /^\d\d:\d\d(?: \d\d:\d\d){0,50}$/.test(text),
  number: (text) => /^\d{1,5}$/.test(text),
  ahead: (text) => /^\d{1,5}$/.test(text),
  told: (text) => /^\d{1,5}$/.test(text),
  toCall: (text) => /^\d{1,5}$/.test(text),
  on: isCivilDate,
}

/** What was just done, or calmly was not, told on the page that one is sent to afterwards. */
export const doneWords = {
  arrived: ({ number, ahead }: Detail) => `已签到：${number} 号，${aheadWords(ahead)}。`,
  'arrived-early': ({ number, ahead }: Detail) => `已签到：${number} 号，来早了，${aheadWords(ahead)}。`,
  'arrived-late': ({ number, ahead }: Detail) =>
    `已签到：${number} 号，过了约的时间，按到的先后叫，${aheadWords(ahead)}。`,
  'arrived-again': ({ number }: Detail) => `早就签过到了，还是 ${number} 号。`,
  called: ({ number }: Detail) => `请 ${number} 号。`,
  recalled: ({ number }: Detail) => `又叫了一遍 ${number} 号。`,
  absent: ({ number }: Detail) => (number === undefined ? '记为没来。' : `${number} 号记为不在。`),
  back: ({ number }: Detail) => `${number} 号放回队伍了。`,
  finished: () => '记下了。',
  'finished-paper': () => '记下了。他没有账号，请把答复打印出来当面交给他。',
  cancelled: () => '这个预约取消了，空出的号给候补的人。',
  'cancelled-already': () => '这个预约早就结束了，没有再改。',
  'visit-moved': () => '改好了，空出的号给候补的人。',
  accepted: () => '记下了，这个号是他的了。',
  declined: () => '记下了，这个号给下一位候补的人。',
  booked: () => '约好了。请打印这张单子交给来人。',
  'booked-waiting': () => '那天没有空号了，排进候补。有号了请打电话或者上门告诉他。',
  moved: told('接待日改期了'),
  changed: told('改好了'),
  unchanged: () => '和原来一样，没有改。',
  closed: told('这个接待日取消了'),
  reopened: told('这个接待日恢复了'),
  swapped: () => '两天的接待人对调了，约了的居民会收到通知。',
  'tour-added': ({ on }: Detail) => `加好了${on === undefined ? '' : `：${dayWords(String(on), { year: true })}`}。`,
} satisfies Record<string, (detail: Detail) => string>

/** What could not be done, with nobody to blame for it. */
export const refusedWords = {
  'call-changed': () => '同事刚叫过号，或者有人刚到，队伍变了。没有再叫，请看最新的队伍。',
  'state-changed': ({ state }: Detail) =>
    `同事刚办过这一位，现在是“${visitStates[state as BookingState] ?? '别的状态'}”。没有再改。`,
  'day-changed': () => '同事刚改过这一天。您的没有改，请看过最新的再改。',
  nobody: ({ count }: Detail) =>
    Number(count) > 0 ? `没有人在等了，约了还没到的有 ${count} 位。` : '没有人在等了，也没有约了没到的。',
  'not-today': ({ on }: Detail) =>
    on === undefined ? '不是今天的。' : `这个号是 ${dayWords(String(on), { year: true })} 的，不是今天。`,
  'day-not-today': ({ on }: Detail) =>
    on === undefined
      ? '这一天不是今天，不能签到叫号。'
      : `这个接待日是 ${dayWords(String(on))}，不是今天，或者取消了。`,
  ended: ({ state }: Detail) =>
    `这个预约现在是“${visitStates[state as BookingState] ?? '已结束'}”，不能签到。人来了可以现场取号。`,
  'code-wrong': () => '没有这个签到码。请再看一遍，或者在下面名单里找到他，点“到了”。',
  'code-wait': () => '输错太多次了，请过一会儿再试，或者在下面名单里点“到了”。',
  'already-elsewhere': ({ on }: Detail) =>
    `他${on === undefined ? '' : `在 ${dayWords(String(on))} `}已经有一个预约了，没有再取号。要今天来，请先打开那个预约改到今天。`,
  'seat-gone': () => '这个号刚被别人约走了，请另选一个。',
  'day-full': () => '那天没有空号了，请另选一天。',
  'not-bookable': () => '那天已经取消或者过去了，不能约。',
  'moved-already': () => '同事刚给这一位改过时间。没有再改，请看最新的时间。',
  'offer-over': () => '这个号的时间已经过了，给了下一位。',
} satisfies Record<string, (detail: Detail) => string>

function aheadWords(ahead: Detail[string]): string {
  return Number(ahead) > 0 ? `前面还有 ${ahead} 位` : '下一个就是'
}

function told(done: string) {
  return ({ told, toCall }: Detail) =>
    `${done}${Number(told) > 0 ? `，已通知 ${told} 位` : ''}${Number(toCall) > 0 ? `，还有 ${toCall} 位没有账号，请打电话告诉他们` : ''}。`
}
