import { findGround, grounds } from '../../../domain/rules/grounds.ts'
import type { Choice } from '../../message.ts'
import { categoryName, inRows, placeName, shorten } from '../names.ts'
import type { Catalogue, DeskAct, DeskSentences } from '../sentences.ts'
import { daysLeft, drawCard } from './card.ts'
import { deskErrorWords } from './desk-errors.ts'
import { clockTitle, date, stateName } from './terms.ts'

const actName: Record<DeskAct, string> = {
  claim: '认领',
  release: '放下',
  accept: '受理',
  reply: '回复',
  askBack: '追问',
  note: '备注',
  handOver: '转交',
  redirect: '告知去处',
  close: '办结',
  reopen: '重开',
  undo: '撤回',
  identity: '身份',
}

const listName = { open: '待办', mine: '我的', due: '七天内到期' }

export const desk: Catalogue<DeskSentences> = {
  card: (content, { office }) => drawCard(content, office),
  sealedCard: (content, { office }) => {
    const card = drawCard(content, office)
    const title = content.news === 'new' ? '【保密】新的检举控告，只发给您' : '【保密】有补充'
    return { ...card, text: `${title}\n${card.text}` }
  },
  digest: ({ count, villages, numbers }) => ({
    text: `新到 ${count} 件，来自 ${villages.length ? villages.join('、') : '各处'}：${numbers.map((number) => `#${number}`).join(' ')}\n打 /open 看全部。`,
  }),
  deskHelp: ({ private: isPrivate }) => ({
    text: [
      '在卡片上点按钮，或者引用卡片直接打字就是回复居民。也可以打：',
      '#123 受理　#123 认领　#123 放下',
      '#123 回复 要说的话　#123 追问 要问的话',
      '#123 撤回（20 秒内）　#123 备注 只给同事看的话',
      '#123 转交 同事或单位 原因　#123 告知去处 依据号 去哪里、多久内',
      '#123 办结 怎么办的　#123 重开 原因　#123 身份',
      '/open 待办　/mine 我的　/due 快到期　/find #123 或关键字　/help 帮助',
      isPrivate
        ? '这里是您和机器人的私聊，别人看不到。'
        : '姓名电话不在群里显示；点“看身份”会私下发给经办人，并留记录。',
    ].join('\n'),
  }),
  queue: ({ list, lines, total, page, pages }, { office }) => ({
    text:
      total === 0
        ? `${listName[list]}：没有。`
        : [
            `${listName[list]} ${total} 件${pages > 1 ? `（第 ${page}/${pages} 页）` : ''}`,
            ...lines.map((line) =>
              [
                `#${line.number}`,
                stateName[line.state],
                categoryName(office, line.category, 'zh'),
                placeName(office, line.township, line.village),
                line.daysLeft === null ? '' : daysLeft(line.daysLeft),
                line.holder ?? '没人认领',
              ]
                .filter(Boolean)
                .join(' '),
            ),
          ].join('\n'),
    ...(pages > page && { choices: [[{ label: '下一页', value: `${list}:${page + 1}` }]] }),
  }),
  found: (content, { office }) => drawCard(content, office),
  replyHeld: ({ number, text, seconds, asks }) => ({
    text: `居民将看到（不显示您的名字）：\n“${text}”\n${seconds} 秒后发出。`,
    choices: [[{ label: asks ? '撤回追问' : '撤回', value: `undo:${number}` }]],
  }),
  replyTakenBack: ({ number, text }) => ({ text: `已撤回，没有发出。#${number} 的原文：\n${text}` }),
  collision: ({ number, by, theirs, text }) => ({
    text: [
      theirs ? `${by} 刚刚已答复 #${number}：“${shorten(theirs, 120)}”` : `#${number} 是 ${by} 在办。`,
      `您的还没有发出：“${shorten(text, 120)}”`,
      '还要发吗？',
    ].join('\n'),
    choices: [
      [
        { label: '不发了', value: `dontSend:${number}` },
        { label: '仍要发送', value: `sendAnyway:${number}` },
      ],
    ],
  }),
  notSent: ({ number, text }) => ({ text: `没有发出。#${number} 您写的是：\n${text}` }),
  acted: ({ act, number, detail }) => ({ text: `#${number} ${actName[act]}好了。${detail ?? ''}` }),
  claimTaken: ({ number, by }) => ({ text: `#${number} ${by} 已经认领了。` }),
  askDeskWords: ({ act, number, ground }) => ({
    text: {
      reply: `请写给居民的答复（#${number}）：`,
      askBack: `请写要问居民的话（#${number}）：`,
      note: `【备注 #${number}】请写给同事看的话，居民看不到：`,
      redirect: `依据：${findGround(ground ?? '')?.title ?? ''}\n请写给居民：该去哪里、怎么去、多久内去（#${number}）：`,
      close: `请写给居民：怎么办的、结果是什么（#${number}）：`,
      reopen: `请写重开的原因，居民会看到（#${number}）：`,
      handOver: `请写转交给谁和原因（#${number}）：`,
      claim: '',
      release: '',
      accept: '',
      undo: '',
      identity: '',
    }[act],
    choices: [[{ label: '取消', value: `stop:${number}` }]],
  }),
  askGround: ({ number }) => ({
    text: `#${number} 告知去处，依据哪一条？`,
    choices: [
      ...grounds.map((ground): Choice[] => [{ label: ground.title, value: `ground:${number}:${ground.id}` }]),
      [{ label: '取消', value: `stop:${number}` }],
    ],
  }),
  askReceiver: ({ number, officers }, { office }) => ({
    text: `#${number} 转交给谁？`,
    choices: [
      ...inRows(
        [
          ...officers.map((name) => ({ label: name, value: `receiver:${number}:${name}` })),
          ...office.units.map((unit) => ({ label: unit.name.zh, value: `receiver:${number}:${unit.id}` })),
        ],
        2,
      ),
      [{ label: '取消', value: `stop:${number}` }],
    ],
  }),
  redirectCheck: ({ number, ground, text }) => ({
    text: `居民将看到（#${number}）：\n${text}\n理由：${findGround(ground)?.title ?? ''}（${findGround(ground)?.article ?? ''}）`,
    choices: [
      [
        { label: '取消', value: `stop:${number}` },
        { label: '发出', value: `redirectYes:${number}` },
      ],
    ],
  }),
  actCancelled: ({ act, number }) => ({ text: `#${number} ${actName[act]}取消了，什么都没有发出。` }),
  identity: ({ number, name, phone }) => ({
    text: name
      ? `#${number} 来人：${name}，电话 ${phone ?? '没留'}。\n只用于办理此事；这次查看已记入办理记录。`
      : `#${number} 是匿名提交的，没有姓名电话。`,
  }),
  identityInPrivate: ({ number }) => ({ text: `#${number} 的身份已私下发给您，并记入办理记录。` }),
  deskError: ({ code, detail }) => ({ text: deskErrorWords(code, detail) }),
  whichTicket: () => ({ text: '是哪一件？请引用卡片，或在前面写上号码，比如：#123 回复 您好……' }),
  actUnclear: ({ number }) => ({
    text: `#${number} 后面要做什么？要答复居民，请打：#${number} 回复 您好……　打 /help 看全部。`,
  }),
  notStaff: () => ({ text: '这里是值班室，您还没有登记为工作人员。请找管理员要一次性登录码。' }),
  commandUnknown: ({ text }) => ({ text: `没看懂“${shorten(text, 30)}”。打 /help 看怎么用。` }),
  messageParked: ({ count }) => ({
    text: `有 ${count} 条居民消息机器人没处理成，已保存在收件箱里，请 IT 人员查看：npm run job -- reconcile`,
  }),
  officerWelcome: ({ name }) => ({
    text: `${name}，您好。这里是您和机器人的私聊：身份信息、保密事项只发在这里。打 /help 看怎么用。`,
  }),
  reminder: (line) => ({ text: reminderLine(line) }),
  reminderDigest: ({ lines }) => ({ text: ['到期提醒：', ...lines.map(reminderLine)].join('\n') }),
  alarm: ({ what, count }) => ({ text: `【需要处理】${alarmWords(what, count)}` }),
}

function reminderLine(line: {
  number: string
  rule: string
  dueOn: string
  daysLeft: number
  holder: string | null
}): string {
  return `#${line.number} ${clockTitle(line.rule)}：${date(line.dueOn)}，${daysLeft(line.daysLeft)}。${line.holder ? `经办 ${line.holder}` : '还没人认领！'}`
}

function alarmWords(what: string, count: number): string {
  const words: Record<string, string> = {
    parked: `${count} 条消息没处理成，已停在收件箱`,
    uncertain: `${count} 条发出后没有回音，不知道对方收到没有`,
    undeliverable: `${count} 条答复送不到居民，请另想办法联系`,
    receipts: `${count} 件事项的回执还没有送到`,
    files: `${count} 个附件在库里找不到`,
    years: `${count} 年的放假安排还没有装入，日期暂定`,
  }
  return words[what] ?? `${what}：${count}`
}
