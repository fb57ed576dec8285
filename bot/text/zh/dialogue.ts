import { handOverLink } from '../../../domain/rules/page-links.ts'
import type { DialogueSentences } from '../dialogue-sentences.ts'
import { categoryName, inLanguage, placeName, shorten, unitName } from '../names.ts'
import { findPlatform } from '../platforms.ts'
import type { Catalogue } from '../sentences.ts'
import { howWasIt } from './afterwards.ts'
import { matterWords } from './matter.ts'
import { terms } from './terms.ts'

export const dialogue: Catalogue<DialogueSentences> = {
  menu: ({ hello, page }, { office }) =>
    hello
      ? [
          `您好，这里是${office.name.zh}。`,
          '点下面的按钮，或者直接把事情说给我听，都可以。',
          page ? `这里的消息先经过境外的服务器才到我们手里；想让内容留在国内，请用网页：${page}` : '',
          dangerLine(office.emergency),
        ]
          .filter(Boolean)
          .join('\n')
      : '还要办什么？点按钮，或者直接说。',
  help: () =>
    '点下面的按钮，或者直接把事情说给我听。\n随时可以打：菜单、返回、取消；“评价”“复查”“复核”；在几处都用，打“关联”。',
  stale: () => '这个按钮是前面的，现在不能用了。请看下面的问题。',
  notUnderstood: () => '没看明白。请点下面的按钮，或者打按钮的序号，比如 1。',
  languageSet: () => '好的，接下来用中文。',
  kept: ({ text, files }) =>
    `您发的我先记下了${text ? `：“${shorten(text)}”` : ''}${files ? `（${files} 个文件）` : ''}。还没有提交。\n想怎么办？`,
  keptDropped: () => '好的，刚才的话没有提交。',
  keptFor: () => '补充到哪一件？',
  resume: ({ flow }) =>
    `上次您${flow === 'question' ? '的问题还没问完' : flow === 'report' ? '反映的事还没填完' : flow === 'book' ? '的接待日还没约完' : '还没说完'}，写过的都还在。接着来吗？`,
  nothingToGoBackTo: () => '这已经是第一步了。不想办了可以点“取消”。',
  cancelConfirm: () => '取消的话，刚才写的就没有了。确定取消吗？',
  cancelled: () => '已取消，什么都没有提交。',
  notNow: ({ what }) =>
    ({
      location: '位置收到了，但现在这个问题用不上。',
      contact: '名片收到了，但现在这个问题用不上。',
      recall: '知道您撤回了那条消息。它没有提交过，不影响什么。',
    })[what],
  unsupported: () => '这种消息我看不了。请打字、发语音，或者拍张照片。',
  filesLeft: ({ left, mostMegabytes, page }) =>
    left
      .map(({ why, count }) => {
        const these = `有 ${count} 个文件`
        return {
          'too-large': `${these}太大，没收下。这里最多收 ${mostMegabytes} MB；请分小一点再发，或者到网页上发：${page}`,
          type: `${these}的格式收不了。照片、语音、视频、PDF、Word、Excel 都可以。`,
          broken: `${these}打不开，没收下。请再发一次。`,
          empty: `${these}是空的，没收下。`,
          unavailable: `${these}没能取到。请再发一次。`,
        }[why]
      })
      .join('\n'),

  askConsent: ({ platform: channel, noted, again }) => {
    if (again) return `${noted ? '您发的都先放着，还没有提交。' : ''}请先选一个：同意在这里说，还是去网页上说？`
    const platform = findPlatform(channel)
    const name = platform?.name ?? '这个平台'
    return [
      noted ? '您发的先放着，还没有提交。' : '',
      `先跟您说明：在这里说的话、发的照片和文件、留的姓名电话，都先经过 ${name} 在境外的服务器，再到我们手里。我们只用来办您的事。`,
      '我们在这里给您的答复也一样。这里和网页、微信关联以后，那边说的事和答复也能在这里看、发到这里，也就经过境外。',
      platform ? `${name} 怎么保管，怎么找它查看、删除：${platform.contact}` : '',
      '不想让内容出境，可以到网页上说，一样办理。',
      '您同意在这里说吗？以后不同意了，打“撤回同意”就行。',
    ]
      .filter(Boolean)
      .join('\n')
  },
  consentDeclined: () => '好的，刚才说的没有提交，也不留着。',
  consentWithdrawn: ({ dropped, page }) =>
    `好的，同意已经撤回；以后您在这里说事，会先再问您。已经提交的照常办理。${dropped ? '刚才没提交的，没有留着。' : ''}\n也可以到网页上说：${page}`,
  handedOver: ({ why, said, page, hours, code }) =>
    code
      ? [
          {
            accusation: '举报要保密，不能经过境外的服务器。请到网页上接着说，只交给专门的人：',
            strict: '这里的消息要经过境外的服务器，所以事情不在这里收。请到网页上接着说：',
            chosen: '好的，请到网页上接着说：',
          }[why],
          `${page}/#${handOverLink('{{code}}')}`,
          said ? '您已经说的都带过去了，这里不再留着。' : '这里就先到这儿。',
          `链接 ${hours} 小时内有效，只能用一次，请不要转给别人。${said ? '过了时间，说过的就没有了，要重新说。' : ''}`,
        ].join('\n')
      : `到网页上接着说的链接已经发过。没打开的话，请重新说，或者直接用网页：${page}`,
  handOverTaken: ({ what }) =>
    ({
      goOn: '您在聊天里说的都带过来了，接着来。',
      keepForLater: '您在聊天里说的带过来了，先记着。请先把这里没填完的填完，再问您怎么办。',
      finishFirst: '这里还有一份没填完的，请先填完，再说那边的事。',
    })[what],
  handOverGone: () => '这个链接用过了，或者过了时间，打不开。请直接在这里说。',

  askCategory: ({ group }) => (group ? '再具体一点，是哪一类？' : '您要反映哪方面的事？'),
  askAccused: () =>
    '这类事情单独保密办理，只交给专门的人，不进任何工作群。\n您反映的是哪个单位的人？被反映的单位看不到。',
  askTownship: () => '事情在哪个乡镇？点按钮，或者直接打村名。',
  askVillage: ({ township }, { office }) => `${placeName(office, township)}的哪个村？`,
  placeGuess: () => '您是说……？',
  askPlaceWords: () => '请用一句话说说在什么地方，比如“老码头对面的安置点”。',
  askWords: ({ flow, texts, files }) =>
    texts + files > 0
      ? `已经记下 ${[texts ? `${texts} 段话` : '', files ? `${files} 个文件` : ''].filter(Boolean).join('、')}。还有就接着发，说完点“完成”。`
      : flow === 'question'
        ? '请说说您想问什么。可以分几条发，说完点“完成”。'
        : flow === 'reopen'
          ? '请说说还有什么没解决。可以分几条发，说完点“完成”。'
          : flow === 'notDone'
            ? '还有什么没办好？可以分几条发，照片、语音都可以。说完点“完成”。'
            : flow === 'review' || flow === 'recheck'
              ? `请说说您不服在哪里、想怎么改。${flow === 'review' ? '复查' : '复核'}不由原来的单位办。\n可以分几条发，照片也可以。说完点“完成”。`
              : flow === 'book'
                ? '请说几句是什么事，领导好提前了解。可以分几条发，说完点“完成”。'
                : flow === 'add'
                  ? '要补充什么？可以分几条发，照片、语音都可以。说完点“完成”。'
                  : '请用自己的话说说是怎么回事，想怎么解决。\n可以分几条发，照片、语音都可以。说完点“完成”。',
  wordsMissing: () => '还没有写内容。请先说几句，或者发一张照片。',
  askContact: ({ sealed }) =>
    sealed
      ? '要留姓名和电话吗？只有专门的人能看，看一次记一次。匿名一样办理，答复发到这里。'
      : '要留姓名和电话吗？方便联系您，也方便给您书面答复。只有经办人能看。\n匿名也收，答复发到这里。',
  askName: () => '请问您叫什么名字？',
  nameTooLong: () => '请只写姓名，30 个字以内。',
  askPhone: () => '您的电话是多少？手机或者带区号的座机都可以。',
  phoneWrong: () => '这个电话好像不对。手机是 11 位数字；座机请带上区号，中间加一横。',
  readBack: (draft, { office }) =>
    [
      '请看看对不对，没有问题就点“提交”：',
      draft.question ? '' : `类别：${categoryName(office, draft.category, 'zh')}`,
      draft.sealed
        ? `反映的单位：${draft.accusedUnit ? unitName(office, draft.accusedUnit, 'zh') : '别的单位，或不便说'}`
        : '',
      draft.question ? '' : `地点：${draft.place ?? placeName(office, draft.township, draft.village)}`,
      `内容：${draft.texts.join('\n') || '（没有文字）'}`,
      draft.files ? `附件：${draft.files} 个` : '',
      draft.name ? `联系：${draft.name}，${draft.phone ?? ''}` : '联系：匿名',
      draft.sealed ? '保密办理，只交给专门的人。' : '',
      draft.alike
        ? `同一个村，近两个月已有 ${draft.alike} 件反映同类问题、还在办的。您这件照样单独立号，单独给您答复。`
        : '',
    ]
      .filter(Boolean)
      .join('\n'),
  askChange: () => '要改哪一项？',
  noCustodian: (_, { office }) =>
    `现在这里没有专门的人能保密接收举报，所以您的内容没有收下。\n${inLanguage(office.accusations.elsewhere, 'zh')}`,
  filed: () => '提交好了，回执单独发给您，请留好。有进展会在这里告诉您。',
  askNotices: ({ filed }) =>
    [
      filed ? '提交好了，回执单独发给您，请留好。' : '',
      '微信规定：您一阵子没说话，要先同意过，我们才能主动通知您。点下面的链接同意一下，有了答复就告诉您。',
      filed ? '不点也照样办理；以后想订阅，打“订阅提醒”就行。' : '',
    ]
      .filter(Boolean)
      .join('\n'),
  noticesAlways: () => '在这里不用订阅，有了答复会直接发给您。',

  noMatters: () => '您在这里还没有可以看的事项。手上有事项号和查询码的，点“凭号查询”。',
  sealedElsewhere: ({ count }) => `您有 ${count} 件保密的事，这里不显示：请在原来提交的那一处看，或者凭号加查询码看。`,
  matters: ({ visits }) => (visits ? '您的事项和约的接待日，点一个看：' : '您的事项，点一件看进展：'),
  matter: ({ view }, { office }) => matterWords(view, office),
  calendarLink: ({ number, link, days }) =>
    `点开就能把 ${number} 的日子存到手机日历：${link}\n里面只有事项号和日期，没有姓名和内容。链接 ${days} 天内有效；日子变了，再来存一次，旧的会换成新的。`,
  matterGone: () => '没有找到这件事项。请从“我的事项”里点。',
  askNumber: () => '请打事项号，比如 2026-000123。回执上有。',
  numberWrong: () => '事项号是这样的：2026-000123。请再打一次。',
  askCode: ({ number }) => `请打 ${number} 的查询码：13 个字母和数字，大写小写都行。`,
  codeWrong: () => '事项号和查询码对不上。请对着回执再打一次查询码。',
  sealedOnPage: ({ page }) => `这件事要保密，不能经过境外的服务器。请到网页上凭号查询：${page}`,
  codeWait: ({ minutes }) => `试的次数多了，请过 ${minutes} 分钟再试。这是防止别人猜您的查询码。`,
  added: ({ number }) => `已补充到 ${number}，经办人会看到。`,
  addedToClosed: ({ number }) => `${number} 已经结束，补充不进去了。打开这件，点“还没解决”就能接着办。`,
  withdrawConfirm: ({ number, days }) =>
    `要撤回 ${number} 吗？撤回后 ${days} 天内可以恢复。撤不撤由您自己定，谁都不能要求您撤。`,
  withdrawn: ({ number, until }) => `${number} 已撤回。${terms.date(until)}以前想恢复，点“恢复”就行。`,
  withdrawalUndone: ({ number }) => `${number} 已恢复，照原来的期限接着办。`,
  undoOver: ({ number }) => `${number} 撤回已经超过七天，不能恢复了。您可以重新反映，写上这个号。`,
  confirmed: ({ number, asksRating }) =>
    `谢谢您。${number} 已办结。以后又有问题，可以在“我的事项”里点“还没解决”。${asksRating ? `\n${howWasIt}` : ''}`,
  reopened: ({ number }) => `${number} 已重新打开，您说的经办人会看到。`,
  codeReset: ({ number, code }) =>
    code
      ? `${number} 的新查询码：{{code}}\n只显示这一次，请抄下来。旧的不能用了。`
      : `${number} 的查询码换过了。新码只显示一次；没抄下来可以再换。`,
  edited: ({ number }) => (number ? `改过的话已加到 ${number}，原来的也留着。` : '改好了。'),
  recalled: ({ number }) =>
    number ? `知道您撤回了那条消息。${number} 上会注明；已经收到的内容按规定要保留。` : '那条消息已经去掉，不会提交。',
  moveRefused: ({ number, state }) => `${number} 现在是“${terms.state[state]}”，不能这样办。`,
}

function dangerLine(emergency: { number: string }[]): string {
  return emergency.length > 0 ? `有危险请先打 ${emergency.map(({ number }) => number).join('、')}。` : ''
}
