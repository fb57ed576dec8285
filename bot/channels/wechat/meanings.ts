import type { Outcome } from '../../message.ts'
import type { Trouble } from '../troubles.ts'
import { describeFailure, type Failure } from './failure.ts'

/** What an errcode means for one message, and for the channel as a whole. */
interface Meaning {
  outcome: 'retry' | 'closed' | 'unreachable' | 'refused'
  /** For `retry`, ms. */
  afterMs?: number
  trouble?: Trouble
}

/** Tried again soon: WeChat or the way to it is busy. */
export const busyMs = 2_000
/** Until the minute of the limit is over. */
const minuteMs = 60_000
/** A day's limit ends at midnight, a ban on its day; either may be lifted before. */
const dayMs = 15 * 60_000
/** Until somebody mends the settings: nothing at all can be said before. */
export const wrongMs = 30_000

const failed = (note: string): Trouble => ({ state: 'failed', note })
const degraded = (note: string): Trouble => ({ state: 'degraded', note })

const wrongApp = failed('WeChat does not know this account: WECHAT_APP_ID is not the AppID of 设置与开发 → 基本配置.')
const wrongSecret = failed(
  'WeChat does not take WECHAT_APP_SECRET: it is of another account or was reset; set the one of 设置与开发 → 基本配置.',
)
const notListed = failed(
  'WeChat does not take calls from the address of this server: add it under 设置与开发 → 基本配置 → IP白名单.',
)
const notConfirmed = failed(
  'WeChat takes calls from the address of this server only once the administrator of the account has confirmed it in WeChat.',
)
const refusedToken = degraded(
  'WeChat refuses the access token that it has just given; it is tried again. Look whether another program takes tokens by force with this WECHAT_APP_ID.',
)
const mayNot = failed(
  'WeChat does not allow this account what is needed (客服消息, 订阅通知): it has to be a certified 服务号; see 设置与开发 → 接口权限.',
)
const shutOut = failed(
  'WeChat has shut this account or an interface of it: its messages (通知中心) on mp.weixin.qq.com tell why and what to do.',
)
const tooMany = degraded(
  'The day’s limit of calls to WeChat is used up: see 设置与开发 → 接口权限; it is tried again later.',
)
const tooFast = degraded('WeChat asks us to wait: too many calls in a minute.')
const wrongTemplate = failed(
  'WeChat does not know a template of `notices` in the office file: `npm run channels -- check` tells which.',
)
const wrongFields = failed(
  'The fields of a template of `notices` in the office file are not those of the account: `npm run channels -- check` tells which.',
)

const tokenRefused: Meaning = { outcome: 'retry', afterMs: wrongMs, trouble: refusedToken }
const closed: Meaning = { outcome: 'closed' }
const refused: Meaning = { outcome: 'refused' }

/**
 * The errcodes that a call of ours can meet. Those of customer messages and of bizsend stand with their calls, the rest
 * in https://developers.weixin.qq.com/doc/oplatform/Return_codes/Return_code_descriptions_new.html
 */
const meanings: Readonly<Record<number, Meaning>> = {
  // The system is busy.
  [-1]: { outcome: 'retry', afterMs: busyMs },
  // The token is not good (any more); it was replaced and refused again.
  40001: tokenRefused,
  40014: tokenRefused,
  41001: tokenRefused,
  42001: tokenRefused,
  42007: tokenRefused,
  // An openid of nobody, or of another account.
  40003: { outcome: 'unreachable' },
  // AppID and AppSecret: wrong, missing, or frozen.
  40013: { outcome: 'retry', afterMs: wrongMs, trouble: wrongApp },
  41002: { outcome: 'retry', afterMs: wrongMs, trouble: wrongApp },
  40125: { outcome: 'retry', afterMs: wrongMs, trouble: wrongSecret },
  41004: { outcome: 'retry', afterMs: wrongMs, trouble: wrongSecret },
  40243: { outcome: 'retry', afterMs: wrongMs, trouble: wrongSecret },
  // The server's address is not on the list, or waits to be confirmed.
  40164: { outcome: 'retry', afterMs: wrongMs, trouble: notListed },
  61004: { outcome: 'retry', afterMs: wrongMs, trouble: notListed },
  89501: { outcome: 'retry', afterMs: wrongMs, trouble: notConfirmed },
  89503: { outcome: 'retry', afterMs: wrongMs, trouble: notConfirmed },
  89506: { outcome: 'retry', afterMs: wrongMs, trouble: notConfirmed },
  89507: { outcome: 'retry', afterMs: wrongMs, trouble: notConfirmed },
  // Media of a kind, size or id that is not taken.
  40004: refused,
  40005: refused,
  40006: refused,
  40007: refused,
  40008: refused,
  40009: refused,
  // A subscription notice: the template, its page, its fields.
  40037: { outcome: 'refused', trouble: wrongTemplate },
  41030: refused,
  47003: { outcome: 'refused', trouble: wrongFields },
  // They do not follow (any more), or have ended it; the time or the number of replies is used up.
  43004: closed,
  43101: closed,
  45015: closed,
  45047: closed,
  50005: closed,
  // Too much, too long, empty.
  44002: refused,
  44003: refused,
  44004: refused,
  45001: refused,
  45002: refused,
  47001: refused,
  // Limits of calls: of the day, of the minute.
  45009: { outcome: 'retry', afterMs: dayMs, trouble: tooMany },
  45011: { outcome: 'retry', afterMs: minuteMs, trouble: tooFast },
  // The account may not, or not any more. That is no fault of a message, and passes: a ban ends, a right is granted.
  48001: { outcome: 'retry', afterMs: dayMs, trouble: mayNot },
  48004: { outcome: 'retry', afterMs: dayMs, trouble: shutOut },
  50001: { outcome: 'retry', afterMs: dayMs, trouble: mayNot },
  50002: { outcome: 'retry', afterMs: dayMs, trouble: shutOut },
  50004: { outcome: 'retry', afterMs: dayMs, trouble: shutOut },
  50007: { outcome: 'retry', afterMs: dayMs, trouble: shutOut },
  // They have switched off that the account may write to them.
  48002: { outcome: 'unreachable' },
}

/** On the endpoint of tokens the same number tells of the secret. */
const tokenless: Readonly<Record<number, Meaning>> = {
  40001: { outcome: 'retry', afterMs: wrongMs, trouble: wrongSecret },
}

/** What became of a message whose call failed. */
export function outcomeOf(failure: Failure): Exclude<Outcome, { kind: 'sent' | 'moved' }> {
  const reason = describeFailure(failure)
  if (failure.kind === 'unsent') return { kind: 'retry', afterMs: busyMs, reason }
  if (failure.kind === 'unknown') return { kind: 'uncertain', reason }
  const { outcome, afterMs = busyMs } = meaningOf(failure)
  return outcome === 'retry' ? { kind: 'retry', afterMs, reason } : { kind: outcome, reason }
}

/** What a failure means for the channel; undefined when it is about one message or one person. */
export function troubleOf(failure: Failure): Trouble | undefined {
  if (failure.kind === 'answered' || failure.kind === 'tokenless') return meaningOf(failure).trouble
  return degraded(`WeChat cannot be reached (${failure.why}): look at the network, and at WECHAT_API_ROOT.`)
}

function meaningOf(failure: Extract<Failure, { errcode: number }>): Meaning {
  const { kind, errcode } = failure
  const meaning = (kind === 'tokenless' ? tokenless[errcode] : undefined) ?? meanings[errcode]
  if (meaning) return meaning
  // Without a token nothing was done, whatever the reason.
  if (kind === 'answered') return refused
  return { outcome: 'retry', afterMs: wrongMs, trouble: failed(`WeChat gives no access token (errcode ${errcode}).`) }
}
