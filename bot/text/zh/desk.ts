import { findGround } from '../../../domain/rules/grounds.ts'
import { categoryName, placeName, shorten } from '../names.ts'
import type { Catalogue, DeskAct, PlainDeskSentences } from '../sentences.ts'
import { deskErrorWords } from './desk-errors.ts'
import { labels } from './labels.ts'
import { terms } from './terms.ts'

const actName: Record<DeskAct, string> = { ...labels.acts, release: '放下', undo: '撤回', identity: '看身份' }

const listName = { open: '待办', mine: '我的', due: '七天内到期' }

export const desk: Catalogue<PlainDeskSentences> = {
  digest: ({ count, villages, numbers }) =>
    `新到 ${count} 件${villages.length > 0 ? `，来自${villages.join('、')}` : ''}：${numbers.map((number) => `#${number}`).join(' ')}\n打 /open 看全部。`,
  deskHelp: ({ private: isPrivate }) =>
    [
      '在卡片上点按钮；或者回复（引用）卡片直接打字，就是答复居民。也可以打：',
      '#123 受理　#123 认领　#123 放下',
      '#123 回复 要说的话　#123 追问 要问的话',
      '#123 撤回（发出以前）　#123 备注 只给同事看的话',
      '#123 转交 同事或单位 原因　#123 告知去处 依据号 去哪里、多久内',
      '#123 办结 怎么办的　#123 重开 原因　#123 看身份',
      '/open 待办　/mine 我的　/due 快到期　/find 号码或村名　/help 帮助',
      isPrivate
        ? '这里是您和机器人的私聊，别人看不到。'
        : '姓名电话不在群里显示；点“看身份”会私下发给经办人，并留记录。',
    ].join('\n'),
  queue: ({ list, lines, total, page, pages }, { office }) => {
    if (total === 0) return `${listName[list]}：没有。`
    const shown = lines.map((line) =>
      [
        `#${line.number}`,
        terms.state[line.state],
        categoryName(office, line.category, 'zh'),
        placeName(office, line.township, line.village),
        line.daysLeft === null ? '' : terms.daysLeft(line.daysLeft),
        line.holder ?? '没人认领',
      ]
        .filter(Boolean)
        .join(' '),
    )
    return [`${listName[list]} ${total} 件${pages > 1 ? `（第 ${page}/${pages} 页）` : ''}`, ...shown].join('\n')
  },
  replyHeld: ({ number, text, seconds }) =>
    `#${number} 居民将看到（不显示您的名字）：\n“${text}”\n${seconds} 秒后发出。`,
  replyTakenBack: ({ number, text }) => `已撤回，没有发出。#${number} 您写的是：\n${text}`,
  collision: ({ number, by, theirs, text }) =>
    [
      theirs ? `${by} 刚刚已经答复 #${number}：“${shorten(theirs, 120)}”` : `#${number} 是 ${by} 在办。`,
      `您的还没有发出：“${shorten(text, 120)}”`,
      '还要发吗？',
    ].join('\n'),
  notSent: ({ number, text }) => (text ? `没有发出。#${number} 您写的是：\n${text}` : `没有发出（#${number}）。`),
  acted: ({ act, number, detail }) => `#${number} ${actName[act]}好了${detail ? `：${detail}` : ''}。`,
  claimTaken: ({ number, by }) => `#${number} ${by} 已经在办了。`,
  askDeskWords: ({ act, number, ground }) =>
    ({
      reply: `请写给居民的答复（#${number}）：`,
      askBack: `请写要问居民的话（#${number}）：`,
      note: `【备注】请写给同事看的话，居民看不到（#${number}）：`,
      redirect: `依据：${findGround(ground ?? '')?.title ?? ''}\n请写给居民：该去哪里、怎么去、多久内去（#${number}）：`,
      close: `请写给居民：怎么办的、结果是什么（#${number}）：`,
      reopen: `请写重开的原因，居民会看到（#${number}）：`,
      handOver: `请写转交给谁和原因（#${number}）：`,
      claim: '',
      release: '',
      accept: '',
      undo: '',
      identity: '',
    })[act],
  askGround: ({ number }) => `#${number} 告知去处，依据哪一条？`,
  askReceiver: ({ number }) => `#${number} 转交给谁？`,
  redirectCheck: ({ number, ground, text }) =>
    `#${number} 居民将看到：\n${text}\n依据：${findGround(ground)?.title ?? ''}（${findGround(ground)?.article ?? ''}）`,
  actCancelled: ({ act, number }) => `#${number} ${actName[act]}取消了，什么都没有发出。`,
  identity: ({ number, name, phone }) =>
    name
      ? `#${number} 来人：${name}，电话 ${phone ?? '没留'}。\n只能用来办这件事；这次查看已记入办理记录。`
      : `#${number} 是匿名提交的，没有姓名电话。`,
  identityInPrivate: ({ number }) => `#${number} 的身份已私下发给您，并记入办理记录。`,
  deskError: ({ code, detail }) => deskErrorWords(code, detail),
  whichTicket: () => '是哪一件？请回复（引用）卡片，或在前面写上号码，比如：#123 回复 您好……',
  actUnclear: ({ number }) =>
    `#${number} 要做什么？什么都没有发出。\n答复居民请打：#${number} 回复 您好……\n只给同事看请打：#${number} 备注 ……　打 /help 看全部。`,
  filesStayHere: () => '附件还不能转给居民，没有发出。请把要说的话打成文字。',
  notStaff: () => '这里是值班室，您还没有登记为工作人员。请找管理员要一次性登录码。',
  commandUnknown: ({ text }) => `没看懂“${shorten(text, 30)}”。打 /help 看怎么用。`,
  messageParked: ({ count }) =>
    `有 ${count} 条消息机器人没处理成，已保存在收件箱里，请 IT 人员查看：npm run job -- reconcile`,
  officerWelcome: ({ name }) =>
    `${name}，您好。这里是您和机器人的私聊：身份信息、保密事项只发在这里。打 /help 看怎么用。`,
  reminder: (line) => reminderLine(line),
  reminderDigest: ({ lines }) => ['到期提醒：', ...lines.map(reminderLine)].join('\n'),
  alarm: ({ what, count }) => `【需要处理】${alarmWords(what, count)}`,
}

function reminderLine(line: PlainDeskSentences['reminderDigest']['lines'][number]): string {
  const holder = line.holder ? `经办 ${line.holder}` : '还没人认领！'
  return `#${line.number} ${terms.duty[line.rule] ?? line.rule}：${terms.date(line.dueOn)}，${terms.daysLeft(line.daysLeft)}。${holder}`
}

function alarmWords(what: string, count: number): string {
  const words: Record<string, string> = {
    parked: `${count} 条消息没处理成，停在收件箱里`,
    uncertain: `${count} 条发出后没有回音，不知道对方收到没有`,
    undeliverable: `${count} 条答复送不到居民，请另想办法联系`,
    receipts: `${count} 件事项的回执还没有送到`,
    files: `${count} 个附件在库里找不到`,
    strays: `${count} 个文件不属于任何消息`,
    years: `${count} 年的放假安排还没有装入，日期暂定`,
  }
  return words[what] ?? `${what}：${count}`
}
