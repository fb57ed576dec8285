import type { Method, Turn } from '../method.ts'
import { Refusal } from '../refusal.ts'
import type { Shown } from '../wechat.ts'
import { type Human, spend } from '../world.ts'

/** Bytes of UTF-8 in a text. */
const textLimit = 2048

/** What comes back from a tapped entry has no more bytes than this. */
const entryLimit = 64

/** `POST /cgi-bin/message/custom/send` */
export const sendCustom: Method = {
  verb: 'POST',
  run(turn) {
    const { world, body } = turn
    const { touser, msgtype } = body
    if (typeof touser !== 'string') throw new Refusal(40003, 'invalid openid')
    const human = world.humans.get(touser)
    if (!human) throw new Refusal(40003, 'invalid openid')
    const shown = read(turn, msgtype)
    if (!human.follows) throw new Refusal(45015, 'response out of time limit or subscription is canceled')
    take(turn, human)
    human.screen.push(shown)
    return { errcode: 0, errmsg: 'ok' }
  },
}

function take({ world }: Turn, human: Human): void {
  const outcome = spend(world, human)
  if (outcome === 'closed') throw new Refusal(45015, 'response out of time limit or subscription is canceled')
  if (outcome === 'used-up') throw new Refusal(45047, 'out of response count limit')
}

function read(turn: Turn, msgtype: unknown): Shown {
  const { body } = turn
  const given = typeof msgtype === 'string' ? body[msgtype] : undefined
  const own = typeof given === 'object' && given !== null ? (given as Record<string, unknown>) : {}
  switch (msgtype) {
    case 'text':
      return readText(own.content)
    case 'image':
    case 'voice':
      return { msgtype, text: '', entries: [], links: [], file: mediaOf(turn, own.media_id) }
    default:
      throw new Refusal(40008, 'invalid message type')
  }
}

function readText(content: unknown): Shown {
  if (typeof content !== 'string' || content === '') throw new Refusal(44004, 'empty content')
  if (Buffer.byteLength(content) > textLimit) throw new Refusal(45002, 'content size out of limit')
  const entries: Shown['entries'] = []
  const links: string[] = []
  const text = content.replace(/<a href="([^"]*)">([^<]*)<\/a>/g, (_, address: string, label: string) => {
    const tapped = /^weixin:\/\/bizmsgmenu\?msgmenucontent=([^&]*)&msgmenuid=([^&]*)$/.exec(address)
    if (tapped) {
      const [, said = '', id = ''] = tapped
      if (Buffer.byteLength(id) > entryLimit) throw new Refusal(47001, 'data format error')
      entries.push({ id: decodeURIComponent(id), content: decodeURIComponent(said) })
    } else links.push(address)
    return label
  })
  return { msgtype: 'text', text, entries, links }
}

function mediaOf({ world }: Turn, id: unknown) {
  const media = typeof id === 'string' ? world.media.get(id) : undefined
  if (!media || media.until <= world.now()) throw new Refusal(40007, 'invalid media_id')
  return { mime: media.mime, content: media.content }
}
