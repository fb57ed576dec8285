import type { FastifyInstance } from 'fastify'
import { createSdkSigner } from './js-sdk.ts'
import { drawNotices } from './notices-html.ts'
import { samePath } from './page-language.ts'
import type { WechatPages } from './parts.ts'
import { noticesPath } from './paths.ts'
import { isInWechat, show, showProblem } from './show.ts'

/** WeChat's script stands on WeChat's server, styles what it draws in place, and reaches the app by frames. */
const wechatScript = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'self'"],
      scriptSrc: ["'self'", 'https://res.wx.qq.com'],
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:', 'https://res.wx.qq.com'],
      frameSrc: ['weixin:'],
      objectSrc: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
    },
  },
}

/**
 * Where somebody agrees to later notices. It knows nobody and asks for no sign-in: the consent is given to WeChat, which
 * tells us of it with a signed push (`subscribe_msg_popup_event`). That push alone is counted; a page could claim
 * anything, and what both told would count twice. The page only thanks.
 */
export function addNoticeRoutes(app: FastifyInstance, parts: WechatPages): void {
  const { api, account } = parts
  const sign = createSdkSigner(api, account)

  app.get(noticesPath, { helmet: wechatScript }, async (request, reply) => {
    const here = samePath(noticesPath, request)
    if (!isInWechat(request)) return showProblem(parts, request, reply, 'outside', here)
    const templates = await account.notices()
    if (Object.keys(templates).length === 0) return showProblem(parts, request, reply, 'noNotices', here)
    // The address as the browser has it: WeChat compares.
    const config = await sign(`${account.publicUrl}${request.url}`)
    return show(parts, request, reply, (...words) => drawNotices(templates, config, ...words))
  })
}
