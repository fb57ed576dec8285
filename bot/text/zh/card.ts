import type { CardLine, OfficerMark, ResidentMark } from '../../../domain/card-lines.ts'
import type { FailedWay } from '../../../domain/reply-fates.ts'
import type { CardWords } from '../card.ts'
import { channelName } from '../channel-names.ts'
import { starLine } from '../names.ts'
import { channelNames } from './channel-names.ts'
import { decisionBody, opinionBody } from './opinion.ts'
import { terms } from './terms.ts'

export const card: CardWords = {
  sealed: '保密 · ',
  sealedNews: { new: '【保密】新的检举控告，只发给您', added: '【保密】这件有新情况' },
  colon: '：',
  category: '类别',
  place: '地点',
  placeUnknown: '没说',
  unit: '负责',
  from: '来人',
  anonymous: '匿名',
  named: '留了姓名电话（点“看身份”，只私下发给经办人）',
  received: '收到',
  provisional: '（暂定）',
  noteMark: '【备注】',
  alike: '同村同类',
  alikeCount: (matters) => `${matters} 件`,
  outcome: '处理意见',
  remedy: '落实期限',
  hearing: '听证',
  hearingSince: (on) => `${on}起听证中，不计时`,
  visit: '接待日',
  visitAt: (on, startsAt, state) => `${on}${startsAt ? ` ${startsAt}` : ''}${visitStates[state] ?? ''}`,
  promised: (text, unit, on) => `${text}（${unit}，最晚 ${on}）`,
  mergedInto: '并入',
  joined: '合并办理',
  proposedBy: (by, what) =>
    `${by} 拟的${{ opinion: '处理意见', extension: '延期申请', review: '复查意见', recheck: '复核意见' }[what]}（等批准，还没发出）`,
  opinion: opinionBody,
  decision: decisionBody,
  extension: (days, reason) => `延期 ${days} 天：${reason}`,
  claimedBy: (name) => `${name} 认领中`,
  heldBy: (name) => `经办 ${name}`,
  attachments: (count) => `［${count} 个附件］`,
  saidBy(line) {
    const name = line.officer ?? '工作人员'
    switch (line.kind) {
      case 'resident':
        if (line.mark) return marked(line.mark, line.stars)
        return `居民${line.edited ? '（改过）' : ''}${line.recalled ? '（居民已撤回这条）' : ''}`
      case 'reply':
        return `${name} ${line.did ? deeds[line.did] : '答复'}${onItsWay(line)}`
      case 'ask':
        return `${name} 追问${onItsWay(line)}`
      case 'end':
        return `${name} ${line.did ? deeds[line.did] : '告知'}${onItsWay(line)}`
      case 'note':
        return line.did ? `${name} ${deeds[line.did]}` : name
    }
  },
}

const visitStates: Record<string, string> = {
  waiting: '（候补）',
  offered: '（等答复）',
  arrived: '（已到）',
  called: '（接待中）',
}

const deeds: Record<OfficerMark, string> = {
  opinion: '处理意见',
  review: '复查意见',
  recheck: '复核意见',
  extended: '批准延期',
  returned: '退回',
  objected: '提出异议',
  carriedOut: '落实',
  merged: '并入另一件',
  received: '接待结果',
  promised: '答应来访人',
  kept: '答应的事办好',
}

function onItsWay({ delivery }: CardLine): string {
  switch (delivery?.kind) {
    case 'held':
      return '（还没发出，可撤回）'
    case 'delivered':
      return `（居民已收到：${nameOf(delivery.channel)}，${terms.moment(delivery.at.toISOString())}）`
    case 'on-its-way': {
      const failed = delivery.failed.map(failure)
      const channels = delivery.channels.map(nameOf)
      if (failed.length > 0) return `（没送到：${failed.join('；')}；改发${channels.join('、')}，等居民看到）`
      if (delivery.channels.includes('paper')) return '（等着当面交给居民）'
      return `（已发出，等居民看到${channels.length > 0 ? `：${channels.join('、')}` : ''}）`
    }
    case 'undeliverable':
      return `（没送到！请另想办法联系${delivery.failed.length > 0 ? `：${delivery.failed.map(failure).join('；')}` : ''}）`
    default:
      return ''
  }
}

function failure({ channel, why, pointed }: FailedWay): string {
  switch (why) {
    case 'closed':
      return `${nameOf(channel)}要等居民来信才能再发${pointed ? '，已发提醒' : ''}`
    case 'unreachable':
      return `${nameOf(channel)}联系不上，可能已被居民屏蔽`
    case 'refused':
      return `${nameOf(channel)}没有收下`
  }
}

function nameOf(channel: string): string {
  return channelName(channelNames, channel)
}

function marked(mark: ResidentMark, stars = 0): string {
  return {
    review: '居民请求复查',
    recheck: '居民请求复核',
    recheckLate: '复查超期，居民请求复核',
    done: '居民说办好了',
    notDone: '居民说没办好',
    rated: `居民评价 ${starLine(stars)}`,
    kept: '居民说答应的事办好了',
    unkept: '居民说答应的事没办好',
  }[mark]
}
