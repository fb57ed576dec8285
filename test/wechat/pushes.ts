import { randomBytes } from 'node:crypto'
import { seal, signature } from './seal.ts'
import type { Deliver, Elements, PushAnswer, PushOptions } from './wechat.ts'
import type { World } from './world.ts'

/** Numbers go as they are, words as CDATA. */
export function toXml(elements: Elements): string {
  const words = Object.entries(elements).map(([name, value]) => {
    const inner =
      typeof value === 'object' ? toXml(value) : typeof value === 'number' ? String(value) : `<![CDATA[${value}]]>`
    return `<${name}>${inner}</${name}>`
  })
  return words.join('\n')
}

/** A push as it goes over the wire. */
export interface Push {
  target: string
  body?: string
}

/** A push of these words, signed, and sealed where the account is set so. */
export function createPush(world: World, xml: string, options: PushOptions = {}): Push {
  const { token = world.token, appId = world.appId, mode = world.mode } = options
  const aesKey = options.aesKey ?? world.aesKey
  const timestamp = String(options.timestamp ?? Math.floor(world.now() / 1000))
  const nonce = randomBytes(5).toString('hex')
  const query = new URLSearchParams({ signature: signature(token, timestamp, nonce), timestamp, nonce })
  if (mode === 'plain') return { target: `/wechat?${query}`, body: `<xml>${xml}</xml>` }
  if (aesKey === undefined) throw new Error('This mode wants a key')
  const sealed = seal(`<xml>${xml}</xml>`, aesKey, appId)
  query.set('encrypt_type', 'aes')
  query.set('msg_signature', signature(token, timestamp, nonce, sealed))
  const encrypted = `<Encrypt><![CDATA[${sealed}]]></Encrypt>`
  return { target: `/wechat?${query}`, body: `<xml>${mode === 'compatible' ? xml : ''}${encrypted}</xml>` }
}

/** What proves whose server it is. */
export function createVerification(world: World, { token = world.token, timestamp }: PushOptions = {}): Push {
  const at = String(timestamp ?? Math.floor(world.now() / 1000))
  const query = {
    signature: signature(token, at, '9527'),
    timestamp: at,
    nonce: '9527',
    echostr: '5837397576500011341',
  }
  return { target: `/wechat?${new URLSearchParams(query)}` }
}

/** Brings a push; when no answer comes in time, or none that says it was taken, three times again. */
export async function bring(deliver: Deliver, { target, body }: Push, pushMs: number): Promise<PushAnswer> {
  let answer: PushAnswer = { status: 0, body: '' }
  for (let tries = 0; tries < 4; tries++) {
    answer = await within(pushMs, deliver(target, body))
    if (answer.status === 200) return answer
  }
  return answer
}

function within(ms: number, delivering: Promise<PushAnswer>): Promise<PushAnswer> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve({ status: 0, body: 'timed out' }), ms)
    delivering.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
