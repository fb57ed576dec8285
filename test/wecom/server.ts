import { randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import websocket from '@fastify/websocket'
import Fastify from 'fastify'
import { checkMessage, type Seen } from './check-message.ts'
import { createContents, type Said } from './contents.ts'
import { createUploads } from './media.ts'
import { type Refusal, refusals } from './refusals.ts'

/** The part of a socket that is needed here. */
interface Socket {
  send(text: string): void
  close(): void
  terminate(): void
  on(event: 'message', take: (data: Buffer) => void): void
  on(event: 'close', take: () => void): void
}

interface Frame {
  cmd?: string
  headers?: { req_id?: string }
  body?: Record<string, unknown>
}

/** Somebody of the company, or a guest of another. */
export interface Speaker {
  userid: string
  corpid?: string
}

/** What a send comes to instead of what it should. */
export type Fault = Refusal | 'silence' | 'break'

type Answer = { refusal: Refusal; body?: object } | undefined

/**
 * A WeCom on loopback with one robot. It is strict: it hands over each message once, to the newest connection alone, and
 * refuses what WeCom refuses. `now` is its clock.
 */
export async function startWecom({ now = () => new Date() }: { now?: () => Date } = {}) {
  const secret = `secret-${randomUUID()}`
  const botId = 'aibTest_1'
  const app = Fastify({ forceCloseConnections: true })
  const uploads = createUploads()
  const contents = createContents(() => address)
  const screens = new Map<string, Seen[]>()
  const usedTasks = new Set<string>()
  const talked = new Set<string>()
  const faults: Fault[] = []
  let uploadFault: Fault = 'ok'
  const connections = { made: 0, letIn: 0 }
  const sent: string[] = []
  const uploadSteps: string[] = []
  let online: Socket | undefined
  let isDown = false
  let isMute = false
  let admits: Refusal = 'ok'
  let address = ''
  let count = 0

  await app.register(websocket)
  app.get<{ Params: { id: string } }>('/media/:id', async (request, reply) => {
    return contents.files.get(request.params.id) ?? reply.code(403).send()
  })
  app.get('/', { websocket: true }, (socket: Socket) => {
    connections.made++
    if (isDown) return socket.terminate()
    socket.on('message', (data) => {
      const frame = JSON.parse(data.toString()) as Frame
      const answer = isMute ? undefined : answerTo(socket, frame)
      if (!answer) return
      const [errcode, errmsg] = refusals[answer.refusal]
      const { body } = answer
      socket.send(JSON.stringify({ headers: frame.headers, errcode, errmsg, ...(body && { body }) }))
    })
    socket.on('close', () => {
      if (online === socket) online = undefined
    })
  })
  await app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.server.address() as AddressInfo
  address = `http://127.0.0.1:${port}`

  function answerTo(socket: Socket, { cmd, body = {} }: Frame): Answer {
    if (cmd === 'aibot_subscribe') return { refusal: letIn(socket, body) }
    if (cmd === 'ping') return { refusal: 'ok' }
    if (online !== socket) return { refusal: 'notSubscribed' }
    if (cmd?.startsWith('aibot_upload_media')) uploadSteps.push(cmd)
    switch (cmd) {
      case 'aibot_upload_media_init':
        return stepOf(uploads.begin(body))
      case 'aibot_upload_media_chunk':
        return uploadFault === 'ok' ? stepOf(uploads.add(body)) : failUpload(socket, uploadFault)
      case 'aibot_upload_media_finish':
        return stepOf(uploads.finish(body))
      case 'aibot_send_msg':
        return answerSend(socket, body)
      default:
        return { refusal: 'wrongParameter' }
    }
  }

  function failUpload(socket: Socket, fault: Exclude<Fault, 'ok'>): Answer {
    if (fault === 'break') socket.terminate()
    return fault === 'break' || fault === 'silence' ? undefined : { refusal: fault }
  }

  function stepOf(body: object | undefined): Answer {
    return body ? { refusal: 'ok', body } : { refusal: 'wrongParameter' }
  }

  function answerSend(socket: Socket, body: Record<string, unknown>): Answer {
    sent.push(String(body.msgtype))
    const fault = faults.shift() ?? 'ok'
    if (fault === 'break') {
      socket.terminate()
      return undefined
    }
    if (fault !== 'ok' && fault !== 'silence') return { refusal: fault }
    const refusal = show(body)
    return fault === 'silence' ? undefined : { refusal }
  }

  function letIn(socket: Socket, body: Record<string, unknown>): Refusal {
    if (admits !== 'ok') return admits
    if (body.bot_id !== botId) return 'unknownBot'
    if (body.secret !== secret) return 'wrongSecret'
    if (online && online !== socket) {
      push(online, 'aibot_event_callback', { msgtype: 'event', event: { eventtype: 'disconnected_event' } })
      online.close()
    }
    online = socket
    connections.letIn++
    return 'ok'
  }

  function show(body: Record<string, unknown>): Refusal {
    const chat = String(body.chatid)
    // Nobody has talked to the robot there.
    if (!talked.has(chat)) return 'noSuchChat'
    const seen = checkMessage(body, usedTasks, uploads.done)
    if (typeof seen === 'string') return seen
    screens.set(chat, [...(screens.get(chat) ?? []), seen])
    return 'ok'
  }

  function push(socket: Socket, cmd: string, body: object): void {
    socket.send(JSON.stringify({ cmd, headers: { req_id: `push-${++count}` }, body }))
  }

  function speak(from: Speaker, chat: string | undefined, cmd: string, body: object): string {
    const msgid = `msg-${randomUUID()}`
    talked.add(chat ?? from.userid)
    const where = chat === undefined ? { chattype: 'single' } : { chattype: 'group', chatid: chat }
    const create_time = Math.floor(now().getTime() / 1000)
    // Nobody gets what is said while the robot has no connection.
    if (online) push(online, cmd, { msgid, aibotid: botId, ...where, from, create_time, ...body })
    return msgid
  }

  return {
    botId,
    secret,
    wsUrl: `ws://127.0.0.1:${port}/`,
    connections,
    /** The kind of each message that was sent to us, in order. */
    sent,
    /** Each step of an upload that reached us. */
    uploadSteps,
    isOnline: () => online !== undefined,
    /** Says it in private, or in a group, where it has to name the robot. Returns the message's id. */
    says(from: Speaker, said: Said | string, group?: string): string {
      return speak(from, group, 'aibot_msg_callback', contents.of(typeof said === 'string' ? { text: said } : said))
    },
    enters: (from: Speaker) =>
      speak(from, undefined, 'aibot_event_callback', { msgtype: 'event', event: { eventtype: 'enter_chat' } }),
    /** Taps the newest button of that label. */
    taps(from: Speaker, label: string, group?: string): string {
      const screen = screens.get(group ?? from.userid) ?? []
      const card = screen.findLast(({ buttons }) => buttons.some(({ text }) => text === label))
      if (!card) throw new Error(`There is no button ${label}`)
      const event_key = card.buttons.find(({ text }) => text === label)?.key
      const pressed = { card_type: 'button_interaction', event_key, task_id: card.taskId }
      const event = { eventtype: 'template_card_event', template_card_event: pressed }
      return speak(from, group, 'aibot_event_callback', { msgtype: 'event', event })
    },
    /** Somebody has talked to the robot in these chats before. */
    knows: (...chats: string[]) => {
      for (const chat of chats) talked.add(chat)
    },
    /** Pushes whatever it is. */
    pushes(body: object, cmd = 'aibot_msg_callback') {
      if (online) push(online, cmd, body)
    },
    /** What lies in a chat, oldest first. */
    screen: (chat: string): Seen[] => screens.get(chat) ?? [],
    /** The files that lie there can be fetched no more. */
    forgetsFiles: () => contents.files.clear(),
    /** What the next sends come to instead. */
    will: (...next: Fault[]) => void faults.push(...next),
    /** What becomes of the pieces of files from now on. */
    takesFiles(fault: Fault) {
      uploadFault = fault
    },
    /** What whoever connects from now on is told. */
    admits(refusal: Refusal) {
      admits = refusal
    },
    /** It takes connections, and answers nothing. */
    falls(mute: 'mute' | 'well') {
      isMute = mute === 'mute'
    },
    /** The service goes away, with every connection to it. */
    goesDown() {
      isDown = true
      online?.terminate()
    },
    /** It closes the connection in good order. */
    closes: () => online?.close(),
    comesBack() {
      isDown = false
    },
    /** It forgets that the connection is the robot's, and keeps it open. */
    forgetsConnection() {
      online = undefined
    },
    close: () => app.close(),
  }
}

export type Wecom = Awaited<ReturnType<typeof startWecom>>
