import { randomBytes } from 'node:crypto'
import type { Method } from '../method.ts'
import { Refusal } from '../refusal.ts'
import type { World } from '../world.ts'

interface Code {
  openid: string
  until: number
  isUsed: boolean
}

interface SignIns {
  codes: Map<string, Code>
  ticket: { value: string; until: number } | undefined
}

const signIns = new WeakMap<World, SignIns>()

function signInsOf(world: World): SignIns {
  const known = signIns.get(world) ?? { codes: new Map(), ticket: undefined }
  signIns.set(world, known)
  return known
}

/** Whom a preview shows a page to: somebody who does not exist. */
export const nobody = 'oPreviewOfNobodyAtAll0000000'

/**
 * `GET /connect/oauth2/authorize`, as a page of WeChat's opens it. `as` stands for who is logged in on that phone.
 * Answers with where the phone is sent.
 */
export const authorize: Method = {
  verb: 'GET',
  authorized: false,
  run({ world, query }) {
    const { as = '', ...asked } = query
    // WeChat matches the address against a pattern: the order counts.
    if (Object.keys(asked).join() !== 'appid,redirect_uri,response_type,scope,state') throw new Refusal(10002, 'order')
    const { appid, redirect_uri: back = '', response_type: type, scope, state = '' } = asked
    if (appid !== world.appId) throw new Refusal(10003, 'redirect_uri and appid do not belong together')
    if (!URL.canParse(back)) throw new Refusal(10003, 'redirect_uri')
    if (type !== 'code' || scope !== 'snsapi_base') throw new Refusal(10005, 'scope')
    if (!/^[a-zA-Z0-9]{1,128}$/.test(state)) throw new Refusal(10013, 'state')
    const code = randomBytes(16).toString('hex')
    signInsOf(world).codes.set(code, { openid: as, until: world.now() + 300_000, isUsed: false })
    return { location: `${back}?${new URLSearchParams({ code, state })}` }
  },
}

/** `GET /sns/oauth2/access_token`: a code is good once, for five minutes. */
export const exchangeCode: Method = {
  verb: 'GET',
  authorized: false,
  run({ world, query }) {
    if (query.appid !== world.appId) throw new Refusal(40013, 'invalid appid')
    if (query.secret !== world.appSecret) throw new Refusal(40125, 'invalid appsecret')
    if (query.grant_type !== 'authorization_code') throw new Refusal(40002, 'invalid grant_type')
    if (query.code === undefined) throw new Refusal(41008, 'missing code')
    const code = signInsOf(world).codes.get(query.code)
    if (!code) throw new Refusal(40029, 'invalid code')
    if (code.until <= world.now()) throw new Refusal(42003, 'code expired')
    if (code.isUsed) throw new Refusal(40163, 'code been used')
    code.isUsed = true
    return {
      access_token: randomBytes(32).toString('base64url'),
      expires_in: 7200,
      refresh_token: randomBytes(32).toString('base64url'),
      openid: code.openid,
      scope: 'snsapi_base',
      ...(code.openid === nobody && { is_snapshotuser: 1 }),
    }
  },
}

/** `GET /cgi-bin/ticket/getticket` */
export const getTicket: Method = {
  verb: 'GET',
  run({ world, query }) {
    if (query.type !== 'jsapi') throw new Refusal(40097, 'invalid args')
    const known = signInsOf(world)
    if (!known.ticket || known.ticket.until <= world.now()) {
      known.ticket = { value: randomBytes(48).toString('base64url'), until: world.now() + 7200_000 }
    }
    const { value, until } = known.ticket
    return { errcode: 0, errmsg: 'ok', ticket: value, expires_in: Math.floor((until - world.now()) / 1000) }
  },
}
