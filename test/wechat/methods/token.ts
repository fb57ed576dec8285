import { randomBytes } from 'node:crypto'
import type { Method } from '../method.ts'
import { Refusal } from '../refusal.ts'
import type { World } from '../world.ts'

const lifeMs = 7200_000

/** `POST /cgi-bin/stable_token` */
export const stableToken: Method = {
  verb: 'POST',
  authorized: false,
  run({ world, body }) {
    const { grant_type, appid, secret, force_refresh: force = false } = body
    if (grant_type !== 'client_credential') throw new Refusal(40002, 'invalid grant_type')
    if (appid === undefined) throw new Refusal(41002, 'appid missing')
    if (secret === undefined) throw new Refusal(41004, 'appsecret missing')
    if (appid !== world.appId) throw new Refusal(40013, 'invalid appid')
    if (secret !== world.appSecret) throw new Refusal(40125, 'invalid appsecret')
    if (typeof force !== 'boolean') throw new Refusal(47001, 'data format error')
    return grant(world, force)
  },
}

/** Everybody is given the same token until it is about to run out; by force a new one, and the old is good no more. */
export function grant(world: World, force: boolean) {
  const { tokens } = world
  const at = world.now()
  if (force) {
    const last = tokens.forced.at(-1)
    if (last !== undefined && at - last < 30_000) throw new Refusal(45011, 'api minute-quota reach limit')
    if (tokens.forced.length >= 20) throw new Refusal(45009, 'reach max api daily quota limit')
    tokens.forced.push(at)
    tokens.good.clear()
  }
  if (force || !tokens.current || tokens.current.until - at < 300_000) {
    const value = `${tokens.good.size}_${randomBytes(48).toString('base64url')}`
    tokens.current = { value, until: at + lifeMs }
    tokens.good.set(value, at + lifeMs)
  }
  return { access_token: tokens.current.value, expires_in: Math.floor((tokens.current.until - at) / 1000) }
}

/** Refuses a call whose access token is not good. */
export function authorize(world: World, given: string | undefined): void {
  if (given === undefined || given === '') throw new Refusal(41001, 'access_token missing')
  const until = world.tokens.good.get(given)
  if (until === undefined) throw new Refusal(40001, 'invalid credential, access_token is invalid or not latest')
  if (until <= world.now()) throw new Refusal(42001, 'access_token expired')
}
