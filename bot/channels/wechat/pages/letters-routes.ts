import { createHmac, randomBytes } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ChannelHost, Choice, Waiting } from '../../../message.ts'
import { drawLetters, drawTaken, type Letter } from './letters-html.ts'
import { samePath } from './page-language.ts'
import type { WechatPages } from './parts.ts'
import { lettersPath, signInPath } from './paths.ts'
import { isInWechat, show, showProblem } from './show.ts'
import { createSignIn } from './sign-in.ts'

type OwnLetter = Omit<Letter, 'choices'> & { id: string; choices: (Choice & { mark: string })[] }

/**
 * What waits for an account because WeChat lets us say nothing to it, read on a page. Who reads it WeChat has proved: a
 * link that was passed on shows whoever opens it what waits for them. What has been on the screen counts as delivered,
 * each message by itself; it stays below for some weeks, for the talk has never shown it. A button that is pressed here
 * is what it is in the talk.
 */
export function addLetterRoutes(app: FastifyInstance, parts: WechatPages): void {
  const { account, pages, host } = parts
  const { publicUrl, now } = account
  const signIn = createSignIn(parts)
  const markKey = createHmac('sha256', pages.cookieSecret).update('wechat:marks').digest()
  const markOf = (id: string) => createHmac('sha256', markKey).update(id).digest('base64url').slice(0, 22)

  function lettersIn(found: Waiting[]): OwnLetter[] {
    return found
      .map((each) => ({
        ...each,
        mark: markOf(each.id),
        choices: (each.reply.choices ?? []).flat().map((one) => ({ ...one, mark: markOf(`${each.id} ${one.value}`) })),
      }))
      .toReversed()
  }

  /** A button counts with the message under it: it was read. */
  async function takeChoice(channel: ChannelHost, openid: string, chosen: Chosen): Promise<string | undefined> {
    const found = [await channel.waiting(openid), await channel.readElsewhere(openid)].flatMap(lettersIn)
    const pressed = found
      .flatMap(({ id, choices }) => choices.map((choice) => ({ ...choice, id })))
      .find(({ mark }) => mark === chosen.mark)
    if (!pressed) return undefined
    const { id, mark, value, label } = pressed
    // Before the answer is thought of: what can be done with an answer begins when it has arrived.
    await channel.delivered([id])
    const messageId = `page:${mark}:${chosen.drawing}`
    const input = { kind: 'choice', value, keyboard: id } as const
    await channel.receive([{ channel: 'wechat', messageId, account: openid, at: now(), onPage: true, input }])
    return label
  }

  app.get(lettersPath, async (request, reply) => {
    const here = samePath(lettersPath, request)
    const openid = signIn.whoIsNow(request)
    const channel = host()
    if (!channel) return showProblem(parts, request, reply, 'away', here)
    if (openid === undefined) {
      if (!isInWechat(request)) return showProblem(parts, request, reply, 'outside', here)
      return signIn.ask(request, reply, here)
    }
    const waiting = lettersIn(await channel.waiting(openid))
    const read = lettersIn(await channel.readElsewhere(openid))
    const drawing = randomBytes(9).toString('base64url')
    return show(parts, request, reply, (...words) => drawLetters({ waiting, read, drawing, publicUrl }, ...words))
  })

  app.post(lettersPath, async (request, reply) => {
    const here = samePath(lettersPath, request)
    const openid = signIn.whoIs(request)
    const channel = host()
    if (!channel) return showProblem(parts, request, reply, 'away', here)
    // Signed in again, they are shown again. Not by sending them there: a form leads to no other site, and that is WeChat's.
    if (openid === undefined) {
      return isQuiet(request) ? reply.code(403).send() : showProblem(parts, request, reply, 'expired', here)
    }
    const chosen = chosenIn(request.body)
    if (chosen) {
      const label = await takeChoice(channel, openid, chosen)
      if (label === undefined) return showProblem(parts, request, reply, 'gone', here)
      return show(parts, request, reply, (...words) => drawTaken(label, ...words))
    }
    const marks = marksIn(request.body)
    const seen = lettersIn(await channel.waiting(openid)).filter(({ mark }) => marks.has(mark))
    await channel.delivered(seen.map(({ id }) => id))
    if (isQuiet(request)) return reply.code(204).send()
    const drawn = { waiting: seen, read: [], drawing: randomBytes(9).toString('base64url'), publicUrl }
    return show(parts, request, reply, (...words) =>
      drawLetters(seen.length > 0 ? { ...drawn, isSeen: true } : drawn, ...words),
    )
  })

  app.get(signInPath, async (request, reply): Promise<FastifyReply> => {
    const { to, problem } = await signIn.take(request, reply)
    return problem ? showProblem(parts, request, reply, problem, to) : reply.redirect(to)
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

/** What stands for the button that was pressed, and for the drawing of the page it stood on. */
interface Chosen {
  mark: string
  drawing: string
}

function chosenIn(body: unknown): Chosen | undefined {
  const { choice, drawing } = (body ?? {}) as { choice?: unknown; drawing?: unknown }
  if (typeof choice !== 'string') return undefined
  return { mark: choice, drawing: typeof drawing === 'string' && /^[\w-]{1,22}$/.test(drawing) ? drawing : '' }
}
