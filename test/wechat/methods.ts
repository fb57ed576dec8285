import type { Method } from './method.ts'
import { createMenu, getCallbackIp, readMenu } from './methods/account.ts'
import { sendCustom } from './methods/customer.ts'
import { getMedia, uploadMedia } from './methods/media.ts'
import { bizSend, getTemplates } from './methods/notices.ts'
import { authorize, exchangeCode, getTicket } from './methods/sign-in.ts'
import { stableToken } from './methods/token.ts'

/** Every method by its path. */
export const methods: Record<string, Method> = {
  '/cgi-bin/stable_token': stableToken,
  '/connect/oauth2/authorize': authorize,
  '/sns/oauth2/access_token': exchangeCode,
  '/cgi-bin/ticket/getticket': getTicket,
  '/cgi-bin/getcallbackip': getCallbackIp,
  '/cgi-bin/menu/create': createMenu,
  '/cgi-bin/get_current_selfmenu_info': readMenu,
  '/cgi-bin/message/custom/send': sendCustom,
  '/cgi-bin/message/subscribe/bizsend': bizSend,
  '/wxaapi/newtmpl/gettemplate': getTemplates,
  '/cgi-bin/media/upload': uploadMedia,
  '/cgi-bin/media/get': getMedia,
}
