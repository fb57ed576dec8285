import { findGround } from '../../../domain/rules/grounds.ts'
import { channelName } from '../channel-names.ts'
import type { DeskAct } from '../desk-acts.ts'
import { categoryName, placeName, shorten, unitName } from '../names.ts'
import type { Catalogue, PlainDeskSentences } from '../sentences.ts'
import { channelNames } from './channel-names.ts'
import { deskErrorWords } from './desk-errors.ts'
import { labels } from './labels.ts'
import { decisionWords, opinionWords } from './opinion.ts'
import { terms } from './terms.ts'
import { whyWords } from './why.ts'

const actName: Record<DeskAct, string> = { ...labels.acts, release: '放下', undo: '撤回', identity: '看身份' }

const proposalName = { opinion: '处理意见', extension: '延期', review: '复查意见', recheck: '复核意见' }

const changeHint = '要改哪一项就写哪一项，比如：依据：……　没有问题请点“送审”，另一位同事批准了才发。'

const listName = { open: '待办', mine: '我的', due: '七天内到期' }

export const desk: Catalogue<PlainDeskSentences> = {
  digest: ({ count, villages, numbers }) =>
    `新到 ${count} 件${villages.length > 0 ? `，来自${villages.join('、')}` : ''}：${numbers.map((number) => `#${number}`).join(' ')}\n打 /open 看全部。`,
  deskHelp: ({ private: isPrivate, namedOnly, tellsDepartures }, { office }) =>
    [
      namedOnly
        ? '在这个群里，只有 @ 机器人的话它才收得到。在卡片上点按钮；或者引用卡片，并 @ 机器人，打出来的话就是答复居民。也可以 @ 机器人，打：'
        : '在卡片上点按钮；或者回复（引用）卡片直接打字，就是答复居民。也可以打：',
      '#123 受理　#123 认领　#123 放下',
      '#123 回复 要说的话　#123 追问 要问的话',
      '#123 撤回（发出以前）　#123 备注 只给同事看的话',
      '#123 转交 同事或单位 原因　#123 告知去处 依据号 去哪里、多久内',
      '#123 意见（一步步写，另一位同事批准了才发）　#123 批准　#123 退回 原因　#123 撤回意见',
      '#123 延期 天数 原因　#123 落实 怎么办的　#123 异议 原因　#123 并入 #120 原因',
      '#123 复查意见　#123 复核意见　#123 听证开始　#123 听证结束',
      '#123 据此 《名称》第几条（答的是哪一条，下次机器人就引它）　#123 依据（最接近的三条）　#123 库里没有　#123 不属本局',
      '#123 办结 怎么办的　#123 重开 原因　#123 看身份　#123 附件　#123 为什么（期限和提醒）',
      '/open 待办　/mine 我的　/due 快到期　/find 号码或村名　/help 帮助',
      ...(office.reception ? ['接待日（往后的日子、怎么改）　名单　到 进门码　叫号　承诺 #123'] : []),
      ...(isPrivate ? ['词典　词典 拆了=征收,拆除　词典 删 拆了（大家说的词，政策里叫什么）'] : []),
      isPrivate
        ? '这里是您和机器人的私聊，别人看不到。换了账号或聊天软件，请找管理员要一次性码，再私下给机器人发：/bind 码'
        : `姓名电话不在群里显示；点“看身份”会私下发给经办人，并留记录。新同事要先登记：私下给机器人发 /bind 一次性码；${tellsDepartures ? '退群就不再是工作人员。' : '离岗的同事请管理员移除（npm run staff -- remove 姓名），光退群还不算。'}`,
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
        line.waits ? '等批准' : '',
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
      sendBack: `请写退回的原因，给拟的同事看（#${number}）：`,
      extend: `请写延几天和原因，居民会看到原因，比如“20 要等鉴定结果”（#${number}）：`,
      object: `请写为什么不归你们办（#${number}）：`,
      carryOut: `请写给居民：怎么落实的（#${number}）：`,
      merge: `请写并到哪一件和原因，比如“#120 同一处漏水”（#${number}）：`,
      cite: '',
      nearest: '',
      gap: '',
      notOurs: '',
      agree: '',
      disagree: '',
      uncite: '',
      opinion: '',
      approve: '',
      takeBackProposal: '',
      review: '',
      recheck: '',
      hearingStart: '',
      hearingEnd: '',
      handOver: `请写转交给谁和原因（#${number}）：`,
      claim: '',
      release: '',
      accept: '',
      undo: '',
      identity: '',
      files: '',
      why: '',
    })[act],
  askGround: ({ number }) => `#${number} 告知去处，依据哪一条？`,
  askReceiver: ({ number }) => `#${number} 转交给谁？`,
  redirectCheck: ({ number, ground, text }) =>
    `#${number} 居民将看到：\n${text}\n依据：${findGround(ground)?.title ?? ''}（${findGround(ground)?.article ?? ''}）`,
  askSlot: ({ act, number, slot, again }) => {
    const asked = {
      outcome: '结论是哪一种？',
      upheld: `${act === 'review' ? '复查' : '复核'}的结论是哪一种？`,
      text: '请写事实和理由：',
      ground: '请写依据，法律、政策的名称和第几条：',
      remedy: '请写怎么处理，由谁做、做什么；不支持的，写还可以怎么办：',
      remedyOn: '最晚哪天落实？可以写 2026-10-01、10月1日，或者 30天：',
    }[slot]
    const unread = slot === 'remedyOn' ? '这个日期看不明白，或者已经过了。' : '没看明白。'
    return `#${number} ${again ? unread : ''}${asked}`
  },
  opinionCheck: (notice, { office }) =>
    `#${notice.number} 居民将看到：\n${opinionWords(notice, office)}\n——\n${changeHint}`,
  decisionCheck: (notice, { office }) =>
    `#${notice.number} 居民将看到：\n${decisionWords(notice, office)}\n——\n${changeHint}`,
  proposed: ({ number, what, approvers }) =>
    `#${number} ${proposalName[what]}已送审，还没有发出。等${approvers.length > 0 ? approvers.join('、') : '另一位同事'}批准：#${number} 批准，或 #${number} 退回 原因`,
  approved: ({ number, what, seconds, dueOn }) =>
    `#${number} ${proposalName[what]}批准了。${dueOn ? `新的期限是 ${terms.date(dueOn)}，已告诉居民。` : `${seconds ?? 0} 秒后发给居民，送到才算。`}`,
  approvalAsked: ({ number, what, by }) =>
    `#${number} ${by} 拟了${proposalName[what]}，等您批准。内容在卡片上（/find #${number}）。同意请打：#${number} 批准；不同意请打：#${number} 退回 原因`,
  proposalDecided: ({ number, what, approved, by, reason }) =>
    approved
      ? `#${number} 您拟的${proposalName[what]}，${by} 批准了。`
      : `#${number} 您拟的${proposalName[what]}，${by} 退回了：${reason ?? ''}\n改了再送审。`,
  transferObjected: ({ number, byUnit, reason }, { office }) =>
    `#${number} ${unitName(office, byUnit, 'zh')}提出异议，退回来了：${reason}\n请接着办，或者转给该办的单位。`,
  actCancelled: ({ act, number }) => `#${number} ${actName[act]}取消了，什么都没有发出。`,
  identity: ({ number, name, phone }) =>
    name
      ? `#${number} 来人：${name}，电话 ${phone ?? '没留'}。\n只能用来办这件事；这次查看已记入办理记录。`
      : `#${number} 是匿名提交的，没有姓名电话。`,
  identityInPrivate: ({ number }) => `#${number} 的身份已私下发给您，并记入办理记录。`,
  ticketFiles: ({ number, files }) =>
    `#${number} 的附件，共 ${files.length} 个。只能用来办这件事，请不要转发；这次查看已记入办理记录。`,
  ticketFilesInPrivate: ({ number }) => `#${number} 的附件已私下发给您，并记入办理记录。`,
  noTicketFiles: ({ number }) => `#${number} 没有附件。`,
  lookOnPage: ({ what, number, page }) =>
    `#${number} 的${what === 'identity' ? '姓名电话' : '附件'}不能发到境外的聊天软件。请到网页上的值班室查看：${page}`,
  deskError: ({ code, detail }) => deskErrorWords(code, detail),
  whichTicket: ({ namedOnly }) =>
    namedOnly
      ? '是哪一件？请引用卡片，并 @ 机器人；或者 @ 机器人，写上号码，比如：#123 回复 您好……'
      : '是哪一件？请回复（引用）卡片，或在前面写上号码，比如：#123 回复 您好……',
  actUnclear: ({ number }) =>
    `#${number} 要做什么？什么都没有发出。\n答复居民请打：#${number} 回复 您好……\n只给同事看请打：#${number} 备注 ……　打 /help 看全部。`,
  choiceUnclear: ({ number, text }) =>
    `没看懂“${shorten(text, 12)}”是指什么，什么都没有发出。\n要办什么请打字，比如：#${number} 受理\n答复居民请打：#${number} 回复 您好……　打 /help 看全部。`,
  filesStayHere: () => '附件还不能转给居民，没有发出。请把要说的话打成文字。',
  notStaff: () => '您还没有登记为工作人员。请找管理员要一次性码，再私下给机器人发：/bind 码（不要发在群里）',
  commandUnknown: ({ text }) => `没看懂“${shorten(text, 30)}”。打 /help 看怎么用。`,
  messageParked: ({ count }) =>
    `有 ${count} 条消息机器人没处理成，已保存在收件箱里，请 IT 人员查看：npm run job -- reconcile`,
  officerWelcome: ({ name }) =>
    `${name}，您好。这个账号已登记为工作人员。这里是您和机器人的私聊：身份信息、附件只发在这里，不发在群里。打 /help 看怎么用。`,
  bindHow: ({ private: isPrivate }) =>
    isPrivate
      ? '工作人员登记：请把管理员给的一次性码写在后面，比如：/bind ABCD2345EFGH6789'
      : '要把这个群设为值班室，请写：/bind 群的绑定码。个人的一次性码请私下发给机器人，不要发在群里。',
  bindWrong: () => '这个码不对，或者用过了、过期了。请核对后再发，还不行就找管理员要一个新的。',
  bindWait: ({ minutes }) => `试得太多了，请过 ${minutes} 分钟再试。`,
  bindInGroup: () => '这是值班群的绑定码。请先把机器人加进那个群，再在群里发：/bind 码',
  codeSeen: () => '这是个人的一次性码，发在群里大家都看到了，已经作废。请找管理员要一个新的，私下发给机器人：/bind 码',
  roomWelcome: ({ name, unit }, { office }) =>
    `这个群现在是值班室“${name}”（${unit === null ? '全办' : unitName(office, unit, 'zh')}）。有新的事项，会在这里发卡片。`,
  roomFixed: () => '这个值班室是在配置文件里定的，不用绑定，也不能在这里解除。',
  roomUnbound: ({ name }) =>
    `“${name}”不再是值班室：这里不会再有卡片，在这里说什么都不算。要恢复，请管理员再给一个群的绑定码。`,
  unbindRefused: () => '解除值班室要主管、领导或管理员来办，现在什么都没有改。',
  anonymousAdmin: () => '认不出您是谁，所以没有办。请在群的管理员设置里关掉“匿名”（Remain Anonymous），再发一次。',
  officerLeft: ({ name, role, unit, room, held }) =>
    `${name} 退出了值班群${room ? `“${room}”` : ''}，从现在起不再是工作人员，各处都已失效。${held > 0 ? `手上还有 ${held} 件没办完，请打 /open 看看，转交别人。` : ''}要请回来：npm run staff -- invite ${name} --role ${role} --unit ${unit}`,
  why: whyWords,
  reminder: (line) => reminderLine(line),
  reminderDigest: ({ lines }) => ['到期提醒：', ...lines.map(reminderLine)].join('\n'),
  alarm: ({ what, count, name, from, to }) => `【需要处理】${alarmWords(what, count, name ?? '', spanOf(from, to))}`,
}

function reminderLine(line: PlainDeskSentences['reminderDigest']['lines'][number]): string {
  const holder = line.holder ? `经办 ${line.holder}` : '还没人认领！'
  return `#${line.number} ${terms.duty[line.rule] ?? line.rule}：${terms.date(line.dueOn)}，${terms.daysLeft(line.daysLeft)}。${holder}`
}

function alarmWords(what: string, count: number, name: string, span: string): string {
  const words: Record<string, string> = {
    parked: `${count} 条消息没处理成，停在收件箱里`,
    uncertain: `${count} 条发出后没有回音，不知道对方收到没有`,
    undeliverable: `${count} 条答复送不到居民，请另想办法联系`,
    receipts: `${count} 件事项的回执还没有送到`,
    files: `${count} 个附件在库里找不到`,
    strays: `${count} 个文件不属于任何消息`,
    unreminded: `${count} 个期限到了该提醒的日子，没有提醒到，请看 npm run job -- reconcile`,
    paper: `${count} 件要当面交给没有手机的来访人，已经过了一天。请打印送到，并在系统里点“已交”`,
    years: `${count} 年的放假安排还没有装入，日期暂定。等国务院的放假通知出来，请信息员运行：npm run calendar -- import ${count}.json`,
    'channel-silent': `${name || '聊天平台'} 已经 ${count} 分钟没有回音，居民和群里的消息可能没收到。请 IT 人员看网络和日志`,
    'channel-gap': `${channelName(channelNames, name) || '聊天平台'}断线了 ${count} 分钟${span}，这段时间里居民和群里发的消息没有收到，也补不回来。请在群里说一声，请对方再发一遍`,
    'room-lost': `机器人被移出了值班群${name ? `“${name}”` : ''}，或者群没有了：那里不再收到卡片。要恢复：npm run room -- invite ${name || '名称'}`,
  }
  return words[what] ?? `${what}：${count}`
}

/** From when to when, with a mark before it. Empty when it is not told. */
function spanOf(from: string | undefined, to: string | undefined): string {
  return from !== undefined && to !== undefined ? `（${terms.moment(from)}到${terms.moment(to)}）` : ''
}
