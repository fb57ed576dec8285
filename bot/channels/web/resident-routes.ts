import { randomUUID } from 'node:crypto'
import type { FastifyPluginAsync, FastifyRequest } from 'fastify'
import type { Media } from '../../message.ts'
import { sendFile } from './file-answer.ts'
import { messageIdOf, postedKey, showLetter } from './letters.ts'
import type { WebParts } from './parts.ts'
import { afterOf, idsIn, readPost, toInput } from './posts.ts'
import type { Messages, Session } from './protocol.ts'
import { refuse } from './refusals.ts'
import { seen } from './seen.ts'

const cookieName = 'xq'
const cookieSeconds = 400 * 24 * 3600
const pageSize = 200

/** Counted by the browser, not by the address: a whole village may sit behind one. */
const perMinute = (max: number) => ({
  rateLimit: {
    max,
    timeWindow: '1 minute',
    keyGenerator: (request: FastifyRequest) => request.cookies[cookieName] ?? request.ip,
  },
})

/** The resident's page. Who it is is a random id in a signed cookie, and nothing else. */
export function residentRoutes({ office, settings, sockets, host }: WebParts): FastifyPluginAsync {
  return async (app) => {
    app.get('/', (_, reply) => reply.sendFile('resident.html', { cacheControl: false }))

    app.post('/web/session', { config: perMinute(1200) }, async (request, reply): Promise<Session> => {
      const account = accountOf(request) ?? `resident:${randomUUID()}`
      reply.setCookie(cookieName, account, {
        signed: true,
        httpOnly: true,
        sameSite: 'lax',
        secure: settings.secure,
        path: '/web',
        maxAge: cookieSeconds,
      })
      const { name, phone } = await office.face()
      const language = await office.languageOf(account)
      return {
        language,
        office: { name: name[language], ...(phone !== undefined && { phone }) },
        maxFileSize: office.files.maxSize,
      }
    })

    app.get('/web/messages', async (request, reply) => {
      const account = accountOf(request)
      if (!account) return refuse(request, reply, 'no-session')
      const after = afterOf(request)
      const { letters, more } = await office.boxes.read({ account }, after, pageSize)
      const seq = Math.max(after, letters.at(-1)?.seq ?? 0)
      return { messages: letters.map((letter) => showLetter(letter)), seq, more } satisfies Messages
    })

    app.post('/web/messages', { bodyLimit: 256 * 1024, config: perMinute(120) }, async (request, reply) => {
      const account = accountOf(request)
      if (!account) return refuse(request, reply, 'no-session')
      const posted = readPost(request.body)
      if (!posted) return refuse(request, reply, 'not-understood')
      const channel = host()
      if (!channel) return refuse(request, reply, 'away')
      const owner = { account }
      const key = office.boxes.key(owner)
      const at = settings.now()
      const input = await toInput(posted.input, idsIn(office, owner, key))
      await channel.receive([
        {
          channel: 'web',
          messageId: messageIdOf(key, posted.id),
          account,
          at,
          input,
        },
      ])
      await keepPosted(owner, posted.id, posted.input)
      return { id: posted.id }
    })

    app.post('/web/files', { config: perMinute(60) }, async (request, reply) => {
      const account = accountOf(request)
      if (!account) return refuse(request, reply, 'no-session')
      const media = mediaOf(request)
      const part = await request.file()
      if (!part || !media) return refuse(request, reply, 'not-understood')
      const content = await part.toBuffer().catch(() => undefined)
      if (!content || part.file.truncated) return refuse(request, reply, 'too-large')
      const taken = await office.files.take(account, { content, media, ...(part.filename && { name: part.filename }) })
      return taken.kind === 'taken' ? taken.file : refuse(request, reply, taken.why)
    })

    app.get('/web/files/:id', async (request, reply) => {
      const account = accountOf(request)
      const { id } = request.params as { id: string }
      const file = account && (await office.files.readOwn(account, id))
      return file ? sendFile(reply, file) : refuse(request, reply, 'no-file')
    })

    app.post('/web/seen', async (request, reply) => {
      const account = accountOf(request)
      if (!account) return refuse(request, reply, 'no-session')
      await seen(office, host(), { account }, (request.body as { seq?: unknown } | null)?.seq)
      return {}
    })

    app.get('/web/socket', { websocket: true }, (socket, request) => {
      const account = accountOf(request)
      if (!account) return socket.close(4001, 'no-session')
      void sockets.watch(socket, { owner: { account } }).catch(() => socket.close(1011))
      socket.on('message', (raw: Buffer) => {
        const message = parse(raw)
        if (message?.type === 'seen') void seen(office, host(), { account }, message.seq).catch(() => {})
      })
    })

    /** Keeps what was posted where the page finds it again. An edit changes what stands there. */
    async function keepPosted(
      owner: { account: string },
      id: string,
      input: NonNullable<ReturnType<typeof readPost>>['input'],
    ) {
      if (input.kind === 'opened') return
      if (input.kind !== 'edit') {
        await office.boxes.put(owner, { sourceKey: postedKey(id), mine: true, content: { kind: 'posted', input } })
        return
      }
      const letter = await office.boxes.find(owner, postedKey(input.of))
      if (!letter) return
      await office.boxes.rewrite(owner, letter.id, { kind: 'posted', input: { kind: 'text', text: input.text } })
    }
  }
}

function accountOf(request: FastifyRequest): string | undefined {
  const raw = request.cookies[cookieName]
  if (raw === undefined) return undefined
  const { valid, value } = request.unsignCookie(raw)
  return valid && value?.startsWith('resident:') ? value : undefined
}

function mediaOf(request: FastifyRequest): Media | undefined {
  const { media } = request.query as { media?: string }
  return media === 'photo' || media === 'voice' || media === 'video' || media === 'file' ? media : undefined
}

function parse(raw: Buffer): { type?: string; seq?: unknown } | undefined {
  try {
    return JSON.parse(raw.toString())
  } catch {
    return undefined
  }
}
