import { findGround } from '../../../domain/rules/grounds.ts'
import { unitName } from '../names.ts'
import type { Catalogue, NoticeSentences } from '../sentences.ts'
import { clockLines, date, kindName } from './terms.ts'

export const notices: Catalogue<NoticeSentences> = {
  receipt: ({ number, code, kind, receivedOn, unit, files, clocks }, { office }) => ({
    text: [
      `已收到您的${kindName[kind]}。这是回执，请留好。`,
      `事项号：${number}`,
      code ? '查询码：{{code}}（只显示这一次，请抄下或截图）' : '查询码：已显示过。没抄下的，可在“我的事项”里换一个。',
      `收到日期：${date(receivedOn)}${files ? `　附件 ${files} 个` : ''}`,
      kind === 'accusation' ? '由专人保密办理。' : `负责单位：${unitName(office, unit, 'zh')}`,
      ...clockLines(clocks),
      '您的权利：',
      '一、随时查进展，对办理结果评价；',
      '二、对处理意见不服，收到后30日内可以请求复查；',
      '三、任何人不得因此打击报复您。',
    ].join('\n'),
    ...(code && { secrets: { code } }),
  }),
  accepted: ({ number, unit, clocks }, { office }) => ({
    text: [
      `${number} 已受理，由${unitName(office, unit, 'zh')}办理。`,
      ...clockLines(clocks),
      '有话要补充，点“我的事项”或直接说。',
    ].join('\n'),
  }),
  redirected: ({ number, ground, article, text }) => ({
    text: `${number} 不在这里办理，告知您去处：\n${text}\n理由：${findGround(ground)?.title ?? ''}（${article}）\n您有不同意见，可以在“我的事项”里点“还没解决”。`,
  }),
  closed: ({ number, text }) => ({
    text: `${number} 办结：\n${text}\n还没解决的话，在“我的事项”里点“还没解决”，我们接着办。`,
  }),
  answer: ({ number, unit, text }, { office }) => ({
    text: `${unitName(office, unit, 'zh')}答复您的 ${number}：\n${text}`,
    choices: [
      [
        { label: '我的事项', value: 'mine' },
        { label: '回到菜单', value: 'menu' },
      ],
    ],
  }),
  askedBack: ({ number, unit, text }, { office }) => ({
    text: `关于 ${number}，${unitName(office, unit, 'zh')}想问您：\n${text}\n直接回复就行，然后点“补充到我的事项”。`,
  }),
  reopenedByOffice: ({ number, text }) => ({ text: `${number} 重新办理：\n${text}` }),
  parked: (_, { office }) => ({
    text: `您的消息收到了，没有丢，但自动处理出了问题，已转给工作人员看。${office.phone ? `急事请打 ${office.phone}。` : ''}`,
  }),
}
