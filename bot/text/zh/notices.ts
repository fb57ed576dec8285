import type { Office } from '../../../domain/office.ts'
import { findGround } from '../../../domain/rules/grounds.ts'
import { findRule } from '../../../domain/rules/rule-pack.ts'
import { unitName } from '../names.ts'
import type { NoticeSentences } from '../notice-sentences.ts'
import { ruleAt } from '../rule-at.ts'
import type { Catalogue } from '../sentences.ts'
import { howWasIt } from './afterwards.ts'
import { lateWays } from './late.ts'
import { decisionWords, opinionWords } from './opinion.ts'
import { terms } from './terms.ts'

export const notices: Catalogue<NoticeSentences> = {
  receipt: ({ number, code, kind, receivedOn, unit, files, clocks }, { office }) =>
    [
      `已收到您的${terms.kind[kind]}。这是回执，请留好。`,
      `事项号：${number}`,
      code
        ? '查询码：{{code}}\n（查询码只显示这一次，请抄下来或截图）'
        : '查询码：已显示过。没抄下的，可在“我的事项”里换一个。',
      `收到日期：${terms.date(receivedOn)}${files ? `　附件 ${files} 个` : ''}`,
      kind === 'accusation' ? '由专门的人保密办理。' : `负责单位：${unitName(office, unit, 'zh')}`,
      ...clocks.map(terms.clockLine),
      '您的权利：',
      '一、随时可以查进展、作评价；',
      kind === 'accusation' ? '二、您是谁、反映了什么，都要保密；' : `二、${reviewRight(office, receivedOn)}；`,
      '三、谁都不能因此打击报复您。',
    ].join('\n'),
  accepted: ({ number, unit, clocks }, { office }) =>
    [
      `${number} 已受理，由${handledBy(office, unit)}办理。`,
      ...clocks.map(terms.clockLine),
      '有话要补充，直接说就行。',
    ].join('\n'),
  redirected: ({ number, ground, article, text }) =>
    `${number} 不归这里办，告诉您去哪里办：\n${text}\n依据：${findGround(ground)?.title ?? ''}（${article}）\n您有不同意见，可以在“我的事项”里点“还没解决”。`,
  closed: ({ number, text, asksRating }) =>
    `${number} 已办结：\n${text}\n还没解决的话，在“我的事项”里点“还没解决”，我们接着办。${asksRating ? `\n${howWasIt}` : ''}`,
  answer: ({ number, unit, text }, { office }) => `${handledBy(office, unit)}答复您的 ${number}：\n${text}`,
  askedBack: ({ number, unit, text }, { office }) =>
    `关于 ${number}，${handledBy(office, unit)}想问您：\n${text}\n直接回答就行，再点“补充到我的事项”。`,
  reopenedByOffice: ({ number, text }) => `${number} 重新办理：\n${text}`,
  opinion: (notice, { office }) => opinionWords(notice, office),
  extended: ({ number, days, reason, dueOn, provisional, on }, { office }) =>
    `${number} 情况复杂，负责人批准延长 ${days} 天办理（${terms.cite(ruleAt('EXTEND_30D', office, on))}）。\n原因：${reason}\n最晚 ${terms.date(dueOn)}给您办理结果${provisional ? '，放假安排公布后可能有小变动' : ''}。`,
  reviewDecision: (notice, { office }) => decisionWords(notice, office),
  hearingHeld: ({ number, from }, { office }) =>
    `${number} 的复核要听证，从 ${terms.date(from)}起，听证用的时间不算在期限里（${terms.cite(ruleAt('RECHECK_DECIDE_30D', office, from))}）。结束了会告诉您新的日期。`,
  hearingEnded: ({ number, days, dueOn, provisional }) =>
    `${number} 的听证结束了，用了 ${days} 天，不算在期限里。最晚 ${terms.date(dueOn)}给您复核意见${provisional ? '，放假安排公布后可能有小变动' : ''}。`,
  carriedOut: ({ number, text, asksRating }) =>
    `${number} 已经落实：\n${text}\n过四周我们会再问您，是不是真的办好了。没办好的话，在“我的事项”里点“还没解决”。${asksRating ? `\n${howWasIt}` : ''}`,
  merged: ({ number, unit }, { office }) =>
    `${number} 和别人反映的是同一件事，由${unitName(office, unit, 'zh')}合在一起办，办的结果也会发给您。您的事项号和查询码照样用；您是谁，别人看不到。`,
  lateNotice: ({ number, rule: id, version, dueOn }, { office }) => {
    const rule = findRule(id, version)
    const source = rule ? `（${terms.cite(rule)}）` : ''
    return [
      `${number} 办晚了：最晚${terms.date(dueOn)}应当${terms.clock[id] ?? rule?.title ?? id}${source}，到期没有做到。`,
      ...lateWays(office),
    ].join('\n')
  },
  dateMoved: ({ number, clocks }) =>
    [`${number} 的日期有变动：国家公布或调整了放假安排。`, ...clocks.map(terms.movedLine)].join('\n'),
  parked: (_, { office }) =>
    `您的消息收到了，没有丢。自动处理出了点问题，已转给工作人员看。${office.phone ? `急事请打 ${office.phone}。` : ''}`,
}

function reviewRight(office: Office, on: string): string {
  const rule = ruleAt('REVIEW_REQUEST_30D', office, on)
  return `对处理意见不服，收到后 ${terms.period(rule)}内可以请求复查（${terms.cite(rule)}）`
}

function handledBy(office: Office, unit: string | null): string {
  return unit === null ? '专人' : unitName(office, unit, 'zh')
}
