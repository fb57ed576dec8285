import { type ReviewStage, requestRules } from '../../../domain/rules/review-rights.ts'
import { findRule } from '../../../domain/rules/rule-pack.ts'
import type { AfterwardsSentences } from '../dialogue-sentences.ts'
import { type Organs, organName, shorten, starLine } from '../names.ts'
import { ruleAt } from '../rule-at.ts'
import type { Catalogue } from '../sentences.ts'
import { otherWays } from './opinion.ts'
import { terms } from './terms.ts'

const review: Record<ReviewStage, string> = { review: '复查', recheck: '复核' }

/** Said once, at the end of a matter. */
export const howWasIt = '办得怎么样？点几颗星告诉我们，不评也可以。'

export const afterwards: Catalogue<AfterwardsSentences> = {
  reviewReadBack: ({ stage, number, texts, files }, { office }) =>
    [
      `${number} 请求${review[stage]}，由${organ(office, stage)}办。请看看对不对，没有问题就点“提交”：`,
      `理由：${texts.join('\n') || '（没有文字）'}`,
      files ? `附件：${files} 个` : '',
    ]
      .filter(Boolean)
      .join('\n'),
  reviewAsked: ({ stage, number }) => `${number} 的${review[stage]}请求提交好了，回执单独发给您，请留好。`,
  reviewOver: ({ stage, number, endedOn, canAdd, canReopen }, { office }) =>
    [
      `${number} 请求${review[stage]}的时间到${terms.date(endedOn)}已经过了（${terms.cite(ruleAt(requestRules[stage], office, endedOn))}），不能再请求${review[stage]}。`,
      '还有这些路可以走：',
      otherWays(),
      canAdd ? '· 想说的话，也可以点“补充”，加到这件事上，经办人会看到。' : '',
      canReopen ? '· 事情还没解决，点“还没解决”，原来的单位接着办。' : '',
    ]
      .filter(Boolean)
      .join('\n'),
  reviewNotOpen: ({ stage, number, state }) =>
    (stage === 'review' && state === 'inReview') || state === 'inRecheck'
      ? `${number} 已经在${state === 'inReview' ? '复查' : '复核'}了，不用再请求。有话要补充，直接说就行。`
      : stage === 'review'
        ? `${number} 现在还不能请求复查：要等书面的处理意见到了您手里。到时候会告诉您。`
        : `${number} 现在还不能请求复核：先有复查意见，或者复查超期了，才能请求复核。`,
  whichMatter: ({ what }) => (what === 'rate' ? '评价哪一件？' : `哪一件要请求${review[what]}？`),
  noneFor: ({ what }) =>
    what === 'rate'
      ? '现在没有可以评价的事项。答复到了就可以评。'
      : `现在没有可以请求${review[what]}的事项。${what === 'review' ? '书面的处理意见到了，不服就可以请求。' : '复查意见到了，不服就可以请求。'}`,
  askStars: ({ number, stars }) =>
    `${number} 办得怎么样？点一下，或者打 1 到 5：1 是很不满意，5 是很满意。${stars ? `\n您上次评的是 ${starLine(stars)}，可以改。` : ''}`,
  rated: ({ number, stars, text }) =>
    [
      `谢谢您！${number} 评了 ${starLine(stars)}。`,
      text ? `您说：“${shorten(text)}”` : '想说为什么，点“写几句”；不写也可以。',
      '以后想改，在这件事里点“评价”。',
    ].join('\n'),
  askRatingWords: ({ stars }) => `${starLine(stars)}。请用几句话说说为什么，发一条就行。`,
  ratingWordsOnly: () => '评价这里只收文字。照片、文件请在这件事里点“补充”。',
  doneNoted: ({ number }) => `好的，${number} 办好了，谢谢您告诉我们。`,
  askingStopped: () => '好的，以后不再问了。有事随时在这里说。',
  notDoneTaken: ({ number }) => `知道了。${number} 已重新打开，您说的经办人会看到，接着办。`,

  reviewReceived: ({ number, stage, late, receivedOn, clocks }, { office }) =>
    [
      `${number} 的${review[stage]}请求已收到。这是回执，请留好。`,
      `收到日期：${terms.date(receivedOn)}`,
      `由谁办：${organ(office, stage)}`,
      ...clocks.map(terms.clockLine),
      late ? '复查没有按期作出，所以您不用再等，直接进入复核。' : '',
      '有话要补充，直接说就行。',
    ]
      .filter(Boolean)
      .join('\n'),
  rightEnding: ({ number, stage, until, daysLeft, rule: id, version }, { office }) => {
    const rule = findRule(id, version)
    return [
      `${number}：请求${review[stage]}的时间${daysLeft === 0 ? '今天到期' : `还有 ${daysLeft} 天`}，到${terms.date(until)}为止${rule ? `（${terms.cite(rule)}）` : ''}。`,
      `不服${stage === 'review' ? '处理意见' : '复查意见'}，点“请求${review[stage]}”，说说理由就行，由${organ(office, stage)}办。没有不服，就不用管。`,
    ].join('\n')
  },
  askDone: ({ number }) => `${number} 办结有四个星期了。事情办好了吗？点一下就行。`,
}

/** What the organ is called that decides, in general words where the office has not named it. */
export function organ(office: Organs, stage: ReviewStage): string {
  return organName(office, stage, 'zh') ?? (stage === 'review' ? '上一级机关、单位' : '复查机关、单位的上一级')
}
