import type { State } from '../../../domain/rules/moves.ts'
import { shorten } from '../names.ts'
import { possibleActs } from '../possible.ts'
import { labels } from './labels.ts'
import { policyErrorWords } from './policy-desk.ts'
import { terms } from './terms.ts'

/** Why an officer's command was refused, and what to do instead. */
export function deskErrorWords(code: string, detail: Record<string, string | number>): string {
  const number = `#${detail.number ?? ''}`
  switch (code) {
    case 'move-not-allowed':
      return `${number} 现在是“${terms.state[detail.state as keyof typeof terms.state] ?? detail.state}”，不能这样办。现在可以：${possibleActs(
        detail.state as State,
      )
        .map((act) => labels.acts[act])
        .join('、')}。`
    case 'ticket-not-found':
      return `没有 ${shorten(number, 30)} 这件。`
    case 'nothing-found':
      return `没有找到“${shorten(String(detail.query ?? ''), 30)}”。可以打号码、村名、乡镇名或类别。`
    case 'not-the-holder':
      return detail.holder
        ? `${number} 是 ${detail.holder} 在办，请先跟他说，或请他转交。`
        : `${number} 不在您手上。请先认领或受理。`
    case 'unknown-officer':
      return `没有叫“${shorten(String(detail.name ?? ''), 30)}”的工作人员或单位。`
    case 'unknown-unit':
      return '不能转给这个单位：没有这个单位，或者它不能接这件。'
    case 'unknown-township':
      return `没有叫“${shorten(String(detail.name ?? ''), 30)}”的乡镇。`
    case 'unknown-ground':
      return '依据请写 1 到 8。打“#123 告知去处”可以看清单。'
    case 'words-missing':
      return '要写上话才能办，比如：#123 办结 补偿款已于三日打到账上。'
    case 'already-sent':
      return `${number} 没有可撤回的：已经发出，或已撤回。可以再写一条更正。`
    case 'opinion-missing':
      return `${number} 是申诉求决，要先出处理意见，居民收到了才能办结。请打：${number} 意见`
    case 'carry-out-first':
      return `${number} 是支持了的，落实以后才算完。落实了请打：${number} 落实 怎么办的`
    case 'decision-missing':
      return `${number} 在复查或复核，要先出意见。请打：${number} 复查意见，或 ${number} 复核意见`
    case 'slot-missing':
      return `还缺一项：${slotNames[String(detail.slot)] ?? '内容'}。什么都没有改。`
    case 'date-wrong':
      return '落实的日期已经过了，不能这样送出。请退回，改了日期再送审。'
    case 'days-wrong':
      return `延期的天数要写 1 到 ${detail.most ?? 30}，比如：#123 延期 20 要等鉴定结果。`
    case 'proposal-waits':
      return `${number} 已经有一份在等批准。要先批准、退回，或由拟的人撤回：${number} 撤回意见`
    case 'no-proposal':
      return `${number} 没有等批准的。`
    case 'own-proposal':
      return `${number} 这份是您自己拟的，要由另一位同事批准。想改就打：${number} 撤回意见`
    case 'not-the-approver':
      return `${number} 这份要由${detail.kind === 'extension' ? '负责人' : '主管或负责人'}批准。`
    case 'not-the-proposer':
      return `${number} 这份不是您拟的，只有拟的人能撤回。您可以打：${number} 退回 原因`
    case 'no-approver':
      return detail.kind === 'extension'
        ? '延期要负责人批准，现在这里没有负责人，也没有主管。请管理员先登记一位。'
        : '要有另一位同事批准，现在这里没有别的同事。请管理员先登记一位。'
    case 'extension-over':
      return `${number} 的办理期限没有在走，或者已经过了，不能延期。`
    case 'extended-already':
      return `${number} 已经延过一次，不能再延。`
    case 'not-the-unit':
      return `${number} 没有转给您的单位，异议要由接到的单位提。`
    case 'objection-over':
      return detail.dueOn
        ? `${number} 提异议到 ${terms.date(String(detail.dueOn))}为止，已经过了。可以转交，或者商量着办。`
        : `${number} 没有可以提异议的转交，或者已经接手了。要给别的单位请打：${number} 转交 单位 原因`
    case 'no-hearing':
      return `${number} 现在没有在听证。`
    case 'hearing-open':
      return `${number} 已经在听证。结束了请打：${number} 听证结束`
    case 'merge-refused':
      return `${number} 不能这样并：${mergeRefusals[String(detail.why)] ?? '两件不合适'}。`
    case 'reception-not-yours':
      return '接待日要由主管、负责人或管理员来改。请跟他们说一声。'
    case 'reception-none':
      return '这里没有设接待日。要设，请 IT 人员在单位文件里写上 reception 一节。'
    case 'reception-day-over':
      return `${detail.on ? `${terms.date(String(detail.on))}的` : ''}接待日不能这样改：${dayOver[String(detail.why)] ?? '时间不对'}。`
    case 'reception-date-wrong':
      return `${detail.on ? `${terms.date(String(detail.on))}不行` : '日期不对'}：${dateWrong[String(detail.why)] ?? '请换一天'}。什么都没有改。`
    case 'reception-hours-wrong':
      return Number(detail.most) > 0
        ? `这些时间最多排 ${detail.most} 个号，预留的不能比总数多。什么都没有改。`
        : '时间要从早到晚写，比如 08:30-11:30，每个号至少 5 分钟。什么都没有改。'
    case 'reception-seats-taken':
      return `要去掉的号里有 ${detail.count} 个已经有人：${detail.times}。请先给他们改时间，再减号。什么都没有改。`
    case 'reception-swap-refused':
      return '要写两个不同的接待日，而且不是同一个人接待，才能对调。'
    case 'day-not-found':
      return '没有这个接待日。'
    case 'booking-not-found':
      return '没有找到这个预约。'
    case 'too-many-people':
      return `一件事最多来 ${detail.most ?? 5} 位，请推选代表。`
    case 'visit-not-there':
      return `这次来访现在是“${visitStates[String(detail.state)] ?? detail.state}”，不能这样办。`
    case 'promise-not-found':
      return '没有找到这件答应过的事。'
    case 'preview-gone':
      return `${number} 那条预览已经过去了，没有发出。请再写一次。`
    default:
      return policyErrorWords(code, detail) ?? '没有办成，什么都没有改。请再试一次；还不行请告诉 IT 人员。'
  }
}

const dayOver: Record<string, string> = {
  past: '已经过了',
  closed: '已经取消了',
  open: '没有取消',
  begun: '已经开始接待了，没接待到的请一个一个改期',
}

const dateWrong: Record<string, string> = {
  'no-date': '请写成 2026-12-18 这样',
  same: '就是原来那天',
  past: '要写今天以后的',
  far: '太远了，请看看年份写对没有',
  'rest-day': '那天休息',
  taken: '那天已经有了',
}

const visitStates: Record<string, string> = {
  waiting: '候补',
  offered: '等居民答复',
  booked: '已约',
  arrived: '已到',
  called: '接待中',
  seen: '已接待',
  noShow: '没来',
  cancelled: '已取消',
  expired: '已过期',
}

const slotNames: Record<string, string> = {
  place: '地点',
  text: '事实和理由',
  ground: '依据',
  remedy: '怎么处理',
  remedyOn: '最晚哪天落实',
  reason: '原因',
}

const mergeRefusals: Record<string, string> = {
  same: '这就是同一件',
  sealed: '保密的事项不能和别的并在一起',
  kind: '两件不是一类',
  state: '两件都要在办，主件要已经受理',
  merged: '其中一件已经并过，请用最前面的那件作主件',
}
