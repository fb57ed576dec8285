import type { FastifyPluginAsync, FastifyRequest } from 'fastify'
import { sendFile } from './file-answer.ts'
import { messageIdOf, postedKey, showLetter } from './letters.ts'
import { type BoxOwner, officerAccount, type StaffMember } from './office.ts'
import type { WebParts } from './parts.ts'
import { afterOf, idsIn, readPost, toInput } from './posts.ts'
import type { DeskSession, Messages } from './protocol.ts'
import { refuse } from './refusals.ts'
import { seen } from './seen.ts'

const privateKey = 'private'
const pageSize = 200

/** The staff room. Every request asks anew whether the officer is still one. */
export function deskRoutes({ office, settings, sockets, host }: WebParts): FastifyPluginAsync {
  return async (app) => {
    app.get('/desk', (_, reply) => reply.sendFile('desk.html', { cacheControl: false }))
    app.get('/desk/enter', (_, reply) => reply.sendFile('desk.html', { cacheControl: false }))

    const guarded = { config: { rateLimit: { max: 20, timeWindow: '1 minute' } } }
    app.post('/desk/enter', guarded, async (request, reply) => {
      const code = (request.body as { code?: unknown } | null)?.code
      const entered = typeof code === 'string' ? await office.staff.enter(code, officerAccount) : undefined
      if (!entered) return refuse(request, reply, 'code-wrong')
      reply.setCookie(office.staff.cookie, entered.secret, {
        signed: true,
        httpOnly: true,
        sameSite: 'lax',
        secure: settings.secure,
        path: '/desk',
        expires: entered.expiresAt,
      })
      const member = await office.staff.find(entered.secret)
      return member ? sessionOf(member) : refuse(request, reply, 'code-wrong')
    })

    app.get('/desk/session', async (request, reply) => {
      const member = await memberOf(request)
      return member ? sessionOf(member) : refuse(request, reply, 'signed-out')
    })

    app.post('/desk/leave', async (request, reply) => {
      const secret = secretOf(request)
      if (secret) await office.staff.leave(secret)
      reply.clearCookie(office.staff.cookie, { path: '/desk' })
      return {}
    })

    app.get('/desk/messages', async (request, reply) => {
      const member = await memberOf(request)
      const owner = member && boxOf(member, (request.query as { box?: string }).box)
      if (!member || !owner) return refuse(request, reply, 'signed-out')
      const after = afterOf(request)
      const { letters, more } = await office.boxes.read(owner, after, pageSize)
      return {
        messages: letters.map((letter) => showLetter(letter, member.id)),
        seq: Math.max(after, letters.at(-1)?.seq ?? 0),
        readSeq: await office.staff.readMark(member.id, owner),
        more,
      } satisfies Messages
    })

    app.post('/desk/messages', { bodyLimit: 256 * 1024 }, async (request, reply) => {
      const member = await memberOf(request)
      const box = (request.body as { box?: string } | null)?.box
      const owner = member && boxOf(member, box)
      if (!member || !owner) return refuse(request, reply, 'signed-out')
      const posted = readPost(request.body)
      if (!posted) return refuse(request, reply, 'not-understood')
      const channel = host()
      if (!channel) return refuse(request, reply, 'away')
      const key = office.boxes.key({ account: officerAccount(member.id) })
      const input = await toInput(posted.input, idsIn(office, owner, key))
      await channel.receive([
        {
          channel: 'web',
          messageId: messageIdOf(key, posted.id),
          account: officerAccount(member.id),
          name: member.name,
          ...('room' in owner && { room: owner.room }),
          at: settings.now(),
          input,
        },
      ])
      if (posted.input.kind !== 'opened') {
        const by = { officer: member.id, name: member.name }
        const content = { kind: 'posted', input: posted.input, by }
        await office.boxes.put(owner, { sourceKey: postedKey(posted.id), mine: true, content })
      }
      return { id: posted.id }
    })

    app.post('/desk/seen', async (request, reply) => {
      const member = await memberOf(request)
      const { box, seq } = (request.body ?? {}) as { box?: string; seq?: unknown }
      const owner = member && boxOf(member, box)
      if (!member || !owner) return refuse(request, reply, 'signed-out')
      if (typeof seq !== 'number' || !Number.isSafeInteger(seq)) return refuse(request, reply, 'not-understood')
      await office.staff.moveReadMark(member.id, owner, seq)
      if ('account' in owner) await seen(office, host(), owner, seq)
      return {}
    })

    app.get('/desk/files/:id', async (request, reply) => {
      const member = await memberOf(request)
      const { id } = request.params as { id: string }
      const file = member && (await office.files.readForOfficer(member.id, id))
      return file ? sendFile(reply, file) : refuse(request, reply, 'no-file')
    })

    app.get('/desk/socket', { websocket: true }, async (socket, request) => {
      const secret = secretOf(request)
      const member = await memberOf(request)
      if (!member || !secret) return socket.close(4001, 'signed-out')
      const isLetIn = async () => (await office.staff.find(secret)) !== undefined
      for (const box of [...member.rooms.map((room) => room.key), privateKey]) {
        const owner = boxOf(member, box)
        if (owner) await sockets.watch(socket, { owner, box, viewer: member.id, isLetIn })
      }
    })

    function secretOf(request: FastifyRequest): string | undefined {
      const raw = request.cookies[office.staff.cookie]
      if (raw === undefined) return undefined
      const { valid, value } = request.unsignCookie(raw)
      return valid && value ? value : undefined
    }

    async function memberOf(request: FastifyRequest): Promise<StaffMember | undefined> {
      const secret = secretOf(request)
      return secret ? office.staff.find(secret) : undefined
    }

    async function sessionOf(member: StaffMember): Promise<DeskSession> {
      const rooms = member.rooms.map((room) => ({ ...room, private: false }))
      const all = [...rooms, { key: privateKey, name: '私聊', private: true }]
      const boxes = await Promise.all(
        all.map(async (box) => {
          const owner = boxOf(member, box.key)
          if (!owner) return { ...box, unread: 0 }
          const mark = await office.staff.readMark(member.id, owner)
          return { ...box, unread: await office.boxes.countAfter(owner, mark) }
        }),
      )
      const { name, role, unit } = member
      return { officer: { name, role, unit }, boxes, maxFileSize: office.files.maxSize }
    }
  }
}

/** The box of that name, when this officer may look into it. */
function boxOf(member: StaffMember, key: string | undefined): BoxOwner | undefined {
  if (key === privateKey) return { account: officerAccount(member.id) }
  return member.rooms.some((room) => room.key === key) && key !== undefined ? { room: key } : undefined
}
