import type { ClockHistory, StepHistory, ToldReader } from '../../../domain/reminder-history.ts'
import { isOwnRule } from '../../../domain/rules/own-rules.ts'
import { findRule } from '../../../domain/rules/rule-pack.ts'
import type { DeskSentences } from '../desk-sentences.ts'
import { terms } from './terms.ts'

const stepName: Record<string, string> = {
  half: '时间过半',
  d10: '剩 10 天',
  d7: '剩 7 天',
  d3: '剩 3 天',
  d1: '剩 1 天',
  d0: '最后一天',
  late: '超期，报主管',
  'told-late': '告诉居民办晚了',
}

const roleName = { officer: '专人', supervisor: '主管', director: '主任', admin: '管理员' }

/** Every clock of a ticket, and each of its reminders, one a line. */
export function whyWords({ number, state, clocks }: DeskSentences['why']): string {
  if (clocks.length === 0) return `#${number} 没有在算的期限（${terms.state[state]}）。`
  return [`#${number}（${terms.state[state]}）期限和提醒：`, ...clocks.flatMap(clockWords)].join('\n')
}

function clockWords(clock: ClockHistory): string[] {
  const rule = findRule(clock.rule, clock.version)
  const state = clock.satisfied
    ? `已做到：${terms.date(clock.satisfied.on)}${doneBy(clock.satisfied.by)}`
    : terms.daysLeft(clock.daysLeft)
  return [
    `【${terms.duty[clock.rule] ?? rule?.title ?? clock.rule}】${rule ? terms.cite(rule) : ''}，${state}`,
    `${countedWords(clock)}，提醒照${terms.date(clock.remindOn)}算${clock.provisional ? '（放假安排没出来，暂定）' : ''}。`,
    ...clock.steps.map((step) => `· ${stepWords(step)}`),
  ]
}

function countedWords({ rule, startedOn, rawLastDay, dueOn }: ClockHistory): string {
  const [from, last, due] = [startedOn, rawLastDay, dueOn].map(terms.date)
  if (isOwnRule(rule)) return `${from}答应，说好${last}以前办好${last === due ? '' : `，遇休息日顺延到${due}`}`
  return `${from}起，第二天算第一天，数到${last}；法律上的最后一天是${due}`
}

function doneBy(by: string): string {
  const what = by === 'reply-delivered' ? '答复送到' : terms.step[by]
  return what ? `（${what}）` : ''
}

function stepWords({ step, fate, at, on, readers }: StepHistory): string {
  const week = /^week(\d+)$/.exec(step)?.[1]
  const name = week ? `超期满 ${week} 周，报主任` : (stepName[step] ?? step)
  const day = on ? terms.date(on) : ''
  const onDay = day ? `（${day}）` : ''
  const moment = at ? terms.moment(at) : ''
  switch (fate) {
    case 'sent':
      return `${name}：${moment} 单独发给${readers.map(readerName).join('、')}`
    case 'digest':
      return `${name}：${moment} 在早上的汇总里，发给${readers.map(readerName).join('、')}`
    case 'overtaken':
      return `${name}${onDay}：没发。能发的时候，后面的一次已经到了`
    case 'not-needed':
      return `${name}${onDay}：不用发，之前已经做到`
    case 'to-come':
      return `${name}：还没到，${day}发`
    case 'waiting':
      return `${name}：该发了，${day}上班时间发`
    case 'at-rest':
      return `${name}${onDay}：这件现在停着，不催`
  }
}

function readerName(reader: ToldReader): string {
  switch (reader.kind) {
    case 'room':
      return reader.name ? `“${reader.name}”` : '值班室'
    case 'officer':
      return roleName[reader.role]
    case 'resident':
      return '居民本人'
    case 'gone':
      return '已撤销的值班室'
  }
}
