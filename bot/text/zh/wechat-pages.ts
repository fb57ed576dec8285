import { civilDateOf, timeOfDay } from '../../../domain/rules/civil-date.ts'
import type { WechatPageSentences } from '../wechat-page-words.ts'
import { terms } from './terms.ts'

export const wechatPages: WechatPageSentences = {
  otherLanguage: 'English',
  letters: {
    title: '给您的消息',
    why: '您一阵子没说话，或者话太长，微信就不让直接发。这些消息放在这里等您看。',
    none: '现在没有等您看的消息。看过的事情，在公众号里打“我的事项”还能再看。',
    date: (at) => `${terms.date(civilDateOf(at))} ${timeOfDay(at)}`,
    seen: '我看到了',
    thanks: '好的，知道您看到了。',
    reply: '要回话，请回到公众号里直接说。',
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
    away: (phone) =>
      `现在连不上，请过几分钟再试。您的消息都在，没有丢。${phone === undefined ? '' : `急事请打 ${phone}。`}`,
    busy: '点得太快了，请过一分钟再试。',
    noNotices: '现在没有要同意的通知。想知道进展，在公众号里打“我的事项”就行。',
  },
  again: '再试一次',
}
