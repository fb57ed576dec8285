import type { MatterStep, MatterView, OwnRight, WentTo } from '../../../domain/matter-view.ts'
import type { Office } from '../../../domain/office.ts'
import { findRule } from '../../../domain/rules/rule-pack.ts'
import { channelName } from '../channel-names.ts'
import { categoryName, shorten, starLine, unitName } from '../names.ts'
import { organ } from './afterwards.ts'
import { channelNames } from './channel-names.ts'
import { lateWays, matterClockWords } from './late.ts'
import { outcomes } from './opinion.ts'
import { receptionDate } from './reception-days.ts'
import { terms } from './terms.ts'

/** A matter as its resident reads it: where it stands, what comes next, by whom and by when, and what happened so far. */
export function matterWords(view: MatterView, office: Office): string {
  return [
    `${view.number}　${categoryName(office, view.category, 'zh')}`,
    `现在：${terms.state[view.state]}　负责：${inCharge(view, office)}`,
    ...view.clocks.map(matterClockWords),
    ...([...view.clocks, ...view.promises].some(({ daysLate }) => daysLate > 0) ? lateWays(office) : []),
    view.visit ? visitLine(view.visit) : '',
    ...view.promises.map((promise) => promiseLine(promise, office)),
    view.hearing ? '正在听证，这段时间不算在期限里。' : '',
    view.remedyOn ? `最晚 ${terms.date(view.remedyOn)}：由${inCharge(view, office)}把答应的事办好` : '',
    view.may.confirm ? '接下来看您：满意就点“满意，办结”；没解决就点“还没解决”。' : '',
    ...view.rights.map(rightLine),
    view.askDoneOn ? `${terms.date(view.askDoneOn)}以后，我们再问您一次办好了没有。` : '',
    view.undoableUntil && view.may.undoWithdrawal ? `${terms.date(view.undoableUntil)}以前可以恢复。` : '',
    view.rating
      ? `您的评价：${starLine(view.rating.stars)}${view.rating.text ? `　${shorten(view.rating.text)}` : ''}`
      : '',
    '经过：',
    ...view.steps.map(stepLine),
  ]
    .filter(Boolean)
    .join('\n')
}

function inCharge({ kind, unit, state }: MatterView, office: Office): string {
  if (state === 'inReview') return organ(office, 'review')
  if (state === 'inRecheck') return organ(office, 'recheck')
  return kind === 'accusation' ? '专人保密办理' : unitName(office, unit, 'zh')
}

function visitLine({ on, startsAt, state, waitingPlace }: NonNullable<MatterView['visit']>): string {
  if (state === 'waiting') return `接待日：${receptionDate(on)}，候补第 ${waitingPlace ?? 0} 位`
  const time = `${receptionDate(on)}${startsAt ? ` ${startsAt}` : ''}`
  return `接待日：${time}${{ offered: '，等您答复要不要', arrived: '，已经登记，等叫号', called: '，轮到您了' }[String(state)] ?? ''}`
}

function promiseLine(
  { text, unit, dueOn, provisional, daysLate, doneAt, confirmed }: MatterView['promises'][number],
  office: Office,
): string {
  const promised = `答应您的：${shorten(text, 200)}（${unitName(office, unit, 'zh')}）`
  if (doneAt !== null) return `${promised}，${confirmed ? '您说办好了' : '单位说办好了'}`
  const late = daysLate > 0 ? `，已经晚了 ${daysLate} 天` : ''
  return `${promised}，最晚 ${terms.date(dueOn)}${provisional ? '（暂定）' : ''}${late}`
}

function rightLine({ stage, until, daysLeft = 0, rule: id, version }: OwnRight): string {
  const rule = findRule(id, version)
  const source = rule ? `（${terms.cite(rule)}）` : ''
  const name = stage === 'review' ? '复查' : '复核'
  if (until === undefined) return `复查超期了，您不用再等，可以直接请求复核${source}。`
  if (daysLeft < 0) return `您可以请求${name}：到期那天是休息日，顺延到今天还来得及${source}。`
  return `您可以请求${name}，到${terms.date(until)}为止，${daysLeft === 0 ? '今天是最后一天' : `还有 ${daysLeft} 天`}${source}。`
}

function stepLine(step: MatterStep): string {
  const { at, text, files } = step
  const said = [text ? shorten(text, 200) : '', files ? `［${files} 个附件］` : ''].filter(Boolean).join(' ')
  const more = moreOf(step).map((line) => `\n　　${line}`)
  return `· ${terms.moment(at)} ${nameOf(step)}${said ? `：${said}` : ''}${more.join('')}`
}

function nameOf({ kind, detail = {} }: MatterStep): string {
  switch (kind) {
    case 'opinion':
      return `处理意见（${detail.outcome ? outcomes[detail.outcome] : ''}）`
    case 'review-requested':
      return detail.late ? '复查超期，您请求复核' : detail.stage === 'review' ? '您请求复查' : '您请求复核'
    case 'review-decided':
      return `${detail.stage === 'review' ? '复查意见' : '复核意见'}（${detail.upheld ? '维持' : '改变原来的意见'}）`
    case 'done-said':
      return detail.done ? '您说办好了' : '您说没办好，重新打开'
    case 'extended':
      return `延长 ${detail.days} 天`
    case 'visit-booked':
      return detail.startsAt ? '约好接待日' : '接待日候补'
    case 'promise-said':
      return detail.done ? '您说答应的事办好了' : '您说答应的事没办好'
    case 'hearing-ended':
      return `听证结束，${detail.days} 天不算在期限里`
    default:
      return terms.step[kind] ?? kind
  }
}

function moreOf({ kind, detail = {}, went }: MatterStep): string[] {
  const { ground, remedy, remedyOn, reason, dueOn, on, startsAt } = detail
  const lines = [
    ground ? `依据：${ground}` : '',
    remedy ? `处理：${shorten(remedy, 200)}` : '',
    remedyOn ? `最晚 ${terms.date(remedyOn)}落实` : '',
    reason ? `原因：${reason}` : '',
    kind === 'extended' && dueOn ? `最晚 ${terms.date(dueOn)}给您办理结果` : '',
    kind === 'promised' && dueOn ? `最晚 ${terms.date(dueOn)}办好` : '',
    on ? `接待日：${terms.date(on)}${startsAt ? ` ${startsAt}` : ''}` : '',
    went ? wentLine(went) : '',
  ]
  return lines.filter(Boolean)
}

function wentLine({ channel, at }: WentTo): string {
  const where = channelName(channelNames, channel)
  return at === null ? `已发到${where}，还没打开` : `已送到${where}，${terms.moment(at)}`
}
