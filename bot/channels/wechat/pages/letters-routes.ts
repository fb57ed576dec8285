import { createHmac } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ChannelHost } from '../../../message.ts'
import { drawLetters, type Letter } from './letters-html.ts'
import { samePath } from './page-language.ts'
import type { WechatPages } from './parts.ts'
import { lettersPath, signInPath } from './paths.ts'
import { isInWechat, show, showProblem } from './show.ts'
import { createSignIn } from './sign-in.ts'

/**
 * What waits for an account because WeChat lets us say nothing to it, read on a page. Who reads it WeChat has proved: a
 * link that was passed on shows whoever opens it what waits for them. What has been on the screen counts as delivered,
 * each message by itself.
 */
export function addLetterRoutes(app: FastifyInstance, parts: WechatPages): void {
  const { account, pages, host } = parts
  const signIn = createSignIn(parts)
  const markKey = createHmac('sha256', pages.cookieSecret).update('wechat:marks').digest()
  const markOf = (id: string) => createHmac('sha256', markKey).update(id).digest('base64url').slice(0, 22)

  /** The newest first. */
  async function lettersOf(channel: ChannelHost, openid: string): Promise<(Letter & { id: string })[]> {
    const waiting = await channel.waiting(openid)
    return waiting.map((each) => ({ ...each, mark: markOf(each.id) })).toReversed()
  }

  app.get(lettersPath, async (request, reply) => {
    const openid = signIn.whoIs(request)
    const channel = host()
    if (!channel) return showProblem(parts, request, reply, 'away', lettersPath)
    if (openid === undefined) {
      if (!isInWechat(request)) return showProblem(parts, request, reply, 'outside', lettersPath)
      return signIn.ask(reply, samePath(lettersPath, request))
    }
    const letters = await lettersOf(channel, openid)
    return show(parts, request, reply, (...words) => drawLetters(letters, false, account.publicUrl, ...words))
  })

  app.post(lettersPath, async (request, reply) => {
    const openid = signIn.whoIs(request)
    const channel = host()
    if (!channel) return showProblem(parts, request, reply, 'away', lettersPath)
    // Too long ago: signed in again, they are shown again.
    if (openid === undefined) return isQuiet(request) ? reply.code(403).send() : reply.redirect(lettersPath, 303)
    const marks = marksIn(request.body)
    const seen = (await lettersOf(channel, openid)).filter(({ mark }) => marks.has(mark))
    await channel.delivered(seen.map(({ id }) => id))
    if (isQuiet(request)) return reply.code(204).send()
    return show(parts, request, reply, (...words) => drawLetters(seen, seen.length > 0, account.publicUrl, ...words))
  })

  app.get(signInPath, async (request, reply): Promise<FastifyReply> => {
    // Gone back to by the browser.
    if (signIn.whoIs(request) !== undefined) return reply.redirect(lettersPath)
    const taken = await signIn.take(request, reply)
    if ('to' in taken) return reply.redirect(taken.to)
    return showProblem(parts, request, reply, taken.problem, lettersPath)
  })
}

/** The page's script asks for no page. */
function isQuiet({ headers }: FastifyRequest): boolean {
  return headers.accept === 'application/json'
}

function marksIn(body: unknown): Set<unknown> {
  const { seen } = (body ?? {}) as { seen?: unknown }
  return new Set(Array.isArray(seen) ? seen : [seen])
}
