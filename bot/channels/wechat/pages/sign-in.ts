import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { failureOf } from '../failure.ts'
import type { WechatPages } from './parts.ts'
import { signInPath } from './paths.ts'
import { createSealedCookie } from './sealed-cookie.ts'
import type { Problem } from './words.ts'

/** Nobody types on the way: it takes seconds, on a bad line a minute or two. */
const askedSeconds = 600
const sessionSeconds = 1800

export interface SignIn {
  /** The openid that WeChat has proved of this browser, half an hour ago at most. */
  whoIs(request: FastifyRequest): string | undefined
  /** Sends the browser to WeChat, which sends it back to `to`, a path of ours. */
  ask(reply: FastifyReply, to: string): FastifyReply
  /** WeChat has sent it back. Returns where it wanted to go, or what went wrong. */
  take(request: FastifyRequest, reply: FastifyReply): Promise<{ to: string } | { problem: Problem }>
}

interface Granted {
  openid?: unknown
  /** 1 when WeChat shows a preview to a person that does not exist. */
  is_snapshotuser?: unknown
}

/**
 * WeChat's own sign-in on web pages, the silent one (`snsapi_base`): it tells the openid and nothing else, and asks
 * nobody anything. What it was asked with is kept in a cookie and compared, so that nobody is signed in by a link of
 * somebody else's. https://developers.weixin.qq.com/doc/service/guide/h5/auth.html
 */
export function createSignIn({ api, account, pages }: WechatPages): SignIn {
  const { appId, appSecret, publicUrl, now } = account
  const openRoot = pages.openRoot ?? 'https://open.weixin.qq.com'
  const secure = publicUrl.startsWith('https:')
  const asked = createSealedCookie(pages.cookieSecret, { name: 'xqw-asked', seconds: askedSeconds, secure, now })
  const session = createSealedCookie(pages.cookieSecret, { name: 'xqw', seconds: sessionSeconds, secure, now })

  async function exchange(code: string): Promise<{ openid: string } | { problem: Problem }> {
    const query = { appid: appId, secret: appSecret, code, grant_type: 'authorization_code' }
    try {
      const { openid, is_snapshotuser } = await api.getOpenly<Granted>('/sns/oauth2/access_token', query)
      if (is_snapshotuser === 1) return { problem: 'preview' }
      return typeof openid === 'string' && openid !== '' ? { openid } : { problem: 'signIn' }
    } catch (error) {
      // The code is made up, was used, or has run out. Else it is us or the way to WeChat.
      const failure = failureOf(error)
      const isCode = failure.kind === 'answered' && [40029, 40163, 42003, 41008].includes(failure.errcode)
      return { problem: isCode ? 'signIn' : 'away' }
    }
  }

  return {
    whoIs: (request) => session.read(request),
    ask(reply, to) {
      const state = randomBytes(16).toString('hex')
      asked.set(reply, JSON.stringify([state, to]))
      // WeChat wants them in this order, and the fragment.
      const query = new URLSearchParams([
        ['appid', appId],
        ['redirect_uri', `${publicUrl}${signInPath}`],
        ['response_type', 'code'],
        ['scope', 'snsapi_base'],
        ['state', state],
      ])
      return reply.redirect(`${openRoot}/connect/oauth2/authorize?${query}#wechat_redirect`)
    },
    async take(request, reply) {
      const { code, state } = request.query as { code?: unknown; state?: unknown }
      const [expected, to] = readAsked(asked.read(request))
      asked.clear(reply)
      if (expected === undefined || to === undefined || typeof code !== 'string' || !isSame(state, expected)) {
        return { problem: 'signIn' }
      }
      const granted = await exchange(code)
      if ('problem' in granted) return granted
      session.set(reply, granted.openid)
      return { to }
    },
  }
}

function readAsked(value: string | undefined): [string?, string?] {
  return value === undefined ? [] : (JSON.parse(value) as [string, string])
}

function isSame(given: unknown, expected: string): boolean {
  if (typeof given !== 'string') return false
  const [a, b] = [Buffer.from(given), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}
