import type { Office } from '../../../domain/office.ts'
import { findGround } from '../../../domain/rules/grounds.ts'
import { unitName } from '../names.ts'
import type { Catalogue, NoticeSentences } from '../sentences.ts'
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
      kind === 'accusation' ? '二、您是谁、反映了什么，都要保密；' : '二、对处理意见不服，收到后 30 天内可以请求复查；',
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
  closed: ({ number, text }) => `${number} 已办结：\n${text}\n还没解决的话，在“我的事项”里点“还没解决”，我们接着办。`,
  answer: ({ number, unit, text }, { office }) => `${handledBy(office, unit)}答复您的 ${number}：\n${text}`,
  askedBack: ({ number, unit, text }, { office }) =>
    `关于 ${number}，${handledBy(office, unit)}想问您：\n${text}\n直接回答就行，再点“补充到我的事项”。`,
  reopenedByOffice: ({ number, text }) => `${number} 重新办理：\n${text}`,
  parked: (_, { office }) =>
    `您的消息收到了，没有丢。自动处理出了点问题，已转给工作人员看。${office.phone ? `急事请打 ${office.phone}。` : ''}`,
}

function handledBy(office: Office, unit: string | null): string {
  return unit === null ? '专人' : unitName(office, unit, 'zh')
}
