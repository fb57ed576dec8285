import { civilDateOf, timeOfDay } from '../../../domain/rules/civil-date.ts'
import { readAgainDays } from '../../../domain/rules/read-again.ts'
import type { WechatPageSentences } from '../wechat-page-words.ts'
import { terms } from './terms.ts'

export const wechatPages: WechatPageSentences = {
  otherLanguage: 'English',
  letters: {
    title: '给您的消息',
    why: '您一阵子没说话，或者话太长，微信就不让直接发。这些消息放在这里等您看。',
    none: '现在没有等您看的新消息。想知道事情办到哪一步，在公众号里打“我的事项”就行。',
    read: `看过的消息（留 ${readAgainDays} 天）`,
    date: (at) => `${terms.date(civilDateOf(at))} ${timeOfDay(at)}`,
    seen: '我看到了',
    thanks: '好的，知道您看到了。',
    reply: '要回话，请回到公众号里直接说。',
    taken: (label) => `好的，您点了“${label}”。`,
    answered: '答复会发到公众号里；微信不让发的，过一会儿就在消息这一页。',
    back: '回到消息',
  },
  notices: {
    title: '接收通知',
    why: '您一阵子没在公众号里说话，微信就不让我们主动发消息给您。您在这里同意了，有了答复，我们才能马上通知您。',
    once: '同意一次，可以通知一次。多同意几次，就能多通知几次。',
    forLong: '同意一次就一直有效。哪天不想收了，在公众号的设置里关掉就行。',
    agree: '同意接收通知',
    agreed: '好的，有了答复就通知您。这个页面可以关掉了。',
    refused: '好的，不通知您。事情照样办理，您随时可以回公众号问。',
    failed: '没有成功。请把微信更新到新版本，再从公众号里点一次链接。',
    drawing: '按钮马上出来。等一会儿还没有，请把微信更新到新版本。',
  },
  problem: {
    outside: '这个页面要在微信里打开。请回到公众号，再点一次链接。',
    signIn: '微信没能告诉我们是您本人。请回到公众号，再点一次链接。',
    preview: '现在看到的是预览，里面没有您自己的消息。请点页面下面的“使用完整服务”，或者回到公众号再点一次链接。',
    expired: '页面打开太久了，微信要再确认一下是您本人。消息都在，请点“再试一次”。',
    away: (phone) =>
      `现在连不上，请过几分钟再试。您的消息都在，没有丢。${phone === undefined ? '' : `急事请打 ${phone}。`}`,
    busy: '点得太快了，请过一分钟再试。',
    unreadable: '没看明白您点的是什么，请再试一次。',
    gone: '这条消息不在这个页面上了，可能已经发到公众号里，请回去看看。',
    noNotices: '现在没有要同意的通知。想知道进展，在公众号里打“我的事项”就行。',
  },
  again: '再试一次',
}
