import { failureOf, TokenError } from './failure.ts'
import type { Pace } from './pace.ts'

/** What the platform grants: the token, and for how long, in seconds. */
export interface Grant {
  access_token: string
  expires_in: number
}

/** Asks the platform for a token; with `force` the one before stops being good at once, everywhere. */
export type Ask = (force: boolean) => Promise<Grant>

export interface AccessToken {
  /** One that should be good. Throws TokenError. */
  read(): Promise<string>
  /** One to try after `refused` was: whatever the platform holds now, or, when that is the refused one, a new one. */
  replace(refused: string): Promise<string>
}

/**
 * The access token of `stable_token`. All instances are given the same one, so none pushes out another's; a token by
 * force would, and there are twenty a day. It is asked for so only when the platform refuses the very token it hands out.
 * https://developers.weixin.qq.com/doc/service/api/base/api_getstableaccesstoken.html
 */
export function createAccessToken(ask: Ask, { tokenMarginMs, forceMs }: Pace, now: () => Date): AccessToken {
  let held: { token: string; until: number } | undefined
  let asking: Promise<string> | undefined
  let forcedAt: number | undefined

  async function obtain(refused: string | undefined): Promise<string> {
    const given = await grant(false)
    if (given !== refused) return given
    const at = now().getTime()
    // WeChat takes no more than one of these in half a minute; the token it has given last may need a moment to be known.
    if (forcedAt !== undefined && at - forcedAt < forceMs) return given
    forcedAt = at
    return grant(true)
  }

  async function grant(force: boolean): Promise<string> {
    const { access_token: token, expires_in: seconds } = await ask(force)
    held = { token, until: now().getTime() + Math.max(seconds * 1000 - tokenMarginMs, 1000) }
    return token
  }

  /** Whoever needs one while it is asked for gets the same one. */
  function together(refused?: string): Promise<string> {
    asking ??= obtain(refused)
      .catch((error: unknown) => {
        throw new TokenError(failureOf(error))
      })
      .finally(() => {
        asking = undefined
      })
    return asking
  }

  return {
    async read() {
      if (held && now().getTime() < held.until) return held.token
      return together()
    },
    async replace(refused) {
      if (held && held.token !== refused) return held.token
      held = undefined
      return together(refused)
    },
  }
}
