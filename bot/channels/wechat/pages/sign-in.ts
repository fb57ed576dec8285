import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { describeFailure, type Failure, failureOf } from '../failure.ts'
import type { WechatPages } from './parts.ts'
import { lettersPath, signInPath } from './paths.ts'
import { createSealedCookie } from './sealed-cookie.ts'
import type { Problem } from './words.ts'

/** Nobody types on the way: it takes seconds, on a bad line a minute or two. */
const askedSeconds = 600
/** What was drawn for somebody they can answer for half an hour. */
const sessionSeconds = 1800
/** One phone may be a whole family's: whoever opens a page after that is asked for anew, which nobody notices. */
const freshSeconds = 120

export interface SignIn {
  /** The openid that WeChat has proved of this browser, half an hour ago at most: whose page it has open. */
  whoIs(request: FastifyRequest): string | undefined
  /** The same, if it was proved just now: whom a page may be shown to. */
  whoIsNow(request: FastifyRequest): string | undefined
  /** Sends the browser to WeChat, which sends it back to `to`, a path of ours. */
  ask(request: FastifyRequest, reply: FastifyReply, to: string): FastifyReply
  /** WeChat has sent it back. Returns where it wanted to go, and what went wrong. */
  take(request: FastifyRequest, reply: FastifyReply): Promise<{ to: string; problem?: Problem }>
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

  async function exchange(code: string): Promise<{ openid: string } | { problem: Problem } | { failure: Failure }> {
    const query = { appid: appId, secret: appSecret, code, grant_type: 'authorization_code' }
    try {
      const { openid, is_snapshotuser } = await api.getOpenly<Granted>('/sns/oauth2/access_token', query)
      if (is_snapshotuser === 1) return { problem: 'preview' }
      return typeof openid === 'string' && openid !== '' ? { openid } : { problem: 'signIn' }
    } catch (error) {
      return { failure: failureOf(error) }
    }
  }

  /** Who was signed in just now, and where they wanted to go. */
  function comeTo(request: FastifyRequest): { openid: string; to: string } | undefined {
    const [openid, to = lettersPath] = session.read(request, freshSeconds)?.split(' ') ?? []
    return openid === undefined ? undefined : { openid, to }
  }

  return {
    whoIs: (request) => session.read(request)?.split(' ')[0],
    whoIsNow: (request) => comeTo(request)?.openid,
    ask(request, reply, to) {
      const state = randomBytes(16).toString('hex')
      const { again } = request.query as { again?: unknown }
      asked.set(reply, JSON.stringify([state, to, again === '1']))
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
      // Gone back to by the browser.
      const known = comeTo(request)
      if (known) return { to: known.to }
      const { code, state } = request.query as { code?: unknown; state?: unknown }
      const [expected, to = lettersPath, isAgain = false] = readAsked(asked.read(request))
      asked.clear(reply)
      if (expected === undefined || typeof code !== 'string' || !isSame(state, expected)) {
        return { to, problem: 'signIn' }
      }
      const granted = await exchange(code)
      if ('problem' in granted) return { to, problem: granted.problem }
      if ('openid' in granted) {
        session.set(reply, `${granted.openid} ${to}`)
        return { to }
      }
      const { failure } = granted
      const errcode = failure.kind === 'answered' ? failure.errcode : 0
      // WeChat on Android may open the way back twice at once: the first has signed in whoever the second comes from, or
      // WeChat is asked once more.
      if (errcode === usedCode && !isAgain) return { to: `${to}${to.includes('?') ? '&' : '?'}again=1` }
      if (badCodes.has(errcode)) return { to, problem: 'signIn' }
      request.log.warn({ channel: 'wechat' }, `A sign-in on a page failed: ${describeFailure(failure)}`)
      return { to, problem: 'away' }
    },
  }
}

const usedCode = 40163
/** The code is made up, was used, has run out, or is missing. Else it is us or the way to WeChat. */
const badCodes: ReadonlySet<number> = new Set([40029, usedCode, 42003, 41008])

function readAsked(value: string | undefined): [state?: string, to?: string, isAgain?: boolean] {
  return value === undefined ? [] : (JSON.parse(value) as [string, string, boolean])
}

function isSame(given: unknown, expected: string): boolean {
  if (typeof given !== 'string') return false
  const [a, b] = [Buffer.from(given), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}
