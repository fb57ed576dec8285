import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'

/** A cookie that only we can read and write, for a while. */
export interface SealedCookie {
  set(reply: FastifyReply, value: string): void
  /**
   * Undefined when there is none, it is not of ours, or its time is over; with `youngerThan`, in seconds, also when it
   * was set longer ago than that.
   */
  read(request: FastifyRequest, youngerThan?: number): string | undefined
  clear(reply: FastifyReply): void
}

export interface CookieTerms {
  name: string
  /** How long it is good for, in seconds. */
  seconds: number
  /** Over https only. */
  secure: boolean
  now(): Date
}

/**
 * Sealed with AES-256-GCM: what is in it is neither seen nor changed. Its time is inside, for a browser may keep it
 * longer; its name is bound to it, so that one is not taken for another.
 */
export function createSealedCookie(secret: Buffer, { name, seconds, secure, now }: CookieTerms): SealedCookie {
  const key = createHmac('sha256', secret).update(`wechat:${name}`).digest()
  const place = { path: '/wechat', httpOnly: true, sameSite: 'lax', secure } as const
  return {
    set(reply, value) {
      const until = now().getTime() + seconds * 1000
      reply.setCookie(name, seal(key, name, JSON.stringify([until, value])), { ...place, maxAge: seconds })
    },
    read(request, youngerThan = seconds) {
      const plain = open(key, name, request.cookies[name] ?? '')
      if (plain === undefined) return undefined
      const [until, value] = JSON.parse(plain) as [number, string]
      return now().getTime() < until - (seconds - youngerThan) * 1000 ? value : undefined
    },
    clear: (reply) => reply.clearCookie(name, place),
  }
}

function seal(key: Buffer, name: string, plain: string): string {
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(name))
  return Buffer.concat([iv, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64url')
}

function open(key: Buffer, name: string, sealed: string): string | undefined {
  const bytes = Buffer.from(sealed, 'base64url')
  if (bytes.length < 29) return undefined
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12))
    .setAAD(Buffer.from(name))
    .setAuthTag(bytes.subarray(-16))
  try {
    return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]).toString('utf8')
  } catch {
    return undefined
  }
}
